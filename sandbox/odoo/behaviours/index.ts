/** Everything models do beyond storing. */
import type { Behaviours } from '../engine/behaviour.js';
import { accountMove, accountMoveLine } from './account-move.js';
import { lockException, moveReversal, resCompany } from './books.js';
import {
  analyticPlan,
  employee,
  milestone,
  project,
  task,
  analyticLine,
  analyticAccount,
} from './project.js';
import { purchaseOrder, purchaseOrderLine } from './purchase.js';
import { stockMove, stockPicking } from './stock.js';
import {
  equipment,
  fleetVehicle,
  maintenanceRequest,
  partner,
  product,
  saleOrder,
  saleOrderLine,
  users,
} from './masters.js';

export const behaviours: Behaviours = {
  'account.analytic.account': analyticAccount,
  'account.analytic.line': analyticLine,
  'account.analytic.plan': analyticPlan,
  'account.lock_exception': lockException,
  'account.move': accountMove,
  'account.move.line': accountMoveLine,
  'account.move.reversal': moveReversal,
  'fleet.vehicle': fleetVehicle,
  'hr.employee': employee,
  'maintenance.equipment': equipment,
  'maintenance.request': maintenanceRequest,
  'product.product': product,
  'project.milestone': milestone,
  'project.project': project,
  'project.task': task,
  'purchase.order': purchaseOrder,
  'purchase.order.line': purchaseOrderLine,
  'res.company': resCompany,
  'res.partner': partner,
  'res.users': users,
  'sale.order': saleOrder,
  'sale.order.line': saleOrderLine,
  'stock.move': stockMove,
  'stock.picking': stockPicking,
};
