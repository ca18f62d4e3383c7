/** Bills what was held back on a job's invoices: an invoice of the retention account alone, matched with the held lines. */
import { centsText, sumTexts, toCents } from '../../kit/cents.js';
import type { ReleaseRetentionInput, ReleaseRetentionResult } from '../../odoo/connector.js';
import { defineWrite, step, type InputOf, type Problem, type WriteScope } from '../define-write.js';
import { billingProblem, isAmount, toBillingJob, type BillingJob } from './billing-checks.js';

type Input = InputOf<'releaseRetention'>;
interface Facts {
  readonly release: ReleaseRetentionInput;
  readonly amount: string;
  readonly currency: string;
}

const release = step<Input, Facts, ReleaseRetentionInput, ReleaseRetentionResult>({
  name: 'release',
  changes: [
    { object: 'Invoice', fields: ['customer', 'date', 'reference', 'lines'], system: 'odoo' },
    { object: 'Retention', fields: ['amount'], system: 'odoo' },
  ],
  title: ({ input, facts }) => `Release ${facts.amount} ${facts.currency} of retention of ${input.project}`,
  effect: ({ erp }) => erp.effects.releaseRetention,
  arguments: ({ facts }) => facts.release,
});

const bad = (code: string, message: string, field: string, record: string): Problem => ({
  ...{ code, message, field: [field], record, system: 'odoo' },
});

async function toRelease(
  { systems }: WriteScope,
  input: Input,
  { project, company }: BillingJob,
  account: string,
): Promise<ReleaseRetentionInput | Problem> {
  const { number } = project;
  const held = await systems.erp.checks.documents.heldRetention(company.code, account, project.accountId);
  const [first] = held;
  if (first?.partnerId == null)
    return bad('NOTHING_HELD', `Nothing is held back on invoices of project ${number}`, 'project', number);
  if (held.some(({ partnerId }) => partnerId !== first.partnerId)) {
    const message = `Retention of project ${number} is held on invoices of several customers; release it in the ERP`;
    return bad('AMBIGUOUS', message, 'project', number);
  }
  const open = centsText(sumTexts(held.map((line) => line.open)));
  const amount = centsText(toCents(input.amount ?? open));
  if (toCents(amount) > toCents(open)) {
    const message = `amount ${amount} is more than the ${open} that is held on project ${number}; lower it, or leave it out to release all`;
    return bad('MORE_THAN_HELD', message, 'amount', number);
  }
  return {
    ...{ company: company.code, direction: 'RECEIVABLE', partnerId: first.partnerId, account, amount },
    ...{ invoiceDate: input.date, date: input.date, label: `Release of retention ${number}` },
    ...(input.reference != null && { reference: input.reference }),
    heldLineIds: held.map(({ lineId }) => lineId),
  };
}

export const releaseRetention = defineWrite<'releaseRetention', Facts>({
  kind: 'releaseRetention',
  roles: ['admin', 'integration'],
  async validate(input, scope) {
    if (input.amount != null && !isAmount(input.amount))
      return { problems: [billingProblem.badAmount('amount', input.amount, ['amount'])] };
    const found = await toBillingJob(scope, input, { closed: true });
    if (!('job' in found)) return { problems: found };
    const { job, problems } = found;
    const { code, currency } = job.company;
    const { number } = job.project;
    if (job.retentionAccount === undefined)
      return { problems: [...problems, billingProblem.noRetentionAccount(code, 'project')] };
    if (problems.length > 0) return { problems };
    const planned = await toRelease(scope, input, job, job.retentionAccount);
    if ('message' in planned) return { problems: [planned] };
    const { amount } = planned;
    return {
      ...{ company: code, project: number, subject: `billing/${code}/${number}`, amount },
      summary: `Release of ${amount} ${currency} of retention of ${number} on ${input.date}`,
      facts: { release: planned, amount, currency },
    };
  },
  steps: [release],
});
