/** Transfers and their moves. Issues to a job cost as soon as they are picked, before they are done. */
import type { Env } from '../engine/access.js';
import type { Behaviour } from '../engine/behaviour.js';
import type { Row, Value } from '../engine/database.js';
import { rowsOf } from '../engine/methods.js';
import { modelOf } from '../engine/read.js';
import { createRecord } from '../engine/write.js';
import { reserve, takeOut, usageOf } from './quants.js';
import { action, amount, cents, defaultCompany, now, text, today } from './tools.js';

const movesOf = (env: Env, picking: Row): Row[] => env.db.rowsBy('stock.move', 'picking_id', picking.id);
const setState = (env: Env, picking: Row, state: string): void => {
  env.db.table('stock.picking').update(picking, { state });
  for (const move of movesOf(env, picking)) env.db.table('stock.move').update(move, { state });
};

export const stockPicking: Behaviour = {
  defaults: (env, values) => {
    const type = env.db.row('stock.picking.type', values['picking_type_id']);
    return {
      name: `YARD/${text(type?.['sequence_code'])}/${String(env.db.next('stock.picking')).padStart(5, '0')}`,
      state: 'draft',
      scheduled_date: now(env),
      company_id: defaultCompany(env),
    };
  },
  methods: {
    action_confirm: {
      kind: 'record',
      params: [],
      run: (call) => rowsOf(call).map((picking) => confirm(call.env, picking)).length > 0,
    },
    action_assign: {
      kind: 'record',
      params: [],
      run: (call) => rowsOf(call).map((picking) => assign(call.env, picking)).length > 0,
    },
    button_validate: {
      kind: 'record',
      params: [],
      run: (call) => rowsOf(call).reduce<Value>((_, picking) => validate(call.env, picking), true),
    },
  },
};

export const stockMove: Behaviour = {
  defaults: (env, values) => {
    const picking = env.db.row('stock.picking', values['picking_id']);
    return {
      reference: picking?.['name'] ?? false,
      state: picking?.['state'] ?? 'draft',
      product_uom: 1,
      date: now(env),
      picked: false,
      company_id: picking?.['company_id'] ?? defaultCompany(env),
    };
  },
  /** Changing the picked quantity makes the analytic lines anew; a code written on them before is lost. */
  written: (env, move, values) => {
    if ('quantity' in values || 'picked' in values) costOf(env, move);
  },
};

/** Only a draft is confirmed; on any other the button does nothing. */
function confirm(env: Env, picking: Row): void {
  if (picking['state'] === 'draft') setState(env, picking, 'confirmed');
}

function assign(env: Env, picking: Row): void {
  if (picking['state'] === 'done' || picking['state'] === 'cancel') return;
  let reserved = 0;
  for (const move of movesOf(env, picking)) {
    const wanted = amount(move['product_uom_qty']);
    const already = amount(move['quantity']);
    const quantity = already + reserve(env, move, wanted - already);
    reserved += quantity;
    const partly = quantity > 0 ? 'partially_available' : 'confirmed';
    env.db.table('stock.move').update(move, { quantity, state: quantity < wanted ? partly : 'assigned' });
  }
  env.db.table('stock.picking').update(picking, { state: reserved > 0 ? 'assigned' : 'confirmed' });
}

/** A partial transfer answers with a wizard and does nothing, unless the caller says to skip the back order. */
function validate(env: Env, picking: Row): Value {
  if (picking['state'] === 'done') return true;
  const moves = movesOf(env, picking);
  const partial = moves.some(
    (move) => move['picked'] === true && amount(move['quantity']) < amount(move['product_uom_qty']),
  );
  if (partial && env.context['skip_backorder'] !== true)
    return action('Create Backorder?', 'stock.backorder.confirmation', {
      view_mode: 'form',
      context: { button_validate_picking_ids: [picking.id] },
    });
  if (partial) backOrder(env, picking, moves);
  for (const move of moves) finish(env, move);
  env.db.table('stock.picking').update(picking, { state: 'done', date_done: now(env) });
  return true;
}

function finish(env: Env, move: Row): void {
  const unit = amount(env.db.row('product.product', move['product_id'])?.['standard_price']);
  env.db.table('stock.move').update(move, {
    state: 'done',
    picked: true,
    date: now(env),
    value: cents(unit * amount(move['quantity'])),
  });
  takeOut(env, move);
  const line = env.db.row('purchase.order.line', move['purchase_line_id']);
  if (line)
    env.db
      .table('purchase.order.line')
      .update(line, { qty_received: amount(line['qty_received']) + amount(move['quantity']) });
  costOf(env, move);
}

function backOrder(env: Env, picking: Row, moves: readonly Row[]): void {
  const rest = moves.filter((move) => amount(move['quantity']) < amount(move['product_uom_qty']));
  createRecord(env, modelOf(env, 'stock.picking'), {
    picking_type_id: picking['picking_type_id'] ?? false,
    project_id: picking['project_id'] ?? false,
    company_id: picking['company_id'] ?? false,
    location_id: picking['location_id'] ?? false,
    location_dest_id: picking['location_dest_id'] ?? false,
    backorder_id: picking.id,
    state: 'assigned',
    move_ids: rest.map((move) => [
      0,
      0,
      {
        product_id: move['product_id'] ?? false,
        product_uom_qty: amount(move['product_uom_qty']) - amount(move['quantity']),
        location_id: move['location_id'] ?? false,
        location_dest_id: move['location_dest_id'] ?? false,
      },
    ]),
  });
}

/** The cost of an issue carries only the project's own account. */
function costOf(env: Env, move: Row): void {
  const picking = env.db.row('stock.picking', move['picking_id']);
  const project = env.db.row('project.project', picking?.['project_id']);
  const type = env.db.row('stock.picking.type', picking?.['picking_type_id']);
  const table = env.db.table('account.analytic.line');
  for (const id of (move['analytic_account_line_ids'] ?? []) as readonly number[]) table.remove(id);
  const counts =
    move['picked'] === true && project && type?.['analytic_costs'] === true && amount(move['quantity']) !== 0;
  if (!counts) {
    env.db.table('stock.move').update(move, { analytic_account_line_ids: [] });
    return;
  }
  const unit = amount(env.db.row('product.product', move['product_id'])?.['standard_price']);
  // What comes back to the yard is taken off the job, as recorded.
  const sign = usageOf(env, move['location_dest_id']) === 'internal' ? 1 : -1;
  const line = createRecord(env, modelOf(env, 'account.analytic.line'), {
    name: move['reference'] || 'Issue',
    date: today(env),
    amount: sign * cents(unit * amount(move['quantity'])),
    unit_amount: amount(move['quantity']),
    category: 'picking_entry',
    company_id: move['company_id'] ?? false,
    product_id: move['product_id'] ?? false,
    account_id: project['account_id'] ?? false,
  });
  env.db.table('stock.move').update(move, { analytic_account_line_ids: [line.id] });
}
