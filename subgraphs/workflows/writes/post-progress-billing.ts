/**
 * A progress invoice to a job's customer, or with side PAYABLE a subcontractor's progress bill (progress-bill.ts): gross
 * of retention, what is held back on an account of its own. What was billed before is read from the books, so that the
 * contract is not billed twice by two applications.
 */
import { centsText, sumTexts, toCents, type Cents } from '../../kit/cents.js';
import type { InvoiceInput, InvoiceLine, InvoiceResult } from '../../odoo/connector.js';
import { defineWrite, step, type Problem, type Verdict, type WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { findCostCode } from '../find-project.js';
import * as amounts from './billing-amounts.js';
import { contractProblems, contractValueOf } from './contract-value.js';
import { billingProblem, toBillingJob, type BillingJob } from './billing-checks.js';
import { checkBill } from './progress-bill.js';

type Input = amounts.BillingInput;
type Facts = amounts.BillingFacts;

const titleOf = (what: string, { input, facts }: { readonly input: Input; readonly facts: Facts }): string =>
  `${what} ${facts.amount} ${facts.currency} of ${input.project}, ${facts.invoice.retention?.amount ?? '0.00'} of it held back`;

const invoice = step<Input, Facts, InvoiceInput, InvoiceResult>({
  name: 'invoice',
  changes: [
    { object: 'Invoice', fields: ['customer', 'date', 'reference', 'lines'], system: 'odoo' },
    { object: 'Retention', fields: ['amount'], system: 'odoo' },
  ],
  title: (view) => titleOf('Invoice', view),
  when: ({ input }) => !amounts.isBill(input),
  effect: ({ erp }) => erp.effects.postInvoice,
  arguments: ({ facts }) => facts.invoice,
});

const bill = step<Input, Facts, InvoiceInput, InvoiceResult>({
  name: 'bill',
  changes: [
    { object: 'Bill', fields: ['vendor', 'date', 'billDate', 'reference', 'lines'], system: 'odoo' },
    { object: 'Retention', fields: ['amount'], system: 'odoo' },
  ],
  title: (view) => titleOf(`Bill ${view.input.reference ?? ''} on order ${view.input.order ?? ''}:`, view),
  when: ({ input }) => amounts.isBill(input),
  effect: ({ erp }) => erp.effects.postInvoice,
  arguments: ({ facts }) => facts.invoice,
});

async function toLines(
  scope: WriteScope,
  { lines }: Input,
  { project }: BillingJob,
  account: string,
): Promise<(InvoiceLine | Problem)[]> {
  const codes = [...new Set(lines.flatMap(({ costCode }) => costCode ?? []))];
  const found = new Map(
    await Promise.all(
      codes.map(async (code) => [code, await findCostCode(scope, code, project.company)] as const),
    ),
  );
  return lines.map(({ description, amount, costCode }, at) => {
    const code = costCode == null ? undefined : found.get(costCode);
    if (code && isProblem(code)) return { ...code, field: ['lines', String(at), 'costCode'] };
    const key = [project.accountId, ...(code ? [code.accountId] : [])].join(',');
    return {
      account,
      label: description,
      amount: centsText(toCents(amount)),
      distribution: { [key]: '100' },
    };
  });
}

interface Draft {
  readonly lines: readonly InvoiceLine[];
  readonly partnerId: number;
  readonly retention: Cents;
}

function toInvoice(input: Input, job: BillingJob, draft: Draft): InvoiceInput {
  const { date, reference } = input;
  const { lines, partnerId, retention } = draft;
  return {
    ...{ company: job.company.code, direction: 'RECEIVABLE', partnerId, invoiceDate: date, date, lines },
    ...(reference != null && { reference }),
    retention: amounts.toRetention(input, retention, job.retentionAccount),
  };
}

async function overContract(
  scope: WriteScope,
  { contractValue, allowOverbilling }: Input,
  { project, billed }: BillingJob,
  total: Cents,
): Promise<Problem[]> {
  if (allowOverbilling) return [];
  const known = await contractValueOf(scope, project);
  const { number } = project;
  return contractProblems({ number, known, stated: contractValue ?? null, billed }, total);
}

async function checkInvoice(input: Input, scope: WriteScope): Promise<Verdict<Facts>> {
  const found = await toBillingJob(scope, input);
  if (!('job' in found)) return { problems: found };
  const { job } = found;
  const { company, project, customerId: partnerId } = job;
  const { code, currency, revenueAccount } = company;
  const total = sumTexts(input.lines.map(({ amount }) => amount));
  const retention = amounts.retentionOf(input, total);
  const [lines, against] = await Promise.all([
    toLines(scope, input, job, revenueAccount ?? ''),
    overContract(scope, input, job, total),
  ]);
  const problems = [
    ...found.problems,
    ...lines.filter((line) => isProblem(line)),
    ...(partnerId === null ? [billingProblem.noCustomer(project.number)] : []),
    ...(revenueAccount === undefined ? [billingProblem.noRevenueAccount(code)] : []),
    ...(retention > 0n && job.retentionAccount === undefined
      ? [billingProblem.noRetentionAccount(code, 'retentionAmount')]
      : []),
    ...against,
  ];
  if (problems.length > 0 || partnerId === null) return { problems };
  const draft = { lines: lines.filter((line) => !isProblem(line)) as InvoiceLine[], partnerId, retention };
  const amount = centsText(total);
  return {
    ...{ company: code, project: project.number, subject: `billing/${code}/${project.number}`, amount },
    summary: `Progress billing of ${project.number} on ${input.date}: ${amount} ${currency}, ${centsText(retention)} held back`,
    facts: { invoice: toInvoice(input, job, draft), amount, currency },
  };
}

export const postProgressBilling = defineWrite<'postProgressBilling', Facts>({
  kind: 'postProgressBilling',
  roles: ['admin', 'integration'],
  async validate(input, scope) {
    const total = sumTexts(input.lines.map(({ amount }) => amount));
    const plain = [...amounts.amountProblems(input, total), ...amounts.sideProblems(input)];
    if (plain.length > 0) return { problems: plain };
    return amounts.isBill(input) ? checkBill(input, scope) : checkInvoice(input, scope);
  },
  steps: [invoice, bill],
});
