/** What any source of schedules offers. Every read is a batch: its calls do not grow with the number of jobs. */
import type { SchedulingChecks, SchedulingEffects } from './effects.js';
import type { ScheduleHeader, ScheduleModel } from './model.js';

export interface ScheduleList {
  readonly headers: readonly ScheduleHeader[];
  /** Cost code spellings in use, with the schedule that uses them. */
  readonly costCodes: readonly { readonly scheduleId: string; readonly spelling: string }[];
  /** One line per record that could not be read, with the reason. */
  readonly problems: readonly string[];
}

/** What changed in a source since it was looked at last. */
export interface Noticed {
  /** Schedules that may have changed, are new, or are gone. */
  readonly ids: readonly string[];
  /** Those whose project may be called otherwise now. */
  readonly headers: readonly ScheduleHeader[];
  /** All of it was dealt with; without this call the next look says it again. */
  done(): void;
}
export interface ChangeFeed {
  /** A fixed number of calls. The first look may name every schedule. Rejects with an UpstreamError. */
  look(): Promise<Noticed>;
}

export interface SchedulingConnector {
  /** First part of the ids of its schedules. */
  readonly name: 'p6' | 'file';
  /** It answers from memory, so nothing it said is kept. */
  readonly inMemory?: true;
  /** Every schedule the source knows. Rejects with an UpstreamError. */
  list(): Promise<ScheduleList>;
  /** Whole schedules in the order of the ids; null where the source no longer has one. */
  schedules(ids: readonly string[]): Promise<readonly (ScheduleModel | null)[]>;
  readonly feed: ChangeFeed;
  /** What can be changed in the source, and what is asked before; absent where it is only read, as files are. */
  readonly changes?: { readonly effects: SchedulingEffects; readonly checks: SchedulingChecks };
  close(): Promise<void>;
}
