/** What writes look up about parties, orders, bills, retention and stock before they change anything. Reads only. */
import type { DecimalString } from '../../kit/decimal.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readId, readLink, readNumber, readText, type WireRecord } from '../erp/wire.js';
import { availability } from './availability.js';
import { namesOfSameNumber } from './bill-numbers.js';
import { readBilledOrders, type BilledOrder } from './billed-orders.js';
import { readHeld, type HeldOf, type HeldRetention } from './held-retention.js';
import { numberText, readItems } from './document-read.js';
import { netPrice, readBills } from './read-bills.js';
import { findAccounts, idsOf } from './masters.js';
import { readBillsOnLines, readOrderLines, type BillOnLine, type OrderLineRecord } from './order-lines.js';
import { matchBill, type BillToMatch, type OrderToMatch, type Receipts } from './match-bill.js';
import { partnersLike, type PartnerMatch, type PartnerQuery } from './partner-matches.js';
import { companyOf, inCompany, type EffectScope } from './scope.js';

export type { BilledOrder, BilledOrderLine } from './billed-orders.js';
export type { HeldOf, HeldRetention } from './held-retention.js';
export type { BillOnLine, OrderLineRecord } from './order-lines.js';

export interface OrderWithReceipts {
  readonly order: OrderToMatch;
  readonly receipts: Receipts;
}

export interface ProductRecord {
  readonly id: number;
  readonly name: string;
}

export interface DocumentChecks {
  /** The three-way match over what `orders` and `bills` gave; it asks nobody. */
  readonly matchBill: typeof matchBill;
  /** Partners that may be the same firm, most alike first. Archived ones count. */
  partnersLike(query: PartnerQuery): Promise<readonly PartnerMatch[]>;
  /** Products by product.product id, in order; null for one that the company does not have or that is archived. */
  products(company: string, ids: readonly number[]): Promise<readonly (ProductRecord | null)[]>;
  /** Orders of a company by purchase.order id, in order; null for one it does not have. */
  orders(company: string, ids: readonly number[]): Promise<readonly (OrderWithReceipts | null)[]>;
  /** Orders of a company with a number, each line with what is billed of it, drafts included. */
  ordersNumbered(company: string, number: string): Promise<readonly BilledOrder[]>;
  /** Bills of a vendor with a number of the vendor's, as people call them; drafts too, cancelled ones not. */
  billsNumbered(company: string, vendorId: number, reference: string): Promise<readonly string[]>;
  /** Ids of confirmed orders to a vendor that are not billed in full. */
  openOrders(company: string, vendorId: number): Promise<readonly number[]>;
  /** An order line of a company by purchase.order.line id; null for one it does not have. */
  orderLine(company: string, id: number): Promise<OrderLineRecord | null>;
  /** Lines of confirmed orders of a company whose description has the text in it, any case. */
  orderLinesNaming(company: string, text: string): Promise<readonly OrderLineRecord[]>;
  /** Posted bills and credit notes that name one of the lines, oldest first. */
  billsOnLines(company: string, orderLineIds: readonly number[]): Promise<readonly BillOnLine[]>;
  /** Vendor bills of a company by account.move id, in order; null for one it does not have. */
  bills(company: string, ids: readonly number[]): Promise<readonly (BillToMatch | null)[]>;
  /** Held lines on a retention account of documents that bill a job, oldest first. */
  heldRetention(company: string, of: HeldOf): Promise<readonly HeldRetention[]>;
  /** What a location and those below it hold unreserved, by product; a product that is not there is absent. */
  stock(
    company: string,
    locationId: number,
    productIds: readonly number[],
  ): Promise<ReadonlyMap<number, DecimalString>>;
}

export function createDocumentChecks(scope: EffectScope): DocumentChecks {
  const within = <T>(company: string, task: (session: Session) => Promise<T>): Promise<T> =>
    scope.use((session) => task(inCompany(session, companyOf(scope, company))));
  return {
    matchBill,
    partnersLike: (query) => scope.use((session) => partnersLike(session, query)),
    products: (company, ids) => within(company, (session) => readProducts(session, ids)),
    orders: (company, ids) => within(company, (session) => readOrders(session, ids)),
    ordersNumbered: (company, number) =>
      within(company, (session) => readBilledOrders(session, companyOf(scope, company), number)),
    billsNumbered: (company, vendorId, reference) =>
      within(company, (session) =>
        namesOfSameNumber(session, companyOf(scope, company), vendorId, reference),
      ),
    openOrders: (company, vendorId) => within(company, (session) => readOpenOrders(session, vendorId)),
    orderLine: (company, id) =>
      within(company, async (session) => (await readOrderLines(session, [['id', '=', id]]))[0] ?? null),
    orderLinesNaming: (company, text) =>
      within(company, (session) =>
        readOrderLines(session, [
          ['order_id.state', '=', 'purchase'],
          ['name', 'ilike', text],
        ]),
      ),
    billsOnLines: (company, ids) => within(company, (session) => readBillsOnLines(session, ids)),
    bills: (company, ids) => within(company, (session) => readBills(session, companyOf(scope, company), ids)),
    heldRetention: (company, of) =>
      within(company, async (session) => {
        const owner = companyOf(scope, company);
        const codes = [of.account];
        const found = idsOf('account', await findAccounts(session, owner, codes), codes, owner);
        return readHeld(session, found.get(of.account) ?? 0, of);
      }),
    stock: (company, locationId, productIds) =>
      within(company, (session) => availability(session, locationId, productIds)),
  };
}

async function readOpenOrders(session: Session, vendorId: number): Promise<number[]> {
  const domain = [
    ['partner_id', '=', vendorId],
    ['state', '=', 'purchase'],
    ['invoice_status', '!=', 'invoiced'],
  ] as const;
  return (await readFields(session, 'purchase.order', domain, ['name'])).map(readId);
}

const PRODUCT_NEEDS = { required: ['name'], optional: ['active'] };

async function readProducts(session: Session, ids: readonly number[]): Promise<(ProductRecord | null)[]> {
  if (ids.length === 0) return [];
  const fields = await session.choose('product.product', PRODUCT_NEEDS);
  const rows = await readFields(session, 'product.product', [['id', 'in', [...new Set(ids)]]], fields);
  const found = new Map(
    rows
      .filter((row) => row['active'] !== false)
      .map((row) => [readId(row), { id: readId(row), name: readText(row, 'name') ?? '' }]),
  );
  return ids.map((id) => found.get(id) ?? null);
}

const ORDER_FIELDS = ['name', 'partner_id', 'state'];
const LINE_FIELDS = [
  ...['order_id', 'name', 'product_id', 'product_qty', 'qty_received', 'price_unit', 'discount'],
  'display_type',
];

async function readOrders(session: Session, ids: readonly number[]): Promise<(OrderWithReceipts | null)[]> {
  const [orders, lines, bills] = await Promise.all([
    readFields(session, 'purchase.order', [['id', 'in', [...ids]]], ORDER_FIELDS),
    readFields(session, 'purchase.order.line', [['order_id', 'in', [...ids]]], LINE_FIELDS),
    readItems(session, [
      ['purchase_line_id.order_id', 'in', [...ids]],
      ['parent_state', '!=', 'cancel'],
      ['move_id.move_type', 'in', ['in_invoice', 'in_refund']],
    ]),
  ]);
  const products = [...new Set(lines.flatMap((line) => readLink(line, 'product_id') ?? []))];
  const types = await readFields(session, 'product.product', [['id', 'in', products]], ['type']);
  const services = new Set(types.filter((row) => readText(row, 'type') === 'service').map(readId));
  return ids.map((id) => {
    const order = orders.find((row) => readId(row) === id);
    const own = lines.filter(
      (row) => readLink(row, 'order_id') === id && readText(row, 'display_type') === null,
    );
    return order
      ? toOrder(order, own, { services, bills: bills.map(({ row, balance }) => ({ row, balance })) })
      : null;
  });
}

interface OrderFacts {
  readonly services: ReadonlySet<number>;
  readonly bills: readonly { readonly row: WireRecord; readonly balance: bigint }[];
}

function toOrder(order: WireRecord, lines: readonly WireRecord[], facts: OrderFacts): OrderWithReceipts {
  return {
    order: {
      id: readId(order),
      number: readText(order, 'name') ?? '',
      vendorId: readLink(order, 'partner_id'),
      confirmed: readText(order, 'state') === 'purchase',
      lines: lines.map((line) => {
        const productId = readLink(line, 'product_id');
        return {
          id: readId(line),
          description: readText(line, 'name') ?? '',
          productId,
          goods: productId !== null && !facts.services.has(productId),
          ordered: numberText(line, 'product_qty'),
          unitPrice: netPrice(line),
          billed: facts.bills
            .filter(({ row }) => readLink(row, 'purchase_line_id') === readId(line))
            .map(({ row, balance }) => toBilled(row, balance)),
        };
      }),
    },
    receipts: new Map(lines.map((line) => [readId(line), numberText(line, 'qty_received')])),
  };
}

/** A credit note's quantity is positive on the wire; its balance says that it takes away. */
function toBilled(row: WireRecord, balance: bigint): { documentId: number; quantity: DecimalString } {
  const quantity = readNumber(row, 'quantity').abs();
  const signed = balance < 0n ? quantity.times(-1) : quantity;
  return { documentId: readLink(row, 'move_id') ?? 0, quantity: signed.toFixed() };
}
