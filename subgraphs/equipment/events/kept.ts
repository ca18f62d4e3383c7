/**
 * A breakdown as the mirror keeps it: what the source says, and what was told of it. Documents of an earlier version
 * carry no `told`: they count as history.
 *
 *   WAITING ─► RAISED ─► CLEARED ─► RAISED (opened again)
 *      │          ▲
 *      ├─► IGNORED (by rule, or too mild) ─ gets more severe ─┘
 *   HISTORY (was there when the source was first read) ─► CLEARED
 */
import type { BreakdownModel, Severity } from '../model.js';

export interface Told {
  /** WAITING: its machine is not matched yet; it is told once it is. */
  readonly state: 'WAITING' | 'HISTORY' | 'RAISED' | 'CLEARED' | 'IGNORED';
  /** The most severe it was when it was looked at. */
  readonly severity: Severity | null;
  /** How often it was raised. */
  readonly times: number;
  /** Id of the breakdown of another provider that tells of the same fault. */
  readonly partOf?: string;
}

export interface KeptBreakdown extends BreakdownModel {
  /** Last repeat of a fault, ISO 8601; absent for an issue. */
  readonly lastOccurredAt?: string;
  readonly told?: Told;
}

/** A breakdown with the source that its id begins with. */
export interface KeptEntry {
  readonly source: string;
  readonly body: KeptBreakdown;
}

export const HISTORY: Told = { state: 'HISTORY', severity: null, times: 0 };

export const breakdownId = ({ source, body }: KeptEntry): string => `${source}:${body.key}`;
