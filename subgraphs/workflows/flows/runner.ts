/** Brings a run of a flow to its end on the durable engine: one attempt at a time, tried again while systems are away. */
import type { FlowRunRecord, RunHandler } from '../../../store/store.js';
import { runFlow, windowOfRun, type FlowOffice } from '../flow-office.js';

/** The engine's queue of flows: one run at a time over all processes. */
export const FLOW_QUEUE = 'flows';
export const FLOW_LIMITS = { concurrency: 1, perSecond: 5 } as const;

const MOST_ATTEMPTS = 6;
const FIRST_WAIT_MS = 30_000;

export function createFlowRunner(flows: FlowOffice): RunHandler {
  return {
    async next(id) {
      const run = await openRun(flows, id);
      if (!run) return { kind: 'END' };
      const wait = (run.notBefore?.getTime() ?? 0) - flows.office.now();
      return wait > 0 ? { kind: 'WAIT', ms: wait } : { kind: 'ATTEMPT', queue: FLOW_QUEUE };
    },
    attempt: (id) => attempt(flows, id),
  };
}

async function openRun({ book }: FlowOffice, id: string): Promise<FlowRunRecord | null> {
  const run = await book.run(id);
  return run && (run.status === 'WAITING' || run.status === 'RUNNING') ? run : null;
}

async function attempt(flows: FlowOffice, id: string): Promise<void> {
  const run = await openRun(flows, id);
  if (!run || !(await flows.book.begin(id))) return;
  const definition = flows.definitions.get(run.flow);
  if (!definition) {
    const reason = `this version of Plumbline knows no flow ${run.flow}; bring it back or leave the run`;
    await flows.book.fail(run, reason, null);
    return;
  }
  try {
    const { counts, found, coverage } = await runFlow(flows, definition, windowOfRun(run), false);
    await flows.book.succeed(run, counts, found, coverage);
  } catch (error) {
    const again = run.attempts + 1 < MOST_ATTEMPTS ? FIRST_WAIT_MS * 2 ** run.attempts : null;
    const at = again === null ? null : new Date(flows.office.now() + again);
    await flows.book.fail(run, (error as Error).message, at);
  }
}
