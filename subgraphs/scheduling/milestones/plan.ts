/** Which jobs a round looks at. Kept in memory: the first round of a process looks at all. */

/** Canonical project id → the ids of the schedules that were matched to it, in the order in which they are listed. */
export type Jobs = ReadonlyMap<string, readonly string[]>;

export interface Round {
  /** Canonical project ids. */
  readonly due: readonly string[];
  /** The round is over; jobs that failed are looked at again in the next one. Without this call all of them are. */
  done(failed: ReadonlySet<string>): void;
}

export interface Plan {
  /**
   * Jobs with a schedule that changed, jobs that schedules were matched to or taken from, and now and then all.
   * @param changed ids of schedules
   */
  begin(jobs: Jobs, changed: ReadonlySet<string>, now: number): Round;
}

export function createPlan(reconcileMs: number): Plan {
  let compareAllAt = -Infinity;
  /** By job, as of the last round that dealt with it. */
  const known = new Map<string, string>();
  return {
    begin(jobs, changed, now) {
      const all = now >= compareAllAt;
      const lists = [...jobs].map(([project, ids]) => ({ project, ids, list: JSON.stringify(ids) }));
      const due = lists.filter(
        ({ project, ids, list }) => all || known.get(project) !== list || ids.some((id) => changed.has(id)),
      );
      return {
        due: due.map(({ project }) => project),
        done(failed) {
          if (all) compareAllAt = now + reconcileMs;
          for (const { project, list } of due)
            if (failed.has(project)) known.delete(project);
            else known.set(project, list);
        },
      };
    },
  };
}
