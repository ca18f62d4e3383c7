/** Purchase orders: numbers, totals, confirmation with its receipt, vendor bills. */
import type { Env } from '../engine/access.js';
import type { Behaviour } from '../engine/behaviour.js';
import { valueOf, type Row, type Value } from '../engine/database.js';
import { userError } from '../engine/errors.js';
import { rowsOf } from '../engine/methods.js';
import { modelOf } from '../engine/read.js';
import { createRecord } from '../engine/write.js';
import { action, amount, cents, currencyOf, defaultCompany, now } from './tools.js';

const linesOf = (env: Env, order: Row): Row[] => env.db.rowsBy('purchase.order.line', 'order_id', order.id);

export const purchaseOrder: Behaviour = {
  defaults: (env, values) => {
    const company = amount(values['company_id']) || defaultCompany(env);
    return {
      name: `P${String(90_000 + env.db.next('purchase.order'))}`,
      state: 'draft',
      company_id: company,
      currency_id: currencyOf(env, company),
      currency_rate: 1,
      date_order: now(env),
      locked: false,
      acknowledged: false,
    };
  },
  beforeUnlink: (_env, order) => {
    if (order['state'] !== 'draft' && order['state'] !== 'cancel')
      throw userError('In order to delete a purchase order, you must cancel it first.');
  },
  methods: {
    /** Repeated on a confirmed order it answers true and does nothing. */
    button_confirm: {
      kind: 'record',
      params: [],
      run: (call) => rowsOf(call).map((order) => confirm(call.env, order)).length > 0,
    },
    button_cancel: {
      kind: 'record',
      params: [],
      run: (call) => {
        for (const order of rowsOf(call))
          call.env.db.table('purchase.order').update(order, { state: 'cancel' });
        return true;
      },
    },
    action_create_invoice: {
      kind: 'record',
      params: ['attachment_ids?'],
      run: (call) => {
        const bills = rowsOf(call).map((order) => bill(call.env, order));
        return action('Bills', 'account.move', { res_id: bills[0] ?? false });
      },
    },
  },
};

export const purchaseOrderLine: Behaviour = {
  defaults: (env, values) => {
    const order = env.db.row('purchase.order', values['order_id']);
    return {
      name: env.db.row('product.product', values['product_id'])?.['name'] ?? 'Line',
      company_id: order?.['company_id'] ?? false,
      partner_id: order?.['partner_id'] ?? false,
      product_uom_id: 1,
      product_qty: 1,
      discount: 0,
      qty_received: 0,
      is_downpayment: false,
      date_planned: now(env),
    };
  },
  created: (env, line) => price(env, line),
  written: (env, line, values) => {
    if (['product_qty', 'price_unit', 'discount'].some((name) => name in values)) price(env, line);
  },
};

function price(env: Env, line: Row): void {
  const subtotal = cents(
    amount(line['product_qty']) * amount(line['price_unit']) * (1 - amount(line['discount']) / 100),
  );
  env.db.table('purchase.order.line').update(line, { price_subtotal: subtotal, price_total: subtotal });
}

/** Confirmation makes a receipt for what is stocked or consumed. */
function confirm(env: Env, order: Row): void {
  if (order['state'] !== 'draft') return;
  env.db.table('purchase.order').update(order, { state: 'purchase', date_approve: now(env) });
  const goods = linesOf(env, order).filter(
    (line) => env.db.row('product.product', line['product_id'])?.['type'] === 'consu',
  );
  if (goods.length === 0) return;
  const [from, to] = ['supplier', 'internal'].map(
    (usage) => env.db.rowsBy('stock.location', 'usage', usage)[0]?.id ?? false,
  );
  const place = { location_id: from ?? false, location_dest_id: to ?? false };
  createRecord(env, modelOf(env, 'stock.picking'), {
    picking_type_id: env.db.rowsBy('stock.picking.type', 'code', 'incoming')[0]?.id ?? false,
    origin: order['name'] ?? false,
    partner_id: order['partner_id'] ?? false,
    company_id: order['company_id'] ?? false,
    purchase_id: order.id,
    project_id: order['project_id'] ?? false,
    state: 'assigned',
    ...place,
    move_ids: goods.map((line) => [
      0,
      0,
      {
        product_id: line['product_id'] ?? false,
        product_uom_qty: line['product_qty'] ?? 0,
        quantity: line['product_qty'] ?? 0,
        purchase_line_id: line.id,
        state: 'assigned',
        ...place,
      },
    ]),
  });
}

/** A draft bill over what is received and not billed; without a date, which the ERP asks for when it posts. */
function bill(env: Env, order: Row): number {
  const { model } = env.db.table('purchase.order.line');
  const field = model.fields.get('qty_to_invoice');
  const open = linesOf(env, order).map((line) => ({
    line,
    quantity: field ? amount(valueOf(env.db, model, line, field)) : 0,
  }));
  const lines: Value = open
    .filter(({ quantity }) => quantity !== 0)
    .map(({ line, quantity }) => [
      0,
      0,
      {
        name: line['name'] ?? false,
        product_id: line['product_id'] ?? false,
        product_uom_id: 1,
        quantity,
        price_unit: line['price_unit'] ?? 0,
        purchase_line_id: line.id,
        analytic_distribution: line['analytic_distribution'] ?? false,
      },
    ]);
  if (Array.isArray(lines) && lines.length === 0) throw userError('There is no invoiceable line.');
  return createRecord(env, modelOf(env, 'account.move'), {
    move_type: 'in_invoice',
    partner_id: order['partner_id'] ?? false,
    company_id: order['company_id'] ?? false,
    currency_id: order['currency_id'] ?? false,
    invoice_origin: order['name'] ?? false,
    ref: order['partner_ref'] ?? false,
    invoice_line_ids: lines,
  }).id;
}
