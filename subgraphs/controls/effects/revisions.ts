/** A revision as a step shows it, and why there is none. */
import type { BaselineConflict, BaselineRevision, Baselines } from '../../../store/store.js';
import type { Reversal } from '../../kit/effect.js';
import type { RevisionResult } from '../connector.js';
import { own, refusal, reversalKey } from './own.js';

/** @throws UpstreamError (BUSINESS) that says what stands in the way */
export function toResult(what: string, outcome: BaselineRevision | BaselineConflict): RevisionResult {
  if ('conflict' in outcome) throw refusal(`${what} ${reasonOf(outcome)}`);
  const { projectId, revision, price, cost, at } = outcome;
  return { projectId, revision, price, cost, at: at.toISOString() };
}

function reasonOf(conflict: BaselineConflict): string {
  switch (conflict.conflict) {
    case 'JOB_AWARDED':
      return `has a baseline from estimate ${conflict.estimateNumber} already; choose another job number`;
    case 'ESTIMATE_AWARDED':
      return `cannot be awarded: its estimate is job ${conflict.project} already; reverse that award first`;
    case 'CHANGE_ORDER_APPROVED':
      return `is approved already (${conflict.id}); give a further change a number of its own`;
    case 'CHANGE_ORDER_REJECTED':
      return `was rejected (${conflict.id}); give the new one a number of its own`;
    case 'REVISED_SINCE':
      return `was revised since (revision ${conflict.revision}); reverse its change orders first`;
    case 'NOT_FOUND':
      return 'left no revision to take back';
    default:
      return conflict satisfies never;
  }
}

interface Revised {
  readonly by: string;
  readonly original?: Parameters<Baselines['reverse']>[0]['original'];
}

/** The opposite as a revision of its own; safe to repeat. */
export async function takeBack(
  baselines: Baselines,
  what: string,
  { by, original = null }: Revised,
  key: string,
  { date, reason, by: who = by }: Reversal,
): Promise<void> {
  const reversal = { key: reversalKey(key), of: key, by: who, date, reason, original };
  toResult(what, await own(() => baselines.reverse(reversal)));
}
