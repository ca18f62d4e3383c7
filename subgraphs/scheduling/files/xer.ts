/**
 * Reader of Primavera's XER export: tab-separated lines that begin with `%T` (table), `%F` (fields), `%R` (row) or
 * `%E` (end). The character set is not in the file: Windows-1252 unless told, a UTF-8 byte order mark wins. A byte
 * 0x7F inside a value stands for a line break. Rows are streamed; only the columns that are used are kept.
 */
import type { Bytes } from '../../kit/files/bytes.js';
import { FileRefused } from '../../kit/files/report.js';
import { findCharset, type Charset } from './charset.js';
import { splitLines } from './lines.js';
import { createReport, type ReportBuilder } from './report.js';
import { isKnownTable, isReadTable, REQUIRED, XER_COLUMNS, type XerTable } from './xer-tables.js';

const HEADER_VALUES = 9;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A row's values by column; a column the file does not have is absent, an empty value is ''. */
export interface XerRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}
export interface XerFile {
  readonly tables: ReadonlyMap<XerTable, readonly XerRow[]>;
  readonly report: ReportBuilder;
}

interface OpenTable {
  readonly name: string;
  fields: readonly string[] | undefined;
  /** Columns to keep, with their place in the row; undefined for a table that is only checked. */
  kept: readonly (readonly [string, number])[] | undefined;
  usable: boolean;
}
interface Reading {
  readonly report: ReportBuilder;
  readonly tables: Map<XerTable, XerRow[]>;
  table: OpenTable | undefined;
  ended: boolean;
}

/** Throws FileRefused when the bytes are no XER file at all. */
export async function readXer(bytes: Bytes, encoding: string, maxBytes: number): Promise<XerFile> {
  const report = createReport();
  const reading: Reading = { report, tables: new Map(), table: undefined, ended: false };
  let decode = createDecoder(encoding, report);
  let line = 0;
  for await (const raw of splitLines(bytes, maxBytes)) {
    line += 1;
    const marked = line === 1 && raw.subarray(0, 3).equals(UTF8_MARK);
    if (marked) decode = createDecoder('utf-8', report);
    const text = decode(marked ? raw.subarray(3) : raw, line);
    if (line === 1) readHeader(text, report);
    else readLine(reading, text, line);
  }
  if (line === 0) throw new FileRefused('the file is empty');
  if (!reading.ended) report.bad(line, '%E', 'the file ends without %E; it may have been cut off');
  return { tables: reading.tables, report };
}

function readHeader(text: string, report: ReportBuilder): void {
  const values = text.split('\t');
  if (values[0] !== 'ERMHDR')
    throw new FileRefused('the file does not begin with ERMHDR; it is no XER export');
  if (values.length < HEADER_VALUES)
    report.bad(1, 'ERMHDR', `the header has ${values.length} of ${HEADER_VALUES} values`);
}

function readLine(reading: Reading, text: string, line: number): void {
  if (text.trim() === '') return;
  const [mark, ...values] = text.split('\t');
  switch (mark) {
    case '%T':
      openTable(reading, (values[0] ?? '').trim(), line);
      return;
    case '%F':
      readFields(reading, values, line);
      return;
    case '%R':
      readRow(reading, values, line);
      return;
    case '%E':
      reading.ended = true;
      return;
    default:
      reading.report.bad(
        line,
        reading.table?.name ?? '',
        `the line begins with "${(mark ?? '').slice(0, 20)}" instead of %T, %F, %R or %E`,
      );
  }
}

function openTable(reading: Reading, name: string, line: number): void {
  if (!isKnownTable(name)) reading.report.bad(line, name, 'unknown table; its rows are passed over');
  reading.table = { name, fields: undefined, kept: undefined, usable: true };
  reading.ended = false;
}

function readFields({ table, report }: Reading, fields: readonly string[], line: number): void {
  if (!table) {
    report.bad(line, '', 'fields without a table');
    return;
  }
  table.fields = fields;
  const twice = fields.filter((field, i) => fields.indexOf(field) !== i);
  if (twice.length > 0) report.bad(line, table.name, `the column ${twice.join(', ')} is named twice`);
  if (!isReadTable(table.name)) return;
  const missing = REQUIRED[table.name].filter((column) => !fields.includes(column));
  table.usable = missing.length === 0;
  if (!table.usable)
    report.bad(line, table.name, `the columns ${missing.join(', ')} are missing; its rows are passed over`);
  table.kept = XER_COLUMNS[table.name].flatMap((column) => {
    const place = fields.indexOf(column);
    return place < 0 ? [] : [[column, place] as const];
  });
}

function readRow({ table, report, tables }: Reading, values: readonly string[], line: number): void {
  if (!table?.fields) {
    report.bad(line, table?.name ?? '', 'a row before the names of its columns');
    return;
  }
  const { length } = table.fields;
  if (values.length !== length) {
    const what = values.length < length ? 'short' : 'long';
    report.bad(line, table.name, `${what} row: ${values.length} values for ${length} columns`);
    return;
  }
  report.count(table.name);
  if (!isReadTable(table.name) || !table.kept || !table.usable) return;
  const kept: Record<string, string> = {};
  for (const [column, place] of table.kept) kept[column] = (values[place] ?? '').replaceAll('\x7f', '\n');
  const empty = REQUIRED[table.name].filter((column) => kept[column] === '');
  if (empty.length > 0) {
    report.bad(line, table.name, `${empty.join(', ')} is empty`);
    return;
  }
  const rows = tables.get(table.name);
  if (rows) rows.push({ line, values: kept });
  else tables.set(table.name, [{ line, values: kept }]);
}

/**
 * Decodes a line; bytes the character set does not define, and UTF-8 read as a single-byte set, are reported on the
 * first line that shows them and the text is kept as it could be read.
 */
function createDecoder(encoding: string, report: ReportBuilder): (raw: Buffer, line: number) => string {
  let charset: Charset;
  try {
    charset = findCharset(encoding);
  } catch {
    throw new FileRefused(`"${encoding}" is no character set; set files.encoding, for example windows-1252`);
  }
  const doubtful = charset.name === 'utf-8' ? /\ufffd/ : /[\u0080-\u009f\ufffd]|[ÂÃ][\u0080-\u00bf]/;
  let told = false;
  return (raw, line) => {
    const text = charset.decode(raw);
    if (!told && doubtful.test(text)) {
      told = true;
      report.bad(
        line,
        '',
        `the bytes do not look like ${charset.name}; set files.encoding if names are wrong`,
      );
    }
    return text;
  };
}
