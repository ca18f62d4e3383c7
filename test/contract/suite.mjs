/** Runs the short form of the recorded exchanges against any server and tells for each whether it agrees. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { difference } from './shape.mjs';
import { makeRecord } from './records.mjs';

export const cases = JSON.parse(readFileSync(new URL('./odoo-19/cases.json', import.meta.url), 'utf8'));
const byId = new Map(cases.map((one) => [one.id, one]));
const family = (id) => (id.startsWith('jobcost/') ? 'jobcost' : 'json2');
const makerOf = new Map(
  cases.flatMap((one) => (one.makes ?? []).map((made) => [`${family(one.id)} ${made}`, one])),
);

/** A server under test: url, database, keys by role (gateway, admin, reader, minimal), password of the service user, whether it has two databases. */
export function createRunner(target) {
  const run = randomBytes(4).toString('hex');
  let counter = 0;
  return { ...target, run, count: () => (counter += 1), columns: new Map() };
}

/** The server under test lacks what the case needs: a key, or a second database. */
export class Skipped extends Error {}

/** Exchanges of a server with two databases. */
const TWO = new Set([
  'json2/db_header_absent_two_dbs',
  'json2/db_header_present_two_dbs',
  'jsonrpc/db_list_two',
]);
export const needsTwoDatabases = (id) => TWO.has(id);

async function send(runner, { path, method, type, as, database, body }) {
  const headers = {};
  if (type) headers['content-type'] = type;
  if (as === 'wrong') headers.authorization = 'bearer 0000000000000000000000000000000000000000';
  else if (as === 'basic') headers.authorization = 'Basic cGx1bWI6bGluZQ==';
  else if (as) headers.authorization = `bearer ${keyOf(runner, as)}`;
  if (database) headers['x-odoo-database'] = database === 'wrong' ? 'no-such-database' : runner.database;
  const sent =
    body === null || body === undefined
      ? {}
      : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const answer = await fetch(`${runner.url}${path}`, { method, headers, ...(method === 'GET' ? {} : sent) });
  const text = await answer.text();
  try {
    return { status: answer.status, body: JSON.parse(text) };
  } catch {
    return { status: answer.status, body: text };
  }
}

function keyOf(runner, role) {
  const key = runner.keys[role];
  if (!key) throw new Skipped(`no key for the role ${role}`);
  return key;
}

async function call(runner, model, method, body, as = 'gateway') {
  const request = {
    path: `/json/2/${model}/${method}`,
    method: 'POST',
    type: 'application/json',
    as,
    database: 'own',
    body,
  };
  const { status, body: answer } = await send(runner, request);
  if (status !== 200)
    throw new Error(`${model}/${method} answered ${status}: ${answer?.name} ${answer?.message}`);
  return answer;
}

/** The records of one case: references resolve to ids, once each. */
function createScope(runner, caseId) {
  const ids = new Map();
  const done = new Map();
  const scope = {
    caseId,
    run: runner.run + caseId.length + runner.count(),
    family: family(caseId),
    count: runner.count,
    call: (...args) => call(runner, ...args),
    get: (model, label) => {
      const key = `${model}:${label}`;
      if (!ids.has(key)) ids.set(key, resolve(runner, scope, model, label));
      return ids.get(key);
    },
    once: (id) => {
      if (!done.has(id)) done.set(id, perform(runner, scope, byId.get(id)));
      return done.get(id);
    },
    keep: (key, id) => ids.set(key, Promise.resolve(id)),
  };
  return scope;
}

async function resolve(runner, scope, model, label) {
  const maker = makerOf.get(`${scope.family} ${model}:${label}`);
  // Plans are found by name: a second one of the same name would be a column nobody asks for.
  if (!maker || maker.id === scope.current || model === 'account.analytic.plan')
    return makeRecord(scope, model, label);
  const { body } = await scope.once(maker.id);
  const made = Array.isArray(body) ? body : body?.ids;
  const at = maker.makes.indexOf(`${model}:${label}`);
  if (!Array.isArray(made))
    throw new Error(`${maker.id} made no ${model}: ${JSON.stringify(body)?.slice(0, 200)}`);
  return made[at];
}

/** Runs what must go before, then the case itself, on the records of the scope. */
async function perform(runner, scope, one) {
  for (const step of one.before ?? []) await prepare(scope, step);
  const before = scope.current;
  scope.current = one.id;
  const body = await filled(runner, scope, one.body);
  // An import takes text alone.
  if (Array.isArray(body?.data)) body.data = body.data.map((row) => row.map(String));
  const request = { ...one, body };
  scope.current = before;
  const answer = await send(runner, request);
  const made = Array.isArray(answer.body) ? answer.body : answer.body?.ids;
  if (Array.isArray(made)) for (const [at, key] of (one.makes ?? []).entries()) scope.keep(key, made[at]);
  return answer;
}

/** A step is an exchange, a record to have ("$model:label") or a call on one ("model/method $model:label"). */
async function prepare(scope, step) {
  const [, target, model, label] = /^(?:([\w.]+\/\w+) )?\$([\w.]+):(\w+)$/.exec(step) ?? [];
  if (model === undefined) return scope.once(step);
  const id = await scope.get(model, label);
  if (target === undefined) return id;
  const [on, method] = target.split('/');
  return scope.call(on, method, { ids: [id] });
}

/** References, plan columns and names of this run put in for their placeholders. */
async function filled(runner, scope, value) {
  if (typeof value === 'string') return filledText(runner, scope, value);
  if (Array.isArray(value)) {
    const out = [];
    for (const item of value) out.push(await filled(runner, scope, item));
    return out;
  }
  if (value === null || typeof value !== 'object') return value;
  const out = {};
  for (const [key, item] of Object.entries(value))
    out[await filledText(runner, scope, key)] = await filled(runner, scope, item);
  return out;
}

const REFERENCE = /\$([a-z][a-z0-9_.]*):(\d+)/g;

async function filledText(runner, scope, text) {
  const whole = /^\$([a-z][a-z0-9_.]*):(\d+)$/.exec(text);
  if (whole) return scope.get(whole[1], whole[2]);
  let out = text.replaceAll('%run%', `plb${scope.run}`).replaceAll('<database>', runner.database);
  out = out
    .replaceAll('<api-key:gateway>', runner.keys.gateway)
    .replaceAll('<password:gateway>', runner.password ?? runner.keys.gateway);
  if (out.includes('<api-key:minimal>')) out = out.replaceAll('<api-key:minimal>', keyOf(runner, 'minimal'));
  for (const [, model, label] of [...out.matchAll(REFERENCE)])
    out = out.replace(`$${model}:${label}`, String(await scope.get(model, label)));
  for (const name of ['@cost_code', '@cost_type'])
    if (out.includes(name)) out = out.replaceAll(name, await columnOf(runner, name));
  return out;
}

async function columnOf(runner, name) {
  if (!runner.columns.has(name)) {
    const label = name === '@cost_code' ? 'Cost code' : 'Cost type';
    const found = await call(runner, 'account.analytic.plan', 'search', {
      domain: [['name', '=', label]],
      limit: 1,
    });
    const id =
      found[0] ??
      (await call(runner, 'account.analytic.plan', 'create', { vals_list: [{ name: label }] }))[0];
    runner.columns.set(name, `x_plan${id}_id`);
  }
  return runner.columns.get(name);
}

/** null when the server agrees, else what differs. Throws Skipped when the server lacks what the case needs. */
export async function runCase(runner, one) {
  if (needsTwoDatabases(one.id) && !runner.twoDatabases) throw new Skipped('the server has one database');
  if (one.id === 'json2/db_header_absent_single_db' && runner.twoDatabases)
    throw new Skipped('the server has two databases');
  const { status, body } = await perform(runner, createScope(runner, one.id), one);
  if (status !== one.status)
    return `status ${status} instead of ${one.status}: ${JSON.stringify(body)?.slice(0, 200)}`;
  const rpc = one.path === '/jsonrpc' && typeof body === 'object';
  const error = rpc ? body.error?.data?.name : status >= 400 ? body?.name : undefined;
  if (one.error !== error)
    return `error ${error} instead of ${one.error}: ${JSON.stringify(body)?.slice(0, 200)}`;
  if (one.error) return rpc || body.debug ? null : 'an error without debug';
  if (one.fields) return fieldDifference(one.fields, body);
  const expected = JSON.parse(await columnsFilled(runner, JSON.stringify(one.partial ?? one.shape)));
  return difference(expected, rpc && one.shape?.jsonrpc === undefined ? body.result : body, {
    partial: one.partial !== undefined,
  });
}

async function columnsFilled(runner, text) {
  let out = text;
  for (const name of ['@cost_code', '@cost_type'])
    if (out.includes(name)) out = out.replaceAll(name, await columnOf(runner, name));
  return out;
}

function fieldDifference(expected, fields) {
  for (const [name, wanted] of Object.entries(expected)) {
    const field = fields[name];
    if (!field) return `no field ${name}`;
    for (const [attribute, value] of Object.entries(wanted))
      if (field[attribute] !== value)
        return `${name}.${attribute} is ${field[attribute]} instead of ${value}`;
  }
  return null;
}
