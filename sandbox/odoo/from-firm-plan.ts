/** What customers pay by milestone: a sale order for each scheduled job, with the schedule's milestones on its line. */
import type { Firm, FirmActivity, FirmProject } from '../firm/ledger.js';
import type { Database } from './engine/database.js';
import { companyIds, currencyIds, idOf, inserter } from './from-firm-master.js';
import { UOM } from './ids.js';

/** Milestone of the schedule → its part of the order's line. */
const SHARES: Readonly<Record<string, number>> = {
  'Midpoint inspection': 0.4,
  'Substantial completion': 0.6,
};
const PRICE = 240_000;

export function loadMilestones(db: Database, firm: Firm): void {
  const insert = inserter(db, firm);
  const product = insert('product.product', {
    name: 'Work by milestones',
    active: true,
    type: 'service',
    is_storable: false,
    categ_id: 1,
    uom_id: UOM.UNITS,
    service_type: 'milestones',
  });
  for (const project of firm.projects) {
    const schedule = firm.schedules.find(
      ({ spelling, company }) => spelling === project.spelling.scheduling && company === project.company,
    );
    const points = (schedule?.activities ?? []).filter(({ name }) => SHARES[name] !== undefined);
    if (points.length === 0 || project.customerId === null || project.company === null) continue;
    loadOrder(insert, firm, { project, points, product });
  }
}

interface Planned {
  readonly project: FirmProject;
  readonly points: readonly FirmActivity[];
  readonly product: number;
}

/** What was reached by the data date is invoiced already. */
function loadOrder(
  insert: ReturnType<typeof inserter>,
  firm: Firm,
  { project, points, product }: Planned,
): void {
  const company = firm.companies.find(({ code }) => code === project.company);
  const companyId = idOf(companyIds(firm), company?.code ?? '');
  const reached = points.filter(({ status }) => status === 'COMPLETED');
  const order = insert('sale.order', {
    name: `S${project.number}`,
    state: 'sale',
    partner_id: project.customerId,
    company_id: companyId,
    currency_id: idOf(currencyIds(firm), company?.currency ?? ''),
    date_order: `${project.start} 08:00:00`,
  });
  const line = insert('sale.order.line', {
    name: `Milestones of ${project.number}`,
    order_id: order,
    product_id: product,
    product_uom_qty: 1,
    price_unit: PRICE,
    price_subtotal: PRICE,
    qty_invoiced: reached.reduce((sum, { name }) => sum + (SHARES[name] ?? 0), 0),
    company_id: companyId,
    is_downpayment: false,
  });
  for (const { name, plannedFinish, actualFinish } of points)
    insert('project.milestone', {
      name,
      project_id: project.odooId,
      deadline: plannedFinish,
      is_reached: actualFinish !== null,
      reached_date: actualFinish ?? false,
      sequence: 10,
      sale_line_id: line,
      quantity_percentage: SHARES[name] ?? 0,
    });
}
