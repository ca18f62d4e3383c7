/** Schedules from the files of a watched folder. */
import type { FileDoor } from '../../kit/files/door.js';
import type { Folder } from '../../kit/files/folder.js';
import { FileRefused, problemText } from '../../kit/files/report.js';
import { createFileShelf, type FileReading, type ShelfOptions } from '../../kit/files/shelf.js';
import type { ChangeFeed, ScheduleList, SchedulingConnector } from '../connector.js';
import type { ScheduleHeader, ScheduleModel } from '../model.js';
import type { FilesSettings } from '../settings.js';
import { readSchedules } from './read-schedule.js';

export interface FileConnector extends SchedulingConnector {
  readonly door: FileDoor;
}

const EXTENSIONS = ['.xer', '.xml', '.pmxml'];

/** Tables and elements that hold the activities of the three formats. */
const ACTIVITY_TABLES = new Set(['TASK', 'Activity', 'Task']);

type Schedules = readonly ScheduleModel[];

export function createFileConnector(settings: FilesSettings, folder: Folder): FileConnector {
  const { maxBytes } = settings;
  const read: ShelfOptions<Schedules>['read'] = (name, bytes) => readFile(settings, name, bytes);
  const shelf = createFileShelf({ system: 'scheduling', folder, extensions: EXTENSIONS, maxBytes, read });
  return {
    name: 'file',
    inMemory: true,
    door: shelf.door,
    async list() {
      return toList((await shelf.contents('ALWAYS')).flat(), shelf.problems());
    },
    async schedules(ids) {
      const all = new Map((await shelf.contents('IF_CHANGED')).flat().map((each) => [each.id, each]));
      return ids.map((id) => all.get(id) ?? null);
    },
    feed: createFeed(async () => (await shelf.contents('ALWAYS')).flat()),
    close: () => {
      shelf.close();
      return Promise.resolve();
    },
  };
}

async function readFile(
  { company, encoding, costCodeType, maxBytes }: FilesSettings,
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<FileReading<Schedules>> {
  const context = { file, company: company ?? null, encoding, costCodeType, maxBytes };
  const { kind, schedules, report } = await readSchedules(bytes, context);
  // Nothing usable must not take the place of something usable.
  if (schedules.length === 0) {
    const [first] = report.problems;
    throw new FileRefused(`there is no schedule in the file${first ? `; ${problemText(first)}` : ''}`);
  }
  const content = report.problems.some(({ table }) => ACTIVITY_TABLES.has(table))
    ? schedules.map((each) => ({ ...each, incomplete: true as const }))
    : schedules;
  return { kind, content, report, found: { schedules: schedules.map(toSummary) } };
}

/** A file that is read anew gives new schedules; one that is left alone the same ones. */
function createFeed(read: () => Promise<Schedules>): ChangeFeed {
  let known: ReadonlyMap<string, ScheduleModel> = new Map();
  return {
    async look() {
      const now = new Map((await read()).map((each) => [each.id, each]));
      const fresh = [...now.values()].filter((each) => known.get(each.id) !== each);
      const gone = [...known.keys()].filter((id) => !now.has(id));
      return {
        ids: [...fresh.map(({ id }) => id), ...gone],
        headers: fresh.map(toHeader),
        done: () => {
          known = now;
        },
      };
    },
  };
}

function toHeader({ id, label, name, company }: ScheduleModel): ScheduleHeader {
  return { id, label, name, company };
}

function toSummary({ id, label, name, company, dataDate, activities }: ScheduleModel): object {
  return { id, project: label, name, company, dataDate, activities: activities.length };
}

function toList(schedules: Schedules, problems: readonly string[]): ScheduleList {
  return {
    headers: schedules.map(toHeader),
    costCodes: schedules.flatMap(({ id, activities }) =>
      activities.flatMap(({ costCodeSpelling: spelling }) =>
        spelling === null ? [] : [{ scheduleId: id, spelling }],
      ),
    ),
    problems,
  };
}
