/** Fields that the ERP works out instead of storing. Amounts of documents are sums of their lines, in document currency. */
import type { Compute, Database, Row, Value } from './engine/database.js';

const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const amount = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);

/** Sum to the cent. */
function total(rows: readonly Row[], field: string): number {
  return rows.reduce((sum, row) => sum + Math.round(amount(row[field]) * 100), 0) / 100;
}

const coded = (code: Value | undefined, name: Value | undefined): string =>
  text(code) === '' ? text(name) : `[${text(code)}] ${text(name)}`;

const names: Readonly<Record<string, Compute>> = {
  'account.analytic.account.display_name': (_db, row) => coded(row['code'], row['name']),
  'product.product.display_name': (_db, row) => coded(row['default_code'], row['name']),
  'account.account.display_name': (_db, row) => `${text(row['code'])} ${text(row['name'])}`.trim(),
  'account.move.display_name': (_db, row) => {
    const name = text(row['name']) === '' ? `Draft (* ${row.id})` : text(row['name']);
    return text(row['ref']) === '' ? name : `${name} (${text(row['ref'])})`;
  },
  'purchase.order.display_name': (_db, row) =>
    text(row['partner_ref']) === ''
      ? text(row['name'])
      : `${text(row['name'])} (${text(row['partner_ref'])})`,
  'maintenance.equipment.display_name': (_db, row) =>
    text(row['serial_no']) === '' ? text(row['name']) : `${text(row['name'])}/${text(row['serial_no'])}`,
  'stock.move.display_name': (_db, row) => text(row['reference']) || `stock.move,${row.id}`,
};

const documentLines = (db: Database, row: Row): Row[] =>
  db.rowsBy('account.move.line', 'move_id', row.id).filter((line) => line['display_type'] === 'product');

const moves: Readonly<Record<string, Compute>> = {
  'account.move.amount_untaxed': (db, row) => total(documentLines(db, row), 'price_subtotal'),
  'account.move.amount_untaxed_signed': (db, row) => {
    const sign = row['move_type'] === 'in_invoice' || row['move_type'] === 'out_refund' ? -1 : 1;
    return sign * total(documentLines(db, row), 'price_subtotal');
  },
  'account.move.amount_tax': (db, row) =>
    Math.abs(
      total(
        db.rowsBy('account.move.line', 'move_id', row.id).filter((line) => line['display_type'] === 'tax'),
        'amount_currency',
      ),
    ),
  'account.move.amount_total': (db, row) => {
    const lines = db.rowsBy('account.move.line', 'move_id', row.id);
    const terms = lines.filter((line) => line['display_type'] === 'payment_term');
    return terms.length > 0 ? Math.abs(total(terms, 'amount_currency')) : total(lines, 'debit');
  },
  'account.move.amount_residual': (db, row) => Math.abs(total(terms(db, row), 'amount_residual')),
  'account.move.payment_state': (db, row) => {
    const open = total(terms(db, row), 'amount_residual');
    const due = total(terms(db, row), 'balance');
    if (row['state'] !== 'posted' || open === due) return 'not_paid';
    return open === 0 ? 'paid' : 'partial';
  },
  'account.move.line.distribution_analytic_account_ids': (_db, row) => accountsOf(row),
  'purchase.order.line.distribution_analytic_account_ids': (_db, row) => accountsOf(row),
};

const terms = (db: Database, row: Row): Row[] =>
  db.rowsBy('account.move.line', 'move_id', row.id).filter((line) => line['display_type'] === 'payment_term');

function accountsOf(row: Row): Value {
  const keys = row['analytic_distribution'];
  if (keys === undefined || keys === null || typeof keys !== 'object') return [];
  return [...new Set(Object.keys(keys).flatMap((key) => key.split(',').map(Number)))];
}

/** Billed quantity counts draft bills too, as the ERP does; a credit note takes away. */
function billedQuantity(db: Database, line: Row): number {
  return db.rowsBy('account.move.line', 'purchase_line_id', line.id).reduce((sum, bill) => {
    const move = db.row('account.move', bill['move_id']);
    if (!move || move['state'] === 'cancel') return sum;
    if (move['move_type'] === 'in_invoice') return sum + amount(bill['quantity']);
    return move['move_type'] === 'in_refund' ? sum - amount(bill['quantity']) : sum;
  }, 0);
}

const orderLines = (db: Database, row: Row): Row[] => db.rowsBy('purchase.order.line', 'order_id', row.id);

const orders: Readonly<Record<string, Compute>> = {
  'purchase.order.amount_untaxed': (db, row) => total(orderLines(db, row), 'price_subtotal'),
  'purchase.order.amount_tax': (db, row) =>
    total(orderLines(db, row), 'price_total') - total(orderLines(db, row), 'price_subtotal'),
  'purchase.order.amount_total': (db, row) => total(orderLines(db, row), 'price_total'),
  'purchase.order.amount_total_cc': (db, row) =>
    Math.round((total(orderLines(db, row), 'price_total') / (amount(row['currency_rate']) || 1)) * 100) / 100,
  'purchase.order.invoice_ids': (db, row) => [
    ...new Set(
      orderLines(db, row).flatMap((line) =>
        db.rowsBy('account.move.line', 'purchase_line_id', line.id).map((bill) => bill['move_id'] ?? false),
      ),
    ),
  ],
  'purchase.order.invoice_status': (db, row) => {
    if (row['state'] !== 'purchase') return 'no';
    const lines = orderLines(db, row);
    if (lines.some((line) => toInvoice(db, line) > 0)) return 'to invoice';
    return lines.some((line) => billedQuantity(db, line) > 0) ? 'invoiced' : 'no';
  },
  'purchase.order.picking_ids': (db, row) =>
    db.rowsBy('stock.picking', 'purchase_id', row.id).map(({ id }) => id),
  'purchase.order.receipt_status': (db, row) => {
    const pickings = db.rowsBy('stock.picking', 'purchase_id', row.id);
    if (pickings.length === 0) return false;
    const done = pickings.filter((picking) => picking['state'] === 'done').length;
    if (done === pickings.length) return 'full';
    return done > 0 ? 'partial' : 'pending';
  },
  'purchase.order.line.qty_invoiced': (db, row) => billedQuantity(db, row),
  'purchase.order.line.qty_to_invoice': (db, row) => toInvoice(db, row),
};

function toInvoice(db: Database, line: Row): number {
  const order = db.row('purchase.order', line['order_id']);
  if (order?.['state'] !== 'purchase') return 0;
  const product = db.row('product.product', line['product_id']);
  const base = product?.['type'] === 'service' || !product ? line['product_qty'] : line['qty_received'];
  return amount(base) - billedQuantity(db, line);
}

const projects: Readonly<Record<string, Compute>> = {
  'account.analytic.account.balance': (db, row) =>
    total(db.rowsBy('account.analytic.line', 'account_id', row.id), 'amount'),
  'account.analytic.account.debit': (db, row) => -total(signed(db, row, -1), 'amount') || 0,
  'account.analytic.account.credit': (db, row) => total(signed(db, row, 1), 'amount'),
  'account.analytic.account.root_plan_id': (_db, row) => row['plan_id'] ?? false,
  'account.analytic.account.currency_id': (db, row) =>
    db.row('res.company', row['company_id'])?.['currency_id'] ??
    db.row('res.company', 1)?.['currency_id'] ??
    false,
  'account.analytic.plan.root_id': (_db, row) =>
    row['parent_id'] === undefined || row['parent_id'] === false ? row.id : row['parent_id'],
  'account.analytic.plan.account_count': (db, row) =>
    db.rowsBy('account.analytic.account', 'plan_id', row.id).length,
  'project.project.currency_id': (db, row) =>
    db.row('res.company', row['company_id'])?.['currency_id'] ??
    db.row('res.company', 1)?.['currency_id'] ??
    false,
  'project.project.milestone_count': (db, row) => db.rowsBy('project.milestone', 'project_id', row.id).length,
  'project.task.effective_hours': (db, row) => hours(db, row),
  'project.task.remaining_hours': (db, row) => amount(row['allocated_hours']) - hours(db, row),
  'project.task.progress': (db, row) =>
    amount(row['allocated_hours']) > 0 ? hours(db, row) / amount(row['allocated_hours']) : 0,
  'project.milestone.task_count': (db, row) => db.rowsBy('project.task', 'milestone_id', row.id).length,
  'project.milestone.can_be_marked_as_done': () => false,
  'project.milestone.is_deadline_exceeded': (db, row) =>
    row['is_reached'] !== true && text(row['deadline']) !== '' && text(row['deadline']) < today(db),
  'project.milestone.is_deadline_future': (db, row) =>
    row['is_reached'] !== true && text(row['deadline']) > today(db),
};

const hours = (db: Database, task: Row): number =>
  db
    .rowsBy('account.analytic.line', 'task_id', task.id)
    .reduce((sum, line) => sum + amount(line['unit_amount']), 0);
const signed = (db: Database, row: Row, sign: 1 | -1): Row[] =>
  db
    .rowsBy('account.analytic.line', 'account_id', row.id)
    .filter((line) => amount(line['amount']) * sign > 0);
const today = (db: Database): string => new Date(db.now()).toISOString().slice(0, 10);

/** A line of a service by milestones is delivered as far as its milestones are reached, and that part is to invoice. */
const sales: Readonly<Record<string, Compute>> = {
  'sale.order.line.qty_delivered_method': (db, row) => (byMilestones(db, row) ? 'milestones' : 'manual'),
  'sale.order.line.qty_delivered': (db, row) => deliveredQuantity(db, row),
  'sale.order.line.qty_to_invoice': (db, row) => quantityToInvoice(db, row),
  'sale.order.line.untaxed_amount_to_invoice': (db, row) =>
    Math.round(quantityToInvoice(db, row) * amount(row['price_unit']) * 100 + 1e-7) / 100,
};

const byMilestones = (db: Database, line: Row): boolean =>
  db.row('product.product', line['product_id'])?.['service_type'] === 'milestones';

function deliveredQuantity(db: Database, line: Row): number {
  if (!byMilestones(db, line)) return amount(line['qty_delivered']);
  const reached = db
    .rowsBy('project.milestone', 'sale_line_id', line.id)
    .filter((milestone) => milestone['is_reached'] === true);
  const share = reached.reduce((sum, { quantity_percentage: own }) => sum + amount(own), 0);
  return Math.round(share * amount(line['product_uom_qty']) * 1e6) / 1e6;
}

function quantityToInvoice(db: Database, line: Row): number {
  if (db.row('sale.order', line['order_id'])?.['state'] !== 'sale') return 0;
  const base = byMilestones(db, line) ? deliveredQuantity(db, line) : amount(line['product_uom_qty']);
  return Math.round((base - amount(line['qty_invoiced'])) * 1e6) / 1e6;
}

/** Lock dates as they bind a user; a lock that is not set is the first day of the calendar. */
const locks: Readonly<Record<string, Compute>> = Object.fromEntries(
  ['fiscalyear', 'hard', 'purchase', 'sale', 'tax'].map((kind) => [
    `res.company.user_${kind}_lock_date`,
    (db: Database, row: Row): Value => {
      const excepted = db
        .rowsBy('account.lock_exception', 'company_id', row.id)
        .some((exception) => kind === 'fiscalyear' && exception['active'] === true);
      return (excepted ? false : row[`${kind}_lock_date`]) || '1-01-01';
    },
  ]),
);

const machines: Readonly<Record<string, Compute>> = {
  'maintenance.equipment.maintenance_count': (db, row) =>
    db.rowsBy('maintenance.request', 'equipment_id', row.id).length,
  'maintenance.equipment.maintenance_open_count': (db, row) =>
    db
      .rowsBy('maintenance.request', 'equipment_id', row.id)
      .filter((one) => db.row('maintenance.stage', one['stage_id'])?.['done'] !== true).length,
  'maintenance.equipment.latest_failure_date': (db, row) =>
    db
      .rowsBy('maintenance.request', 'equipment_id', row.id)
      .filter((one) => one['maintenance_type'] === 'corrective')
      .map((one) => text(one['request_date']))
      .sort()
      .at(-1) ?? false,
  'fleet.vehicle.odometer': (db, row) =>
    Math.max(
      0,
      ...db.rowsBy('fleet.vehicle.odometer', 'vehicle_id', row.id).map((reading) => amount(reading['value'])),
    ),
};

export const computed: ReadonlyMap<string, Compute> = new Map(
  Object.entries({ ...names, ...moves, ...orders, ...projects, ...sales, ...locks, ...machines }),
);
