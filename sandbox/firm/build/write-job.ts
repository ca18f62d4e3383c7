/** What is written for a job, by the role it plays in the firm. */
import type { Dec } from '../ledger.js';
import { addDocuments } from './add-documents.js';
import { addEstimate, addRevisions, drawBudget } from './add-estimates.js';
import type { JobRole } from './add-projects.js';
import { addSchedule, type ScheduleInput } from './add-schedule.js';
import { writeSmallByPayroll, writeSmallByTimesheet } from './small-jobs.js';
import type { Job, Workshop } from './workshop.js';

interface Course {
  /** Part of the budget that is spent, and part that is billed to the customer. */
  readonly spent: Dec;
  readonly billed: Dec;
  readonly schedule: ScheduleInput;
}

const COURSES: Readonly<Partial<Record<JobRole, Course>>> = {
  RICH: {
    spent: '0.55',
    billed: '0.6',
    schedule: { dataDate: '2026-10-16', percent: '0.5725', coded: true, pace: 34 },
  },
  RUNNING: {
    spent: '0.42',
    billed: '0.35',
    schedule: { dataDate: '2026-10-23', percent: '0.4', coded: true, pace: 45 },
  },
  OVERRUN: {
    spent: '1.18',
    billed: '0.9',
    schedule: { dataDate: '2026-10-09', percent: '0.81', coded: false, pace: 30 },
  },
  FINISHED: {
    spent: '0.97',
    billed: '1.12',
    schedule: { dataDate: '2026-10-30', percent: '1', coded: true, pace: 24 },
  },
  SHARED: {
    spent: '0.35',
    billed: '0.3',
    schedule: { dataDate: '2026-10-16', percent: '0.37', coded: true, pace: 48 },
  },
  ON_HOLD: {
    spent: '0.3',
    billed: '0.33',
    schedule: { dataDate: '2026-08-28', percent: '0.3', coded: false, pace: 40 },
  },
};

/** Writes everything a job of a role has; `index` varies the cost codes. */
export function writeJob(shop: Workshop, job: Job, role: JobRole, index: number): void {
  const budget = drawBudget(shop, index * 4);
  if (role === 'BIDDING') {
    addEstimate(shop, job, 0, job.company.code === 'NB' ? 'SUBMITTED' : 'DRAFT', budget);
    return;
  }
  if (role === 'LOST') {
    addEstimate(shop, job, 0, 'LOST', budget);
    return;
  }
  if (role === 'SMALL') {
    if (job.company.labor === 'PAYROLL') writeSmallByPayroll(shop, job);
    else writeSmallByTimesheet(shop, job);
    return;
  }
  if (role === 'SHARED' && job.company.code !== 'NB') {
    addDocuments(shop, job, budget.slice(0, 4), '0.3', '0.2');
    return;
  }
  const course = COURSES[role];
  if (course === undefined) return;
  addRevisions(shop, job, budget);
  addDocuments(shop, job, budget, course.spent, course.billed);
  addSchedule(shop, job, budget, course.schedule);
}
