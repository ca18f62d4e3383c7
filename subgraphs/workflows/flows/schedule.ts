/**
 * What is due: every occurrence since the last one that a run stands for, or since the flow was first known. A run is
 * kept under a name made of flow and occurrence, so that however many processes see it due, it is made once.
 */
import { parseCron } from './cron.js';
import { actorOf, scheduleOf, windowOf, type FlowOffice } from '../flow-office.js';
import type { FlowSchedule } from './settings.js';

const DAY_MS = 86_400_000;

export interface FlowClock {
  /** Keeps and starts what is due, and starts again what was left. */
  tick(): Promise<void>;
}

export function createFlowClock(flows: FlowOffice): FlowClock {
  let known: ReadonlyMap<string, Date> | undefined;
  // Until then nothing can be due, so the book is not asked.
  let lookAt = 0;
  return {
    async tick() {
      const now = flows.office.now();
      if (now >= lookAt) {
        const enabled = [...flows.definitions.keys()].filter((name) => scheduleOf(flows, name).enabled);
        known ??= await flows.book.register(enabled);
        const last = await flows.book.lastOccurrences();
        for (const name of enabled)
          await keepDue(flows, name, last.get(name) ?? known.get(name) ?? new Date(now), now);
        lookAt = Math.min(...enabled.map((name) => nextOf(flows, name, now)));
      }
      const open = await flows.book.openRuns();
      if (open.length === 0) return;
      const engine = await flows.office.engine();
      for (const { id } of open) await engine.submit(id);
    },
  };
}

async function keepDue(flows: FlowOffice, name: string, since: Date, now: number): Promise<void> {
  const schedule = scheduleOf(flows, name);
  const { today } = flows.office.scopeFor(actorOf(name));
  const daysOff = (Date.parse(today) - Math.floor(now / DAY_MS) * DAY_MS) / DAY_MS;
  for (const occurrence of occurrencesOf(schedule, since, now)) {
    const id = `flow/${name}/${occurrence.toISOString()}`;
    const window = windowOf(occurrence, schedule.days, daysOff);
    await flows.book.keep({ id, flow: name, occurrence, askedBy: null, key: null, ...window });
  }
}

/** The newest of those that were missed, and the one of now. */
export function occurrencesOf(
  { cron, backFill }: Pick<FlowSchedule, 'cron' | 'backFill'>,
  since: Date,
  now: number,
): Date[] {
  const moments = parseCron(cron);
  const found: Date[] = [];
  for (let at = moments.next(since); at !== null && at.getTime() <= now; at = moments.next(at)) {
    found.push(at);
    if (found.length > backFill + 1) found.shift();
  }
  return found;
}

/** Milliseconds since 1970 of the next occurrence; never for a flow that is off. */
export function nextOf(flows: FlowOffice, name: string, now: number): number {
  const { enabled, cron } = scheduleOf(flows, name);
  return enabled ? (parseCron(cron).next(new Date(now))?.getTime() ?? Infinity) : Infinity;
}
