/**
 * Estimate files as a connector: bid tabs (CSV, XLSX) and GAEB DA XML from a watched folder or an upload. What was
 * read is kept in the mirror, so that it survives a restart and a file that is taken away. Read only.
 */
import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type { Mirror } from '../../../store/store.js';
import type { BackgroundSync } from '../../kit/subgraph.js';
import type { EstimatingConnector } from '../connector.js';
import type { FileMapping, FilesSettings } from '../settings.js';
import { readBidCsv } from './bid-csv.js';
import { readBidXlsx } from './bid-xlsx.js';
import { readGaeb } from './gaeb.js';
import { toDocument, type FileDocument } from './map.js';
import { UnreadableFile, type FileProblem, type FileReading } from './report.js';

export type { FileProblem } from './report.js';

const SOURCE = 'estimating.files';
const KIND = 'estimate-file';

/** How the disk is reached; `node:fs/promises` in production. */
export interface Folder {
  readdir(path: string): Promise<readonly string[]>;
  stat(path: string): Promise<{ readonly size: number; readonly mtimeMs: number; isFile(): boolean }>;
  readFile(path: string): Promise<Uint8Array>;
}

/** What an upload answers: how much was read, and one line per row that was not. */
export interface FileReport {
  readonly name: string;
  readonly estimates: number;
  readonly items: number;
  readonly problems: readonly FileProblem[];
}

export interface EstimateFiles {
  readonly connector: EstimatingConnector;
  /** Reads new and changed files of the folder; nothing to do without one. */
  readonly sync: BackgroundSync;
  /** Reads and keeps one file. Rejects with UnreadableFile (nothing is kept) when it is no estimate. */
  upload(name: string, bytes: Uint8Array): Promise<FileReport>;
}

export function createEstimateFiles(
  settings: FilesSettings,
  mirror: Mirror,
  folder: Folder,
  intervalMs: number,
  now: () => number,
): EstimateFiles {
  const upload = async (name: string, bytes: Uint8Array): Promise<FileReport> => {
    const document = await readDocument(settings, name, bytes);
    await mirror.upsert(SOURCE, KIND, [{ key: name, body: document }], new Date(now()));
    const items = document.estimates.reduce((count, { detail }) => count + detail.bidItems.length, 0);
    return { name, estimates: document.estimates.length, items, problems: document.problems };
  };
  return {
    connector: createFilesConnector(mirror),
    sync: createFolderSync(settings, folder, intervalMs, upload),
    upload,
  };
}

async function readDocument(settings: FilesSettings, name: string, bytes: Uint8Array): Promise<FileDocument> {
  if (bytes.byteLength > settings.maxBytes)
    throw new UnreadableFile(
      `${name} has ${bytes.byteLength} bytes, more than files.maxBytes ${settings.maxBytes}`,
    );
  const mapping = settings.perFile[name] ?? settings.default;
  try {
    const reading = await readFile(settings, mapping, name, bytes);
    const stamp = createHash('sha256')
      .update(bytes)
      .update(JSON.stringify(mapping))
      .digest('hex')
      .slice(0, 16);
    return toDocument(name, reading, mapping, stamp);
  } catch (error) {
    throw new UnreadableFile(`${name} ${(error as Error).message}`);
  }
}

async function readFile(
  settings: FilesSettings,
  mapping: FileMapping,
  name: string,
  bytes: Uint8Array,
): Promise<FileReading> {
  const extension = extname(name).toLowerCase();
  if (extension === '.csv' || extension === '.txt') return readBidCsv(bytes, mapping);
  if (extension === '.xlsx') return readBidXlsx(bytes, mapping, settings.maxUnpackedBytes);
  if (/^\.(x8[346]|xml)$/.test(extension)) return readGaeb(bytes);
  throw new UnreadableFile(
    'has a name we have no reader for; there are .csv, .txt, .xlsx, .x83, .x84, .x86 and .xml',
  );
}

function createFilesConnector(mirror: Mirror): EstimatingConnector {
  const all = async (): Promise<FileDocument['estimates']> =>
    (await mirror.documents(KIND)).flatMap(({ body }) => (body as FileDocument).estimates);
  return {
    name: 'files',
    capabilities: { costs: false, writes: false, webhooks: false },
    list: async () => ({ headers: (await all()).map(({ header }) => header), problems: [] }),
    async headersById(ids) {
      const byId = new Map((await all()).map(({ header }) => [header.id, header]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    async headersByNumber(numbers) {
      const headers = (await all()).map(({ header }) => header);
      return numbers.map((number) => headers.filter((header) => header.number === number));
    },
    async details(headers) {
      const byId = new Map((await all()).map(({ header, detail }) => [header.id, detail]));
      return headers.map(({ id }) => byId.get(id) ?? { bidItems: [], hasCosts: false });
    },
    close: () => Promise.resolve(),
  };
}

function createFolderSync(
  settings: FilesSettings,
  disk: Folder,
  intervalMs: number,
  upload: EstimateFiles['upload'],
): BackgroundSync {
  /** Size and time of the version last read; a half-written file is read again once it changes. */
  const seen = new Map<string, string>();

  async function readOne(folder: string, name: string): Promise<string[] | null> {
    const path = `${folder}/${name}`;
    const stat = await disk.stat(path);
    const version = `${stat.size}@${stat.mtimeMs}`;
    if (!stat.isFile() || seen.get(name) === version) return null;
    seen.set(name, version);
    if (stat.size > settings.maxBytes) return [`${name} has more than files.maxBytes ${settings.maxBytes}`];
    const { problems } = await upload(name, await disk.readFile(path));
    return problems.map(({ where, reason }) => `${name} ${where}: ${reason}`);
  }

  return {
    name: SOURCE,
    intervalMs,
    async run() {
      const { folder } = settings;
      if (folder === undefined) return { records: 0, problems: [] };
      const problems: string[] = [];
      let records = 0;
      try {
        for (const name of await disk.readdir(folder)) {
          const found = await readOne(folder, name).catch((error: unknown) => [(error as Error).message]);
          if (found) records += 1;
          problems.push(...(found ?? []));
        }
      } catch (error) {
        problems.push(`files.folder cannot be read: ${(error as Error).message}`);
      }
      return { records, problems };
    },
  };
}
