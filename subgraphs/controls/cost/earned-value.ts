/** Earned value of a job at its schedule's data date. See docs/definitions.md. */
import { ratioOf, sumTexts, timesRounded, type Cents } from '../../kit/cents.js';
import { decimal, sum, type Big } from '../../kit/decimal.js';
import type { CostBook, ProgressSupply, Supplies } from '../model.js';
import { add, type Figure } from './columns.js';
import { liveAccruals } from './open-commitment.js';
import type { UsageSeries } from './unposted-usage.js';
import { plannedFraction } from './working-days.js';

/** What a line of budget has earned and should have earned. */
export interface EarnedLine {
  readonly ev: Figure;
  readonly pv: Figure;
}

export interface Earned {
  readonly method: 'ACTIVITY' | 'PROJECT_PERCENT';
  readonly dataDate: string;
  readonly lines: readonly EarnedLine[];
  readonly ev: Figure;
  readonly pv: Figure;
  /** Cost to date of records dated up to and including the data date. */
  readonly ac: Figure;
}

interface Fractions {
  readonly earned: Big | null;
  readonly planned: Big | null;
}

/** Earns each line's budget. Null without a schedule or without a budget. */
export function earn(
  lines: readonly { readonly costCode: string; readonly budget: Figure }[],
  supplies: Supplies,
  book: CostBook,
  usage: readonly UsageSeries[] | null,
): Earned | null {
  const progress = supplies.scheduleProgress;
  const bac = add(...lines.map((line) => line.budget));
  if (!progress?.dataDate || bac === null || bac === 0n) return null;
  const fractionsOf = fractions(progress, progress.dataDate);
  const earned = lines.map(({ costCode, budget }) => {
    const { earned: done, planned } = fractionsOf(costCode);
    return { ev: portion(budget, done), pv: portion(budget, planned) };
  });
  return {
    method: progress.activities.length > 0 ? 'ACTIVITY' : 'PROJECT_PERCENT',
    dataDate: progress.dataDate,
    lines: earned,
    ev: add(...earned.map((line) => line.ev)),
    pv: add(...earned.map((line) => line.pv)),
    ac: actualCostAt(progress.dataDate, supplies, book, usage),
  };
}

function portion(budget: Figure, fraction: Big | null): Figure {
  return budget === null || fraction === null ? null : timesRounded(budget, fraction);
}

/** By cost code: from its activities, or the whole schedule's where none is coded to it. */
function fractions(progress: ProgressSupply, dataDate: string): (costCode: string) => Fractions {
  const { baselineStart, baselineFinish, percentComplete } = progress;
  const whole: Fractions = {
    earned: percentComplete == null ? null : decimal(percentComplete),
    planned:
      baselineStart && baselineFinish
        ? plannedFraction(baselineStart, baselineFinish, dataDate, progress)
        : null,
  };
  const codedTo = (code: string): ProgressSupply['activities'] =>
    progress.activities.filter((activity) => activity.costCode === code);
  const known = new Map<string, Fractions>();
  return (costCode) => {
    const ready = known.get(costCode);
    if (ready) return ready;
    const own = weighted(codedTo(costCode), dataDate, progress) ?? whole;
    known.set(costCode, own);
    return own;
  };
}

function weighted(
  activities: ProgressSupply['activities'],
  dataDate: string,
  progress: ProgressSupply,
): Fractions | null {
  const total = sum(activities.map((activity) => decimal(activity.weight)));
  if (total.eq(0)) return null;
  const mean = (of: (activity: ProgressSupply['activities'][number]) => Big): Big =>
    sum(activities.map((activity) => decimal(activity.weight).times(of(activity)))).div(total);
  return {
    earned: mean((activity) => decimal(activity.percentComplete)),
    planned: mean((activity) =>
      plannedFraction(activity.baselineStart, activity.baselineFinish, dataDate, progress),
    ),
  };
}

function actualCostAt(
  dataDate: string,
  supplies: Supplies,
  book: CostBook,
  usage: readonly UsageSeries[] | null,
): Figure {
  const days = supplies.ledger?.actualsByDay;
  if (!days || !usage) return null;
  const accruals = liveAccruals(book.accruals).filter(({ date }) => date <= dataDate);
  return add(
    upTo(dataDate, days),
    ...usage.map((series) => upTo(dataDate, series)),
    sumTexts(accruals.map(({ amount }) => amount)),
  );
}

interface Days {
  /** In order. */
  readonly dates: readonly string[];
  readonly amounts: readonly string[];
}

function upTo(dataDate: string, { dates, amounts }: Days): Cents {
  let end = dates.length;
  while (end > 0 && (dates[end - 1] ?? '') > dataDate) end -= 1;
  return sumTexts(amounts.slice(0, end));
}

/** The job's cost performance index, only where a forecast may use it: EV and AC above 0. */
export function forecastCpi(earned: Earned | null): Big | null {
  const { ev = null, ac = null } = earned ?? {};
  return ev !== null && ac !== null && ev > 0n && ac > 0n ? ratioOf(ev, ac) : null;
}
