/**
 * The way of every report of breakdowns, polled or hinted at by a webhook, into the mirror and the event log. Reports
 * that come while one is being kept are kept together after it.
 */
import type { MirrorRevision, Store } from '../../../store/store.js';
import type { BreakdownModel } from '../model.js';
import { EQUIPMENT, MAINTENANCE } from '../mirror-keys.js';
import type { BreakdownSettings } from '../settings.js';
import { readPlaces } from './places.js';
import { tell, type Report } from './tell.js';

export interface BreakdownBook {
  /**
   * Faults of one machine of a provider. Those of a machine that is read for the first time are history, and so is what
   * happened before a machine came into the fleet.
   * @param read true when the series was read whole, so that what comes next is news
   */
  faults(
    source: string,
    machine: string,
    records: readonly BreakdownModel[],
    asOf: Date,
    read: boolean,
  ): Promise<void>;
  /** Machines of a provider's snapshot: from now on their faults are news. */
  watch(source: string, machines: readonly string[], asOf: Date): Promise<void>;
  /** What waited for a machine to be matched is told once it is. */
  settle(source: string, asOf: Date): Promise<void>;
  /** Issues of the maintenance platform, all or some of them. */
  issues(records: readonly BreakdownModel[], asOf: Date, whole: boolean): Promise<void>;
}

/** Since when a machine is watched, and whether its faults have been read. */
type Watched = Record<string, { readonly since: string; readonly read: boolean }>;

interface Waiting {
  /** Within the revision, since it reads and moves what the source has been read up to. */
  readonly report: (revision: MirrorRevision) => Promise<Report>;
  readonly kept: () => void;
  readonly failed: (error: unknown) => void;
}

const WATCHED = 'faults';
const READ = 'issues';

export function createBreakdownBook(store: Store, settings: BreakdownSettings): BreakdownBook {
  let waiting: Waiting[] = [];
  let running = false;
  const keepAll = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const [batch] = [waiting, (waiting = [])];
      try {
        const machineOf = await readPlaces(store);
        await store.mirror.revise(EQUIPMENT, async (revision) => {
          const reports: Report[] = [];
          for (const { report } of batch) reports.push(await report(revision));
          await tell(revision, { settings, machineOf }, reports);
        });
        for (const { kept } of batch) kept();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    running = false;
  };
  const keep = (report: Waiting['report']): Promise<void> =>
    new Promise((kept, failed) => {
      waiting.push({ report, kept, failed });
      if (!running) void keepAll();
    });
  return {
    faults: (source, machine, records, asOf, read) =>
      keep((revision) => toFaultReport(revision, { source, machine, records, asOf, read })),
    watch: (source, machines, asOf) =>
      store.mirror.revise(EQUIPMENT, (revision) => watch(revision, source, machines, asOf)),
    settle: (source, asOf) => {
      const nothing = { source, asOf, records: [], isHistory: () => false, whole: false };
      return keep(() => Promise.resolve(nothing));
    },
    issues: (records, asOf, whole) => keep((revision) => toIssueReport(revision, records, asOf, whole)),
  };
}

interface Faults {
  readonly source: string;
  readonly machine: string;
  readonly records: readonly BreakdownModel[];
  readonly asOf: Date;
  readonly read: boolean;
}

async function readWatched(revision: MirrorRevision, source: string): Promise<Watched> {
  return JSON.parse((await revision.watermark(source, WATCHED)) ?? '{}') as Watched;
}

async function watch(
  revision: MirrorRevision,
  source: string,
  machines: readonly string[],
  asOf: Date,
): Promise<void> {
  const watched = await readWatched(revision, source);
  const added = machines.filter((machine) => !watched[machine]);
  if (added.length === 0) return;
  for (const machine of added) watched[machine] = { since: asOf.toISOString(), read: false };
  await revision.setWatermark(source, WATCHED, JSON.stringify(watched));
}

async function toFaultReport(revision: MirrorRevision, faults: Faults): Promise<Report> {
  const { source, machine, records, asOf, read } = faults;
  const watched = await readWatched(revision, source);
  const before = watched[machine];
  const since = before?.since ?? asOf.toISOString();
  if (read && !before?.read) {
    watched[machine] = { since, read: true };
    await revision.setWatermark(source, WATCHED, JSON.stringify(watched));
  }
  // In the round that the machine came with, all of it is history; in a later one only what is older than that.
  const all = since === asOf.toISOString();
  const isHistory = ({ occurredAt }: BreakdownModel): boolean =>
    before?.read !== true && (all || (occurredAt ?? '') < since);
  return { source, records, asOf, isHistory, whole: false };
}

async function toIssueReport(
  revision: MirrorRevision,
  records: readonly BreakdownModel[],
  asOf: Date,
  whole: boolean,
): Promise<Report> {
  const first = (await revision.watermark(MAINTENANCE, READ)) === null;
  if (first && whole) await revision.setWatermark(MAINTENANCE, READ, asOf.toISOString());
  return { source: MAINTENANCE, records, asOf, isHistory: () => first, whole };
}
