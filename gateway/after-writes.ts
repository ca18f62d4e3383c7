/**
 * What people read right after a write shows it: the subgraph of the system that changed reads again, and a mirror is
 * brought up to date soon. Other processes see it when what they keep has aged.
 */
import type { BackgroundSync, Subgraph } from '../subgraphs/kit/subgraph.js';

/** System that took a step of a write → the subgraph that reads it. */
const READERS: Readonly<Record<string, string>> = {
  odoo: 'odoo',
  maintenance: 'equipment',
  scheduling: 'scheduling',
};
/** A mirror reads all its records: not after every step of a burst. */
const MIRRORS = ['equipment.maintenance'];
const SOON_MS = 500;
const SPACING_MS = 15_000;

export interface AfterWrites {
  /** A step that changes this system was carried out, or may have been. */
  changed(system: string): void;
  stop(): Promise<void>;
}

/** @param again runs a round of some syncs that begins after the call */
export function createAfterWrites(
  subgraphs: () => readonly Subgraph[],
  again: (syncs: readonly BackgroundSync[]) => Promise<void>,
): AfterWrites {
  let timer: NodeJS.Timeout | undefined;
  let next = 0;

  function refresh(syncs: readonly BackgroundSync[]): void {
    if (syncs.length === 0 || timer) return;
    const wait = Math.max(SOON_MS, next - performance.now());
    timer = setTimeout(() => {
      timer = undefined;
      next = performance.now() + SPACING_MS;
      void again(syncs);
    }, wait).unref();
  }

  return {
    changed(system) {
      const subgraph = subgraphs().find(({ name }) => name === READERS[system]);
      subgraph?.outdate?.();
      refresh(subgraph?.syncs.filter(({ name }) => MIRRORS.includes(name)) ?? []);
    },
    stop() {
      clearTimeout(timer);
      return Promise.resolve();
    },
  };
}
