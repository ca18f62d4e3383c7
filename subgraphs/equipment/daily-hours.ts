/** From cumulative readings to hours of a day: the reading at its end less the reading before. Days are UTC. */
import { decimal, ratioText, sum, type Big } from '../kit/decimal.js';
import { publicError } from '../kit/errors.js';
import type { MeterPoint } from '../../store/store.js';
import type { Utilization } from '../../codegen/generated/equipment.js';

export interface DayHours {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly hours: Big;
  /** The two readings, decimal text. */
  readonly before: string;
  readonly after: string;
  /** A meter that ran backwards or by more than 24 hours: its hours are nobody's cost until a person has looked. */
  readonly problem: 'METER_WENT_BACK' | 'METER_JUMPED' | null;
}

const HOURS_OF_A_DAY = decimal(24);
const WORK_DAY_HOURS = 8;
const DAY_MS = 86_400_000;

/** Series are read again only when a sync brought something new, so their days are worked out once. */
const workedOut = new WeakMap<readonly MeterPoint[], DayHours[]>();

/** Points must be sorted by time. The first reading of a series has none before it and gives no hours. */
export function toDayHours(points: readonly MeterPoint[]): readonly DayHours[] {
  const known = workedOut.get(points);
  if (known) return known;
  const atEnd = new Map<number, string>();
  for (const { at, value } of points) atEnd.set(Math.floor(at.getTime() / DAY_MS), value);
  const days = [...atEnd];
  const hours = days.slice(1).map(([day, after], i) => toHours(day, days[i]?.[1] ?? after, after));
  workedOut.set(points, hours);
  return hours;
}

/** @param dayNumber days since 1970-01-01. */
function toHours(dayNumber: number, before: string, after: string): DayHours {
  const day = new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
  const hours = decimal(after).minus(before);
  const problem = hours.lt(0) ? 'METER_WENT_BACK' : hours.gt(HOURS_OF_A_DAY) ? 'METER_JUMPED' : null;
  return { day, hours, before, after, problem };
}

/** Sums a period, both days included. Readings that cannot be right are left out of the hours. */
export function toUtilization(
  operating: readonly MeterPoint[],
  idle: readonly MeterPoint[],
  from: string,
  to: string,
): Utilization {
  const inPeriod = ({ day }: { day: string }): boolean => from <= day && day <= to;
  const hours = total(toDayHours(operating).filter(inPeriod));
  const idleDays = toDayHours(idle).filter(inPeriod);
  const weekdays = countWeekdays(from, to);
  return {
    operatingHours: hours.toFixed(),
    idleHours: idleDays.length === 0 ? null : total(idleDays).toFixed(),
    days: new Set(operating.map(({ at }) => at.toISOString().slice(0, 10)).filter((day) => inPeriod({ day })))
      .size,
    ratio: weekdays === 0 ? null : ratioText(hours.div(weekdays * WORK_DAY_HOURS)),
  };
}

function total(days: readonly DayHours[]): Big {
  return sum(days.filter(({ problem }) => problem === null).map(({ hours }) => hours));
}

/** Throws BAD_USER_INPUT when the period ends before it starts or is longer than ten years. */
export function countWeekdays(from: string, to: string): number {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (!(days >= 1 && days <= 3_660)) {
    throw publicError(
      'BAD_USER_INPUT',
      `utilization(from: "${from}", to: "${to}") must be 1 to 3660 days, from before to`,
    );
  }
  let weekdays = 0;
  for (let i = 0; i < days; i += 1) {
    const weekday = new Date(Date.parse(from) + i * DAY_MS).getUTCDay();
    if (weekday !== 0 && weekday !== 6) weekdays += 1;
  }
  return weekdays;
}
