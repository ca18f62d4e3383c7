/** Estimate files as a connector: bid tabs (CSV, XLSX) and GAEB DA XML of a watched folder. Read only. */
import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { collect, type Bytes } from '../../kit/files/bytes.js';
import type { FileDoor } from '../../kit/files/door.js';
import type { Folder } from '../../kit/files/folder.js';
import { FileRefused, isFileRefused, MOST_PROBLEMS, problemText } from '../../kit/files/report.js';
import { createFileShelf, type FileReading } from '../../kit/files/shelf.js';
import type { EstimatingConnector } from '../connector.js';
import type { FileMapping, FilesSettings } from '../settings.js';
import { readBidCsv } from './bid-csv.js';
import { readBidXlsx } from './bid-xlsx.js';
import { readGaeb } from './gaeb.js';
import { toEstimates, type FileEstimate } from './map.js';
import type { BidReading } from './report.js';

export interface EstimateFiles extends EstimatingConnector {
  readonly door: FileDoor;
}

const EXTENSIONS = ['.csv', '.txt', '.xlsx', '.x83', '.x84', '.x86', '.xml'];

export function createFilesConnector(settings: FilesSettings, folder: Folder): EstimateFiles {
  const { maxBytes } = settings;
  const shelf = createFileShelf<readonly FileEstimate[]>({
    system: 'estimating',
    folder,
    extensions: EXTENSIONS,
    maxBytes,
    read: (name, bytes) => readEstimates(settings, name, bytes),
  });
  const known = async (): Promise<FileEstimate[]> => (await shelf.contents('IF_CHANGED')).flat();
  return {
    name: 'files',
    inMemory: true,
    capabilities: { costs: false, writes: false, webhooks: false },
    door: shelf.door,
    async list() {
      const all = (await shelf.contents('ALWAYS')).flat();
      return { headers: all.map(({ header }) => header), problems: shelf.problems() };
    },
    async headersById(ids) {
      const byId = new Map((await known()).map(({ header }) => [header.id, header]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    async headersByNumber(numbers) {
      const headers = (await known()).map(({ header }) => header);
      return numbers.map((number) => headers.filter((header) => header.number === number));
    },
    async details(headers) {
      const byId = new Map((await known()).map(({ header, detail }) => [header.id, detail]));
      return headers.map(({ id }) => byId.get(id) ?? { bidItems: [], hasCosts: false });
    },
    close: () => {
      shelf.close();
      return Promise.resolve();
    },
  };
}

async function readEstimates(
  settings: FilesSettings,
  name: string,
  stream: Bytes,
): Promise<FileReading<readonly FileEstimate[]>> {
  const bytes = await collect(stream, settings.maxBytes);
  const mapping = settings.perFile[name] ?? settings.default;
  const { kind, reading } = await readBids(settings, mapping, name, bytes);
  const { problems } = reading;
  const items = reading.bids.reduce((count, bid) => count + bid.items.length, 0);
  // Nothing usable must not take the place of something usable.
  if (items === 0) {
    const [first] = problems;
    throw new FileRefused(`there is no bid item in the file${first ? `; ${problemText(first)}` : ''}`);
  }
  const stamp = createHash('sha256').update(bytes).update(JSON.stringify(mapping)).digest('hex').slice(0, 16);
  const estimates = toEstimates(name, reading, mapping, stamp);
  return {
    kind,
    content: estimates,
    report: {
      rows: { bidItems: items },
      problems: problems.slice(0, MOST_PROBLEMS),
      problemCount: problems.length,
    },
    found: { estimates: estimates.map(toSummary) },
  };
}

/** The readers' messages have the file for a subject: `has no header …`. */
async function readBids(
  { maxUnpackedBytes }: FilesSettings,
  mapping: FileMapping,
  name: string,
  bytes: Buffer,
): Promise<{ readonly kind: string; readonly reading: BidReading }> {
  try {
    const extension = extname(name).toLowerCase();
    if (extension === '.xlsx')
      return { kind: 'BID_XLSX', reading: await readBidXlsx(bytes, mapping, maxUnpackedBytes) };
    if (extension === '.csv' || extension === '.txt')
      return { kind: 'BID_CSV', reading: await readBidCsv(bytes, mapping) };
    return { kind: 'GAEB', reading: readGaeb(bytes) };
  } catch (error) {
    throw isFileRefused(error) ? new FileRefused(`the file ${error.message}`) : error;
  }
}

function toSummary({ header, detail }: FileEstimate): object {
  const { id, number, revision, name, company, job, status, currency } = header;
  return { id, number, revision, name, company, job, status, currency, bidItems: detail.bidItems.length };
}
