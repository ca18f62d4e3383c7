/** Ready means that a query would succeed: the first sync round is over and the store answers. */
import type { Store } from '../store/store.js';

export interface ReadinessAnswer {
  readonly ready: boolean;
  /** Why not, one line each. */
  readonly reasons: readonly string[];
}

export interface Readiness {
  synced(): void;
  check(): Promise<ReadinessAnswer>;
}

export function createReadiness(store: Pick<Store, 'ping'>): Readiness {
  let synced = false;
  return {
    synced: () => {
      synced = true;
    },
    check: async () => {
      const reasons = synced ? [] : ['the first sync with the upstream systems is running'];
      try {
        await store.ping();
      } catch {
        reasons.push('the store does not answer');
      }
      return { ready: reasons.length === 0, reasons };
    },
  };
}
