/**
 * A batch flow in one file: what it looks at in a window of days, what it posts as ordinary writes, and what it leaves
 * to a person. Schedule, back-fill, retries, one run per occurrence over all processes, and the resolution of
 * exceptions that are gone are the same for all. A run may be repeated at any point: its writes have keys of their own,
 * and what it found is kept when it has ended.
 */
import type { CanonicalRecord, Coverage, FoundException, Store } from '../../../store/store.js';
import type { BilledAccruals } from '../billed-accruals.js';
import type { WriteDefinition, WriteScope } from '../define-write.js';
import type { Answer } from '../office.js';
import type { FlowName, FlowsSettings } from './settings.js';

/** YYYY-MM-DD, both included. */
export interface Window {
  readonly firstDay: string;
  readonly lastDay: string;
}

export interface FlowScope extends Omit<WriteScope, 'crosswalk'> {
  readonly crosswalk: Store['crosswalk'];
  readonly journal: Pick<Store['journal'], 'page' | 'steps' | 'reversalOf'>;
  /** Every kind of write there is. */
  readonly writes: ReadonlyMap<string, WriteDefinition>;
  /** Codes of the companies the flow is for. */
  readonly companyCodes: readonly string[];
  /** Takes accruals back whose vendor's bill has come; with `dry` it is only looked which. */
  reverseBilledAccruals(): Promise<BilledAccruals>;
  /** Only look: nothing is posted, nothing is kept. */
  readonly dry: boolean;
  /**
   * Asks for a write as the flow: the same key is the same write, whatever run asks. With `dry` its checks are made and
   * nothing is written.
   */
  submit(kind: string, key: string, input: Readonly<Record<string, unknown>>): Promise<Answer>;
}

export interface FlowOutcome {
  /** What it did, by name, for people. */
  readonly counts: Readonly<Record<string, number>>;
  readonly found: readonly FoundException[];
  readonly coverage: Coverage;
  /** With `dry`: what would be posted, a line each. */
  readonly plan?: readonly string[];
}

export interface FlowDefinition<Name extends FlowName = FlowName> {
  readonly name: Name;
  /** Rejects when a system it needs does not answer: it is then tried again. */
  run(window: Window, scope: FlowScope, settings: FlowsSettings[Name]): Promise<FlowOutcome>;
}

/** An exception of a flow; what it does not say is null. */
export function exception(
  kind: string,
  reason: string,
  key: string,
  message: string,
  more: Partial<FoundException> = {},
): FoundException {
  const nothing = { company: null, project: null, day: null, expected: null, found: null, currency: null };
  return { ...nothing, records: [], ...more, kind, reason, key, message };
}

/** Analytic account of each job that the ERP has, by canonical id. */
export async function jobAccounts(
  jobs: readonly CanonicalRecord[],
  { crosswalk }: Pick<FlowScope, 'crosswalk'>,
): Promise<ReadonlyMap<string, number>> {
  const ids = jobs.map(({ id }) => id);
  const entries = await crosswalk.entriesOf('PROJECT', 'odoo', ids);
  return new Map(
    ids.flatMap((id) => {
      const account = Number(entries.get(id)?.[0]?.attributes['accountId']);
      return Number.isSafeInteger(account) ? [[id, account] as const] : [];
    }),
  );
}

const DAY_MS = 86_400_000;

/** @param day YYYY-MM-DD */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Every day of a window. */
export function daysOf({ firstDay, lastDay }: Window): string[] {
  const count = (Date.parse(lastDay) - Date.parse(firstDay)) / DAY_MS + 1;
  return Array.from({ length: Math.max(0, count) }, (_value, at) => addDays(firstDay, at));
}
