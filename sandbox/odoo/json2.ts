/** The native protocol: `POST /json/2/<model>/<method>`, named arguments in, the bare value out. */
import type { WireAnswer, WireRequest } from '../wire-server.js';
import { createEnv } from './engine/access.js';
import { invokeText, methodOf } from './engine/call.js';
import type { Value } from './engine/database.js';
import { httpError, OdooError, toWireError } from './engine/errors.js';
import type { OdooServer } from './server.js';

const PATH = /^\/json\/2\/([^/]+)\/([^/]+)$/;

export const json = (status: number, value: Value): WireAnswer => jsonText(status, JSON.stringify(value));
const jsonText = (status: number, body: string): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body,
});
export const html = (status: number, title: string, text: string): WireAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!DOCTYPE html>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${text}</p>\n`,
});

export function answerJson2(server: OdooServer, request: WireRequest): WireAnswer {
  const database = request.headers['x-odoo-database'];
  if (database === undefined ? server.databases.length > 1 : !server.databases.includes(String(database)))
    return html(404, 'Not Found', 'No database is selected and the requested URL was not found.');
  if (request.method === 'POST' && !/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return html(415, 'Unsupported Media Type', 'The content type of the request does not fit this route.');
  try {
    return jsonText(200, run(server, request));
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    return json(error.status, toWireError(error) as unknown as Value);
  }
}

/** The answer as JSON. */
function run(server: OdooServer, request: WireRequest): string {
  const [, model, name] = PATH.exec(request.path) ?? [];
  if (request.method !== 'POST' || model === undefined || name === undefined)
    throw httpError(404, 'Did you mean POST /json/2/<model>/<method>?');
  const user = authenticate(server, request.headers.authorization);
  const { ids, context, ...args } = parseBody(request.body);
  const env = createEnv(server.db, server.behaviours, user, (context ?? {}) as Record<string, Value>);
  if (!server.db.models.has(model)) throw httpError(404, `the model '${model}' does not exist`);
  const method = methodOf(env, model, name);
  if (!method) throw httpError(404, `The method '${model}.${name}' does not exist`);
  if (method.kind === 'model' && Array.isArray(ids) && ids.length > 0)
    throw httpError(422, `cannot call ${model}.${name} with ids`);
  return invokeText(env, method, { model, ids: (ids ?? []) as number[], args });
}

function authenticate(server: OdooServer, header: string | undefined) {
  const key = /^bearer (.+)$/i.exec(header ?? '')?.[1];
  if (key === undefined)
    throw httpError(401, 'User not authenticated, use an API Key with a Bearer Authorization header.');
  const user = server.users.find(({ apiKey }) => apiKey === key);
  if (!user) throw httpError(401, 'Invalid apikey');
  return user;
}

/** An array is silently taken for an empty object, as the ERP does. */
function parseBody(body: string): Record<string, Value> {
  if (body === '') return {};
  try {
    const value = JSON.parse(body) as Value;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, Value>)
      : {};
  } catch (error) {
    throw httpError(400, `could not parse the body as json: ${(error as Error).message}`);
  }
}
