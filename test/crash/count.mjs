/** What the targets hold, read over their own wire, against what was asked for. */

/** Lists of records by name. A record that was not there before and that no write wanted is a stray. */
const LISTS = {
  moves: (world) =>
    readErp(world, 'account.move', [
      'ref',
      'state',
      'date',
      'move_type',
      'invoice_origin',
      'reversed_entry_id',
    ]),
  analytic: readAnalytic,
  pickings: (world) => readErp(world, 'stock.picking', ['origin', 'state', 'project_id']),
  projects: (world) => readErp(world, 'project.project', ['name', 'account_id', 'active']),
  tasks: (world) => readErp(world, 'project.task', ['name', 'project_id', 'priority', 'tag_ids']),
  milestones: (world) =>
    readErp(world, 'project.milestone', ['name', 'project_id', 'deadline', 'is_reached']),
  partners: (world) => readErp(world, 'res.partner', ['name', 'active']),
  orders: (world) => readErp(world, 'purchase.order', ['name', 'origin', 'state']),
  accounts: (world) => readErp(world, 'account.analytic.account', ['name', 'code', 'active']),
  meters: (world) => readPlatform(world, '/v1/meter_entries'),
  fuel: (world) => readPlatform(world, '/v1/fuel_entries'),
  issues: (world) => readPlatform(world, '/v2/issues'),
  workOrders: (world) => readPlatform(world, '/v2/work_orders'),
  vehicles: (world) => readPlatform(world, '/v1/vehicles'),
  assignments: (world) => readPlatform(world, '/v1/vehicle_assignments'),
  activities: (world) =>
    world.scheduling('activity', ['ObjectId', 'PlannedFinishDate', 'PrimaryConstraintDate']),
  resources: (world) =>
    world.scheduling('resourceAssignment', [
      'ObjectId',
      'ActivityObjectId',
      'ResourceObjectId',
      'PlannedUnits',
    ]),
  vendors: (world) => readPlatform(world, '/v1/vendors'),
  parts: (world) => readPlatform(world, '/v1/parts'),
  codes: (world) => world.scheduling('activityCode', ['ObjectId', 'CodeValue', 'Description']),
  schedules: (world) => world.scheduling('project', ['ObjectId', 'Id', 'Status']),
  notes: (world) => world.scheduling('activityNote', ['ObjectId', 'ActivityObjectId', 'Note']),
};

const idOf = ({ id, ObjectId }) => id ?? ObjectId;

export async function readTargets(world) {
  const entries = Object.entries(LISTS).map(async ([name, read]) => [name, await read(world)]);
  return Object.fromEntries(await Promise.all(entries));
}

/** What is archived is there, too. */
function readErp({ erp }, model, fields) {
  return erp(model, 'search_read', { domain: [], fields, context: { active_test: false } });
}

/** Analytic lines with the reference of their entry, or the origin of their transfer. */
async function readAnalytic(world) {
  const [lines, items, moves, pickings] = await Promise.all([
    readErp(world, 'account.analytic.line', ['name', 'amount', 'move_line_id', 'project_id']),
    readErp(world, 'account.move.line', ['move_id', 'ref']),
    readErp(world, 'stock.move', ['picking_id', 'analytic_account_line_ids']),
    readErp(world, 'stock.picking', ['origin']),
  ]);
  const byItem = new Map(items.map((item) => [item.id, item]));
  const origins = new Map(pickings.map(({ id, origin }) => [id, origin]));
  const ofTransfer = new Map(
    moves.flatMap(({ picking_id: picking, analytic_account_line_ids: own }) =>
      own.map((id) => [id, origins.get(picking[0])]),
    ),
  );
  return lines.map((line) => ({
    ...line,
    ref: byItem.get(line.move_line_id?.[0])?.ref,
    move: byItem.get(line.move_line_id?.[0])?.move_id[0],
    origin: ofTransfer.get(line.id),
  }));
}

async function readPlatform({ platform }, path) {
  const records = [];
  for (let cursor = null; ;) {
    const query = new URLSearchParams({ per_page: '100', ...(cursor && { start_cursor: cursor }) });
    const page = await platform(`${path}?${query}`);
    records.push(...page.records);
    cursor = page.next_cursor;
    if (!cursor) return records;
  }
}

/**
 * One row per write and kind of effect. `faults` names every effect that is missing or there twice, and every record
 * that is new and that nobody asked for.
 * @param before the lists before the first write
 * @param entered what people entered themselves, as `list id`
 */
export function tally(asked, targets, before, entered) {
  const rows = new Map();
  const faults = [];
  const claimed = new Set();
  for (const one of asked) {
    for (const effect of one.definition.effects(one, asked)) {
      const { target, kind, list, is, wanted = one.status === 'REJECTED' ? 0 : 1 } = effect;
      const name = `${one.definition.name}: ${kind}`;
      const row = rows.get(name) ?? {
        target,
        effect: name,
        wanted: 0,
        landed: 0,
        lost: 0,
        doubled: 0,
        unknown: 0,
      };
      rows.set(name, row);
      const found = targets[list].filter(is);
      for (const record of found) claimed.add(record);
      add(row, found.length, wanted, one.status === 'UNKNOWN');
      if (found.length !== wanted)
        faults.push(
          `${one.key} ${one.id} ${one.status}: ${name} × ${found.length} ${JSON.stringify(one.failure ?? one.refused ?? null)}`,
        );
    }
  }
  const strays = strayOf(targets, before, claimed, entered);
  return { rows: [...rows.values()], faults: [...faults, ...strays], strays: strays.length };
}

function strayOf(targets, before, claimed, entered) {
  return Object.entries(targets).flatMap(([list, records]) => {
    const known = new Set(before[list].map(idOf));
    return records
      .filter(
        (record) =>
          !known.has(idOf(record)) && !claimed.has(record) && !entered.has(`${list} ${idOf(record)}`),
      )
      .map((record) => `nobody asked for this one of ${list}: ${JSON.stringify(record).slice(0, 300)}`);
  });
}

function add(row, found, wanted, unknown) {
  row.wanted += wanted;
  row.landed += Math.min(found, wanted);
  row.doubled += Math.max(0, found - wanted);
  if (found < wanted) row[unknown ? 'unknown' : 'lost'] += wanted - found;
}

/** Per target, then all. */
export function perTarget(rows) {
  const targets = [...new Set(rows.map(({ target }) => target))];
  const total = (own) => ({
    wanted: sum(own, 'wanted'),
    landed: sum(own, 'landed'),
    lost: sum(own, 'lost'),
    doubled: sum(own, 'doubled'),
    unknown: sum(own, 'unknown'),
  });
  return {
    targets: targets.map((target) => ({ target, ...total(rows.filter((row) => row.target === target)) })),
    all: total(rows),
  };
}

const sum = (rows, field) => rows.reduce((whole, row) => whole + row[field], 0);
