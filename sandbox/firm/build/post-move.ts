/** Accounting entries: vendor bills, credit notes, customer invoices and journal entries, always balanced. */
import { Big } from 'big.js';
import { add, negate, over, toCents } from '../money.js';
import { accountIdOf } from '../reference.js';
import type { Day, Dec, FirmCompany, FirmMove, FirmMoveLine, FirmShare } from '../ledger.js';
import { postedShares } from './shares.js';
import type { Workshop } from './workshop.js';

export interface LineInput {
  /** General account code. */
  readonly account: string;
  readonly name: string;
  /** Document currency, debit positive. */
  readonly amount: Dec;
  readonly quantity?: Dec;
  readonly shares?: readonly FirmShare[];
  readonly productId?: number;
  readonly orderLineId?: number;
  readonly displayType?: FirmMoveLine['displayType'];
  /** Open amount of a reconcilable line; the whole balance unless said. */
  readonly residual?: Dec;
}

export interface MoveInput {
  readonly company: FirmCompany;
  readonly type: FirmMove['type'];
  readonly journal: FirmMove['journal'];
  readonly date: Day;
  readonly lines: readonly LineInput[];
  readonly invoiceDate?: Day;
  readonly partnerId?: number;
  /** Foreign document currency; company amounts are divided by the company's rate for it. */
  readonly currency?: string;
  readonly state?: FirmMove['state'];
  readonly ref?: string;
}

const NUMBER_PREFIX: Readonly<Record<FirmMove['journal'], string>> = {
  PURCHASE: 'BILL',
  SALE: 'INV',
  MISC: 'MISC',
  EQUIP: 'EQUIP',
  PAYROLL: 'PAYR',
};
const PAYABLE = '211000';
const RECEIVABLE = '121000';
const RECONCILABLE: ReadonlySet<string> = new Set(['121000', '121500', '211000', '211100', '214000']);

/** Vendor documents are priced in debits, customer documents in credits, and credit notes the other way round. */
function priceSign(type: FirmMove['type']): 1 | -1 | 0 {
  if (type === 'entry') return 0;
  return type === 'in_invoice' || type === 'out_refund' ? 1 : -1;
}

function toLine(shop: Workshop, input: MoveInput, line: LineInput, rate: Dec): FirmMoveLine {
  const balance = over(line.amount, rate);
  const displayType = line.displayType ?? 'product';
  const shares = line.shares ?? [];
  const priced = displayType === 'product' ? priceSign(input.type) : 0;
  return {
    id: shop.id('moveLine'),
    name: line.name,
    accountId: accountIdOf(line.account),
    productId: line.productId ?? null,
    displayType,
    balance,
    priceSubtotal: toCents(new Big(line.amount).times(priced)),
    quantity: line.quantity ?? (input.type === 'entry' ? '0' : '1'),
    orderLineId: line.orderLineId ?? null,
    residual: line.residual ?? (RECONCILABLE.has(line.account) && input.state !== 'draft' ? balance : '0.00'),
    shares: input.state === undefined || input.state === 'posted' ? postedShares(balance, shares) : shares,
  };
}

/** The line that balances an invoice: what is owed to a vendor or by a customer. */
function paymentTerm(input: MoveInput, lines: readonly FirmMoveLine[], rate: Dec): LineInput {
  const owed = negate(add(...lines.map(({ balance }) => balance)));
  const account = input.type.startsWith('in_') ? PAYABLE : RECEIVABLE;
  return {
    account,
    name: 'Payment term',
    amount: new Big(owed).times(rate).toString(),
    displayType: 'payment_term',
  };
}

/** Adds an entry. Invoices get their balancing line; a journal entry's lines must balance. */
export function postMove(shop: Workshop, input: MoveInput): FirmMove {
  const id = shop.id('move');
  const rate = input.currency === undefined ? '1' : (input.company.rates[input.currency] ?? '1');
  const lines = input.lines.map((line) => toLine(shop, input, line, rate));
  if (input.type !== 'entry') lines.push(toLine(shop, input, paymentTerm(input, lines, rate), rate));
  const move: FirmMove = {
    id,
    number: `${NUMBER_PREFIX[input.journal]}/${input.date.slice(0, 4)}/${input.date.slice(5, 7)}/${id}`,
    ref: input.ref ?? '',
    company: input.company.code,
    type: input.type,
    journal: input.journal,
    state: input.state ?? 'posted',
    date: input.date,
    invoiceDate: input.type === 'entry' ? null : (input.invoiceDate ?? input.date),
    partnerId: input.partnerId ?? null,
    currency: input.currency ?? input.company.currency,
    lines,
  };
  shop.firm.moves.push(move);
  return move;
}

type Document = Omit<MoveInput, 'type' | 'journal'>;

export function postBill(shop: Workshop, input: Document): FirmMove {
  return postMove(shop, { ...input, type: 'in_invoice', journal: 'PURCHASE' });
}

/** Vendor credit note; its lines carry negative amounts. */
export function postVendorCredit(shop: Workshop, input: Document): FirmMove {
  return postMove(shop, { ...input, type: 'in_refund', journal: 'PURCHASE' });
}

/** Customer invoice; revenue lines carry negative amounts. */
export function postInvoice(shop: Workshop, input: Document): FirmMove {
  return postMove(shop, { ...input, type: 'out_invoice', journal: 'SALE' });
}

export function postCustomerCredit(shop: Workshop, input: Document): FirmMove {
  return postMove(shop, { ...input, type: 'out_refund', journal: 'SALE' });
}

export function postEntry(
  shop: Workshop,
  input: Document & { readonly journal: 'MISC' | 'EQUIP' | 'PAYROLL' },
): FirmMove {
  return postMove(shop, { ...input, type: 'entry' });
}
