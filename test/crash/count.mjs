/** What the targets hold, read over their own wire, against what was asked for. */
import { FLEETIO_CREDENTIALS } from '../../dist/sandbox/fleetio/index.js';
import { ODOO_API_KEY } from '../../dist/sandbox/odoo/simulator.js';

export async function readTargets({ odoo, maintenance }) {
  const fleetio = (path) => readFleetio(maintenance.url, path);
  const [moves, analytic, meters, fuel, issues, orders, vehicles] = await Promise.all([
    readOdoo(odoo.url, 'account.move', [['ref', 'like', 'PLB-USE']], ['ref', 'state']),
    readAnalytic(odoo.url),
    ...['/v1/meter_entries', '/v1/fuel_entries', '/v2/issues', '/v2/work_orders', '/v1/vehicles'].map(
      fleetio,
    ),
  ]);
  return { moves, analytic, meters, fuel, issues, orders, vehicles };
}

/** Analytic lines with the ref of their entry. */
async function readAnalytic(url) {
  const moveLines = await readOdoo(
    url,
    'account.move.line',
    [['move_id.ref', 'like', 'PLB-USE']],
    ['move_id', 'ref'],
  );
  const refs = new Map(moveLines.map(({ id, ref }) => [id, ref]));
  const domain = [['move_line_id', 'in', [...refs.keys()]]];
  const lines = await readOdoo(url, 'account.analytic.line', domain, ['move_line_id']);
  return lines.map(({ move_line_id: line }) => ({ ref: refs.get(line[0]) }));
}

async function readOdoo(url, model, domain, fields) {
  const answer = await fetch(`${url}/json/2/${model}/search_read`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ODOO_API_KEY}` },
    body: JSON.stringify({ domain, fields }),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${model}: ${JSON.stringify(body).slice(0, 300)}`);
  return body;
}

async function readFleetio(url, path) {
  const { token, accountToken } = FLEETIO_CREDENTIALS;
  const headers = {
    authorization: `Token ${token}`,
    'account-token': accountToken,
    'x-api-version': '2024-03-15',
  };
  const records = [];
  for (let cursor = null; ;) {
    const query = new URLSearchParams({ per_page: '100', ...(cursor && { start_cursor: cursor }) });
    const answer = await fetch(`${url}${path}?${query}`, { headers });
    const page = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(page).slice(0, 300)}`);
    records.push(...page.records);
    cursor = page.next_cursor;
    if (!cursor) return records;
  }
}

/** One row per write, target and kind of effect; `faults` names every effect that is missing or there twice. */
export function tally(asked, targets) {
  const rows = new Map();
  const faults = [];
  for (const one of asked) {
    for (const effect of one.definition.effects(one.input, one.machine)) {
      const name = `${one.definition.mutation} ${effect.target} ${effect.kind}`;
      const row = rows.get(name) ?? { effect: name, wanted: 0, landed: 0, lost: 0, doubled: 0, unknown: 0 };
      rows.set(name, row);
      const found = targets[effect.list].filter(effect.is).length;
      add(row, found, effect.wanted ?? 1, one.status === 'UNKNOWN');
      if (found !== (effect.wanted ?? 1))
        faults.push(
          `${one.key} ${one.id} ${one.status}: ${name} × ${found} ${JSON.stringify(one.failure ?? one.refused)}`,
        );
    }
  }
  return { rows: [...rows.values()], faults };
}

function add(row, found, wanted, unknown) {
  row.wanted += wanted;
  row.landed += Math.min(found, wanted);
  row.doubled += Math.max(0, found - wanted);
  if (found < wanted) row[unknown ? 'unknown' : 'lost'] += wanted - found;
}

export function sum(rows) {
  const total = (field) => rows.reduce((whole, row) => whole + row[field], 0);
  return { wanted: total('wanted'), landed: total('landed'), lost: total('lost'), doubled: total('doubled') };
}
