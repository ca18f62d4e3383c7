/** What builds on an award speaks against taking it back: it is told before anything of the reversal is sent. */
import { toCents } from '../../kit/cents.js';
import type { Problem, StepView, WriteScope } from '../define-write.js';
import type { AwardFacts, AwardResults } from './award-estimate.js';

/** Approved changes, confirmed orders, and whatever was booked on the job. */
export async function againstReversal(
  { facts, results }: StepView<unknown, AwardFacts>,
  { systems, crosswalk }: WriteScope,
): Promise<Problem[]> {
  const { project, orders } = results as unknown as AwardResults;
  const { company, project: job } = facts;
  const jobs = await crosswalk.list('PROJECT');
  const id = jobs.find((own) => own.company === company && own.number === job.number)?.id ?? '';
  const ref = { id, company, number: job.number, odooId: project.id, accountId: project.accountId };
  const [revisions, drafts, [books]] = await Promise.all([
    systems.controls.checks.revisions(id),
    systems.erp.checks.documents.orders(
      company,
      (orders?.orders ?? []).map((order) => order.id),
    ),
    systems.erp.books([ref]),
  ]);
  const taken = new Set(revisions.map(({ reverses }) => reverses));
  const changed = revisions.find(({ kind, revision }) => kind === 'CHANGE_ORDER' && !taken.has(revision));
  const confirmed = drafts.find((draft) => draft?.order.confirmed)?.order.number;
  const booked = (books?.ledger.actuals ?? []).length > 0 || toCents(books?.ledger.billed ?? '0') !== 0n;
  return [
    ...(changed
      ? [no(`change order ${changed.changeOrder ?? ''} stands; reverse it first`, job.number)]
      : []),
    ...(confirmed === undefined
      ? []
      : [no(`order ${confirmed} is confirmed; cancel it with its vendor first`, confirmed)]),
    ...(booked
      ? [no('cost or revenue is booked on it; reverse that first, or close the job', job.number)]
      : []),
  ].map((problem) => ({
    ...problem,
    message: `The award of ${job.number} cannot be taken back: ${problem.message}`,
  }));
}

const no = (message: string, record: string): Problem => ({
  ...{ code: 'NOT_REVERSIBLE', message, field: ['write'], record },
});
