/**
 * Whose call it is. A call names its write by the write's key, by a record that an earlier call of the write made, or by
 * what only that write is about (`claims` of its definition).
 */

const KEY = /\b(w[0-9a-z]{20,30})_(\d{1,3})(?![0-9])/;
const CHANGES = /\/(load|create|write|unlink|reconcile|action_\w+|button_\w+)$/;

/** True for a call that may change something in its target. */
export function isChange({ system, method, path }) {
  if (system === 'odoo') return CHANGES.test(path);
  return method !== 'GET' && !path.endsWith('/login');
}

/** One { one, step } per call: the write and the name of its step. `one.steps` are the names of the write's steps. */
export function createOwners() {
  const writes = new Map();
  const records = new Map();
  const active = new Set();

  function byKey({ url, body }) {
    const found = KEY.exec(decodeURIComponent(url)) ?? KEY.exec(body);
    const one = found && writes.get(found[1]);
    if (!one) return null;
    return { one, step: one.steps?.[Number(found[2])] };
  }

  function byClaim(call) {
    for (const one of active) {
      const step = one.definition.claims?.(call, one);
      if (step) return { one, step };
    }
    return null;
  }

  /** What takes a write back touches the records of that write. */
  function current(owner) {
    const { one, step } = owner;
    if (active.has(one)) return owner;
    return one.reversal && active.has(one.reversal) ? { one: one.reversal, step: `undo ${step}` } : null;
  }

  const byRecord = (call) =>
    recordsOf(call)
      .map((key) => records.get(key))
      .find(Boolean);

  return {
    begin: (one) => active.add(one),
    name: (one, id) => writes.set(id, one),
    end: (one) => active.delete(one),
    ownerOf(call) {
      const owner = byKey(call) ?? byRecord(call);
      return (owner && current(owner)) ?? byClaim(call);
    },
    learn(call, owner, answer) {
      for (const key of madeBy(call, answer)) if (!records.has(key)) records.set(key, owner);
    },
  };
}

const modelOf = ({ path }) => path.split('/').at(-2);

const PARENTS = { move_id: 'account.move', picking_id: 'stock.picking' };

/** Records that a call names: `maintenance /v2/issues/7`, `odoo account.move 12`; of P6 the rows in its body. */
function recordsOf(call) {
  const { system, path, body } = call;
  if (system === 'scheduling')
    return [parse(body) ?? []].flat().flatMap(({ ObjectId: id }) => (id ? [`${system} ${path}/${id}`] : []));
  if (system !== 'odoo') return [`${system} ${path}`, `${system} ${path.replace(/\/[a-z_]+$/, '')}`];
  const { ids = [], domain = [] } = parse(body) ?? {};
  const leaves = domain.filter((leaf) => Array.isArray(leaf) && (leaf[0] === 'id' || PARENTS[leaf[0]]));
  return [
    ...ids.map((id) => `odoo ${modelOf(call)} ${id}`),
    ...leaves.flatMap(([field, , value]) =>
      [value].flat().map((id) => `odoo ${PARENTS[field] ?? modelOf(call)} ${id}`),
    ),
  ];
}

/** Records that an answer says belong to the same write: those it made, and lines of those. */
function madeBy(call, { status, body }) {
  if (status >= 300 || call.method !== 'POST') return [];
  const answer = parse(body.toString());
  if (call.system === 'scheduling')
    return Array.isArray(answer) ? answer.map((id) => `${call.system} ${call.path}/${id}`) : [];
  if (call.system !== 'odoo') return madeOnPlatform(call, answer);
  if (call.path.endsWith('/load')) return (answer?.ids || []).map((id) => `odoo ${modelOf(call)} ${id}`);
  if (!call.path.endsWith('/search_read') || !Array.isArray(answer)) return [];
  return answer.flatMap(({ id, analytic_account_line_ids: lines = [] }) => [
    `odoo ${modelOf(call)} ${id}`,
    ...(lines || []).map((line) => `odoo account.analytic.line ${line}`),
  ]);
}

function madeOnPlatform({ system, path }, answer) {
  const meter = answer?.meter_entry?.id;
  return [
    ...(answer?.id ? [`${system} ${path}/${answer.id}`] : []),
    ...(meter ? [`${system} /v1/meter_entries/${meter}`] : []),
  ];
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
