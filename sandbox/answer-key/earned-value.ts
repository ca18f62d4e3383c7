/** Earned value at the schedule's data date. */
import type { Firm, FirmActivity, FirmProject, FirmSchedule } from '../firm/ledger.js';
import type { Booking } from './booking.js';
import { Big, cents, total, ZERO } from './exact.js';
import { revisedBudget, sumOf, type KeyLine } from './lines.js';

export interface Earned {
  readonly method: 'ACTIVITY' | 'PROJECT_PERCENT';
  readonly dataDate: string;
  readonly pv: Big;
  readonly ev: Big;
  readonly ac: Big;
  readonly bac: Big;
  /** Earned value by line, in the order of the lines. */
  readonly evOfLine: readonly Big[];
}

interface Fraction {
  readonly earned: Big;
  readonly planned: Big;
}

export function scheduleOf(firm: Firm, project: FirmProject, company: string): FirmSchedule | undefined {
  return firm.schedules.find(
    (schedule) => schedule.company === company && schedule.spelling === project.spelling.scheduling,
  );
}

const ONE_DAY = 24 * 60 * 60 * 1000;

/** Mondays to Fridays that are no holiday, both ends included. */
export function workingDays(first: string, last: string, holidays: readonly string[]): number {
  let count = 0;
  for (let time = Date.parse(first); time <= Date.parse(last); time += ONE_DAY) {
    const day = new Date(time);
    const weekday = day.getUTCDay();
    if (weekday > 0 && weekday < 6 && !holidays.includes(day.toISOString().slice(0, 10))) count += 1;
  }
  return count;
}

/** Part of a baseline that should be done at the end of the data date. */
function planned(start: string, finish: string, schedule: FirmSchedule): Big {
  const all = workingDays(start, finish, schedule.holidays);
  if (all === 0) return new Big(finish <= schedule.dataDate ? 1 : 0);
  const until = finish < schedule.dataDate ? finish : schedule.dataDate;
  return new Big(workingDays(start, until, schedule.holidays)).div(all);
}

/** Tasks that carry a cost code; milestones, levels of effort and summaries have no weight. */
function codedTasks(firm: Firm, schedule: FirmSchedule, costCode?: string): FirmActivity[] {
  const codes = new Map(firm.analyticAccounts.map(({ id, code }) => [id, code]));
  return schedule.activities.filter(
    ({ type, costCodeId }) =>
      type === 'TASK' &&
      costCodeId !== null &&
      (costCode === undefined || codes.get(costCodeId) === costCode),
  );
}

function fractionOf(firm: Firm, schedule: FirmSchedule, costCode: string): Fraction {
  const tasks = codedTasks(firm, schedule, costCode);
  const weight = total(tasks.map(({ plannedCost }) => plannedCost));
  if (weight.eq(0))
    return {
      earned: new Big(schedule.percentComplete),
      planned: planned(schedule.baselineStart, schedule.baselineFinish, schedule),
    };
  const mean = (of: (task: FirmActivity) => Big): Big =>
    total(tasks.map((task) => of(task).times(task.plannedCost))).div(weight);
  return {
    earned: mean((task) => new Big(task.percentComplete)),
    planned: mean((task) => planned(task.baselineStart, task.baselineFinish, schedule)),
  };
}

const COST_COLUMNS: ReadonlySet<string> = new Set(['actualCost', 'accruedEquipmentCost', 'otherAccruedCost']);

/** Cost to date of records dated up to and including the data date. */
function actualCostAt(bookings: readonly Booking[], dataDate: string): Big {
  return total(
    bookings
      .filter(({ column, date }) => COST_COLUMNS.has(column) && date !== null && date <= dataDate)
      .map(({ amount }) => amount),
  );
}

/** Null without a schedule or with a revised budget of 0. */
export function earnedValue(
  firm: Firm,
  schedule: FirmSchedule | undefined,
  lines: readonly KeyLine[],
  bookings: readonly Booking[],
): Earned | null {
  const bac = sumOf(lines, revisedBudget);
  if (schedule === undefined || bac.eq(0)) return null;
  const earned = lines.map((line) => {
    const { earned: done, planned: due } = fractionOf(firm, schedule, line.costCode);
    return { ev: cents(revisedBudget(line).times(done)), pv: cents(revisedBudget(line).times(due)) };
  });
  return {
    method: codedTasks(firm, schedule).length > 0 ? 'ACTIVITY' : 'PROJECT_PERCENT',
    dataDate: schedule.dataDate,
    pv: total(earned.map(({ pv }) => pv)),
    ev: total(earned.map(({ ev }) => ev)),
    ac: actualCostAt(bookings, schedule.dataDate),
    bac,
    evOfLine: earned.map(({ ev }) => ev),
  };
}

/** Earned value ÷ actual cost where both are above 0, else null: the index a forecast may use. */
export function forecastIndex(earned: Earned | null): Big | null {
  return earned === null || earned.ev.lte(ZERO) || earned.ac.lte(ZERO) ? null : earned.ev.div(earned.ac);
}
