/** Every change this connector can make in the ERP, one file each. A new effect is one line in each of the two lists. */
import { createBookTimesheetLine, type BookTimesheetLine } from './book-timesheet-line.js';
import { createPostJournalEntry, type PostJournalEntry } from './post-journal-entry.js';
import type { EffectScope } from './scope.js';

export type {
  JournalEntryInput,
  JournalEntryLine,
  JournalEntryResult,
  LineDistribution,
} from './journal-entry.js';
export type { TimesheetLineInput, TimesheetLineResult } from './timesheet-line.js';

export interface ErpEffects {
  readonly bookTimesheetLine: BookTimesheetLine;
  readonly postJournalEntry: PostJournalEntry;
}

export function createErpEffects(scope: EffectScope): ErpEffects {
  return {
    bookTimesheetLine: createBookTimesheetLine(scope),
    postJournalEntry: createPostJournalEntry(scope),
  };
}
