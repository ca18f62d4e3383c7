/**
 * What changed in P6 since the last look: activities and projects by `LastUpdateDate`, two calls whatever the number of
 * jobs. The mark is the latest moment the server itself wrote, so its clock and time zone do not matter. A change
 * becomes visible when its transaction ends, later than its moment: for a while (`overlapMs`) after the mark was
 * reached, rows shortly before it are read again, and those that are as they were are no news.
 *
 * The mark is kept in memory: a process that starts compares every schedule with what was told last. So is now and
 * then whatever has no `LastUpdateDate` here: a row that was deleted, a baseline that was reassigned, the hour after a
 * server's local time was set back.
 */
import type { z } from 'zod';
import type { ChangeFeed } from '../connector.js';
import type { P6Settings } from '../settings.js';
import type { P6Client } from './client.js';
import { scheduleId, toHeader } from './map.js';
import { wireChangedActivity, wireChangedProject } from './wire.js';
import { KINDS } from './words.js';

/** Further than any time zone is off: the first look begins so long before our own clock, and no mark lies beyond. */
const OFF_MS = 2 * 86_400_000;

interface Row {
  readonly ObjectId: number;
  readonly LastUpdateDate?: string | null | undefined;
}

interface Mark {
  /** Local time of the server. */
  readonly at: string;
  /** By our clock: when it was first seen. */
  readonly reachedAt: number;
  /** Rows seen since shortly before the mark, by kind and id, as they were. */
  readonly seen: ReadonlyMap<string, string>;
}

export function createP6Feed(
  client: P6Client,
  { overlapMs, companies }: P6Settings,
  now: () => number,
): ChangeFeed {
  let mark: Mark | undefined;
  return {
    async look() {
      const began = now();
      const known = mark ?? { at: momentOf(began - OFF_MS), reachedAt: began, seen: new Map() };
      const filter = filterSince(known, began, overlapMs);
      const [activities, projects] = await Promise.all([
        readSince(client, 'activity', wireChangedActivity, filter),
        readSince(client, 'project', wireChangedProject, filter),
      ]);
      const milestones = activities.filter(({ Type }) => KINDS[Type]?.endsWith('MILESTONE'));
      const seen = new Map<string, string>([
        ...milestones.map((row) => [`a${row.ObjectId}`, JSON.stringify(row)] as const),
        ...projects.map((row) => [`p${row.ObjectId}`, JSON.stringify(row)] as const),
      ]);
      const isNews = (name: string): boolean => known.seen.get(name) !== seen.get(name);
      const newProjects = projects.filter(({ ObjectId }) => isNews(`p${ObjectId}`));
      const ids = [
        ...newProjects.map(({ ObjectId }) => ObjectId),
        ...milestones
          .filter(({ ObjectId }) => isNews(`a${ObjectId}`))
          .map(({ ProjectObjectId }) => ProjectObjectId),
      ];
      return {
        ids: [...new Set(ids)].map(scheduleId),
        headers: newProjects.map((project) => toHeader(project, companies)),
        done() {
          const at = latestOf([...activities, ...projects], known.at, momentOf(began + OFF_MS));
          mark = { at, reachedAt: at === known.at ? known.reachedAt : began, seen };
        },
      };
    },
  };
}

function readSince<T extends Row>(
  client: P6Client,
  model: string,
  schema: z.ZodObject & z.ZodType<T>,
  filter: string,
): Promise<T[]> {
  return client.read<T>({ model, schema, key: 'ObjectId', filter });
}

function filterSince({ at, reachedAt }: Mark, now: number, overlapMs: number): string {
  if (now - reachedAt > overlapMs) return `LastUpdateDate:gt:'${at}'`;
  return `LastUpdateDate:gte:'${momentOf(Date.parse(`${at}Z`) - overlapMs)}'`;
}

function latestOf(rows: readonly Row[], at: string, most: string): string {
  return rows.reduce((latest, { LastUpdateDate: own }) => {
    const moment = own?.slice(0, 19) ?? '';
    return moment.length === 19 && moment > latest && moment < most ? moment : latest;
  }, at);
}

/** In P6's form, without a zone. */
function momentOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}
