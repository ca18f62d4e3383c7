/** One door to the readers: what a file is, is decided by its first bytes, not by its name. */
import type { Bytes } from '../../kit/files/bytes.js';
import { FileRefused, type FileReport } from '../../kit/files/report.js';
import type { ScheduleModel } from '../model.js';
import { readXer } from './xer.js';
import { toSchedules } from './xer-map.js';
import { readXmlSchedule } from './xml-schedule.js';

/** What the reader is told beside the bytes. */
export interface ReadContext {
  /** File name without its folder; part of the ids. */
  readonly file: string;
  readonly company: string | null;
  /** Character set of XER files without a byte order mark. */
  readonly encoding: string;
  readonly costCodeType: string;
  readonly maxBytes: number;
}

export interface ReadSchedules {
  readonly kind: 'XER' | 'P6_XML' | 'MS_PROJECT_XML';
  readonly schedules: readonly ScheduleModel[];
  readonly report: FileReport;
}

/** Rejects with FileRefused when the file is none of the three formats, too large, or not safe to read. */
export async function readSchedules(bytes: Bytes, context: ReadContext): Promise<ReadSchedules> {
  const { first, all } = await peek(bytes);
  if (first.length === 0) throw new FileRefused('the file is empty');
  // The byte order marks of UTF-8 and UTF-16 in front, the zero bytes of UTF-16 between.
  const start = first
    .subarray(0, 64)
    .toString('latin1')
    .replace(/^(ï»¿|ÿþ|þÿ)/, '');
  if (start.replaceAll('\0', '').trimStart().startsWith('<')) return readXmlSchedule(all, context);
  const file = await readXer(all, context.encoding, context.maxBytes);
  return { kind: 'XER', schedules: toSchedules(file, context), report: file.report };
}

async function peek(bytes: Bytes): Promise<{ first: Buffer; all: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const start = await iterator.next();
  const first = start.done === true ? Buffer.alloc(0) : Buffer.from(start.value);
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (start.done !== true) yield first;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
        yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { first, all: all() };
}
