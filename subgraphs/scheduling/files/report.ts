/** Collects what a reader could not use: every bad row with its line and reason; the rest of the file is kept. */
import { MOST_PROBLEMS, type FileReport, type RowProblem } from '../../kit/files/report.js';

/** `table` of a problem is the table of an XER file, or the element of an XML file. */
export interface ReportBuilder extends FileReport {
  bad(line: number, table: string, reason: string): void;
  count(table: string): void;
}

export function createReport(): ReportBuilder {
  const problems: RowProblem[] = [];
  const rows: Record<string, number> = {};
  let problemCount = 0;
  return {
    problems,
    rows,
    get problemCount() {
      return problemCount;
    },
    bad(line, table, reason) {
      problemCount += 1;
      if (problems.length < MOST_PROBLEMS) problems.push({ line, table, reason });
    },
    count(table) {
      rows[table] = (rows[table] ?? 0) + 1;
    },
  };
}
