/** Purchase orders and issues from stock. */
import type { Firm, FirmOrder, FirmStockIssue } from '../firm/ledger.js';
import type { Database } from './engine/database.js';
import { companyIds, currencyIds, idOf, inserter } from './from-firm-master.js';
import { distributionOf, toFloat, UOM } from './ids.js';

type Insert = ReturnType<typeof inserter>;

export const LOCATIONS = { VENDORS: 1, PRODUCTION: 2, STOCK: 5, CUSTOMERS: 6 } as const;
export const PICKING_TYPES = { RECEIPTS: 1, ISSUES: 2 } as const;
const YARD_COUNT = 5_000;

export function loadSupply(db: Database, firm: Firm): void {
  const insert = inserter(db, firm);
  loadPlaces(insert);
  loadCounts(insert, firm);
  for (const order of firm.orders) loadOrder(insert, firm, order);
  for (const issue of firm.stockIssues) loadIssue(insert, firm, issue);
}

function loadPlaces(insert: Insert): void {
  insert('stock.location', {
    id: LOCATIONS.VENDORS,
    name: 'Vendors',
    complete_name: 'Vendors',
    usage: 'supplier',
  });
  insert('stock.location', {
    id: LOCATIONS.PRODUCTION,
    name: 'Job site',
    complete_name: 'Job site',
    usage: 'production',
  });
  insert('stock.location', {
    id: LOCATIONS.STOCK,
    name: 'Stock',
    complete_name: 'Yard/Stock',
    usage: 'internal',
  });
  insert('stock.location', {
    id: LOCATIONS.CUSTOMERS,
    name: 'Customers',
    complete_name: 'Customers',
    usage: 'customer',
  });
  insert('stock.picking.type', {
    id: PICKING_TYPES.RECEIPTS,
    name: 'Receipts',
    code: 'incoming',
    analytic_costs: false,
    sequence_code: 'IN',
  });
  insert('stock.picking.type', {
    id: PICKING_TYPES.ISSUES,
    name: 'Issues to jobs',
    code: 'outgoing',
    analytic_costs: true,
    sequence_code: 'JOB',
  });
}

/** The yard holds the same count of every storable product. */
function loadCounts(insert: Insert, firm: Firm): void {
  for (const product of firm.products)
    if (product.storable)
      insert('stock.quant', {
        product_id: product.id,
        location_id: LOCATIONS.STOCK,
        quantity: YARD_COUNT,
        reserved_quantity: 0,
      });
}

const moment = (at: string | null): string | false =>
  at === null ? false : at.slice(0, 19).replace('T', ' ').padEnd(19, ' ').replace(/ +$/, ' 00:00:00');

function loadOrder(insert: Insert, firm: Firm, order: FirmOrder): void {
  const company = idOf(companyIds(firm), order.company);
  insert('purchase.order', {
    id: order.id,
    name: order.number,
    state: order.state,
    partner_id: order.vendorId,
    company_id: company,
    currency_id: idOf(currencyIds(firm), order.currency),
    currency_rate: toFloat(order.rate),
    date_order: moment(order.confirmedAt) || `${firm.today} 00:00:00`,
    date_approve: moment(order.confirmedAt),
    locked: false,
    acknowledged: false,
  });
  for (const line of order.lines)
    insert('purchase.order.line', {
      id: line.id,
      name: line.description,
      order_id: order.id,
      company_id: company,
      partner_id: order.vendorId,
      product_id: line.productId ?? false,
      product_uom_id: UOM.UNITS,
      product_qty: toFloat(line.quantity),
      price_unit: toFloat(line.unitPrice),
      discount: 0,
      price_subtotal: toFloat(line.subtotal),
      price_total: toFloat(line.subtotal),
      qty_received: 0,
      is_downpayment: line.downPayment,
      display_type: line.displayType,
      analytic_distribution: distributionOf(line.shares),
    });
}

function loadIssue(insert: Insert, firm: Firm, issue: FirmStockIssue): void {
  const company = idOf(companyIds(firm), issue.company);
  const where = { location_id: LOCATIONS.STOCK, location_dest_id: LOCATIONS.PRODUCTION, company_id: company };
  const name = `YARD/JOB/${String(issue.pickingId).padStart(5, '0')}`;
  insert('stock.picking', {
    id: issue.pickingId,
    name,
    state: issue.state,
    picking_type_id: PICKING_TYPES.ISSUES,
    project_id: issue.projectOdooId,
    scheduled_date: `${issue.date} 08:00:00`,
    date_done: issue.state === 'done' ? `${issue.date} 10:00:00` : false,
    ...where,
  });
  insert('stock.move', {
    id: issue.moveId,
    reference: name,
    picking_id: issue.pickingId,
    product_id: issue.productId,
    product_uom: UOM.UNITS,
    product_uom_qty: toFloat(issue.quantity),
    quantity: toFloat(issue.quantity),
    picked: issue.picked,
    state: issue.state,
    date: `${issue.date} 10:00:00`,
    analytic_account_line_ids: issue.picked ? issue.analyticLineIds : [],
    ...where,
  });
}
