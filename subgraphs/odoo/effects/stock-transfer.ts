/**
 * A transfer of goods between the yard and a job, made once and done once. Recipe verified on 19.0 (recorded exchanges
 * `stock_issue_*`): load, confirm, assign, write `quantity` and `picked`, validate. Odoo's cost lines of a transfer
 * carry the job alone and are made anew at validation, so cost code and cost type are written on them afterwards.
 */
import { decimal, type DecimalString } from '../../kit/decimal.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readCents, readId, readIds, readLink, readNumber, readText, type WireRecord } from '../erp/wire.js';
import { originOf } from './document.js';
import { findKeyed, loadAll } from './keyed-records.js';
import { externalId } from './load.js';
import { refusal } from './scope.js';

export interface TransferLine {
  /** product.product id. */
  readonly productId: number;
  /** In the product's own unit. */
  readonly quantity: DecimalString;
  /** account.analytic.account ids. */
  readonly costCodeId: number;
  /** Null only where the firm has no plan of cost types. */
  readonly costTypeId: number | null;
}

/** A transfer of one company under way. */
export interface TransferDesk {
  /** In the company's view. */
  readonly session: Session;
  readonly key: string;
  readonly what: string;
  /** project.project id. */
  readonly projectId: number;
  /** stock.picking.type id. */
  readonly operationTypeId: number;
  /** stock.location ids. */
  readonly fromId: number;
  readonly toId: number;
  readonly lines: readonly TransferLine[];
}

export interface TransferMove {
  readonly id: number;
  readonly line: TransferLine;
  readonly quantity: DecimalString;
  readonly costLineIds: readonly number[];
}

const PICKING = ['name', 'state', 'date_done'];
const MOVE = ['product_id', 'product_uom_qty', 'quantity', 'picked', 'analytic_account_line_ids'];

export async function findTransfer(desk: TransferDesk): Promise<WireRecord | null> {
  const external = externalId(desk.key);
  const domain = [
    '|',
    ['origin', '=', originOf(desk.key)],
    '&',
    ['project_id', '=', desk.projectId],
    ['picking_type_id', '=', desk.operationTypeId],
  ] as const;
  const found = await findKeyed(desk.session, 'stock.picking', { domain, fields: PICKING }, [external]);
  return found.get(external) ?? null;
}

/** Takes a transfer from wherever an earlier run left it to done. Every button does nothing when pressed again. */
export async function ensureDone(desk: TransferDesk): Promise<WireRecord> {
  const picking = (await findTransfer(desk)) ?? (await make(desk));
  const state = readText(picking, 'state');
  if (state === 'done') return picking;
  const name = readText(picking, 'name') ?? String(readId(picking));
  if (state === 'cancel')
    throw refusal(`${desk.what} was cancelled in odoo (${name}); send it again under a new key`);
  const { rpc, context } = desk.session;
  const write = { ids: [readId(picking)], context, writes: true };
  if (state === 'draft') await rpc.call('stock.picking', 'action_confirm', {}, write);
  await rpc.call('stock.picking', 'action_assign', {}, write);
  await pick(desk, readId(picking), name);
  // `true` when done, a wizard that wants a further call when nothing was done: only reading back tells.
  await rpc.call('stock.picking', 'button_validate', {}, write);
  const after = await findTransfer(desk);
  if (after && readText(after, 'state') === 'done') return after;
  throw refusal(
    `odoo did not complete transfer ${name} of ${desk.what} and asks a question instead; open it there, answer and validate, then try again`,
  );
}

async function make(desk: TransferDesk): Promise<WireRecord> {
  const head = [
    'id',
    'picking_type_id/.id',
    'project_id/.id',
    'location_id/.id',
    'location_dest_id/.id',
    'origin',
  ];
  const ids = [desk.operationTypeId, desk.projectId, desk.fromId, desk.toId].map(String);
  const own = ['id', 'product_id/.id', 'product_uom_qty', 'location_id/.id', 'location_dest_id/.id'];
  const data = desk.lines.map(({ productId, quantity }, at) => [
    ...(at === 0 ? [externalId(desk.key), ...ids, originOf(desk.key)] : head.map(() => '')),
    ...[moveKey(desk, at), String(productId), quantity, String(desk.fromId), String(desk.toId)],
  ]);
  const fields = [...head, ...own.map((name) => `move_ids/${name}`)];
  await loadAll(desk.session, { model: 'stock.picking', fields, data }, desk.what);
  const made = await findTransfer(desk);
  if (made) return made;
  throw refusal(`odoo made ${desk.what}, but does not show it to the configured key; give it access`);
}

const moveKey = ({ key }: TransferDesk, at: number): string => externalId(key, `_m${at + 1}`);

/** Everything is picked or nothing: a part would ask for a back order. */
async function pick(desk: TransferDesk, pickingId: number, name: string): Promise<void> {
  const moves = await readMoves(desk, pickingId);
  for (const { line, quantity } of moves)
    if (decimal(quantity).lt(decimal(line.quantity)))
      throw refusal(
        `odoo reserved ${quantity} of ${line.quantity} of product ${line.productId} for transfer ${name}; receive more or cancel the transfer there`,
      );
  const { rpc, context } = desk.session;
  for (const { id, line } of moves) {
    // Odoo's floats are JSON numbers; the text of a quantity is their shortest form.
    const vals = { quantity: Number(line.quantity), picked: true };
    await rpc.call('stock.move', 'write', { vals }, { ids: [id], context, writes: true });
  }
}

/** Our moves in the order of the lines; a person may have added others. */
export async function readMoves(desk: TransferDesk, pickingId: number): Promise<TransferMove[]> {
  const externals = desk.lines.map((_, at) => moveKey(desk, at));
  const domain = [['picking_id', '=', pickingId]] as const;
  const rows = await findKeyed(desk.session, 'stock.move', { domain, fields: MOVE }, externals);
  return desk.lines.map((line, at) => {
    const row = rows.get(moveKey(desk, at));
    if (!row)
      throw refusal(
        `line ${at + 1} of ${desk.what} was removed from its transfer in odoo; add it there or cancel it`,
      );
    const [id, quantity] = [readId(row), readNumber(row, 'quantity').toFixed()];
    return { id, line, quantity, costLineIds: readIds(row, 'analytic_account_line_ids') };
  });
}

export interface TransferCost {
  readonly amount: bigint;
  /** False when a cost line lacks its cost code or cost type. */
  readonly coded: boolean;
  readonly row: WireRecord;
  readonly line: TransferLine;
}

/** Cost lines of the moves; cost is negative. */
export async function readCosts(desk: TransferDesk, moves: readonly TransferMove[]): Promise<TransferCost[]> {
  const { session } = desk;
  const ids = moves.flatMap(({ costLineIds }) => costLineIds);
  const columns = columnsOf(session).map(({ column }) => column);
  const needs = { required: ['amount', 'account_id', ...columns], optional: [] };
  const fields = await session.choose('account.analytic.line', needs);
  const rows = await readFields(session, 'account.analytic.line', [['id', 'in', ids]], fields);
  return rows.flatMap((row) => {
    const line = moves.find(({ costLineIds }) => costLineIds.includes(readId(row)))?.line;
    if (!line) return [];
    const coded = columnsOf(session).every(({ column, of }) => readLink(row, column) === of(line));
    return [{ amount: readCents(row, 'amount'), coded, row, line }];
  });
}

function columnsOf({ costCode, costType }: Session) {
  return [
    { column: costCode.column, of: (line: TransferLine): number | null => line.costCodeId },
    ...(costType ? [{ column: costType.column, of: (line: TransferLine) => line.costTypeId }] : []),
  ];
}

/** Writes cost code and cost type where they are missing; a code is lost whenever Odoo makes the line anew. */
export async function ensureCodes(
  desk: TransferDesk,
  moves: readonly TransferMove[],
): Promise<TransferCost[]> {
  const costs = await readCosts(desk, moves);
  const { rpc, context } = desk.session;
  for (const { row, line } of costs.filter(({ coded }) => !coded)) {
    const vals = Object.fromEntries(
      columnsOf(desk.session).map(({ column, of }) => [column, of(line) ?? false]),
    );
    await rpc.call('account.analytic.line', 'write', { vals }, { ids: [readId(row)], context, writes: true });
  }
  return costs.every(({ coded }) => coded) ? costs : readCosts(desk, moves);
}
