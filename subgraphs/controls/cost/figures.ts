/** The additive figures of a line, derived from what was booked on it. */
import type { CostType } from '../../kit/company.js';
import type { Big } from '../../kit/decimal.js';
import type { CostBook, Supplies } from '../model.js';
import { add, subtract, type BookedLine, type Column, type Figure } from './columns.js';
import { estimateAtCompletion, type EacMethod } from './forecast.js';

export const FIGURES = [
  'originalBudget',
  'approvedChanges',
  'revisedBudget',
  'committedCost',
  'openCommitment',
  'actualCost',
  'accruedEquipmentCost',
  'otherAccruedCost',
  'costToDate',
  'estimateToComplete',
  'estimateAtCompletion',
  'variance',
] as const;
export type Figures = Readonly<Record<(typeof FIGURES)[number], Figure>>;

export interface Line extends Figures {
  readonly costCode: string;
  readonly costType: CostType;
}
/** A line before its forecast. */
export type ActualLine = Omit<Line, 'estimateToComplete' | 'estimateAtCompletion' | 'variance'>;

/** A line nothing is booked on: it carries which columns are unknown into a head without lines. */
export const BLANK: BookedLine = { costCode: '', costType: 'OTHER', booked: new Map() };

/** A column whose system did not answer is null, an empty one is 0. */
export function actualLine({ costCode, costType, booked }: BookedLine, supplies: Supplies): ActualLine {
  const figure = (column: Column, answered: boolean): Figure =>
    answered ? (booked.get(column) ?? 0n) : null;
  const { ledger, awardedBudget, equipmentUsage } = supplies;
  const originalBudget = figure('originalBudget', awardedBudget != null);
  const approvedChanges = figure('approvedChanges', true);
  const actualCost = figure('actualCost', ledger?.actuals != null);
  const accruedEquipmentCost = figure(
    'accruedEquipmentCost',
    equipmentUsage != null && ledger?.postedUsage != null,
  );
  const otherAccruedCost = figure('otherAccruedCost', true);
  return {
    costCode,
    costType,
    originalBudget,
    approvedChanges,
    revisedBudget: add(originalBudget, approvedChanges),
    committedCost: figure('committedCost', ledger?.orderLines != null),
    openCommitment: figure('openCommitment', ledger?.orderLines != null),
    actualCost,
    accruedEquipmentCost,
    otherAccruedCost,
    costToDate: add(actualCost, accruedEquipmentCost, otherAccruedCost),
  };
}

/** Adds the forecast. @param ev earned value of the line. @param cpi of the job, where the forecast may use it. */
export function forecastLine(
  line: ActualLine,
  method: EacMethod,
  cpi: Big | null,
  ev: Figure,
  book: CostBook,
): Line {
  const eac = estimateAtCompletion(method, line, ev, cpi, book.estimatesToComplete);
  const estimateToComplete = subtract(eac, line.costToDate);
  const variance = subtract(line.revisedBudget, eac);
  return { ...line, estimateAtCompletion: eac, estimateToComplete, variance };
}

/** The head is the sum of its rounded lines. */
export function addUp(lines: readonly Line[]): Figures {
  const head: Partial<Record<(typeof FIGURES)[number], Figure>> = {};
  for (const name of FIGURES) {
    let total: Figure = 0n;
    for (const line of lines) total = add(total, line[name]);
    head[name] = total;
  }
  return head as Figures;
}
