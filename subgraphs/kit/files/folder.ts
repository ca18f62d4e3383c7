/**
 * A watched folder; the disk enters here. A file that is written is first staged under a name nobody reads and takes
 * its own name in one step when it is whole and on disk, so readers see the former file or the new one, never half.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, watch } from 'node:fs';
import { open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { limitBytes, type Bytes } from './bytes.js';

export interface FolderEntry {
  readonly name: string;
  readonly size: number;
  /** Changes whenever the file does; stays when it is renamed. */
  readonly version: string;
}

/** A whole file on disk that does not have its name yet. */
export interface StagedFile {
  readonly version: string;
  read(): Bytes;
  /** Takes the name, in place of a file that has it. */
  publish(name: string): Promise<void>;
  /** Removes it, unless it was published. */
  discard(): Promise<void>;
}

export interface Folder {
  /** Every file by name, without hidden ones. */
  entries(): Promise<FolderEntry[]>;
  read(name: string): Bytes;
  /** Rejects with FileRefused as soon as there are more bytes than allowed. */
  stage(bytes: Bytes, maxBytes: number): Promise<StagedFile>;
  /** False when there is no such file. */
  remove(name: string): Promise<boolean>;
  /** Calls back on any change; returns how to stop. */
  watch(onChange: () => void): () => void;
}

export interface FolderOptions {
  readonly path: string;
  /** Made when it is missing; a folder of the operator's that is missing is a mistake to be seen. */
  readonly ours: boolean;
  readonly now?: () => number;
}

export function openFolder({ path: folder, ours, now = () => Date.now() }: FolderOptions): Folder {
  if (ours) makeFolder(folder);
  return {
    entries: () => listFolder(folder, now()),
    read: (name) => createReadStream(path.join(folder, name)) as Bytes,
    stage: (bytes, maxBytes) => stageFile(folder, bytes, maxBytes),
    async remove(name) {
      try {
        await unlink(path.join(folder, name));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
        throw error;
      }
      await syncFolder(folder);
      return true;
    },
    watch(onChange) {
      try {
        const watcher = watch(folder, { persistent: false }, onChange);
        watcher.on('error', () => watcher.close());
        return () => watcher.close();
      } catch {
        // Some network file systems cannot be watched; the folder is scanned on every listing anyway.
        return () => undefined;
      }
    },
  };
}

/** A folder that cannot be made is reported by the first listing. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    return;
  }
}

const STAGED = /^\.[\da-f-]{36}\.part$/;
const LEFT_OVER_MS = 86_400_000;

async function listFolder(folder: string, now: number): Promise<FolderEntry[]> {
  const entries = await Promise.all(
    (await readdir(folder)).sort().map(async (name) => {
      const found = await stat(path.join(folder, name)).catch(() => undefined);
      if (!found?.isFile()) return [];
      // What a process that died left behind; another process may still be writing a younger one.
      if (STAGED.test(name) && now - found.mtimeMs > LEFT_OVER_MS) await rm(path.join(folder, name));
      return name.startsWith('.') ? [] : [{ name, size: found.size, version: versionOf(found) }];
    }),
  );
  return entries.flat();
}

function versionOf({ size, mtimeMs }: { readonly size: number; readonly mtimeMs: number }): string {
  return `${size}@${mtimeMs}`;
}

async function stageFile(folder: string, bytes: Bytes, maxBytes: number): Promise<StagedFile> {
  const staged = path.join(folder, `.${randomUUID()}.part`);
  try {
    const version = await writeWhole(staged, bytes, maxBytes);
    return {
      version,
      read: () => createReadStream(staged) as Bytes,
      async publish(name) {
        await rename(staged, path.join(folder, name));
        await syncFolder(folder);
      },
      discard: () => rm(staged, { force: true }),
    };
  } catch (error) {
    await rm(staged, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Chunk by chunk, so memory holds one of them; on disk for good before it returns. */
async function writeWhole(file: string, bytes: Bytes, maxBytes: number): Promise<string> {
  const handle = await open(file, 'wx');
  try {
    // writeFile goes on where the last one ended and, unlike write, never stops half-way through a chunk.
    for await (const chunk of limitBytes(bytes, maxBytes)) await handle.writeFile(chunk);
    await handle.sync();
    return versionOf(await handle.stat());
  } finally {
    await handle.close();
  }
}

/** The directory entry too must be on disk; Windows cannot sync directories and does not need to. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
