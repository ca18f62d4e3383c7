/**
 * What was read of the files in a watched folder. The folder is the only way in: a file that is handed in is written
 * there, so it survives a restart, and a file that is taken away is forgotten.
 *
 *   new or changed ──read──► used                 (its content replaces what the former version held)
 *                  └refused► refused, with reason (what its former version held stays)
 */
import { UpstreamError, type SystemName } from '../errors.js';
import { tooLarge, type Bytes } from './bytes.js';
import { checkFileName, checkKind, type FileDoor, type FileStatement } from './door.js';
import type { Folder, FolderEntry, StagedFile } from './folder.js';
import { FileRefused, isFileRefused, MOST_PROBLEMS, problemText, type FileReport } from './report.js';

/** What a reader made of one file. */
export interface FileReading<T> {
  /** The format, for example `XER`. */
  readonly kind: string;
  readonly content: T;
  readonly report: FileReport;
  /** What is in it, for people, by kind of record: `{ schedules: […] }`. */
  readonly found: Readonly<Record<string, readonly object[]>>;
}

export interface ShelfOptions<T> {
  readonly system: SystemName;
  readonly folder: Folder;
  /** Of the files that are read, in lower case. */
  readonly extensions: readonly string[];
  readonly maxBytes: number;
  /** Rejects when the file cannot be used; the message becomes the reason. */
  readonly read: (name: string, bytes: Bytes) => Promise<FileReading<T>>;
}

export interface FileShelf<T> {
  readonly door: FileDoor;
  /** Contents of all files, after a look at the folder: always, or only when it said that something changed. */
  contents(look: 'ALWAYS' | 'IF_CHANGED'): Promise<T[]>;
  /** One line per bad row and refused file, with the reason. */
  problems(): string[];
  close(): void;
}

interface KeptFile<T> {
  readonly version: string;
  /** Of the last version that could be read. */
  readonly reading: FileReading<T> | null;
  readonly refused: string | null;
}
type Kept<T> = Map<string, KeptFile<T>>;

/** The state of a shelf; whoever touches the folder or what is kept of it waits for its turn. */
interface Shelf<T> extends ShelfOptions<T> {
  readonly kept: Kept<T>;
  readonly inTurn: Queue;
}

export function createFileShelf<T>(options: ShelfOptions<T>): FileShelf<T> {
  const kept: Kept<T> = new Map();
  const shelf = { ...options, kept, inTurn: createQueue() };
  const look = createLook(shelf);
  return {
    door: createDoor(shelf, () => look.scan('ALWAYS')),
    async contents(when) {
      await look.scan(when);
      return [...kept.values()].flatMap(({ reading }) => (reading ? [reading.content] : []));
    },
    problems: () => [...kept].flatMap(([name, file]) => problemLines(name, file)),
    close: () => look.stop(),
  };
}

function createDoor<T>(shelf: Shelf<T>, scan: () => Promise<void>): FileDoor {
  const { folder, extensions, maxBytes, kept, inTurn } = shelf;
  // A queue of its own: a long upload does not hold up who only looks, and one is in memory at a time.
  const inUploadTurn = createQueue();
  const publish = (name: string, staged: StagedFile, reading: FileReading<T>) => async () => {
    const replaced = kept.has(name);
    await staged.publish(name);
    // Under the version it keeps through the renaming: the next look finds nothing to read.
    const file = { version: staged.version, reading, refused: null };
    kept.set(name, file);
    return { statement: toStatement(name, file), replaced };
  };
  return {
    maxBytes,
    receive: (name, bytes) =>
      guarded(shelf, async () => {
        checkFileName(name, extensions);
        const staged = await folder.stage(bytes, maxBytes);
        try {
          const reading = await inUploadTurn(() => readSafely(shelf, name, staged.read()));
          return await inTurn(publish(name, staged, reading));
        } finally {
          await staged.discard();
        }
      }),
    async files() {
      await scan();
      return [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, file]) => toStatement(name, file));
    },
    remove: (name) =>
      guarded(shelf, () => {
        checkFileName(name, extensions);
        return inTurn(async () => {
          const removed = await folder.remove(name);
          kept.delete(name);
          return removed;
        });
      }),
  };
}

/** Work in the order it was asked for, one piece at a time. */
type Queue = <R>(work: () => Promise<R>) => Promise<R>;

function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

function createLook<T>(shelf: Shelf<T>) {
  let changed = true;
  const stop = shelf.folder.watch(() => {
    changed = true;
  });
  const scan = async (when: 'ALWAYS' | 'IF_CHANGED'): Promise<void> => {
    if (when === 'IF_CHANGED' && !changed) return;
    await shelf.inTurn(async () => {
      // Someone ahead in the queue may have looked meanwhile.
      if (when === 'IF_CHANGED' && !changed) return;
      // Set before reading: a change during the scan asks for another one.
      changed = false;
      try {
        await scanFolder(shelf);
      } catch (error) {
        changed = true;
        throw error;
      }
    });
  };
  return { scan, stop };
}

async function scanFolder<T>(shelf: Shelf<T>): Promise<void> {
  const { folder, system, kept } = shelf;
  const entries = await folder.entries().catch((error: unknown) => {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new UpstreamError(system, 'NETWORK', `the folder of ${system} files cannot be read (${code})`);
  });
  const present = new Set(entries.map(({ name }) => name));
  for (const name of kept.keys()) if (!present.has(name)) kept.delete(name);
  for (const entry of entries) {
    const before = kept.get(entry.name);
    if (before?.version !== entry.version)
      kept.set(entry.name, await readEntry(shelf, entry, before?.reading ?? null));
  }
}

async function readEntry<T>(
  options: ShelfOptions<T>,
  { name, size, version }: FolderEntry,
  before: FileReading<T> | null,
): Promise<KeptFile<T>> {
  try {
    checkKind(name, options.extensions);
    if (size > options.maxBytes) throw tooLarge(options.maxBytes);
    return { version, reading: await readSafely(options, name, options.folder.read(name)), refused: null };
  } catch (error) {
    return { version, reading: before, refused: (error as Error).message };
  }
}

/** A reader that trips over a file refuses it. */
async function readSafely<T>({ read }: ShelfOptions<T>, name: string, bytes: Bytes): Promise<FileReading<T>> {
  try {
    return await read(name, bytes);
  } catch (error) {
    if (isFileRefused(error)) throw error;
    throw new FileRefused(`the file cannot be read: ${(error as Error).message}`);
  }
}

/** Failures of the disk become refusals; those of the sender's connection stay what they are. */
async function guarded<T, R>({ system }: Shelf<T>, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (isFileRefused(error) || code === undefined || syscall === undefined) throw error;
    throw new FileRefused(
      `the folder of ${system} files cannot be written (${code} at ${syscall}); mend it and send the file again`,
      'FOLDER',
    );
  }
}

function toStatement<T>(file: string, { reading, refused }: KeptFile<T>): FileStatement {
  const { rows = {}, problems = [], problemCount = 0 } = reading?.report ?? {};
  const own = refused === null ? [] : [{ line: null, table: '', reason: refused }];
  return {
    file,
    kind: reading?.kind ?? null,
    refused,
    ...reading?.found,
    rows,
    problems: [...own, ...problems].slice(0, MOST_PROBLEMS),
    problemCount: problemCount + own.length,
  };
}

function problemLines<T>(name: string, { reading, refused }: KeptFile<T>): string[] {
  if (refused !== null) return [`${name}: ${refused}`];
  if (!reading) return [];
  const { problems, problemCount } = reading.report;
  const lines = problems.map((problem) => `${name} ${problemText(problem)}`);
  const more = problemCount - lines.length;
  return more > 0 ? [...lines, `${name}: ${more} more problems`] : lines;
}
