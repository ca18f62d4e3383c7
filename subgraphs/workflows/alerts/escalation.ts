/** Breakdowns that nobody acknowledged in time are told again, level by level, to whom the firm names. */
import type { OpenAlert, Store } from '../../../store/store.js';
import type { EscalationRule } from './settings.js';

export interface DueLevel {
  /** 1 and up: the place of the rule. */
  readonly level: number;
  readonly to: readonly string[];
}

const MINUTE_MS = 60_000;

/** Levels whose time is over and that were not escalated yet. Pure. */
export function dueLevels(alert: OpenAlert, rules: readonly EscalationRule[], now: number): DueLevel[] {
  return rules.flatMap(({ severity, afterMinutes, to, companies }, place) => {
    const level = place + 1;
    if (companies && !companies.includes(alert.company)) return [];
    const since = alert.since[severity];
    const due = since !== undefined && since.getTime() + afterMinutes * MINUTE_MS <= now;
    return due && !alert.levels.includes(level) ? [{ level, to }] : [];
  });
}

/** Any number of processes may do it at once: the store keeps each level to one. */
export async function escalate(
  alerts: Store['alerts'],
  rules: readonly EscalationRule[],
  now: () => number,
): Promise<void> {
  if (rules.length === 0) return;
  await alerts.catchUp();
  for (const alert of await alerts.open())
    for (const due of dueLevels(alert, rules, now()))
      await alerts.escalate(alert, { ...due, at: new Date(now()) });
}
