/** Machine time that is used on the job and not yet in the books: a machine's day stops being accrued once posted. */
import type { Supplies, UsageSupply } from '../model.js';

export type UsageSeries = UsageSupply['series'][number];

/** Series less the days that a posted charge covers; null when either side is unknown. */
export function unpostedUsage(supplies: Supplies): readonly UsageSeries[] | null {
  const posted = supplies.ledger?.postedUsage;
  if (!supplies.equipmentUsage || !posted) return null;
  const days = daysByMachine(posted);
  const open = supplies.equipmentUsage.series.map((series) => {
    const covered = days.get(series.equipment);
    return covered ? without(series, covered) : series;
  });
  return open.filter(({ dates }) => dates.length > 0);
}

/** A posted charge carries `<machine>/<day>`. */
function daysByMachine(keys: readonly string[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const key of keys) {
    const at = key.lastIndexOf('/');
    const machine = key.slice(0, at);
    const days = found.get(machine);
    if (days) days.add(key.slice(at + 1));
    else found.set(machine, new Set([key.slice(at + 1)]));
  }
  return found;
}

function without(series: UsageSeries, covered: ReadonlySet<string>): UsageSeries {
  const dates: string[] = [];
  const amounts: string[] = [];
  series.dates.forEach((date, i) => {
    if (covered.has(date)) return;
    dates.push(date);
    amounts.push(series.amounts[i] ?? '0');
  });
  return { ...series, dates, amounts };
}
