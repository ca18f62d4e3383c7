/**
 * The models of the ERP that the sandbox serves, reduced to the fields of this domain. Names, types and relations
 * are those of the recorded exchanges; labels are our own.
 */
import { parseModels, type Model, type ModelText } from './engine/schema.js';
import { ACCOUNTING_MODELS } from './models-accounting.js';
import { SUPPLY_MODELS } from './models-supply.js';

const TASK_STATES = '01_in_progress|02_changes_requested|03_approved|1_done|1_canceled|04_waiting_normal';

const BASE_MODELS: Readonly<Record<string, ModelText>> = {
  'res.company': {
    label: 'Companies',
    order: 'name',
    fields:
      'name:char! partner_id:many2one>res.partner currency_id:many2one>res.currency! parent_id:many2one>res.company fiscalyear_last_day:integer! ' +
      'fiscalyear_last_month:selection=1|2|3|4|5|6|7|8|9|10|11|12! fiscalyear_lock_date:date hard_lock_date:date ' +
      'purchase_lock_date:date sale_lock_date:date tax_lock_date:date user_fiscalyear_lock_date:date~ ' +
      'user_hard_lock_date:date~ user_purchase_lock_date:date~ user_sale_lock_date:date~ user_tax_lock_date:date~ ' +
      'expense_account_id:many2one>account.account',
  },
  'res.currency': {
    label: 'Currency',
    order: 'name',
    fields: 'name:char! symbol:char! active:boolean decimal_places:integer rounding:float',
  },
  'res.currency.rate': {
    order: 'name desc',
    fields:
      'name:date! rate:float company_rate:float currency_id:many2one>res.currency! company_id:many2one>res.company',
  },
  'res.partner': {
    label: 'Contact',
    order: 'name',
    fields:
      'name:char active:boolean ref:char vat:char email:char phone:char street:char city:char zip:char is_company:boolean company_id:many2one>res.company ' +
      'customer_rank:integer supplier_rank:integer rtc_session_ids:one2many>discuss.channel.rtc.session<partner_id',
  },
  'discuss.channel.rtc.session': { label: 'Call session', fields: 'partner_id:many2one>res.partner' },
  'res.users': {
    label: 'User',
    order: 'name',
    fields:
      'name:char login:char! active:boolean partner_id:many2one>res.partner company_id:many2one>res.company company_ids:many2many>res.company',
  },
  'ir.model': { label: 'Models', order: 'model', fields: 'model:char! name:char!' },
  'ir.model.data': {
    label: 'Model Data',
    fields: 'module:char! name:char! model:char! res_id:many2one_reference noupdate:boolean',
  },
  'uom.uom': { label: 'Unit', fields: 'name:char! factor:float active:boolean' },
  'hr.employee': {
    label: 'Employee',
    order: 'name',
    fields:
      'name:char active:boolean company_id:many2one>res.company! hourly_cost:monetary user_id:many2one>res.users work_email:char',
  },
  'project.project.stage': {
    label: 'Project Stage',
    order: 'sequence,id',
    fields: 'name:char! sequence:integer active:boolean fold:boolean',
  },
  'project.project': {
    label: 'Project',
    order: 'name,id',
    fields:
      'name:char! active:boolean account_id:many2one>account.analytic.account company_id:many2one>res.company ' +
      'currency_id:many2one>res.currency~ partner_id:many2one>res.partner user_id:many2one>res.users ' +
      'stage_id:many2one>project.project.stage date_start:date date:date allow_timesheets:boolean allow_milestones:boolean ' +
      'allow_billable:boolean allocated_hours:float last_update_status:selection=on_track|at_risk|off_track|on_hold|to_define|done! ' +
      'task_ids:one2many>project.task<project_id milestone_ids:one2many>project.milestone<project_id milestone_count:integer~ ' +
      'update_ids:one2many>project.update<project_id timesheet_ids:one2many>account.analytic.line<project_id sale_line_id:many2one>sale.order.line',
  },
  'project.tags': { label: 'Project Tags', order: 'name', fields: 'name:char! color:integer' },
  'project.task.type': { order: 'sequence,id', fields: 'name:char! sequence:integer' },
  'project.task': {
    label: 'Task',
    order: 'id',
    fields:
      'name:char! active:boolean project_id:many2one>project.project company_id:many2one>res.company stage_id:many2one>project.task.type ' +
      `state:selection=${TASK_STATES}! priority:selection=0|1|2|3 tag_ids:many2many>project.tags milestone_id:many2one>project.milestone date_deadline:datetime allocated_hours:float ` +
      'effective_hours:float* remaining_hours:float* progress:float* parent_id:many2one>project.task child_ids:one2many>project.task<parent_id ' +
      'depend_on_ids:many2many>project.task user_ids:many2many>res.users description:html ' +
      'timesheet_ids:one2many>account.analytic.line<task_id',
  },
  'project.milestone': {
    label: 'Project Milestone',
    order: 'sequence,deadline,name',
    fields:
      'name:char! project_id:many2one>project.project! deadline:date is_reached:boolean reached_date:date sequence:integer ' +
      'is_deadline_exceeded:boolean~ is_deadline_future:boolean~ can_be_marked_as_done:boolean~ task_count:integer~ ' +
      'task_ids:one2many>project.task<milestone_id sale_line_id:many2one>sale.order.line quantity_percentage:float',
  },
  'project.update': {
    label: 'Project Update',
    fields:
      'name:char! project_id:many2one>project.project! status:selection=on_track|at_risk|off_track|on_hold|done! progress:integer',
  },
};

export const modelTexts: Readonly<Record<string, ModelText>> = {
  ...BASE_MODELS,
  ...ACCOUNTING_MODELS,
  ...SUPPLY_MODELS,
};

export const createModels = (): Map<string, Model> => parseModels(modelTexts);
