/**
 * Bills what was held back on a job's invoices, or on a vendor's bills of it: a document of the retention account alone,
 * matched with the held lines. What is held on documents of several jobs is left to people, since a matched line does
 * not say whose part it was.
 */
import { centsText, sumTexts, toCents } from '../../kit/cents.js';
import type { HeldRetention, ReleaseRetentionInput, ReleaseRetentionResult } from '../../odoo/connector.js';
import { defineWrite, step, type InputOf, type Problem, type WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { findVendor } from '../find-vendor.js';
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
    { object: 'Bill', fields: ['vendor', 'date', 'reference', 'lines'], system: 'odoo' },
    { object: 'Retention', fields: ['amount'], system: 'odoo' },
  ],
  title: ({ input, facts }) =>
    `Release ${facts.amount} ${facts.currency} of retention ${sideText(input)} of ${input.project}`,
  effect: ({ erp }) => erp.effects.releaseRetention,
  arguments: ({ facts }) => facts.release,
});

const isPayable = ({ side }: Pick<Input, 'side'>): boolean => side === 'PAYABLE';
const directionOf = (input: Pick<Input, 'side'>): 'RECEIVABLE' | 'PAYABLE' =>
  isPayable(input) ? 'PAYABLE' : 'RECEIVABLE';
const sideText = (input: Pick<Input, 'side'>): string => (isPayable(input) ? 'payable' : 'receivable');

const bad = (code: string, message: string, field: string, record: string): Problem => ({
  ...{ code, message, field: [field], record, system: 'odoo' },
});

function plainProblems(input: Input): Problem[] {
  const { amount, vendor, lienWaiver, project } = input;
  const alone = `vendor "${vendor ?? ''}" and lienWaiver go with side PAYABLE; leave them out, or give that side`;
  const waiver = `No final waiver of lien is said to be there for what is held on ${project}; get it from the vendor, then give lienWaiver: true`;
  const extra = !isPayable(input) && (vendor != null || lienWaiver != null);
  return [
    ...(amount != null && !isAmount(amount) ? [billingProblem.badAmount('amount', amount, ['amount'])] : []),
    ...(extra
      ? [{ code: 'BAD_INPUT', message: alone, field: [vendor == null ? 'lienWaiver' : 'vendor'] }]
      : []),
    ...(isPayable(input) && lienWaiver !== true
      ? [bad('NO_LIEN_WAIVER', waiver, 'lienWaiver', project)]
      : []),
  ];
}

/** What is held on documents of the job alone, by one party. */
async function findHeld(
  scope: WriteScope,
  input: Input,
  { project, company }: BillingJob,
  account: string,
): Promise<readonly HeldRetention[] | Problem> {
  const { number, accountId: projectAccountId } = project;
  const { vendor } = input;
  const direction = directionOf(input);
  const party = vendor == null ? null : await findVendor(scope, vendor, company.code, ['vendor']);
  if (party && isProblem(party)) return party;
  const of = { account, direction, projectAccountId };
  const all = (await scope.systems.erp.checks.documents.heldRetention(company.code, of)).filter(
    ({ partnerId }) => party === null || partnerId === party.odooId,
  );
  const held = all.filter(({ shared }) => !shared);
  const [first] = held;
  if (first?.partnerId == null) return nothingHeld(input, all);
  if (held.every(({ partnerId }) => partnerId === first.partnerId)) return held;
  const several = isPayable(input)
    ? `Retention of several vendors is held on project ${number}; name the vendor`
    : `Retention of project ${number} is held on invoices of several customers; release it in the ERP`;
  return bad('AMBIGUOUS', several, isPayable(input) ? 'vendor' : 'project', number);
}

function nothingHeld(input: Input, shared: readonly HeldRetention[]): Problem {
  const { project, vendor } = input;
  const what = isPayable(input) ? `bills of ${vendor ?? 'vendors'} for` : 'invoices of';
  if (shared.length === 0)
    return bad('NOTHING_HELD', `Nothing is held back on ${what} project ${project}`, 'project', project);
  const documents = shared.map(({ number }) => number).join(', ');
  const message = `What is held back on ${what} project ${project} is on ${documents}, which bill other jobs too; release it in the ERP`;
  return bad('SHARED_DOCUMENT', message, 'project', project);
}

async function toRelease(
  scope: WriteScope,
  input: Input,
  job: BillingJob,
  account: string,
): Promise<ReleaseRetentionInput | Problem> {
  const held = await findHeld(scope, input, job, account);
  if ('message' in held) return held;
  const { number } = job.project;
  const open = centsText(sumTexts(held.map((line) => line.open)));
  const amount = centsText(toCents(input.amount ?? open));
  if (toCents(amount) > toCents(open)) {
    const message = `amount ${amount} is more than the ${open} that is held on project ${number}; lower it, or leave it out to release all`;
    return bad('MORE_THAN_HELD', message, 'amount', number);
  }
  return {
    ...{ company: job.company.code, direction: directionOf(input), partnerId: held[0]?.partnerId ?? 0 },
    ...{ account, amount, invoiceDate: input.date, date: input.date },
    label: `Release of retention ${number}`,
    ...(input.reference != null && { reference: input.reference }),
    heldLineIds: held.map(({ lineId }) => lineId),
  };
}

export const releaseRetention = defineWrite<'releaseRetention', Facts>({
  kind: 'releaseRetention',
  roles: ['admin', 'integration'],
  async validate(input, scope) {
    const plain = plainProblems(input);
    if (plain.length > 0) return { problems: plain };
    const book = isPayable(input) ? 'PURCHASE' : 'SALE';
    const found = await toBillingJob(scope, input, { closed: true, book });
    if (!('job' in found)) return { problems: found };
    const { job, problems } = found;
    const { code, currency, retentionAccounts, retentionPayableAccounts } = job.company;
    const { number } = job.project;
    const [account] = isPayable(input) ? (retentionPayableAccounts ?? []) : retentionAccounts;
    if (account === undefined)
      return {
        problems: [...problems, billingProblem.noRetentionAccount(code, 'project', directionOf(input))],
      };
    if (problems.length > 0) return { problems };
    const planned = await toRelease(scope, input, job, account);
    if ('message' in planned) return { problems: [planned] };
    const { amount } = planned;
    return {
      ...{ company: code, project: number, subject: `billing/${code}/${number}`, amount },
      summary: `Release of ${amount} ${currency} of retention ${sideText(input)} of ${number} on ${input.date}`,
      facts: { release: planned, amount, currency },
    };
  },
  steps: [release],
});
