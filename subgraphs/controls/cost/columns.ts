/**
 * The additive figures of a cost line, and null arithmetic: a figure that needs a system which did not answer is
 * null, never 0.
 */
import type { CostType } from '../../kit/company.js';
import type { Cents } from '../../kit/cents.js';

export type Figure = Cents | null;

/** The columns that records are booked into; everything else is derived from them. */
export const BOOKED = [
  'originalBudget',
  'approvedChanges',
  'committedCost',
  'openCommitment',
  'actualCost',
  'accruedEquipmentCost',
  'otherAccruedCost',
] as const;
export type Column = (typeof BOOKED)[number];

/** One cost code × cost type with the sums booked on it so far. */
export interface BookedLine {
  readonly costCode: string;
  readonly costType: CostType;
  readonly booked: Map<Column, Cents>;
}

/** Adds figures; null when one is unknown. */
export function add(...figures: readonly Figure[]): Figure {
  let total = 0n;
  for (const figure of figures) {
    if (figure === null) return null;
    total += figure;
  }
  return total;
}

export function subtract(a: Figure, b: Figure): Figure {
  return a === null || b === null ? null : a - b;
}

export function larger(a: Figure, b: Figure): Figure {
  if (a === null || b === null) return null;
  return a > b ? a : b;
}

/** max(0, figure). */
export function floorZero(figure: Figure): Figure {
  return larger(figure, 0n);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Lines by cost code × cost type, created on first use. */
export class LineBook {
  readonly #codes = new Map<string, Map<CostType, BookedLine>>();

  book(costCode: string, costType: CostType, column: Column, amount: Cents): void {
    const line = this.#line(costCode, costType);
    line.booked.set(column, (line.booked.get(column) ?? 0n) + amount);
  }

  /** Sorted by cost code, then cost type. */
  sorted(): BookedLine[] {
    const lines = [...this.#codes.values()].flatMap((types) => [...types.values()]);
    return lines.sort((a, b) => compare(a.costCode, b.costCode) || compare(a.costType, b.costType));
  }

  #line(costCode: string, costType: CostType): BookedLine {
    const types = this.#codes.get(costCode) ?? new Map<CostType, BookedLine>();
    const line = types.get(costType) ?? { costCode, costType, booked: new Map<Column, Cents>() };
    types.set(costType, line);
    this.#codes.set(costCode, types);
    return line;
  }
}
