/** One scale for the severities that telematics providers and the maintenance platform use. */
import type { Severity } from './model.js';

const BY_WORD: Readonly<Record<string, Severity>> = {
  critical: 'CRITICAL',
  emergency: 'CRITICAL',
  stop: 'CRITICAL',
  severe: 'CRITICAL',
  high: 'HIGH',
  major: 'HIGH',
  warning: 'HIGH',
  red: 'HIGH',
  medium: 'MEDIUM',
  moderate: 'MEDIUM',
  caution: 'MEDIUM',
  amber: 'MEDIUM',
  yellow: 'MEDIUM',
  low: 'LOW',
  minor: 'LOW',
  info: 'LOW',
  information: 'LOW',
};
/** Mildest first. */
export const SEVERITIES: readonly Severity[] = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

/** `High`, `Low`, a number from 0 to 100 (quarters of the scale) or a vendor's word; null when it says nothing we know. */
export function toSeverity(text: string | null | undefined): Severity | null {
  const word = text?.trim().toLowerCase() ?? '';
  if (/^\d{1,3}(\.\d+)?%?$/.test(word)) return bySize(Number.parseFloat(word));
  return BY_WORD[word] ?? null;
}

function bySize(size: number): Severity | null {
  if (size > 100) return null;
  if (size >= 75) return 'CRITICAL';
  if (size >= 50) return 'HIGH';
  return size >= 25 ? 'MEDIUM' : 'LOW';
}

/** Most severe first; unknown last. */
export function compareSeverity(a: Severity | null, b: Severity | null): number {
  return rank(b) - rank(a);
}

function rank(severity: Severity | null): number {
  return severity === null ? -1 : SEVERITIES.indexOf(severity);
}
