/** On which days of a period a rented machine was on a job. Pure. */
import type { AssignmentModel } from '../../equipment/model.js';
import type { Problem } from '../define-write.js';
import { dayProblems, daysIn } from './days.js';

const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

interface Period {
  readonly from: string;
  readonly to: string;
}

export function rentalPeriodProblems({ from, to }: Period, today: string): Problem[] {
  const odd = dayProblems({ from, to });
  if (odd.length > 0) return odd;
  const wrong = (code: string, message: string, field: string): Problem[] => [
    { code, message, field: [field] },
  ];
  if (to < from) return wrong('BAD_PERIOD', `to ${to} is before from ${from}; correct one of them`, 'to');
  if (to > today)
    return wrong(
      'IN_FUTURE',
      `to ${to} is after today, ${today}; accrue the days that are over, and the rest when it is`,
      'to',
    );
  const days = daysIn(from, to);
  if (days <= MOST_DAYS) return [];
  return wrong('BAD_PERIOD', `${from} to ${to} are ${days} days; accrue at most ${MOST_DAYS} at once`, 'to');
}

/**
 * Calendar days of the period on the job, first and last day of a stay included. A day that two assignments touch is
 * the later one's, so that a machine which moves is paid for once.
 * @param isJob says whether the platform's spelling is the job
 */
export function daysOnJob(
  assignments: readonly AssignmentModel[],
  { from, to }: Period,
  isJob: (spelling: string | null) => boolean,
): number {
  const latestFirst = [...assignments].sort(
    (a, b) => b.start.localeCompare(a.start) || b.key.localeCompare(a.key, 'en', { numeric: true }),
  );
  let days = 0;
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    const current = latestFirst.find(({ start, end }) => start <= day && (end === null || day <= end));
    if (current && isJob(current.job)) days += 1;
  }
  return days;
}
