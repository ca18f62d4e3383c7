/** What a reader of files says: what it kept, each row it could not use, or why it refuses the whole file. No I/O. */

/** Where in a file. */
export interface Place {
  /** Line or row, from 1; null where the place is not one. */
  readonly line: number | null;
  /** Table, sheet, element or path; '' for a file that is one table. */
  readonly table: string;
}

/** A row that could not be used, or used only with a doubt; the rest of the file is kept. */
export interface RowProblem extends Place {
  readonly reason: string;
}

export interface FileReport {
  /** Rows read, by table, element or kind of record. */
  readonly rows: Readonly<Record<string, number>>;
  /** The first thousand. */
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
}

export const MOST_PROBLEMS = 1_000;

/** Why a file is not taken, for whoever answers its sender. */
export type Refusal =
  | 'UNREADABLE' // none of the formats, broken, or unsafe to read
  | 'TOO_LARGE'
  | 'NAME' // a name that is no plain file name, or of a kind nobody reads
  | 'FOLDER'; // the folder cannot be written just now

/** A file that is refused as a whole. The message names the reason and the next step. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  constructor(
    message: string,
    readonly refusal: Refusal = 'UNREADABLE',
  ) {
    super(message);
  }
}

/** Tests and workers run in realms of their own, so classify by shape. */
export function isFileRefused(error: unknown): error is FileRefused {
  return typeof error === 'object' && error !== null && (error as { name?: unknown }).name === 'FileRefused';
}

/** `line 7 TASK: long row`, as one line for people. */
export function problemText({ line, table, reason }: RowProblem): string {
  const place = [line === null ? '' : `line ${line}`, table].filter((part) => part !== '').join(' ');
  return place === '' ? reason : `${place}: ${reason}`;
}
