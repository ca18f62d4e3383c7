/**
 * What was awarded here is the job's original budget and contract, whatever the estimate says today: an estimator who
 * edits it later moves no figure, and a job keeps its budget while the estimating system is away.
 */
import type { FrozenBaseline } from '../../../store/store.js';
import { centsText, sumTexts, toCents } from '../../kit/cents.js';
import type { CostType } from '../../kit/company.js';
import type { BudgetSupply, ProjectModel } from '../model.js';

/** The job with its frozen baseline in place of the estimating system's revision; as it is where there is none. */
export function withBaseline(job: ProjectModel, baseline: FrozenBaseline | null): ProjectModel {
  if (!baseline) return job;
  const awardedBudget: BudgetSupply = {
    ...{ estimateNumber: baseline.estimateNumber, revision: baseline.estimateRevision },
    ...{ currency: job.company.currency, sellPrice: baseline.price },
    lines: baseline.lines.map(({ costCode, costType, amount }) => ({
      ...{ costCode, amount, costType: costType as CostType, quantity: null, unit: null },
    })),
    exceptions: movedSince(baseline, job.awardedBudget),
    sources: [],
  };
  return { ...job, awardedBudget };
}

/** Told to people: the estimate that was awarded adds up to something else by now. */
function movedSince(
  baseline: FrozenBaseline,
  today: ProjectModel['awardedBudget'],
): BudgetSupply['exceptions'] {
  const { estimateNumber: number, estimateRevision: revision } = baseline;
  if (today?.estimateNumber !== number || today.revision !== revision) return [];
  const [then, now] = [baseline, today].map(({ lines }) => sumTexts(lines.map(({ amount }) => amount)));
  const price = toCents(today.sellPrice ?? '0');
  if (then === now && price === toCents(baseline.price)) return [];
  return [
    {
      code: 'ESTIMATE_CHANGED',
      message: `Estimate ${number} revision ${revision} was awarded with a cost of ${centsText(then ?? 0n)} for ${baseline.price} and now has ${centsText(now ?? 0n)} for ${centsText(price)}; what was awarded counts: put it back, or approve a change order`,
      ...{ system: 'estimating', recordId: number, amount: centsText((now ?? 0n) - (then ?? 0n)) },
    },
  ];
}
