/**
 * A progress invoice to a job's customer: revenue gross of retention, what is held back on an account of its own. What
 * was billed before is read from the books, so that the contract is not billed twice by two applications.
 */
import { centsText, sumTexts, timesRounded, toCents, type Cents } from '../../kit/cents.js';
import { decimal } from '../../kit/decimal.js';
import type { InvoiceInput, InvoiceLine, InvoiceResult } from '../../odoo/connector.js';
import { defineWrite, step, type InputOf, type Problem, type WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { findCostCode } from '../find-project.js';
import { contractProblems, contractValueOf } from './contract-value.js';
import { billingProblem, isAmount, toBillingJob, type BillingJob } from './billing-checks.js';

type Input = InputOf<'postProgressBilling'>;
interface Facts {
  readonly invoice: InvoiceInput;
  readonly amount: string;
  readonly currency: string;
}

const MOST_LINES = 200;

const post = step<Input, Facts, InvoiceInput, InvoiceResult>({
  name: 'invoice',
  changes: [
    { object: 'Invoice', fields: ['customer', 'date', 'reference', 'lines'], system: 'odoo' },
    { object: 'Retention', fields: ['amount'], system: 'odoo' },
  ],
  title: ({ input, facts }) =>
    `Invoice ${facts.amount} ${facts.currency} of ${input.project}, ${facts.invoice.retention?.amount ?? '0.00'} of it held back`,
  effect: ({ erp }) => erp.effects.postInvoice,
  arguments: ({ facts }) => facts.invoice,
});

const bad = (code: string, message: string, ...field: string[]): Problem => ({ code, message, field });

function plainProblems(input: Input, total: Cents): Problem[] {
  const { lines, retentionPercent: percent, retentionAmount: held } = input;
  if (lines.length === 0 || lines.length > MOST_LINES)
    return [
      bad('BAD_INPUT', `A progress billing has 1 to ${MOST_LINES} lines, this one ${lines.length}`, 'lines'),
    ];
  const amounts = lines.flatMap(({ amount }, at) =>
    isAmount(amount) ? [] : [billingProblem.badAmount('amount', amount, ['lines', String(at), 'amount'])],
  );
  const both = 'Give retentionPercent or retentionAmount, not both';
  const range = `retentionPercent "${percent ?? ''}" must be from 0 to less than 100; correct it`;
  const much = `retentionAmount "${held ?? ''}" must be from 0 to less than what is billed, ${centsText(total)}; correct it`;
  const outside = (value: string, limit: string): boolean =>
    decimal(value).lt(0) || decimal(value).gte(limit);
  return [
    ...amounts,
    ...(percent != null && held != null ? [bad('BAD_INPUT', both, 'retentionAmount')] : []),
    ...(percent != null && outside(percent, '100') ? [bad('BAD_RETENTION', range, 'retentionPercent')] : []),
    ...(held != null && outside(held, centsText(total))
      ? [bad('BAD_RETENTION', much, 'retentionAmount')]
      : []),
  ];
}

function retentionOf({ retentionPercent: percent, retentionAmount: held }: Input, total: Cents): Cents {
  return percent == null ? toCents(held ?? '0') : timesRounded(total, decimal(percent).div(100));
}

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

function toInvoice(
  { date, reference, retentionPercent }: Input,
  job: BillingJob,
  draft: Draft,
): InvoiceInput {
  const { lines, partnerId, retention } = draft;
  const label = retentionPercent == null ? 'Retention' : `Retention ${retentionPercent} %`;
  const account = job.retentionAccount ?? '';
  return {
    ...{ company: job.company.code, direction: 'RECEIVABLE', partnerId, invoiceDate: date, date, lines },
    ...(reference != null && { reference }),
    retention: retention > 0n ? { account, label, amount: centsText(retention) } : null,
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

export const postProgressBilling = defineWrite<'postProgressBilling', Facts>({
  kind: 'postProgressBilling',
  roles: ['admin', 'integration'],
  async validate(input, scope) {
    const total = sumTexts(input.lines.map(({ amount }) => amount));
    const plain = plainProblems(input, total);
    if (plain.length > 0) return { problems: plain };
    const found = await toBillingJob(scope, input);
    if (!('job' in found)) return { problems: found };
    const { job } = found;
    const { company, project, customerId: partnerId } = job;
    const { code, currency, revenueAccount } = company;
    const retention = retentionOf(input, total);
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
  },
  steps: [post],
});
