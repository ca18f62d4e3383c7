/** Machine time by job and day out of the mirror: the same hours and assignments as the accrual (`usage.ts`). */
import { decimal } from '../kit/decimal.js';
import type { Store } from '../../store/store.js';
import type { MachineDay, UsageReader } from './connector.js';
import { toDayHours } from './daily-hours.js';
import { assignmentsOn, compare, type MachineView } from './fleet-view.js';
import { HOURS, KINDS } from './mirror-keys.js';
import type { Fleet } from './mirror-reader.js';
import type { FuelModel } from './model.js';

export function createUsageReader(store: Pick<Store, 'mirror'>, current: () => Promise<Fleet>): UsageReader {
  return {
    machines: async () => (await store.mirror.documents(KINDS.machine)).map(({ key }) => key),
    async onJob(projectId, firstDay, lastDay) {
      const fleet = await current();
      const machines = fleet.byProject.get(projectId) ?? [];
      const [fuel, ...found] = await Promise.all([
        readFuel(store),
        ...machines.map((machine) => daysOf(fleet, machine, projectId, firstDay, lastDay)),
      ]);
      const litres = (machine: MachineView, day: string): string | null =>
        fuel.get(`${machine.record?.key ?? ''}|${day}`) ?? null;
      return found
        .flatMap((days, at) => {
          const machine = machines[at] as MachineView;
          return days.map((own) => ({ ...own, fuelLitres: litres(machine, own.day) }));
        })
        .sort((a, b) => compare(a.day, b.day) || compare(a.machine, b.machine));
    },
  };
}

async function daysOf(
  fleet: Fleet,
  machine: MachineView,
  projectId: string,
  firstDay: string,
  lastDay: string,
): Promise<Omit<MachineDay, 'fuelLitres'>[]> {
  const { points } = await fleet.series(machine, HOURS);
  const { number, company, record } = machine;
  return toDayHours(points).flatMap(({ day, hours, problem }) => {
    if (day < firstDay || day > lastDay || (problem === null && hours.lte(0))) return [];
    const [assigned] = assignmentsOn(machine, day);
    if (assigned?.projectId !== projectId) return [];
    const own = { class: record?.class ?? null, ownership: record?.ownership ?? null };
    return [
      { machine: number, company, ...own, day, hours: hours.toFixed(), problem, costCode: assigned.costCode },
    ];
  });
}

/** Litres by `<machine>|<day>`. */
async function readFuel({ mirror }: Pick<Store, 'mirror'>): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { body } of await mirror.documents(KINDS.fuel)) {
    const { machine, at, litres } = body as FuelModel;
    const key = `${machine}|${at.slice(0, 10)}`;
    found.set(
      key,
      decimal(found.get(key) ?? '0')
        .plus(litres)
        .toFixed(),
    );
  }
  return found;
}
