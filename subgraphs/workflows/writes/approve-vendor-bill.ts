/**
 * Posts a vendor's draft bill on a day of ours once order, receipt and bill agree. What was looked at is what is posted:
 * the effect refuses a draft whose amount changed since.
 */
import { seesCompany } from '../../kit/actor.js';
import { centsText, sumTexts, toCents } from '../../kit/cents.js';
import type { BillTolerance, CompanySettings } from '../../kit/company.js';
import type { BillToMatch, PostedBill, PostVendorBillInput } from '../../odoo/connector.js';
import { defineWrite, step, type InputOf, type Problem, type WriteScope } from '../define-write.js';
import { paperProblems } from './subcontract-papers.js';

type Input = InputOf<'approveVendorBill'>;
interface Facts {
  readonly post: PostVendorBillInput;
  readonly amount: string;
  readonly currency: string;
}

/** Quantities are to agree; a price may be off by a rounding. */
const DEFAULT_TOLERANCE: BillTolerance = { quantityPercent: '0', pricePercent: '0.5', amount: '1.00' };

const post = step<Input, Facts, PostVendorBillInput, PostedBill>({
  name: 'post',
  changes: [{ object: 'Bill', fields: ['date', 'billDate', 'state'], system: 'odoo' }],
  title: ({ input, facts }) =>
    `Post vendor bill ${input.bill} of ${facts.amount} ${facts.currency} on ${input.date}`,
  effect: ({ erp }) => erp.effects.postVendorBill,
  arguments: ({ facts }) => facts.post,
});

const wrong = (code: string, message: string, field: string, record?: string): Problem => ({
  ...{ code, message, field: [field] },
  ...(record !== undefined && { record, system: 'odoo' }),
});

const idOf = (text: string): number => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0);

async function readPapers({ systems: { erp } }: WriteScope, input: Input, { code }: CompanySettings) {
  const { documents } = erp.checks;
  const [locked, [bill], [order]] = await Promise.all([
    erp.checks.isLocked(code, input.date, 'PURCHASE'),
    documents.bills(code, [idOf(input.bill)]),
    input.order == null ? [null] : documents.orders(code, [idOf(input.order)]),
  ]);
  return { locked, bill: bill ?? null, order: order ?? null };
}
type Papers = Awaited<ReturnType<typeof readPapers>>;

function matchProblems(
  { systems: { erp } }: WriteScope,
  input: Input,
  { billTolerance, code }: CompanySettings,
  { bill, order }: Papers,
): Problem[] {
  if (!bill) return [];
  if (input.order == null) {
    const none = `Bill ${input.bill} names no order; give the order it bills, or withoutOrder to agree to it as it is`;
    const ordered = `Bill ${input.bill} has lines of an order; give that order, so that it is matched`;
    if (bill.lines.some(({ orderLineId }) => orderLineId !== null))
      return [wrong('ORDER_NEEDED', ordered, 'order', input.bill)];
    return input.withoutOrder ? [] : [wrong('NO_ORDER', none, 'order', input.bill)];
  }
  if (!order) {
    const message = `Company ${code} has no order ${input.order} in the ERP; correct the id`;
    return [wrong('NOT_FOUND', message, 'order', input.order)];
  }
  const tolerance = billTolerance ?? DEFAULT_TOLERANCE;
  return erp.checks.documents
    .matchBill(order.order, order.receipts, bill, tolerance)
    .map(({ code: found, message }) => wrong(found, message, 'bill', input.bill));
}

/** A share that names no cost code, or 60 % in all, would take cost off the job without a word. */
async function codingProblems(
  { systems: { erp } }: WriteScope,
  { bill }: Input,
  { code }: CompanySettings,
  papers: Papers,
): Promise<Problem[]> {
  const coded = (papers.bill?.lines ?? []).flatMap(({ description, distribution }) =>
    distribution ? [{ description, distribution }] : [],
  );
  const found = await erp.checks.distributions(
    code,
    coded.map(({ distribution }) => distribution),
  );
  return coded.flatMap(({ description }, at) => {
    const faults = found[at] ?? [];
    const message = `"${description}" of bill ${bill}: ${faults.join('; ')}; correct the line's analytic distribution in the ERP`;
    return faults.length > 0 ? [wrong('BAD_DISTRIBUTION', message, 'bill', bill)] : [];
  });
}

/** What is held back of a bill is cost and owed all the same, so it is agreed to gross. */
function grossOf({ untaxed, lines }: BillToMatch): { readonly gross: string; readonly held: string } {
  const held = -sumTexts(lines.filter(({ retention }) => retention).map(({ subtotal }) => subtotal));
  return { gross: centsText(toCents(untaxed) + held), held: centsText(held) };
}

function billProblems(input: Input, { code }: CompanySettings, { locked, bill }: Papers): Problem[] {
  const lock = `The purchase books of ${code} are locked on ${input.date}; choose a later date or have the period opened`;
  const none = `Company ${code} has no vendor bill ${input.bill} in the ERP; correct the id or the company`;
  const state = `Bill ${input.bill} (${bill?.number ?? 'draft'}) is ${bill?.state ?? ''} in the ERP; only a draft can be approved`;
  const undated = `Bill ${input.bill} has no date of its own; give billDate, the date printed on it`;
  return [
    ...(locked ? [wrong('LOCKED_PERIOD', lock, 'date', code)] : []),
    ...(bill ? [] : [wrong('NOT_FOUND', none, 'bill', input.bill)]),
    ...(bill && bill.state !== 'draft' ? [wrong('NOT_A_DRAFT', state, 'bill', input.bill)] : []),
    ...(bill?.invoiceDate === null && input.billDate == null
      ? [wrong('NO_BILL_DATE', undated, 'billDate', input.bill)]
      : []),
  ];
}

export const approveVendorBill = defineWrite<'approveVendorBill', Facts>({
  kind: 'approveVendorBill',
  roles: ['admin', 'integration'],
  async validate(input, scope) {
    const company = scope.companies.get(input.company);
    if (!company || !seesCompany(scope.actor, input.company)) {
      const message = `There is no company "${input.company}" among yours; correct the code`;
      return { problems: [wrong('NOT_FOUND', message, 'company')] };
    }
    const papers = await readPapers(scope, input, company);
    const { bill } = papers;
    const problems = [
      ...paperProblems({ ...input, subcontract: input.subcontract === true }, input.bill),
      ...billProblems(input, company, papers),
      ...matchProblems(scope, input, company, papers),
      ...(await codingProblems(scope, input, company, papers)),
    ];
    if (problems.length > 0 || !bill) return { problems };
    const { code, currency } = company;
    const { untaxed } = bill;
    const { gross, held } = grossOf(bill);
    const kept = toCents(held) === 0n ? '' : `, ${held} of it held back,`;
    return {
      ...{ company: code, project: null, subject: `bill/${code}/${bill.id}`, amount: gross },
      summary: `Vendor bill ${bill.reference ?? bill.id} of ${gross} ${currency}${kept} posted on ${input.date}`,
      facts: {
        post: {
          ...{ company: code, billId: bill.id, date: input.date, untaxed },
          ...(input.billDate != null && { invoiceDate: input.billDate }),
        },
        ...{ amount: gross, currency },
      },
    };
  },
  steps: [post],
});
