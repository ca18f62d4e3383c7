/** The watched folder, as the connector needs it; the disk enters here. */
import { createReadStream, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Bytes } from './lines.js';

export interface FolderEntry {
  readonly name: string;
  /** Changes whenever the file does. */
  readonly version: string;
}
export interface Folder {
  entries(): Promise<FolderEntry[]>;
  read(name: string): Bytes;
  /** Calls back on any change; returns how to stop. */
  watch(onChange: () => void): () => void;
}

const SCHEDULE_FILE = /\.(xer|xml|pmxml)$/i;

export function openFolder(folder: string): Folder {
  return {
    async entries() {
      const names = (await readdir(folder)).filter((name) => SCHEDULE_FILE.test(name)).sort();
      const entries = await Promise.all(
        names.map(async (name) => {
          const found = await stat(path.join(folder, name)).catch(() => undefined);
          return found?.isFile() ? [{ name, version: `${found.size}@${found.mtimeMs}` }] : [];
        }),
      );
      return entries.flat();
    },
    read: (name) => createReadStream(path.join(folder, name)) as Bytes,
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
