/**
 * Makes the short form of the recorded exchanges: what was asked, how it ended, which shape came back. Ids become
 * references such as "$project.project:16" that the suite fills with records of the server under test.
 *   node test/contract/shorten.mjs [folder of recordings] [folder to write]
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BEFORE, EXACT, MAYBE_EMPTY, NOT_COVERED, WHOLE } from './odoo-19/choices.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const from = process.argv[2] ?? join(here, '../../../shared/contracts/odoo-19');
const to = process.argv[3] ?? join(here, 'odoo-19');
const FOLDERS = ['json2', 'jsonrpc', 'misc', 'jobcost', 'bus', 'webhook', 'xmlrpc'];

/** Relations that the recordings' own field lists do not tell. */
const RELATIONS = {
  'account.accrued.orders.wizard.journal_id': 'account.journal',
  'account.accrued.orders.wizard.account_id': 'account.account',
  'account.move.reversal.journal_id': 'account.journal',
  'account.move.reversal.move_ids': 'account.move',
  'sale.advance.payment.inv.sale_order_ids': 'sale.order',
};
const relations = new Map(Object.entries(RELATIONS));

function readAll() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(from, folder))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => ({
        id: `${folder}/${name.slice(0, -5)}`,
        ...JSON.parse(readFileSync(join(from, folder, name), 'utf8')),
      })),
  );
}

function learnRelations(records) {
  for (const { id, request, response } of records) {
    if (!id.startsWith('json2/fields_get_') || response.status !== 200) continue;
    const model = request.path.split('/')[3];
    for (const [name, field] of Object.entries(response.body))
      if (field.relation && !relations.has(`${model}.${name}`))
        relations.set(`${model}.${name}`, field.relation);
  }
}

const column = (name) => name.replaceAll('x_plan4_id', '@cost_code').replaceAll('x_plan5_id', '@cost_type');

function relationOf(model, path) {
  if (/^x_plan\d+_id$/.test(path)) return 'account.analytic.account';
  if (path === 'id' || path === '.id') return model;
  const [head, ...rest] = path.split('.');
  const next = relations.get(`${model}.${head}`);
  return rest.length === 0 || next === undefined ? next : relationOf(next, rest.join('.'));
}

const reference = (model, id) =>
  model && Number.isInteger(id) && id > 0 && id !== 999 && id !== 999999 ? `$${model}:${id}` : id;
const referAll = (model, value) =>
  Array.isArray(value) ? value.map((one) => referAll(model, one)) : reference(model, value);

function distribution(value) {
  const name = (key) =>
    key
      .split(',')
      .map((id) => reference('account.analytic.account', Number(id)))
      .join(',');
  return Object.fromEntries(Object.entries(value).map(([key, share]) => [name(key), share]));
}

function domain(model, value) {
  if (!Array.isArray(value)) return value;
  if (
    value.length === 3 &&
    typeof value[0] === 'string' &&
    typeof value[1] === 'string' &&
    !['&', '|', '!'].includes(value[0])
  ) {
    const target =
      value[0] === 'analytic_distribution' ? 'account.analytic.account' : relationOf(model, value[0]);
    return [column(value[0]), value[1], target ? referAll(target, value[2]) : value[2]];
  }
  return value.map((item) => domain(model, item));
}

function values(model, given) {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (name === 'analytic_distribution' && value && typeof value === 'object')
        return [name, distribution(value)];
      const target = relationOf(model, name);
      if (!target) return [name, value];
      if (!Array.isArray(value)) return [column(name), reference(target, value)];
      return [
        name,
        value.map((item) => (Array.isArray(item) ? command(target, item) : reference(target, item))),
      ];
    }),
  );
}

const command = (target, [code, id, value]) => [
  code,
  reference(target, id),
  code < 2 ? values(target, value) : referAll(target, value),
];

function loadRows(model, fields, rows) {
  return rows.map((row) =>
    row.map((text, at) => {
      if (text === '') return text;
      const path = fields[at].split('/');
      if (path.at(-1) === 'analytic_distribution') return JSON.stringify(distribution(JSON.parse(text)));
      if (path.at(-1) === 'id') return text.replace(/^(gw|plumbline)\./, '%run%.');
      if (path.at(-1) !== '.id') return text;
      return reference(relationOf(model, path.slice(0, -1).join('.') || 'id'), Number(text));
    }),
  );
}

function body(model, method, given) {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return given;
  const out = { ...given };
  if (out.ids) out.ids = referAll(model, out.ids);
  if (out.domain) out.domain = domain(model, out.domain);
  if (out.fields && method !== 'load') out.fields = out.fields.map(column);
  if (out.groupby) out.groupby = out.groupby.map(column);
  if (out.vals_list) out.vals_list = out.vals_list.map((one) => values(model, one));
  if (out.vals) out.vals = values(model, out.vals);
  if (method === 'load') {
    out.data = loadRows(model, out.fields, out.data);
    out.fields = out.fields.map(column);
  }
  if (out.context?.allowed_company_ids)
    out.context = {
      ...out.context,
      allowed_company_ids: referAll('res.company', out.context.allowed_company_ids),
    };
  return out;
}

function rpcBody(given) {
  const params = given?.params;
  if (!params || !Array.isArray(params.args)) return given;
  if (params.service !== 'object') return { ...given, params: { ...params, args: params.args.map(rpcName) } };
  const [database, uid, key, model, method, args = [], kwargs] = params.args;
  const asModel = args.map((item, at) => {
    if (['read', 'write', 'unlink', 'action_archive'].includes(method) && at === 0)
      return referAll(model, item);
    if (method === 'create')
      return Array.isArray(item) ? item.map((one) => values(model, one)) : values(model, item);
    return domain(model, item);
  });
  const named = kwargs && body(model, method, kwargs);
  return {
    ...given,
    params: {
      ...params,
      args: [rpcName(database), uid, rpcName(key), model, method, asModel, ...(named ? [named] : [])],
    },
  };
}

const rpcName = (text) => (text === 'erp' || text === 'erp_b' ? '<database>' : text);

const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** Types and keys, and the exact value where it is false, true, null or an empty list. A list is told by its first item. */
function shapeOf(value) {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return DAY.test(value) ? 'day' : MOMENT.test(value) ? 'moment' : 'text';
  if (Array.isArray(value)) return listShape(value);
  if (Object.keys(value).some((key) => /^\d+(,\d+)*$/.test(key))) return 'shares';
  return Object.fromEntries(
    Object.keys(value).map((key) => [column(key), key === 'moreinfo' ? 'value' : shapeOf(value[key])]),
  );
}

/** Where the empty values are not the point of the exchange, another database may hold a value there. */
function loosened(shape) {
  if (shape === false) return 'value';
  if (Array.isArray(shape)) return shape.length === 0 ? 'list' : shape.map(loosened);
  if (shape === null || typeof shape !== 'object') return shape;
  return Object.fromEntries(Object.entries(shape).map(([key, one]) => [key, loosened(one)]));
}
const READS = ['read', 'search_read', 'web_read', 'web_search_read', 'formatted_read_group'];

function listShape(items) {
  if (items.length === 0) return [];
  if (items.length === 2 && typeof items[0] === 'number' && typeof items[1] === 'string') return 'pair';
  if (
    items.length === 2 &&
    typeof items[0] === 'string' &&
    typeof items[1] === 'string' &&
    DAY.test(items[0])
  )
    return 'period';
  if (items.every((item) => typeof item === 'number')) return 'ids';
  return [shapeOf(items[0])];
}

const given = (value) => value !== null && typeof value === 'object';
/** An answer with every field of the model, cut to the fields of our domain. */
const partial = (used, [first]) => [
  Object.fromEntries(Object.entries(shapeOf(first)).filter(([name]) => used.has(name))),
];

/** Of a field list only the fields of our domain: those that some recorded call names. */
function fieldListShape(used, answer) {
  const kept = Object.entries(answer).filter(([name]) => used.has(name) && !/^x_plan/.test(name));
  return Object.fromEntries(kept.map(([name, field]) => [name, pick(field)]));
}
const pick = ({ type, relation, required, store }) => ({
  type,
  ...(relation ? { relation } : {}),
  ...(required === undefined ? {} : { required }),
  ...(store === undefined ? {} : { store }),
});

function usedFields(records) {
  const used = new Map();
  const add = (model, name) => used.set(model, (used.get(model) ?? new Set()).add(name.split(/[.:/]/)[0]));
  for (const { request } of records) {
    const [, , , model, method] = request?.path?.split('/') ?? [];
    const given = request?.body;
    if (!method || given === null || typeof given !== 'object' || method === 'fields_get') continue;
    for (const name of [...(given.fields ?? []), ...(given.groupby ?? [])]) add(model, name);
    for (const one of given.vals_list ?? [given.vals ?? {}])
      if (one && typeof one === 'object') for (const name of Object.keys(one)) add(model, name);
  }
  return used;
}

const ROLES = {
  gateway: 'gateway',
  admin: 'admin',
  reader: 'reader',
  minimal: 'minimal',
  expired_soon: 'wrong',
  scoped_other: 'wrong',
};

function headersOf(headers) {
  const authorization = headers.Authorization ?? '';
  const role = /<api-key:(\w+)>/.exec(authorization)?.[1];
  const out = {};
  if (headers['Content-Type']) out.type = headers['Content-Type'];
  if (role) out.as = ROLES[role];
  else if (authorization.startsWith('bearer')) out.as = 'wrong';
  else if (authorization !== '') out.as = 'basic';
  const database = headers['X-Odoo-Database'];
  if (database) out.database = database === 'nosuchdb' ? 'wrong' : 'own';
  return out;
}

function shorten(record, used) {
  const { id, request, response } = record;
  const [, , , model = '', method = ''] = request.path.split('/');
  const isRpc = request.path === '/jsonrpc';
  const answer = response.body;
  const failed = isRpc ? answer?.error?.data?.name : response.status >= 400 ? answer?.name : undefined;
  const fields = method === 'fields_get' && !failed;
  const out = {
    id,
    path: request.path,
    method: request.method,
    ...headersOf(request.headers),
    body: isRpc ? rpcBody(request.body) : body(model, method, request.body),
    status: response.status,
  };
  if (failed) out.error = failed;
  else if (fields) out.fields = fieldListShape(used.get(model) ?? new Set(), answer);
  else if (typeof answer === 'string') out.shape = 'text';
  else if (answer?.type?.startsWith?.('ir.actions')) out.partial = { type: 'text', res_model: 'text' };
  else if (given(request.body) && method === 'search_read' && !request.body.fields)
    out.partial = partial(used.get(model) ?? new Set(), answer);
  else out.shape = shapeOf(isRpc && 'result' in answer ? answer.result : answer);
  if (READS.includes(method) && typeof out.shape === 'object' && out.shape.length !== 0 && !EXACT.has(id))
    out.shape = Array.isArray(out.shape) ? out.shape.map(loosened) : loosened(out.shape);
  if (WHOLE.has(id)) out.shape = JSON.parse(JSON.stringify(out.shape).replaceAll('"pair"', '"value"'));
  if (MAYBE_EMPTY.has(id)) out.shape = 'list';
  if (method === 'create' || method === 'load') {
    const made = method === 'load' ? answer.ids : answer;
    if (Array.isArray(made)) out.makes = made.map((one) => `${model}:${one}`);
  }
  if (BEFORE[id]) out.before = BEFORE[id];
  return out;
}

const records = readAll();
learnRelations(records);
const used = usedFields(records);
const covered = records.filter(({ id, request }) => request?.path && !reasonFor(id));
export function reasonFor(id) {
  return Object.entries(NOT_COVERED).find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(id))?.[1];
}
/** What a case leaves behind says where it came from. */
const labelled = (one) =>
  one.id === 'json2/analytic_plan_create'
    ? { ...one, body: { vals_list: [{ name: 'PLB-CONTRACT plan' }] } }
    : one;
const cases = covered.map((record) => labelled(shorten(record, used)));
writeFileSync(join(to, 'cases.json'), `[\n${cases.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
const left = records.filter(({ id }) => !covered.some((one) => one.id === id));
const lines = left.map(({ id }) => `| ${id} | ${reasonFor(id) ?? 'no single request'} |`);
writeFileSync(
  join(to, 'not-covered.md'),
  `# Recorded exchanges that the suite does not run\n\n${cases.length} of ${records.length} run; these ${left.length} do not.\n\n| exchange | why |\n| --- | --- |\n${lines.join('\n')}\n`,
);
console.log(`${cases.length} of ${records.length} exchanges shortened, ${left.length} left out`);
