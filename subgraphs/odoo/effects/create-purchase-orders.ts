/**
 * Makes purchase orders as drafts, all or none: one `load` with an external id per order and line. Recipe verified on
 * 19.0 (recorded exchange `load_po_with_lines`). Ordering stays with the buyer, who confirms them in Odoo.
 */
import { centsText } from '../../kit/cents.js';
import type { DecimalString } from '../../kit/decimal.js';
import type { Effect } from '../../kit/effect.js';
import type { CompanySettings } from '../../kit/company.js';
import type { Session } from '../erp/session.js';
import { readFields } from '../erp/read.js';
import { readCents, readId, readText, type WireRecord } from '../erp/wire.js';
import type { Distribution } from './check-distribution.js';
import { distributionProblems } from './distributions.js';
import { distributionText, originOf } from './document.js';
import { isDay } from './journal-entry.js';
import { findKeyed, loadAll } from './keyed-records.js';
import { externalId, type Loading } from './load.js';
import { companyOf, inCompany, refusal, type EffectScope } from './scope.js';

export interface PurchaseOrdersInput {
  /** Company code. */
  readonly company: string;
  readonly orders: readonly PurchaseOrderInput[];
}
export interface PurchaseOrderInput {
  /** res.partner id. */
  readonly vendorId: number;
  /** The vendor's reference, for example the number of its quotation. */
  readonly reference?: string;
  readonly lines: readonly PurchaseOrderLineInput[];
}
export interface PurchaseOrderLineInput {
  /** product.product id; Odoo takes no order line without a product. */
  readonly productId: number;
  readonly description: string;
  readonly quantity: DecimalString;
  /** Currency of the company, net of tax. */
  readonly unitPrice: DecimalString;
  readonly distribution: Distribution;
  /** Day the goods are wanted, YYYY-MM-DD. */
  readonly wantedOn?: string;
  /** account.tax ids; none when left out. */
  readonly taxIds?: readonly number[];
}

export interface PurchaseOrdersResult {
  /** In the order of the input. */
  readonly orders: readonly {
    readonly id: number;
    readonly number: string;
    readonly untaxed: DecimalString;
  }[];
}

export type CreatePurchaseOrders = Effect<PurchaseOrdersInput, PurchaseOrdersResult>;

const MODEL = 'purchase.order';
const FIELDS = ['name', 'amount_untaxed', 'state'];

export function createCreatePurchaseOrders(scope: EffectScope): CreatePurchaseOrders {
  return {
    name: 'create-purchase-orders',
    system: 'odoo',
    idempotency: { kind: 'KEY' },
    run: (input, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        const earlier = await find(desk);
        if (earlier) return earlier;
        await check(desk);
        await loadAll(desk.session, toLoading(desk, await taxColumn(desk.session)), whatOf(input));
        const made = await find(desk);
        if (made) return made;
        throw refusal(
          `odoo made ${whatOf(input)}, but does not show all to the configured key; give it access`,
        );
      }),
    find: (input, key) => scope.use((session) => find(open(scope, session, input, key))),
    undo: (input, result, key) =>
      scope.use((session) =>
        cancel(
          open(scope, session, input, key),
          result.orders.map(({ id }) => id),
        ),
      ),
  };
}

interface Desk {
  /** In the company's view. */
  readonly session: Session;
  readonly company: CompanySettings;
  readonly input: PurchaseOrdersInput;
  readonly key: string;
}

function open(scope: EffectScope, session: Session, input: PurchaseOrdersInput, key: string): Desk {
  const company = companyOf(scope, input.company);
  return { session: inCompany(session, company), company, input, key };
}

const whatOf = ({ orders }: PurchaseOrdersInput): string => `${orders.length} purchase orders`;
const orderKey = (key: string, at: number): string => externalId(key, `_o${at + 1}`);

async function check({ session, company, input }: Desk): Promise<void> {
  const lines = input.orders.flatMap((order) => order.lines);
  const empty = input.orders.find((order) => order.lines.length === 0);
  if (empty) throw refusal(`the order to vendor ${empty.vendorId} has no lines; give it at least one`);
  for (const { description, quantity, unitPrice, wantedOn } of lines) {
    for (const text of [quantity, unitPrice])
      if (!/^\d+(\.\d+)?$/.test(text))
        throw refusal(
          `order line "${description}" has "${text}"; write a decimal number that is not negative`,
        );
    if (wantedOn !== undefined && !isDay(wantedOn))
      throw refusal(`order line "${description}" is wanted on "${wantedOn}"; write YYYY-MM-DD`);
  }
  const shares = lines.map(({ distribution }) => distribution);
  const problems = await distributionProblems(session, company, shares);
  problems.forEach(([problem], at) => {
    if (problem !== undefined)
      throw refusal(`order line "${lines[at]?.description ?? ''}" cannot be coded: ${problem}; correct it`);
  });
}

/** `tax_ids` since 19, `taxes_id` before. Without the column the product's own taxes would apply. */
async function taxColumn(session: Session): Promise<string | null> {
  const needs = { required: [], optional: ['tax_ids', 'taxes_id'] };
  const [name] = await session.choose('purchase.order.line', needs);
  return name === undefined ? null : `order_line/${name}/.id`;
}

function toLoading({ input, key }: Desk, taxes: string | null): Loading {
  const head = ['id', 'partner_id/.id', 'partner_ref', 'origin'];
  const own = ['id', 'product_id/.id', 'name', 'product_qty', 'price_unit', 'analytic_distribution'];
  const data = input.orders.flatMap((order, at) =>
    order.lines.map((line, i) => [
      ...(i === 0
        ? [orderKey(key, at), String(order.vendorId), order.reference ?? '', originOf(key)]
        : head.map(() => '')),
      externalId(key, `_o${at + 1}_l${i + 1}`),
      String(line.productId),
      line.description,
      line.quantity,
      line.unitPrice,
      distributionText(line.distribution),
      line.wantedOn === undefined ? '' : `${line.wantedOn} 12:00:00`,
      ...(taxes === null ? [] : [(line.taxIds ?? []).join(',')]),
    ]),
  );
  const lines = [...own, 'date_planned'].map((name) => `order_line/${name}`);
  return { model: MODEL, fields: [...head, ...lines, ...(taxes === null ? [] : [taxes])], data };
}

async function find({ session, input, key }: Desk): Promise<PurchaseOrdersResult | null> {
  const externals = input.orders.map((_, at) => orderKey(key, at));
  const vendors = input.orders.map(({ vendorId }) => vendorId);
  // Buyers rewrite the source document; a draft of one of the vendors is looked at whatever it says.
  const draft = ['&', ['partner_id', 'in', vendors], ['state', 'in', ['draft', 'sent']]] as const;
  const domain = ['|', ['origin', '=', originOf(key)], ...draft] as const;
  const rows = await findKeyed(session, MODEL, { domain, fields: FIELDS }, externals);
  const found = externals.flatMap((name): WireRecord[] => {
    const row = rows.get(name);
    return row ? [row] : [];
  });
  return found.length === externals.length ? { orders: found.map(toOrder) } : null;
}

const toOrder = (row: WireRecord): PurchaseOrdersResult['orders'][number] => ({
  id: readId(row),
  number: readText(row, 'name') ?? '',
  untaxed: centsText(readCents(row, 'amount_untaxed')),
});

/** Drafts are cancelled; an order that went to the vendor meanwhile is the buyer's to cancel. */
async function cancel({ session }: Desk, ids: readonly number[]): Promise<void> {
  const rows = await readFields(session, MODEL, [['id', 'in', [...ids]]], FIELDS);
  const sent = rows.filter((row) => readText(row, 'state') === 'purchase');
  if (sent.length > 0) {
    const names = sent.map((row) => readText(row, 'name') ?? '').join(', ');
    throw refusal(`order ${names} was confirmed in odoo meanwhile; cancel it there with the vendor`);
  }
  const open = rows.filter((row) => readText(row, 'state') !== 'cancel').map(readId);
  if (open.length === 0) return;
  const { rpc, context } = session;
  await rpc.call(MODEL, 'button_cancel', {}, { ids: open, context, writes: true });
}
