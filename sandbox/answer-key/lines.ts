/** A job's lines: bookings added up by cost code × cost type, and the forecasts on them. */
import type { Firm } from '../firm/ledger.js';
import { COLUMNS, type Booking, type Column, type KeyCostType } from './booking.js';
import { atLeastZero, cents, total, ZERO, type Big } from './exact.js';
import { jobKey } from './billing.js';

/** Sums of one cost code × cost type in company currency. */
export interface KeyLine extends Readonly<Record<Column, Big>> {
  readonly costCode: string;
  readonly costType: KeyCostType;
}

/** Bookings by `company/accountId`. */
export function groupByJob(bookings: readonly Booking[]): ReadonlyMap<string, Booking[]> {
  const groups = new Map<string, Booking[]>();
  for (const booking of bookings) {
    const key = jobKey(booking.company, booking.accountId);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [booking]);
    else group.push(booking);
  }
  return groups;
}

/** A line exists when any counted record has its code × type. Sorted by code, then type. */
export function toLines(bookings: readonly Booking[]): KeyLine[] {
  const groups = new Map<string, Booking[]>();
  for (const booking of bookings) {
    const key = `${booking.costCode}\u0000${booking.costType}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [booking]);
    else group.push(booking);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => (group[0] === undefined ? [] : [addUp(group[0], group)]));
}

function addUp({ costCode, costType }: Booking, group: readonly Booking[]): KeyLine {
  const sums = Object.fromEntries(
    COLUMNS.map((column) => [
      column,
      total(group.filter((booking) => booking.column === column).map(({ amount }) => amount)),
    ]),
  ) as Record<Column, Big>;
  return { costCode, costType, ...sums };
}

export function revisedBudget(line: KeyLine): Big {
  return line.originalBudget.plus(line.approvedChanges);
}

export function costToDate(line: KeyLine): Big {
  return line.actualCost.plus(line.accruedEquipmentCost).plus(line.otherAccruedCost);
}

/** max(revised budget, cost to date + open commitment). */
export function eacByBudget(line: KeyLine): Big {
  const exposed = costToDate(line).plus(line.openCommitment);
  return exposed.gt(revisedBudget(line)) ? exposed : revisedBudget(line);
}

/** Estimates to complete that people entered, for one job's line. */
export type EnteredEstimates = readonly (Firm['estimatesToComplete'][number] & {
  readonly costCode: string;
})[];

/** cost to date + open commitment + what people entered, else what the budget leaves. */
export function eacByCommitment(line: KeyLine, entered: EnteredEstimates): Big {
  const exposed = costToDate(line).plus(line.openCommitment);
  const own = entered.filter(
    ({ costCode, costType }) => costCode === line.costCode && costType === line.costType,
  );
  const rest = atLeastZero(revisedBudget(line).minus(exposed));
  return exposed.plus(own.length > 0 ? total(own.map(({ amount }) => amount)) : rest);
}

/** cost to date + (budget − earned value) / CPI. */
export function eacByCpi(line: KeyLine, earned: Big, cpi: Big): Big {
  return costToDate(line).plus(cents(revisedBudget(line).minus(earned).div(cpi)));
}

export function sumOf(lines: readonly KeyLine[], figure: (line: KeyLine) => Big): Big {
  return lines.reduce((sum, line) => sum.plus(figure(line)), ZERO);
}
