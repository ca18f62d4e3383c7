/** What a page of a provider holds, before it is written as XML or JSON. */
import type { Day, FirmFault, FirmMachine } from '../firm/ledger.js';

export interface PageLinks {
  readonly host: string;
  readonly path: string;
  readonly firstPage: number;
  readonly number: number;
}
export interface SnapshotPage {
  readonly kind: 'FLEET' | 'HOURS' | 'FAULTS';
  readonly links: readonly { readonly rel: string; readonly href: string }[];
  readonly moment: string;
  readonly machines: readonly MachineRow[];
  readonly readings: readonly { readonly at: string; readonly hours: string }[];
  readonly faults: readonly FirmFault[];
}
export interface MachineRow {
  readonly machine: FirmMachine;
  /** Newest cumulative hours and when they were read; null for a machine that never reported. */
  readonly latest: { readonly at: string; readonly hours: string } | null;
  /** A small number that is always the same for a machine; it decides which oddities its row shows. */
  readonly quirk: number;
}

const PAGE = 100;

/** Units send the day's last reading shortly before midnight UTC. */
function readingMoment(date: Day): string {
  return `${date}T23:30:00Z`;
}

export function fleetPage(machines: readonly FirmMachine[], links: PageLinks, today: Day): SnapshotPage {
  const rows = machines.map((machine) => {
    const last = machine.hourReadings.at(-1);
    const latest = last ? { at: readingMoment(last.date), hours: last.hours } : null;
    return { machine, latest, quirk: machine.vehicleId };
  });
  return toPage('FLEET', links, readingMoment(today), { machines: rows });
}

interface Period {
  readonly from: number;
  readonly to: number;
}
const within = ({ from, to }: Period, at: string): boolean => from <= Date.parse(at) && Date.parse(at) <= to;

export function readingPage(machine: FirmMachine, period: Period, links: PageLinks): SnapshotPage {
  const readings = machine.hourReadings
    .map(({ date, hours }) => ({ at: readingMoment(date), hours }))
    .filter(({ at }) => within(period, at));
  return toPage('HOURS', links, new Date(period.to).toISOString(), { readings });
}

export function faultPage(
  { vehicleId }: FirmMachine,
  faults: readonly FirmFault[],
  period: Period,
  links: PageLinks,
): SnapshotPage {
  const own = faults.filter((fault) => fault.vehicleId === vehicleId && within(period, fault.at));
  return toPage('FAULTS', links, new Date(period.to).toISOString(), { faults: own });
}

type Rows = Partial<Pick<SnapshotPage, 'machines' | 'readings' | 'faults'>>;

/** Cuts one page. The XML provider's last page carries a `next` that points to itself; the JSON one says `Next`. */
function toPage(kind: SnapshotPage['kind'], links: PageLinks, moment: string, rows: Rows): SnapshotPage {
  const { machines = [], readings = [], faults = [] } = rows;
  const start = (links.number - links.firstPage) * PAGE;
  const count = Math.max(machines.length, readings.length, faults.length);
  const last = links.firstPage + Math.max(0, Math.ceil(count / PAGE) - 1);
  const href = (page: number): string => `${links.host}/${links.path}/${page}`;
  const more = links.number < last;
  return {
    kind,
    moment,
    links: [
      { rel: 'self', href: href(links.number) },
      { rel: 'prev', href: href(Math.max(links.firstPage, links.number - 1)) },
      ...(more || links.firstPage === 1
        ? [
            {
              rel: links.firstPage === 1 ? 'next' : 'Next',
              href: href(more ? links.number + 1 : links.number),
            },
          ]
        : []),
      { rel: 'last', href: href(last) },
    ],
    machines: machines.slice(start, start + PAGE),
    readings: readings.slice(start, start + PAGE),
    faults: faults.slice(start, start + PAGE),
  };
}

/** Hours as an ISO 8601 duration: `1234.5` is `PT1234H30M0S`. Hours carry two decimals at most, so seconds are whole. */
export function toDuration(hours: string): string {
  const seconds = Math.round(Number(hours) * 3_600);
  return `PT${Math.floor(seconds / 3_600)}H${Math.floor((seconds % 3_600) / 60)}M${seconds % 60}S`;
}
