/**
 * Schedules from files: a watched folder, and uploads. A changed file is read again; a file that is refused is
 * reported on every listing and its former schedules stay until it can be read.
 */
import { UpstreamError } from '../../kit/errors.js';
import type { ScheduleList, SchedulingConnector } from '../connector.js';
import type { ScheduleModel } from '../model.js';
import type { FilesSettings } from '../settings.js';
import type { Folder } from './folder.js';
import type { Bytes } from './lines.js';
import { readSchedules } from './read-schedule.js';
import type { FileReport } from './report.js';

export interface FileConnector extends SchedulingConnector {
  /** Reads a file that was handed in; it replaces one of the same name. Rejects with FileRefused. */
  upload(name: string, bytes: Uint8Array): Promise<FileReport>;
}

interface KeptFile {
  readonly version: string;
  readonly schedules: readonly ScheduleModel[];
  readonly problems: readonly string[];
}

export function createFileConnector(settings: FilesSettings, folder: Folder | undefined): FileConnector {
  const library = createFileLibrary(settings);
  const scanner = folder && createScanner(folder, library);
  return {
    name: 'file',
    async list() {
      await scanner?.scan(true);
      return toList([...library.kept.values()]);
    },
    async schedules(ids) {
      await scanner?.scan(false);
      const files = [...library.kept.values()];
      const all = new Map(files.flatMap((file) => file.schedules).map((each) => [each.id, each]));
      return ids.map((id) => all.get(id) ?? null);
    },
    upload: (name, bytes) => library.read(name, `upload ${bytes.length}`, once(bytes)),
    close: () => {
      scanner?.stop();
      return Promise.resolve();
    },
  };
}

function toList(files: readonly KeptFile[]): ScheduleList {
  const schedules = files.flatMap((file) => file.schedules);
  return {
    headers: schedules.map(({ id, label, name, company }) => ({ id, label, name, company })),
    costCodes: schedules.flatMap(({ id, activities }) =>
      activities.flatMap(({ costCodeSpelling: spelling }) =>
        spelling === null ? [] : [{ scheduleId: id, spelling }],
      ),
    ),
    problems: files.flatMap((file) => file.problems),
  };
}

interface Scanner {
  /** Reads what changed; unless `always`, only when the folder said that something did. */
  scan(always: boolean): Promise<void>;
  stop(): void;
}

function createScanner(folder: Folder, library: FileLibrary): Scanner {
  let changed = true;
  let scanning: Promise<void> | undefined;
  const stop = folder.watch(() => {
    changed = true;
  });
  return {
    stop,
    async scan(always) {
      if (!always && !changed) return;
      // Set before reading: a change during the scan asks for another one.
      changed = false;
      scanning ??= scanFolder(folder, library).finally(() => {
        scanning = undefined;
      });
      try {
        await scanning;
      } catch (error) {
        changed = true;
        throw error;
      }
    },
  };
}

interface FileLibrary {
  readonly kept: Map<string, KeptFile>;
  read(name: string, version: string, bytes: Bytes): Promise<FileReport>;
}

function createFileLibrary(settings: FilesSettings): FileLibrary {
  const kept = new Map<string, KeptFile>();
  const { company = null, encoding, costCodeType, maxBytes } = settings;
  return {
    kept,
    async read(name, version, bytes) {
      const context = { file: name, company, encoding, costCodeType, maxBytes };
      const { schedules, report } = await readSchedules(bytes, context);
      const problems = report.problems.map(
        ({ line, table, reason }) => `${name} line ${line}${table === '' ? '' : ` ${table}`}: ${reason}`,
      );
      const more = report.problemCount - problems.length;
      if (more > 0) problems.push(`${name}: ${more} more problems`);
      kept.set(name, { version, schedules, problems });
      return report;
    },
  };
}

async function scanFolder(folder: Folder, library: FileLibrary): Promise<void> {
  const { kept } = library;
  const entries = await folder.entries().catch((error: unknown) => {
    const { code = 'unknown error' } = error as { code?: string };
    throw new UpstreamError('scheduling', 'NETWORK', `the folder of schedule files cannot be read (${code})`);
  });
  const present = new Set(entries.map((entry) => entry.name));
  for (const [name, { version }] of kept)
    if (!present.has(name) && !version.startsWith('upload')) kept.delete(name);
  for (const { name, version } of entries) {
    const before = kept.get(name);
    if (before?.version === version) continue;
    try {
      await library.read(name, version, folder.read(name));
    } catch (error) {
      const problems = [`${name}: ${(error as Error).message}`];
      kept.set(name, { version, schedules: before?.schedules ?? [], problems });
    }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}
