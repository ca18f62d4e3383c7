/** Estimate at completion of one line, by method. */
import { roundCents, sumTexts } from '../../kit/cents.js';
import { decimal, type Big } from '../../kit/decimal.js';
import type { EstimateToCompleteRecord } from '../../../store/store.js';
import { add, floorZero, larger, subtract, type Figure } from './columns.js';

export type EacMethod = 'BUDGET' | 'COMMITMENT' | 'CPI';

export interface ForecastInput {
  readonly costCode: string;
  readonly costType: string;
  readonly revisedBudget: Figure;
  readonly openCommitment: Figure;
  readonly costToDate: Figure;
}

/** @param ev earned value of the line. Null when a figure it needs is unknown; CPI also when the job has no usable index. */
export function estimateAtCompletion(
  method: EacMethod,
  line: ForecastInput,
  ev: Figure,
  cpi: Big | null,
  entered: readonly EstimateToCompleteRecord[],
): Figure {
  const exposed = add(line.costToDate, line.openCommitment);
  switch (method) {
    case 'BUDGET':
      return larger(line.revisedBudget, exposed);
    case 'COMMITMENT':
      return add(exposed, stillToBuy(line, exposed, entered));
    case 'CPI': {
      const unearned = subtract(line.revisedBudget, ev);
      if (cpi === null || unearned === null) return null;
      return add(line.costToDate, roundCents(decimal(unearned.toString()).div(cpi)));
    }
  }
}

/** What people entered for the line, else what the budget leaves after cost and commitments. */
function stillToBuy(
  line: ForecastInput,
  exposed: Figure,
  entered: readonly EstimateToCompleteRecord[],
): Figure {
  const own = entered.filter(
    (record) => record.costCode === line.costCode && record.costType === line.costType,
  );
  if (own.length === 0) return floorZero(subtract(line.revisedBudget, exposed));
  return sumTexts(own.map(({ amount }) => amount));
}
