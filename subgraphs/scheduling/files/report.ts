/** What a reader could not use: every bad row with its line and reason; the rest of the file is kept. */
export interface RowProblem {
  /** Line in the file, from 1. */
  readonly line: number;
  /** Table of an XER file, or element of an XML file. */
  readonly table: string;
  readonly reason: string;
}

export interface FileReport {
  readonly problems: readonly RowProblem[];
  /** All of them; `problems` keeps the first thousand. */
  readonly problemCount: number;
  /** Rows read per table or element. */
  readonly rows: ReadonlyMap<string, number>;
}

/** A file that is refused as a whole. The message names the reason and the next step. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}

const MOST_KEPT = 1_000;

export interface ReportBuilder extends FileReport {
  bad(line: number, table: string, reason: string): void;
  count(table: string): void;
}

export function createReport(): ReportBuilder {
  const problems: RowProblem[] = [];
  const rows = new Map<string, number>();
  let problemCount = 0;
  return {
    problems,
    rows,
    get problemCount() {
      return problemCount;
    },
    bad(line, table, reason) {
      problemCount += 1;
      if (problems.length < MOST_KEPT) problems.push({ line, table, reason });
    },
    count(table) {
      rows.set(table, (rows.get(table) ?? 0) + 1);
    },
  };
}
