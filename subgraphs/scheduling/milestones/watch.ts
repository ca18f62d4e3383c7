/**
 * Looks at the sources, compares each job's current schedule with what was told last, and tells what differs.
 *
 * A round: what changed (feeds) → which jobs → what was told of them → their schedules, read after that → the
 * differences, in one transaction with the new state. Whatever fails on the way is noticed again in the next round.
 */
import type { Store, TrackedMove } from '../../../store/store.js';
import type { BackgroundSync } from '../../kit/subgraph.js';
import type { Noticed } from '../connector.js';
import type { Read, ScheduleLibrary } from '../library.js';
import type { ScheduleModel } from '../model.js';
import type { SchedulingSettings } from '../settings.js';
import { toJobRecord } from '../sync.js';
import { toMove } from './move.js';
import { createPlan, type Jobs } from './plan.js';
import type { MilestoneState } from './state.js';

export interface WatchParts {
  readonly library: ScheduleLibrary;
  readonly store: Pick<Store, 'crosswalk' | 'tracked'>;
  readonly settings: SchedulingSettings['milestones'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What is kept of a job's milestones, under its canonical id. */
const KIND = 'scheduling.milestones';
/** Jobs in one transaction. */
const BATCH = 100;

export function createMilestoneWatch(parts: WatchParts): BackgroundSync {
  const { settings, now } = parts;
  const plan = createPlan(settings.reconcileMs);
  return {
    name: 'scheduling.milestones',
    intervalMs: settings.intervalMs,
    quiet: true,
    async run() {
      const { noticed, away, problems } = await lookAround(parts);
      const jobs = await jobsOf(parts);
      const round = plan.begin(jobs, new Set(noticed.flatMap(({ ids }) => ids)), now());
      // Not asked once more for each of its jobs.
      const isAway = (id: string): boolean => away.some((name) => id.startsWith(`${name}:`));
      const waiting = round.due.filter((project) => jobs.get(project)?.some(isAway));
      const told = await tell(
        parts,
        jobs,
        round.due.filter((project) => !waiting.includes(project)),
      );
      round.done(new Set([...told.failed, ...waiting]));
      for (const each of noticed) each.done();
      return { records: told.events, problems: [...new Set([...problems, ...told.problems])] };
    },
  };
}

interface Looks {
  readonly noticed: readonly Noticed[];
  /** Names of the sources that could not be asked. */
  readonly away: readonly string[];
  readonly problems: readonly string[];
}

/** A source that cannot be asked leaves the others alone. */
async function lookAround({ library, store }: WatchParts): Promise<Looks> {
  const { connectors } = library;
  const looks = await Promise.allSettled(connectors.map(({ feed }) => feed.look()));
  const noticed = looks.flatMap((look) => (look.status === 'fulfilled' ? [look.value] : []));
  const away = connectors.flatMap(({ name }, at) => (looks[at]?.status === 'rejected' ? [name] : []));
  const problems = looks.flatMap((look) =>
    look.status === 'rejected' ? [(look.reason as Error).message] : [],
  );
  const headers = noticed.flatMap((each) => each.headers);
  // Before anything is compared: a file may hold another job's schedule now. What fits no job is told by the
  // crosswalk's own sync.
  if (headers.length > 0) await store.crosswalk.match('PROJECT', 'scheduling', headers.map(toJobRecord));
  return { noticed, away, problems };
}

async function jobsOf({ store }: WatchParts): Promise<Jobs> {
  const jobs = new Map<string, string[]>();
  for (const { canonicalId, externalId } of await store.crosswalk.entries('PROJECT', 'scheduling')) {
    if (canonicalId === null) continue;
    const own = jobs.get(canonicalId);
    if (own) own.push(externalId);
    else jobs.set(canonicalId, [externalId]);
  }
  return jobs;
}

interface Told {
  readonly events: number;
  readonly problems: readonly string[];
  /** Jobs to be looked at again. */
  readonly failed: ReadonlySet<string>;
}

async function tell({ library, store }: WatchParts, jobs: Jobs, due: readonly string[]): Promise<Told> {
  const failed = new Set<string>();
  const problems: string[] = [];
  const moves: TrackedMove[] = [];
  if (due.length === 0) return { events: 0, problems, failed };
  // What was told comes before the reading: a schedule that is read later is never older than it.
  const states = await store.tracked.states(KIND, due);
  const ids = due.flatMap((project) => jobs.get(project) ?? []);
  library.outdate(ids);
  const [reads, projects] = await Promise.all([
    library.schedules(ids),
    store.crosswalk.byIds('PROJECT', due),
  ]);
  for (const id of due) {
    const project = projects.get(id);
    const read = schedulesOf(jobs.get(id) ?? [], reads);
    if (!('schedules' in read)) {
      failed.add(id);
      problems.push(read.reason);
    } else if (project) {
      const { revision = null, body = null } = states.get(id) ?? {};
      const { move, note } = toMove({
        ...{ project, revision, ...read },
        told: body as MilestoneState | null,
      });
      if (note !== null) problems.push(note);
      if (move) moves.push(move);
    }
  }
  for (const key of await advance(store, moves)) failed.add(key);
  const events = moves.filter(({ key }) => !failed.has(key)).flatMap((own) => own.events);
  return { events: events.length, problems, failed };
}

type JobRead =
  | { readonly schedules: readonly ScheduleModel[]; /** When the oldest was read. */ readonly asOf: Date }
  | { readonly reason: string };

/** One schedule that cannot be read fails the job: it could be the current one. */
function schedulesOf(
  ids: readonly string[],
  reads: ReadonlyMap<string, Read<ScheduleModel | null>>,
): JobRead {
  const schedules: ScheduleModel[] = [];
  let asOf: Date | undefined;
  for (const id of ids) {
    const read = reads.get(id);
    // A source that is configured no longer says nothing.
    if (!read) continue;
    if (!('value' in read)) return { reason: read.message };
    if (read.stale) return { reason: read.error ?? `${id} could not be read` };
    if (read.value) schedules.push(read.value);
    if (asOf === undefined || read.asOf < asOf) asOf = read.asOf;
  }
  return { schedules, asOf: asOf ?? new Date(0) };
}

/** Keys whose state was another by then: another process told of them. */
async function advance(
  { tracked }: Pick<Store, 'tracked'>,
  moves: readonly TrackedMove[],
): Promise<readonly string[]> {
  const lost: string[] = [];
  for (let start = 0; start < moves.length; start += BATCH) {
    const batch = moves.slice(start, start + BATCH);
    const moved = await tracked.advance(KIND, batch);
    lost.push(...batch.flatMap(({ key }) => (moved.has(key) ? [] : [key])));
  }
  return lost;
}
