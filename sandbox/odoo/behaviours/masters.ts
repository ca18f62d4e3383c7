/** Masters with small rules of their own: users, parties, products, machines, sales. */
import type { Env } from '../engine/access.js';
import type { Behaviour } from '../engine/behaviour.js';
import type { Row } from '../engine/database.js';
import { userError, validationError } from '../engine/errors.js';
import { amount, cents, currencyOf, defaultCompany, now, today } from './tools.js';

export const users: Behaviour = {
  defaults: (env) => ({
    active: true,
    company_id: defaultCompany(env),
    company_ids: [[6, 0, env.companies]],
  }),
  created: (env, user) => {
    if (env.db.rowsBy('res.users', 'login', user['login'] ?? false).length > 1)
      throw validationError(
        'The operation cannot be completed: You can not have two users with the same login!',
      );
  },
  methods: {
    context_get: {
      kind: 'model',
      params: [],
      run: ({ env }) => ({ lang: 'en_US', tz: 'UTC', uid: env.user.uid }),
    },
  },
};

export const partner: Behaviour = {
  defaults: () => ({ active: true, is_company: true, customer_rank: 0, supplier_rank: 0 }),
  beforeUnlink: (env, party) => {
    if (env.db.rowsBy('account.move', 'partner_id', party.id).length > 0)
      throw userError('The partner cannot be deleted because it is used in Accounting');
  },
};

export const product: Behaviour = {
  defaults: () => ({ active: true, type: 'consu', is_storable: false, uom_id: 1, categ_id: 1 }),
};

export const equipment: Behaviour = {
  defaults: (env) => ({
    active: true,
    effective_date: today(env),
    company_id: defaultCompany(env),
    maintenance_team_id: 1,
  }),
};

export const maintenanceRequest: Behaviour = {
  defaults: (env, values) => ({
    company_id:
      env.db.row('maintenance.equipment', values['equipment_id'])?.['company_id'] || defaultCompany(env),
    maintenance_team_id: 1,
    stage_id: 1,
    kanban_state: 'normal',
    request_date: today(env),
    owner_user_id: env.user.uid,
  }),
  written: (env, request, values) => {
    if (!('stage_id' in values)) return;
    const done = env.db.row('maintenance.stage', values['stage_id'])?.['done'] === true;
    env.db.table('maintenance.request').update(request, { close_date: done ? today(env) : false });
  },
};

export const fleetVehicle: Behaviour = {
  defaults: (env) => ({
    name: 'Vehicle',
    odometer_unit: 'kilometers',
    acquisition_date: today(env),
    company_id: defaultCompany(env),
  }),
};

export const saleOrder: Behaviour = {
  defaults: (env, values) => ({
    name: `S${String(env.db.next('sale.order')).padStart(5, '0')}`,
    state: 'draft',
    date_order: now(env),
    company_id: amount(values['company_id']) || defaultCompany(env),
    currency_id: currencyOf(env, defaultCompany(env)),
  }),
};

export const saleOrderLine: Behaviour = {
  defaults: (env, values) => {
    const order = env.db.row('sale.order', values['order_id']);
    return {
      name: env.db.row('product.product', values['product_id'])?.['name'] ?? 'Line',
      company_id: order?.['company_id'] ?? false,
      product_uom_qty: 1,
      price_unit: 0,
      qty_invoiced: 0,
      is_downpayment: false,
    };
  },
  created: (env, line) => priceLine(env, line),
  written: (env, line, values) => {
    if ('product_uom_qty' in values || 'price_unit' in values) priceLine(env, line);
  },
};

function priceLine(env: Env, line: Row): void {
  const subtotal = cents(amount(line['product_uom_qty']) * amount(line['price_unit']));
  env.db.table('sale.order.line').update(line, { price_subtotal: subtotal });
}
