/**
 * How good a mirrored source is right now.
 *   never read, or failing and older than `staleIfErrorMs` → unavailable: the fields it feeds are null with an error
 *   last round failed, or older than two intervals         → stale: served, marked with its age
 *   otherwise                                              → fresh
 */
import type { MirrorStatus } from '../../store/store.js';
import { unavailable, UpstreamError } from '../kit/errors.js';
import type { SourceStatus } from '../../codegen/generated/equipment.js';

export interface SourceState {
  readonly system: 'maintenance' | 'telematics';
  /** `maintenance`, or the provider's name. */
  readonly name: string;
  readonly asOf: Date | null;
  readonly stale: boolean;
  readonly available: boolean;
  readonly error: string | null;
}

export interface SourceRules {
  readonly system: SourceState['system'];
  readonly name: string;
  readonly intervalMs: number;
  readonly staleIfErrorMs: number;
}

export function toSourceState(rules: SourceRules, { asOf, error }: MirrorStatus, now: Date): SourceState {
  const { system, name } = rules;
  if (asOf === null) {
    const reason = error ?? 'it has not been read yet; the first sync is still to come';
    return { system, name, asOf, stale: true, available: false, error: `${name}: ${reason}` };
  }
  const ageMs = now.getTime() - asOf.getTime();
  const late = ageMs > 2 * rules.intervalMs;
  const stale = late || error !== null;
  const reason = error ?? (late ? `the last sync was at ${asOf.toISOString()}` : null);
  return {
    system,
    name,
    asOf,
    stale,
    available: !stale || ageMs <= rules.staleIfErrorMs,
    error: reason === null ? null : `${name}: ${reason}`,
  };
}

/** Throws UPSTREAM_UNAVAILABLE naming the system when one of the sources cannot be served. */
export function requireSources(states: readonly SourceState[]): void {
  const missing = states.find(({ available }) => !available);
  if (!missing) return;
  const { system, error } = missing;
  throw unavailable(
    new UpstreamError(system, 'NETWORK', `${system} is unavailable; ${error ?? 'its data are too old'}`),
  );
}

/** One status per system: the oldest moment, stale when any part is, the reasons joined. */
export function toSourceStatus(system: SourceState['system'], states: readonly SourceState[]): SourceStatus {
  const moments = states.flatMap(({ asOf }) => asOf?.getTime() ?? []);
  const errors = states.flatMap(({ error }) => error ?? []);
  const known = moments.length > 0 && moments.length === states.length;
  return {
    system,
    asOf: known ? new Date(Math.min(...moments)) : null,
    stale: states.some(({ stale }) => stale),
    error: errors.length > 0 ? errors.join('; ') : null,
  };
}
