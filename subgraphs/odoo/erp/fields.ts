/**
 * The fields each recipe reads. One forbidden field makes Odoo refuse a whole read, so the fields the key may see are
 * discovered first: a missing optional one is dropped, a missing required one fails naming the next step.
 */
import { UpstreamError } from '../../kit/errors.js';

export interface FieldNeeds {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export const FIELD_NEEDS = {
  'account.analytic.line': {
    required: [
      'account_id',
      'amount',
      'category',
      'company_id',
      'date',
      'general_account_id',
      'product_id',
      'unit_amount',
    ],
    // Without it every line that has neither account nor category of its own counts as a timesheet.
    optional: ['project_id'],
  },
  'account.analytic.account': {
    required: ['name', 'code', 'plan_id', 'company_id'],
    optional: ['root_plan_id'],
  },
  'account.account': { required: ['code', 'account_type'], optional: ['name'] },
  'product.product': { required: ['categ_id'], optional: ['is_storable', 'type'] },
  'purchase.order': {
    required: ['name', 'company_id', 'currency_rate'],
    optional: ['currency_id', 'date_approve', 'partner_id'],
  },
  'purchase.order.line': {
    required: ['order_id', 'price_subtotal', 'display_type', 'analytic_distribution'],
    optional: ['name', 'product_id', 'product_qty', 'is_downpayment'],
  },
  'account.move.line': {
    required: [
      'account_id',
      'amount_residual',
      'analytic_distribution',
      'balance',
      'company_id',
      'display_type',
      'move_id',
      'move_type',
      'name',
      'purchase_line_id',
      'ref',
    ],
    optional: [],
  },
  'stock.move': { required: ['analytic_account_line_ids'], optional: [] },
  'project.project': { required: ['name', 'account_id', 'company_id'], optional: ['partner_id', 'stage_id'] },
  'res.partner': { required: ['name', 'company_id'], optional: ['vat', 'email'] },
} as const satisfies Readonly<Record<string, FieldNeeds>>;
export type ErpModel = keyof typeof FIELD_NEEDS;
/** Models that every session reads; their fields are discovered when it is opened. */
export const ERP_MODELS = Object.keys(FIELD_NEEDS) as ErpModel[];

/**
 * @param known what `fields_get` lists for the key.
 * @throws UpstreamError (AUTH) that names the model, the field and the next step.
 */
export function chooseFields(
  model: string,
  known: ReadonlySet<string>,
  { required, optional }: FieldNeeds,
  extra: readonly string[] = [],
): string[] {
  const missing = [...required, ...extra].filter((field) => !known.has(field));
  if (missing.length > 0) {
    throw new UpstreamError(
      'odoo',
      'AUTH',
      `odoo hides ${model}.${missing.join(', ')} from the configured key; give its user a group that may read it`,
    );
  }
  return [...required, ...extra, ...optional.filter((field) => known.has(field))];
}
