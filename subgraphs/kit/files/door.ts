/** How files are handed to a subgraph, seen from outside: it keeps them in its watched folder and reads them at once. */
import type { Bytes } from './bytes.js';
import { FileRefused, type FileReport } from './report.js';

/** A file as its sender and an operator read it; JSON as it stands. */
export interface FileStatement extends FileReport {
  readonly file: string;
  /** Format it was read as, for example `XER`; null while it could never be read. */
  readonly kind: string | null;
  /** Why the file as it lies in the folder is not used; what its former version held stays. Null when it is used. */
  readonly refused: string | null;
  /** What is in it, by kind of record: `schedules: […]`, `estimates: […]`. */
  readonly [found: string]: unknown;
}

export interface FileDoor {
  /** Largest file in bytes. */
  readonly maxBytes: number;
  /**
   * Writes the file into the folder once it could be read, in place of one of the same name. Rejects with
   * FileRefused and leaves the folder as it was.
   */
  receive(
    name: string,
    bytes: Bytes,
  ): Promise<{ readonly statement: FileStatement; readonly replaced: boolean }>;
  /** Every file of the folder, by name. */
  files(): Promise<readonly FileStatement[]>;
  /** False when there is no such file. Rejects with FileRefused. */
  remove(name: string): Promise<boolean>;
}

const MOST_CHARACTERS = 120;
/** Most file systems count bytes. */
const MOST_NAME_BYTES = 255;
/** Separators of paths and drives, and characters that do not show or turn the text around. */
const FORBIDDEN = /[/\\:\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Throws FileRefused unless it is a plain file name of a kind that is read. @param extensions in lower case */
export function checkFileName(name: string, extensions: readonly string[]): void {
  const plain =
    name.trim() === name &&
    !name.startsWith('.') &&
    name.length <= MOST_CHARACTERS &&
    Buffer.byteLength(name) <= MOST_NAME_BYTES &&
    !FORBIDDEN.test(name);
  if (plain && isRead(name, extensions)) return;
  throw new FileRefused(
    `${JSON.stringify(name.slice(0, 200))} is not a name we take; give a plain file name of at most ${MOST_CHARACTERS} ` +
      `characters without a path, a leading dot or control characters, ending in ${extensions.join(', ')}`,
    'NAME',
  );
}

/** Throws FileRefused for a file of the folder that no reader is for. */
export function checkKind(name: string, extensions: readonly string[]): void {
  if (!isRead(name, extensions))
    throw new FileRefused(`no reader is for files of this name; there are ${extensions.join(', ')}`, 'NAME');
}

function isRead(name: string, extensions: readonly string[]): boolean {
  return extensions.some((extension) => name.toLowerCase().endsWith(extension));
}
