/** The methods every model has, with the arguments they take. */
import { mayDo, type Operation } from './access.js';
import type { Call, Method, Values } from './behaviour.js';
import { displayName, type Row, type Value } from './database.js';
import { textOf } from './text.js';
import { missingError, typeError, userError } from './errors.js';
import { fieldsGet } from './fields-get.js';
import { formattedReadGroup, type GroupQuery } from './group.js';
import { formattedReadGroupText } from './group-text.js';
import { load } from './load.js';
import { readGroup } from './read-group.js';
import { readRows, search, visible, webRead } from './read.js';
import { createRecord, unlinkRecord, writeRecord } from './write.js';

const PAGE = ['offset?', 'limit?', 'order?'];
const number = (value: Value | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;
const strings = (value: Value | undefined): string[] => (Array.isArray(value) ? (value as string[]) : []);

/** Rows of the call's ids in their order; ids that are gone are dropped silently, as in the ERP. */
function known({ env, model, ids }: Call): Row[] {
  return ids.flatMap((id) => env.db.row(model.name, id) ?? []);
}

/** Rows of the call's ids; one that is gone is an error. */
export function rowsOf({ env, model, ids }: Call): Row[] {
  return ids.map((id) => {
    const row = env.db.row(model.name, id);
    if (!row) throw missingError(model.name, id, env.user.uid);
    return row;
  });
}

function searched({ env, model, args }: Call): Row[] {
  return search(env, model, args['domain'] ?? [], {
    order: args['order'],
    offset: args['offset'],
    limit: args['limit'],
  });
}

function groupQuery({ args }: Call, groupby: readonly string[]): GroupQuery {
  return {
    domain: args['domain'] ?? [],
    groupby,
    aggregates: strings(args['aggregates']),
    having: args['having'],
    order: args['order'],
    offset: args['offset'],
    limit: args['limit'],
  };
}

function grouped(call: Call, groupby: readonly string[]): Value[] {
  return formattedReadGroup(call.env, call.model, groupQuery(call, groupby));
}

const reads: Readonly<Record<string, Method>> = {
  search: { kind: 'model', params: ['domain', ...PAGE], run: (call) => searched(call).map(({ id }) => id) },
  search_count: {
    kind: 'model',
    params: ['domain', 'limit?'],
    run: ({ env, model, args }) =>
      Math.min(
        visible(env, model, args['domain'] ?? []).length,
        number(args['limit']) ?? Number.MAX_SAFE_INTEGER,
      ),
  },
  search_read: {
    kind: 'model',
    params: ['domain?', 'fields?', ...PAGE],
    lenient: true,
    run: (call) =>
      readRows(call.env, call.model, searched(call), call.args['fields'], call.args['load'] !== null),
  },
  read: {
    kind: 'record',
    params: ['fields?', 'load?'],
    run: (call) => {
      const rows = readable(call, known(call));
      return readRows(
        call.env,
        call.model,
        rows,
        call.args['fields'],
        !('load' in call.args) || call.args['load'] === '_classic_read',
      );
    },
  },
  web_read: {
    kind: 'record',
    params: ['specification'],
    run: (call) =>
      webRead(call.env, call.model, readable(call, known(call)), call.args['specification'] ?? {}),
  },
  web_search_read: {
    kind: 'model',
    params: ['domain', 'specification', ...PAGE, 'count_limit?'],
    run: (call) => ({
      length: visible(call.env, call.model, call.args['domain'] ?? []).length,
      records: webRead(call.env, call.model, searched(call), call.args['specification'] ?? {}),
    }),
  },
  name_search: {
    kind: 'model',
    params: ['name?', 'domain?', 'operator?', 'limit?'],
    run: ({ env, model, args }) => {
      const domain = [
        ...((args['domain'] ?? []) as Value[]),
        [model.recName, args['operator'] ?? 'ilike', args['name'] ?? ''],
      ];
      return search(env, model, domain, { limit: args['limit'] ?? 100 }).map((row) => [
        row.id,
        displayName(env.db, model, row),
      ]);
    },
  },
  fields_get: {
    kind: 'model',
    params: ['allfields?', 'attributes?'],
    run: ({ env, model, args }) =>
      fieldsGet(env, model, strings(args['allfields']), strings(args['attributes'])),
  },
  formatted_read_group: {
    kind: 'model',
    params: ['domain', 'groupby?', 'aggregates?', 'having?', ...PAGE],
    run: (call) => grouped(call, strings(call.args['groupby'])),
    text: (call) =>
      formattedReadGroupText(call.env, call.model, groupQuery(call, strings(call.args['groupby']))),
  },
  formatted_read_grouping_sets: {
    kind: 'model',
    params: ['domain', 'grouping_sets', 'aggregates?', 'order?'],
    run: (call) =>
      (call.args['grouping_sets'] as readonly (readonly string[])[]).map((set) => grouped(call, set)),
  },
  read_group: {
    kind: 'model',
    params: ['domain', 'fields', 'groupby', 'offset?', 'limit?', 'orderby?', 'lazy?'],
    run: ({ env, model, args }) => readGroup(env, model, args),
  },
};

/** Records of another company are refused, not dropped. */
function readable(call: Call, rows: Row[]): Row[] {
  const ids = new Set(
    visible({ ...call.env, context: { active_test: false } }, call.model, [
      ['id', 'in', rows.map(({ id }) => id)],
    ]).map(({ id }) => id),
  );
  return rows.filter(({ id }) => ids.has(id));
}

const writes: Readonly<Record<string, Method>> = {
  create: {
    kind: 'model',
    params: ['vals_list'],
    run: ({ env, model, args }) => {
      const given = args['vals_list'] ?? {};
      if (Array.isArray(given))
        return (given as Values[]).map((values) => createRecord(env, model, values).id);
      return createRecord(env, model, given as Values).id;
    },
  },
  write: {
    kind: 'record',
    params: ['vals'],
    run: (call) => {
      const values = (call.args['vals'] ?? {}) as Values;
      const rule = call.env.behaviours[call.model.name]?.beforeRights;
      for (const row of known(call)) rule?.(call.env, row, values);
      for (const row of writable(call, 'write')) writeRecord(call.env, call.model, row, values);
      return true;
    },
  },
  unlink: {
    kind: 'record',
    params: [],
    run: (call) => {
      for (const row of writable(call, 'unlink')) unlinkRecord(call.env, call.model, row);
      return true;
    },
  },
  load: { kind: 'model', params: ['fields', 'data'], run: ({ env, model, args }) => load(env, model, args) },
  action_archive: { kind: 'record', params: [], run: (call) => setActive(call, false) },
  action_unarchive: { kind: 'record', params: [], run: (call) => setActive(call, true) },
};

function writable(call: Call, operation: Operation): Row[] {
  if (!mayDo(call.env, call.model.name, operation)) {
    // The right is looked at before the record: a user without it never learns whether the record exists.
    const row: Row = { id: 0 };
    if (operation === 'unlink') unlinkRecord(call.env, call.model, row);
    else writeRecord(call.env, call.model, row, {});
  }
  return rowsOf(call);
}

function setActive(call: Call, active: boolean): Value {
  for (const row of writable(call, 'write')) writeRecord(call.env, call.model, row, { active });
  return null;
}

const others: Readonly<Record<string, Method>> = {
  has_access: {
    kind: 'record',
    params: ['operation'],
    run: ({ env, model, args }) => mayDo(env, model.name, args['operation'] as Operation),
  },
  check_access_rights: {
    kind: 'model',
    params: ['operation', 'raise_exception?'],
    run: ({ env, model, args }) => mayDo(env, model.name, args['operation'] as Operation),
  },
  get_external_id: {
    kind: 'record',
    params: [],
    run: ({ env, model, ids }) => {
      const data = env.db.rowsBy('ir.model.data', 'model', model.name);
      const nameOf = (id: number): string => {
        const row = data.find((one) => one['res_id'] === id);
        return row ? `${textOf(row['module'])}.${textOf(row['name'])}` : '';
      };
      return Object.fromEntries(ids.map((id) => [String(id), nameOf(id)]));
    },
  },
  export_data: {
    kind: 'record',
    params: ['fields_to_export'],
    run: () => {
      throw userError("You don't have the rights to export data. Please contact an Administrator.");
    },
  },
  default_get: {
    kind: 'model',
    params: ['fields'],
    run: ({ env, model }) => env.behaviours[model.name]?.defaults?.(env, {}) ?? {},
  },
};

export const commonMethods: Readonly<Record<string, Method>> = { ...reads, ...writes, ...others };

/** search_read looks at its page first and stumbles over unknown arguments only when it reads. */
export function refuseSwallowed(unknown: readonly string[]): never {
  throw typeError(`BaseModel._read_format() got an unexpected keyword argument '${unknown[0] ?? ''}'`);
}
