/** A planner moves a milestone: `{projectNumber, code, forecastDate}`, with `company` where two use the number. */
import type { Firm, FirmProject } from '../firm/ledger.js';
import { readDay, readText } from '../switches.js';
import type { P6Row } from './records.js';
import type { Tables } from './writes.js';

type Body = Readonly<Record<string, unknown>>;

/** Answers the activity as it is now. */
export function moveMilestone(firm: Firm, tables: Tables, body: Body): P6Row {
  const [number, code, day] = [
    readText(body, 'projectNumber'),
    readText(body, 'code'),
    readDay(body, 'forecastDate'),
  ];
  const project = scheduleOf(firm, tables, number, body['company']);
  const rows = tables.get('activity') ?? [];
  const own = rows.filter((row) => row['ProjectObjectId'] === project['ObjectId']);
  const index = rows.findIndex((row) => own.includes(row) && row['Id'] === code);
  const before = rows[index];
  if (!before)
    throw new Error(`code "${code}" is no activity of ${number}; its milestones are ${milestonesOf(own)}`);
  if (before['Status'] === 'Completed')
    throw new Error(
      `code "${code}" of ${number} is completed and moves no more; open are ${milestonesOf(own)}`,
    );
  const at = `${day}T17:00:00`;
  const after: P6Row = {
    ...before,
    ...{ PlannedFinishDate: at, RemainingEarlyFinishDate: at, FinishDate: at },
    ...(isMilestone(before) && { PlannedStartDate: at, RemainingEarlyStartDate: at, StartDate: at }),
    LastUpdateDate: new Date().toISOString().slice(0, 19),
  };
  // Rows are replaced and never changed: what was written down of one stays true.
  rows[index] = after;
  return after;
}

function scheduleOf(firm: Firm, tables: Tables, number: string, company: unknown): P6Row {
  const jobs = firm.projects.filter(
    (job) => job.number === number && (company == null || job.company === company),
  );
  const names = new Set(jobs.flatMap((job: FirmProject) => [job.spelling.scheduling, job.number]));
  const found = (tables.get('project') ?? []).find((row) => names.has(String(row['Id'])));
  if (found) return found;
  throw new Error(
    `projectNumber "${number}" is no job with a schedule; there is one for ${firm.projects[0]?.number ?? ''}`,
  );
}

const isMilestone = (row: P6Row): boolean => String(row['Type']).endsWith('Milestone');

function milestonesOf(rows: readonly P6Row[]): string {
  const open = rows.filter((row) => isMilestone(row) && row['Status'] !== 'Completed');
  return open.map((row) => String(row['Id'])).join(', ') || 'none';
}
