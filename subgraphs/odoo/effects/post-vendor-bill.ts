/**
 * Posts a draft vendor bill that is in the books already. A bill created without an accounting date would be posted
 * today, so the date is written first; `action_post` then says nothing on success, so state and date are read back.
 * Taken back by a credit note of the same lines.
 */
import { centsText, toCents } from '../../kit/cents.js';
import type { DecimalString } from '../../kit/decimal.js';
import type { Effect } from '../../kit/effect.js';
import type { CompanySettings } from '../../kit/company.js';
import type { Session } from '../erp/session.js';
import { credit } from './credit-note.js';
import { postDraft } from './document-books.js';
import { readDocuments, type Document } from './document-read.js';
import { isDay } from './journal-entry.js';
import { readLockDates, refuseLocked } from './lock-dates.js';
import { companyOf, inCompany, refusal, type EffectScope } from './scope.js';

export interface PostVendorBillInput {
  /** Company code. */
  readonly company: string;
  /** account.move id of the draft. */
  readonly billId: number;
  /** Accounting date, YYYY-MM-DD. */
  readonly date: string;
  /** Date on the bill; written only where the draft has none. */
  readonly invoiceDate?: string;
  /** What was approved, before tax; a draft that was changed since is not posted. */
  readonly untaxed: DecimalString;
}

export interface PostedBill {
  readonly id: number;
  readonly number: string;
  readonly date: string;
  readonly untaxed: DecimalString;
  readonly total: DecimalString;
}

export type PostVendorBill = Effect<PostVendorBillInput, PostedBill>;

export function createPostVendorBill(scope: EffectScope): PostVendorBill {
  return {
    name: 'post-vendor-bill',
    system: 'odoo',
    idempotency: { kind: 'STATE' },
    run: (input, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input);
        const posted = await post(desk, input);
        if (posted.date === input.date) return toResult(posted);
        throw await takeBackMoved(desk, input, posted, key);
      }),
    find: (input) =>
      scope.use(async (session) => {
        const [bill] = await readDocuments(open(scope, session, input).session, [['id', '=', input.billId]]);
        return bill?.state === 'posted' && bill.date === input.date ? toResult(bill) : null;
      }),
    undo: (input, result, key, why) =>
      scope.use((session) => credit({ ...open(scope, session, input), key: `${key}_rev` }, result.id, why)),
  };
}

interface Desk {
  readonly session: Session;
  readonly company: CompanySettings;
  readonly what: string;
}

function open(scope: EffectScope, session: Session, input: PostVendorBillInput): Desk {
  const company = companyOf(scope, input.company);
  for (const day of [input.date, input.invoiceDate ?? input.date])
    if (!isDay(day)) throw refusal(`bill ${input.billId} is to be dated "${day}"; write YYYY-MM-DD`);
  return { session: inCompany(session, company), company, what: `vendor bill ${input.billId}` };
}

async function post(desk: Desk, input: PostVendorBillInput): Promise<Document> {
  const { session, company, what } = desk;
  const bill = await readDraft(desk, input);
  if (bill.state === 'posted') {
    if (bill.date === input.date) return bill;
    throw refusal(
      `${what} is posted already, on ${bill.date ?? 'another day'} instead of ${input.date}; credit it in odoo if that day is wrong`,
    );
  }
  const locks = await readLockDates(session, [company]);
  const lock = { company: company.code, date: input.date, what, book: 'PURCHASE' } as const;
  refuseLocked(locks.get(company.code), lock);
  if (bill.invoiceDate === null && input.invoiceDate === undefined)
    throw refusal(`${what} has no bill date, and odoo posts none without; give the date on the bill`);
  const invoiceDate = bill.invoiceDate === null ? { invoice_date: input.invoiceDate } : {};
  const vals = { date: input.date, ...invoiceDate };
  await session.rpc.call(
    'account.move',
    'write',
    { vals },
    { ids: [bill.id], context: session.context, writes: true },
  );
  return postDraft(session, bill, what);
}

/** The bill as it stands, if it is the one that was approved. */
async function readDraft({ session, company, what }: Desk, input: PostVendorBillInput): Promise<Document> {
  const [bill] = await readDocuments(session, [['id', '=', input.billId]]);
  if (!bill || bill.companyId !== company.odooCompanyId)
    throw refusal(`odoo has no ${what} in company ${company.code}; correct the id`);
  if (bill.type !== 'in_invoice' && bill.type !== 'in_refund')
    throw refusal(`${what} is of type ${bill.type}, not a vendor bill; correct the id`);
  if (bill.state !== 'draft' && bill.state !== 'posted')
    throw refusal(`${what} is in state ${bill.state} in odoo; only a draft can be posted`);
  if (bill.untaxed !== toCents(input.untaxed))
    throw refusal(
      `${what} is ${centsText(bill.untaxed)} in odoo, ${input.untaxed} was approved; have it approved again`,
    );
  return bill;
}

/** Only a lock set between our look and the posting leads here. The bill is credited on the day Odoo chose. */
async function takeBackMoved(
  desk: Desk,
  input: PostVendorBillInput,
  bill: Document,
  key: string,
): Promise<Error> {
  const date = bill.date ?? input.date;
  const reason = `posted on ${date} instead of ${input.date}`;
  await credit({ ...desk, key: `${key}_rev` }, bill.id, { date, reason });
  return refusal(
    `odoo moved ${desk.what} from ${input.date} to ${date}, since the books of ${desk.company.code} are locked; ` +
      `${bill.number ?? bill.id} was credited, enter the bill again with a later date or have the period opened`,
  );
}

const toResult = (bill: Document): PostedBill => ({
  id: bill.id,
  number: bill.number ?? '',
  date: bill.date ?? '',
  untaxed: centsText(bill.untaxed),
  total: centsText(bill.total),
});
