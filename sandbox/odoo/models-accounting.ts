/** Accounting: companies' books, analytic plans and lines. */
import type { ModelText } from './engine/schema.js';

const MOVE_TYPES = 'entry|out_invoice|out_refund|in_invoice|in_refund|out_receipt|in_receipt';
const ACCOUNT_TYPES =
  'asset_receivable|asset_cash|asset_current|asset_non_current|asset_prepayments|asset_fixed|liability_payable|' +
  'liability_credit_card|liability_current|liability_non_current|equity|equity_unaffected|income|income_other|expense|' +
  'expense_other|expense_depreciation|expense_direct_cost|off_balance';
const PAYMENT_STATES = 'not_paid|in_payment|paid|partial|reversed|blocked|invoicing_legacy';

export const ACCOUNTING_MODELS: Readonly<Record<string, ModelText>> = {
  'account.account': {
    label: 'Account',
    order: 'code',
    fields: `name:char! code:char account_type:selection=${ACCOUNT_TYPES}! reconcile:boolean active:boolean company_ids:many2many>res.company`,
  },
  'account.journal': {
    label: 'Journal',
    order: 'code,id',
    fields:
      'name:char! code:char! type:selection=sale|purchase|cash|bank|credit|general! active:boolean ' +
      'company_id:many2one>res.company! default_account_id:many2one>account.account',
  },
  'account.tax': {
    fields:
      'name:char! amount:float amount_type:selection=percent|fixed|group company_id:many2one>res.company type_tax_use:selection=sale|purchase|none',
  },
  'account.payment.term': { fields: 'name:char!' },
  'account.analytic.plan': {
    label: 'Analytic Plans',
    order: 'id',
    fields:
      'name:char! parent_id:many2one>account.analytic.plan root_id:many2one>account.analytic.plan~ ' +
      'default_applicability:selection=optional|mandatory|unavailable account_count:integer~',
  },
  'account.analytic.account': {
    label: 'Analytic Account',
    order: 'name',
    fields:
      'name:char! code:char active:boolean plan_id:many2one>account.analytic.plan! root_plan_id:many2one>account.analytic.plan* ' +
      'company_id:many2one>res.company partner_id:many2one>res.partner balance:monetary~ debit:monetary~ credit:monetary~ currency_id:many2one>res.currency~ ' +
      'project_ids:one2many>project.project<account_id line_ids:one2many>account.analytic.line<account_id',
  },
  'account.analytic.line': {
    label: 'Analytic Line',
    order: 'date desc,id desc',
    fields:
      'name:char! account_id:many2one>account.analytic.account date:date! amount:monetary! unit_amount:float ' +
      'category:selection=other|invoice|vendor_bill|picking_entry company_id:many2one>res.company! currency_id:many2one>res.currency@company_id.currency_id* ' +
      'general_account_id:many2one>account.account journal_id:many2one>account.journal move_line_id:many2one>account.move.line ' +
      'product_id:many2one>product.product product_uom_id:many2one>uom.uom partner_id:many2one>res.partner ref:char code:char ' +
      'project_id:many2one>project.project task_id:many2one>project.task employee_id:many2one>hr.employee user_id:many2one>res.users so_line:many2one>sale.order.line',
  },
  'account.move': {
    label: 'Journal Entry',
    order: 'date desc,name desc,id desc',
    fields:
      `name:char state:selection=draft|posted|cancel! move_type:selection=${MOVE_TYPES}! date:date! invoice_date:date invoice_date_due:date ` +
      'ref:char partner_id:many2one>res.partner company_id:many2one>res.company journal_id:many2one>account.journal! ' +
      'currency_id:many2one>res.currency! invoice_origin:char invoice_payment_term_id:many2one>account.payment.term ' +
      'line_ids:one2many>account.move.line<move_id invoice_line_ids:one2many>account.move.line<move_id ' +
      'amount_untaxed:monetary* amount_tax:monetary* amount_total:monetary* amount_untaxed_signed:monetary* amount_residual:monetary* ' +
      `payment_state:selection=${PAYMENT_STATES}* inalterable_hash:char reversed_entry_id:many2one>account.move ` +
      'reversal_move_ids:one2many>account.move<reversed_entry_id',
  },
  'account.move.line': {
    label: 'Journal Item',
    order: 'date desc,move_name desc,id',
    fields:
      `name:char move_id:many2one>account.move! move_name:char@move_id.name* move_type:selection@move_id.move_type=${MOVE_TYPES} ` +
      'parent_state:selection=draft|posted|cancel journal_id:many2one>account.journal date:date ref:char ' +
      'invoice_date:date@move_id.invoice_date* company_id:many2one>res.company company_currency_id:many2one>res.currency@company_id.currency_id* ' +
      `account_id:many2one>account.account account_type:selection@account_id.account_type=${ACCOUNT_TYPES} partner_id:many2one>res.partner ` +
      'product_id:many2one>product.product product_uom_id:many2one>uom.uom quantity:float price_unit:float discount:float price_subtotal:monetary price_total:monetary ' +
      'debit:monetary credit:monetary balance:monetary amount_currency:monetary currency_id:many2one>res.currency! ' +
      'amount_residual:monetary reconciled:boolean date_maturity:date tax_ids:many2many>account.tax tax_line_id:many2one>account.tax ' +
      'display_type:selection=product|cogs|tax|discount|rounding|payment_term|line_section|line_subsection|line_note! ' +
      'purchase_line_id:many2one>purchase.order.line purchase_order_id:many2one>purchase.order@purchase_line_id.order_id is_downpayment:boolean ' +
      'analytic_distribution:json distribution_analytic_account_ids:many2many>account.analytic.account~ ' +
      'analytic_line_ids:one2many>account.analytic.line<move_line_id',
  },
  'account.lock_exception': {
    fields:
      'company_id:many2one>res.company! user_id:many2one>res.users fiscalyear_lock_date:date~ purchase_lock_date:date~ reason:char end_datetime:datetime active:boolean',
  },
  'account.move.reversal': {
    fields: 'move_ids:many2many>account.move journal_id:many2one>account.journal date:date reason:char',
  },
  'account.accrued.orders.wizard': {
    fields:
      'journal_id:many2one>account.journal date:date reversal_date:date account_id:many2one>account.account order_ids:many2many>purchase.order',
  },
};
