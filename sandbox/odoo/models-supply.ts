/** Purchasing, stock, sales, products, maintenance and the small fleet application. */
import type { ModelText } from './engine/schema.js';

const ORDER_STATES = 'draft|sent|to+approve|purchase|cancel';
const MOVE_STATES = 'draft|waiting|confirmed|partially_available|assigned|done|cancel';

export const SUPPLY_MODELS: Readonly<Record<string, ModelText>> = {
  'product.category': {
    order: 'complete_name',
    fields:
      'name:char! complete_name:char parent_id:many2one>product.category property_valuation:selection=periodic|real_time property_account_expense_categ_id:many2one>account.account',
  },
  'product.product': {
    label: 'Product',
    order: 'name,id',
    fields:
      'name:char! default_code:char active:boolean type:selection=consu|service|combo! is_storable:boolean categ_id:many2one>product.category ' +
      'standard_price:float list_price:float uom_id:many2one>uom.uom! company_id:many2one>res.company ' +
      'service_type:selection=manual|milestones|timesheet property_account_expense_id:many2one>account.account',
  },
  'purchase.order': {
    label: 'Purchase Order',
    order: 'id desc',
    fields:
      `name:char! state:selection=${ORDER_STATES} partner_id:many2one>res.partner! partner_ref:char company_id:many2one>res.company! ` +
      'currency_id:many2one>res.currency! currency_rate:float date_order:datetime! date_approve:datetime origin:char project_id:many2one>project.project ' +
      'order_line:one2many>purchase.order.line<order_id picking_ids:many2many>stock.picking* invoice_ids:many2many>account.move~ ' +
      'amount_untaxed:monetary* amount_tax:monetary* amount_total:monetary* amount_total_cc:monetary* invoice_status:selection=no|to+invoice|invoiced* ' +
      'receipt_status:selection=pending|partial|full* locked:boolean acknowledged:boolean',
  },
  'purchase.order.line': {
    label: 'Purchase Order Line',
    order: 'order_id,id',
    fields:
      'name:text! order_id:many2one>purchase.order! product_id:many2one>product.product product_uom_id:many2one>uom.uom product_qty:float! price_unit:float! discount:float ' +
      'price_subtotal:monetary price_total:monetary tax_ids:many2many>account.tax qty_received:float qty_invoiced:float* qty_to_invoice:float* date_planned:datetime ' +
      `state:selection@order_id.state=${ORDER_STATES} company_id:many2one>res.company partner_id:many2one>res.partner ` +
      'currency_id:many2one>res.currency@order_id.currency_id date_approve:datetime@order_id.date_approve date_order:datetime@order_id.date_order ' +
      'display_type:selection=line_section|line_subsection|line_note is_downpayment:boolean analytic_distribution:json ' +
      'distribution_analytic_account_ids:many2many>account.analytic.account~ invoice_lines:one2many>account.move.line<purchase_line_id ' +
      'move_ids:one2many>stock.move<purchase_line_id',
  },
  'stock.location': {
    fields:
      'name:char! complete_name:char usage:selection=supplier|internal|customer|production|inventory company_id:many2one>res.company',
  },
  'stock.picking.type': {
    fields:
      'name:char! code:selection=incoming|outgoing|internal analytic_costs:boolean company_id:many2one>res.company sequence_code:char',
  },
  'stock.picking': {
    label: 'Transfer',
    order: 'id',
    fields:
      'name:char state:selection=draft|waiting|confirmed|assigned|done|cancel origin:char partner_id:many2one>res.partner ' +
      'picking_type_id:many2one>stock.picking.type! location_id:many2one>stock.location! location_dest_id:many2one>stock.location! ' +
      'move_ids:one2many>stock.move<picking_id scheduled_date:datetime date_done:datetime project_id:many2one>project.project ' +
      'company_id:many2one>res.company backorder_id:many2one>stock.picking backorder_ids:one2many>stock.picking<backorder_id purchase_id:many2one>purchase.order',
  },
  'stock.move': {
    label: 'Stock Move',
    order: 'id',
    fields:
      'reference:char picking_id:many2one>stock.picking product_id:many2one>product.product! product_uom:many2one>uom.uom! product_uom_qty:float! quantity:float picked:boolean ' +
      `state:selection=${MOVE_STATES} date:datetime! value:monetary location_id:many2one>stock.location! location_dest_id:many2one>stock.location! ` +
      'purchase_line_id:many2one>purchase.order.line analytic_account_line_ids:many2many>account.analytic.line company_id:many2one>res.company origin:char',
  },
  'stock.move.line': {
    fields:
      'picking_id:many2one>stock.picking move_id:many2one>stock.move product_id:many2one>product.product quantity:float picked:boolean ' +
      'location_id:many2one>stock.location! location_dest_id:many2one>stock.location! company_id:many2one>res.company',
  },
  'stock.quant': {
    fields:
      'product_id:many2one>product.product! location_id:many2one>stock.location! quantity:float reserved_quantity:float company_id:many2one>res.company',
  },
  'sale.order': {
    order: 'id desc',
    fields:
      'name:char! state:selection=draft|sent|sale|cancel partner_id:many2one>res.partner! company_id:many2one>res.company! project_id:many2one>project.project ' +
      'order_line:one2many>sale.order.line<order_id currency_id:many2one>res.currency date_order:datetime',
  },
  'sale.order.line': {
    order: 'order_id,id',
    fields:
      'name:text! order_id:many2one>sale.order! product_id:many2one>product.product product_uom_qty:float! price_unit:float price_subtotal:monetary ' +
      'qty_delivered:float qty_delivered_method:selection=manual|analytic|stock_move|milestones|timesheet* qty_invoiced:float qty_to_invoice:float* ' +
      'untaxed_amount_to_invoice:monetary* currency_id:many2one>res.currency@order_id.currency_id project_id:many2one>project.project task_id:many2one>project.task company_id:many2one>res.company ' +
      'state:selection@order_id.state=draft|sent|sale|cancel* analytic_distribution:json is_downpayment:boolean',
  },
  'maintenance.equipment.category': { fields: 'name:char!' },
  'maintenance.team': { fields: 'name:char!' },
  'maintenance.stage': {
    label: 'Maintenance Stage',
    order: 'sequence,id',
    fields: 'name:char! sequence:integer done:boolean',
  },
  'maintenance.equipment': {
    label: 'Maintenance Equipment',
    order: 'id',
    fields:
      'name:char! active:boolean serial_no:char category_id:many2one>maintenance.equipment.category company_id:many2one>res.company cost:float ' +
      'effective_date:date! employee_id:many2one>hr.employee expected_mtbf:integer mtbf:integer~ mttr:integer~ estimated_next_failure:date~ ' +
      'latest_failure_date:date~ scrap_date:date maintenance_team_id:many2one>maintenance.team maintenance_ids:one2many>maintenance.request<equipment_id ' +
      'maintenance_count:integer* maintenance_open_count:integer*',
  },
  'maintenance.request': {
    label: 'Maintenance Request',
    order: 'id desc',
    fields:
      'name:char! equipment_id:many2one>maintenance.equipment company_id:many2one>res.company! maintenance_team_id:many2one>maintenance.team! ' +
      'maintenance_type:selection=corrective|preventive priority:selection=0|1|2|3 stage_id:many2one>maintenance.stage ' +
      'kanban_state:selection=normal|blocked|done! done:boolean@stage_id.done request_date:date schedule_date:datetime schedule_end:datetime ' +
      'close_date:date duration:float owner_user_id:many2one>res.users archive:boolean',
  },
  'hr.expense': {
    fields:
      'name:char! employee_id:many2one>hr.employee! total_amount:monetary state:selection=draft|submitted|approved|posted|paid',
  },
  'ir.attachment': { fields: 'name:char! res_model:char res_id:many2one_reference mimetype:char' },
  'product.value': { fields: 'product_id:many2one>product.product value:monetary date:datetime' },
  'project.collaborator': { fields: 'project_id:many2one>project.project! partner_id:many2one>res.partner!' },
  'purchase.requisition': {
    fields: 'name:char! vendor_id:many2one>res.partner state:selection=draft|confirmed|done|cancel',
  },
  'fleet.vehicle.model': { fields: 'name:char!' },
  'fleet.vehicle.state': { fields: 'name:char!' },
  'fleet.service.type': { fields: 'name:char!' },
  'fleet.vehicle': {
    fields:
      'name:char license_plate:char vin_sn:char model_id:many2one>fleet.vehicle.model! state_id:many2one>fleet.vehicle.state driver_id:many2one>res.partner ' +
      'company_id:many2one>res.company odometer:float~ odometer_unit:selection=kilometers|miles! acquisition_date:date',
  },
  'fleet.vehicle.odometer': {
    order: 'value desc',
    fields: 'vehicle_id:many2one>fleet.vehicle! value:float date:date',
  },
  'fleet.vehicle.log.services': {
    fields:
      'vehicle_id:many2one>fleet.vehicle! service_type_id:many2one>fleet.service.type! date:date amount:monetary odometer:float~ state:selection=new|running|done|cancelled ' +
      'vendor_id:many2one>res.partner account_move_line_id:many2one>account.move.line',
  },
};
