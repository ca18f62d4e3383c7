/** Reads schedule files in tests: text, bytes in small chunks, or a file of the shared collection. */
import { createReadStream, existsSync } from 'node:fs';
import {
  readSchedules,
  type ReadContext,
  type ReadSchedules,
} from '../../../../subgraphs/scheduling/files/read-schedule.js';
import type { ActivityModel, ScheduleModel } from '../../../../subgraphs/scheduling/model.js';

const SHARED = '../shared/data/schedules';
export const shared = existsSync(SHARED);

export const CONTEXT: ReadContext = {
  file: 'job.xer',
  company: 'NB',
  encoding: 'windows-1252',
  costCodeType: 'Cost Code',
  maxBytes: 64_000_000,
};

export function read(
  content: string | Uint8Array,
  context: Partial<ReadContext> = {},
): Promise<ReadSchedules> {
  const bytes = Buffer.from(content as string);
  return readSchedules(inChunks(bytes, 7), { ...CONTEXT, ...context });
}

export function readShared(name: string, context: Partial<ReadContext> = {}): Promise<ReadSchedules> {
  return readSchedules(createReadStream(`${SHARED}/${name}`) as AsyncIterable<Uint8Array>, {
    ...CONTEXT,
    ...context,
  });
}

/** A stream of one chunk. */
export function bytes(text: string): AsyncIterable<Uint8Array> {
  return inChunks(Buffer.from(text), Math.max(1, text.length));
}

/** Small chunks cut lines and characters in two, as a slow disk or socket would. */
async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

export function milestonesOf({ activities }: ScheduleModel): ActivityModel[] {
  return activities.filter(({ kind }) => kind === 'START_MILESTONE' || kind === 'FINISH_MILESTONE');
}

/** An XER file of the given tables; each is its columns and rows. */
export function xer(tables: Record<string, readonly (readonly string[])[]>, end = '\r\n'): string {
  const lines = ['ERMHDR\t23.12\t2026-02-07\tProject\tuser\tUser\tdb\tProject Management\tUSD'];
  for (const [name, [fields = [], ...rows]] of Object.entries(tables)) {
    lines.push(`%T\t${name}`, `%F\t${fields.join('\t')}`, ...rows.map((row) => `%R\t${row.join('\t')}`));
  }
  return [...lines, '%E', ''].join(end);
}
