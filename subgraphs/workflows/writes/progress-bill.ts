/**
 * A subcontractor's progress bill against their order: cost gross of retention on the order's own lines, so that the
 * commitment is drawn down by what becomes cost, and what is held back on an account of its own.
 */
import { centsText, sumTexts, type Cents } from '../../kit/cents.js';
import type { BilledOrder, InvoiceInput, InvoiceLine } from '../../odoo/connector.js';
import type { Problem, Verdict, WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { retentionOf, toRetention, type BillingFacts, type BillingInput } from './billing-amounts.js';
import { billingProblem, toBillingJob, type BillingJob } from './billing-checks.js';
import { toBillLines } from './progress-bill-lines.js';
import { paperProblems } from './subcontract-papers.js';

const wrong = (code: string, message: string, field: string, record: string): Problem => ({
  ...{ code, message, field: [field], record, system: 'odoo' },
});

async function findOrder(
  { systems }: WriteScope,
  { order }: BillingInput,
  { project, company }: BillingJob,
): Promise<BilledOrder | Problem> {
  const number = order?.trim() ?? '';
  const found = await systems.erp.checks.documents.ordersNumbered(company.code, number);
  const [only] = found;
  const none = `Company ${company.code} has no order ${number} in the ERP; correct the number, or the company of project ${project.number}`;
  const several = `Company ${company.code} has ${found.length} orders ${number} in the ERP; give one of them another number there`;
  if (!only) return wrong('NOT_FOUND', none, 'order', number);
  return found.length > 1 ? wrong('AMBIGUOUS', several, 'order', number) : only;
}

function orderProblems({ number, confirmed, currency, vendorId }: BilledOrder, job: BillingJob): Problem[] {
  const say = (code: string, message: string): Problem => wrong(code, message, 'order', number);
  const own = job.company.currency;
  return [
    ...(confirmed
      ? []
      : [
          say(
            'NOT_CONFIRMED',
            `Order ${number} is not confirmed, or was cancelled; confirm it in the ERP before it is billed`,
          ),
        ]),
    ...(currency === own
      ? []
      : [
          say(
            'OTHER_CURRENCY',
            `Order ${number} is in ${currency ?? 'no currency'}, and ${job.company.code} keeps its books in ${own}; bill it in the ERP`,
          ),
        ]),
    ...(vendorId === null ? [say('NO_VENDOR', `Order ${number} names no vendor; set one in the ERP`)] : []),
  ];
}

/** The same number twice is most often the same bill twice. */
async function numberProblems(
  { systems }: WriteScope,
  reference: string,
  { vendorId, vendorName }: BilledOrder,
  company: string,
): Promise<Problem[]> {
  if (vendorId === null) return [];
  const same = await systems.erp.checks.documents.billsNumbered(company, vendorId, reference);
  if (same.length === 0) return [];
  const message = `Bill ${reference} of ${vendorName ?? vendorId} is in the ERP already as ${same.join(', ')}; correct the number, or use that bill`;
  return [wrong('BILL_EXISTS', message, 'reference', reference)];
}

interface Draft {
  readonly lines: readonly InvoiceLine[];
  readonly vendorId: number;
  readonly retention: Cents;
  readonly reference: string;
  readonly account: string | undefined;
}

function toBill(input: BillingInput, { company }: BillingJob, draft: Draft): InvoiceInput {
  const { lines, vendorId, retention, reference, account } = draft;
  return {
    ...{ company: company.code, direction: 'PAYABLE', partnerId: vendorId, reference, lines },
    ...{ invoiceDate: input.billDate ?? input.date, date: input.date },
    retention: toRetention(input, retention, account),
  };
}

/** Amounts and sides were looked at before. */
export async function checkBill(input: BillingInput, scope: WriteScope): Promise<Verdict<BillingFacts>> {
  const reference = input.reference?.trim() ?? '';
  const papers = paperProblems({ ...input, subcontract: true }, reference);
  if (papers.length > 0) return { problems: papers };
  const found = await toBillingJob(scope, input, { closed: false, book: 'PURCHASE' });
  if (!('job' in found)) return { problems: found };
  const { job } = found;
  const { code, currency, retentionPayableAccounts } = job.company;
  const order = await findOrder(scope, input, job);
  if (isProblem(order)) return { problems: [...found.problems, order] };
  const total = sumTexts(input.lines.map(({ amount }) => amount));
  const retention = retentionOf(input, total);
  const account = retentionPayableAccounts?.[0];
  const [bill, twice] = await Promise.all([
    toBillLines(scope, input, job, order),
    numberProblems(scope, reference, order, code),
  ]);
  const problems = [
    ...found.problems,
    ...orderProblems(order, job),
    ...twice,
    ...bill.problems,
    ...(retention > 0n && account === undefined
      ? [billingProblem.noRetentionAccount(code, 'retentionAmount', 'PAYABLE')]
      : []),
  ];
  if (problems.length > 0 || order.vendorId === null) return { problems };
  const { number } = job.project;
  const draft = { lines: bill.lines, vendorId: order.vendorId, retention, reference, account };
  const amount = centsText(total);
  return {
    ...{ company: code, project: number, subject: `order/${code}/${order.number}`, amount },
    summary: `Progress bill ${reference} of ${order.vendorName ?? order.vendorId} on order ${order.number} for ${number}: ${amount} ${currency}, ${centsText(retention)} held back`,
    facts: { invoice: toBill(input, job, draft), amount, currency },
  };
}
