/** The older protocol: `POST /jsonrpc` with a service and positional arguments; always 200, errors in `error.data`. */
import type { WireAnswer, WireRequest } from '../wire-server.js';
import { createEnv, type OdooUser } from './engine/access.js';
import type { Method } from './engine/behaviour.js';
import { invoke, methodOf } from './engine/call.js';
import type { Value } from './engine/database.js';
import { textOf } from './engine/text.js';
import { keyError, OdooError, toWireError, userError } from './engine/errors.js';
import { html, json } from './json2.js';
import type { OdooServer } from './server.js';

interface RpcParams {
  readonly service?: string;
  readonly method?: string;
  readonly args?: readonly Value[];
}

export const VERSION = { version_info: [19, 0, 0, 'final', 0, ''], version: '19.0' };
const text = (status: number, body: string): WireAnswer => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
});

export function answerJsonRpc(server: OdooServer, request: WireRequest): WireAnswer {
  if (request.method !== 'POST' || !/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return html(415, 'Unsupported Media Type', 'The content type of the request does not fit this route.');
  let call: { readonly id?: Value; readonly params?: RpcParams };
  try {
    call = JSON.parse(request.body) as typeof call;
  } catch {
    return text(400, 'Invalid JSON data');
  }
  if (Array.isArray(call)) return text(400, 'Invalid JSON-RPC data');
  const head = { jsonrpc: '2.0', id: call.id ?? null };
  try {
    const result = run(server, call.params ?? {});
    return json(200, result === null ? head : { ...head, result });
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    const data = toWireError(error) as unknown as Value;
    return json(200, { ...head, error: { code: 0, message: 'Odoo Server Error', data } });
  }
}

/** `POST /jsonrpc <model>/<method>`, the name a call is counted by. */
export function rpcCallName(body: string): string {
  try {
    const { params } = JSON.parse(body) as { readonly params?: RpcParams };
    const [, , , model, method] = params?.args ?? [];
    if (params?.service === 'object') return `POST /jsonrpc ${textOf(model)}/${textOf(method)}`;
    return `POST /jsonrpc ${params?.service ?? '?'}/${params?.method ?? '?'}`;
  } catch {
    return 'POST /jsonrpc ?';
  }
}

function run(server: OdooServer, { service, method, args = [] }: RpcParams): Value {
  if (service === 'common') return common(server, method ?? '', args);
  if (service === 'db' && method === 'list') return server.databases;
  if (service === 'object' && (method === 'execute_kw' || method === 'execute')) return execute(server, args);
  throw keyError(service ?? '');
}

function common(server: OdooServer, method: string, args: readonly Value[]): Value {
  if (method === 'version')
    return {
      server_version: VERSION.version,
      server_version_info: VERSION.version_info,
      server_serie: '19.0',
      protocol_version: 1,
    };
  if (method !== 'authenticate' && method !== 'login') throw keyError(method);
  const [database, login, secret] = args;
  checkDatabase(server, database);
  return server.users.find((user) => user.login === login && holds(user, secret))?.uid ?? false;
}

const holds = (user: OdooUser, secret: Value | undefined): boolean =>
  secret === user.apiKey || (user.password !== undefined && secret === user.password);

function checkDatabase(server: OdooServer, database: Value | undefined): void {
  if (!server.databases.includes(database as string))
    throw new OdooError(
      500,
      'psycopg2.OperationalError',
      `FATAL:  database "${textOf(database)}" does not exist\n`,
    );
}

function execute(server: OdooServer, args: readonly Value[]): Value {
  const [database, uid, secret, modelName, methodName, positional = [], named = {}] = args;
  checkDatabase(server, database);
  const user = server.users.find((one) => one.uid === uid && holds(one, secret));
  if (!user) throw new OdooError(403, 'odoo.exceptions.AccessDenied', 'Access Denied');
  const model = textOf(modelName);
  const { context, ...kwargs } = named as Record<string, Value>;
  const env = createEnv(server.db, server.behaviours, user, (context ?? {}) as Record<string, Value>);
  if (!server.db.models.has(model)) throw userError(`Object ${model} doesn't exist`);
  const method = methodOf(env, model, textOf(methodName));
  if (!method)
    throw new OdooError(
      500,
      'builtins.AttributeError',
      `The method '${model}.${textOf(methodName)}' does not exist`,
    );
  const { ids, bound } = bind(method, positional as readonly Value[]);
  return invoke(env, method, { model, ids, args: { ...bound, ...kwargs } });
}

function bind(
  method: Method,
  positional: readonly Value[],
): { ids: readonly number[]; bound: Record<string, Value> } {
  const [first, ...others] = positional;
  const rest = method.kind === 'record' ? others : positional;
  const names = method.params.map((param) => param.replace('?', ''));
  const bound = Object.fromEntries(
    rest.flatMap((value, at) => (names[at] === undefined ? [] : [[names[at], value]])),
  );
  if (method.kind === 'model') return { ids: [], bound };
  return { ids: (Array.isArray(first) ? first : first === undefined ? [] : [first]) as number[], bound };
}
