/**
 * A process dies after it kept a write and before it handed it to the engine, so that no engine knows of it. Whoever
 * starts on the same store begins it at once; whoever is running already begins it half a minute later.
 */
import { afterEach, expect, it } from '@jest/globals';
import type { WriteRecord } from '../../../store/store.js';
import {
  createWorkflowsSubgraph,
  workflowsSettings,
  type WorkflowsOptions,
  type WorkflowsSubgraph,
} from '../../../subgraphs/workflows/index.js';
import { forEachStore } from '../../store/stores.js';

const START = Date.parse('2026-11-20T10:00:00Z');
let clock = START;

forEachStore(
  'a write that a dead process left',
  (opened) => {
    const journal = () => opened().store.journal;
    let running: WorkflowsSubgraph | undefined;
    afterEach(() => running?.stop());

    /** As a process does when it starts. */
    async function start(): Promise<void> {
      running = createWorkflowsSubgraph({
        store: opened().store,
        settings: workflowsSettings.parse({ clockSeconds: 0.05 }),
        // A write without steps needs none of them.
        systems: {} as WorkflowsOptions['systems'],
        companies: [],
        now: () => new Date(clock),
        today: () => '2026-11-20',
        log: () => undefined,
      });
      await running.recover();
    }

    /** What the dead process wrote last. */
    async function leave(id: string, status: 'RECEIVED' | 'QUEUED'): Promise<void> {
      await journal().receive({
        ...{ id, key: id, kind: 'reportBreakdown', company: 'NB', project: null, subject: `equipment/${id}` },
        ...{ summary: id, actor: 'anna', input: {}, inputHash: id, facts: {}, reverses: null, steps: [] },
      });
      const audit = { at: new Date(clock).toISOString(), actor: 'anna', event: 'QUEUED' };
      if (status === 'QUEUED') await journal().move(id, ['RECEIVED'], { to: 'QUEUED', audit });
    }
    const statusOf = async (id: string): Promise<WriteRecord['status'] | undefined> =>
      (await journal().write(id))?.status;
    async function within(seconds: number, id: string, status: WriteRecord['status']): Promise<void> {
      const until = Date.now() + seconds * 1_000;
      while (Date.now() < until && (await statusOf(id)) !== status) await pause(20);
      expect(await statusOf(id)).toBe(status);
    }
    const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

    it.each(['RECEIVED', 'QUEUED'] as const)(
      'is begun at once by the next start (%s)',
      async (status) => {
        const id = `next${status.toLowerCase()}`;
        await leave(id, status);
        await start();
        await within(5, id, 'SUCCEEDED');
      },
      30_000,
    );

    it.each(['RECEIVED', 'QUEUED'] as const)(
      'is begun by a process that runs already, once it lay for 30 s (%s)',
      async (status) => {
        await start();
        const id = `other${status.toLowerCase()}`;
        await leave(id, status);
        clock += 29_000;
        await pause(500);
        expect(await statusOf(id)).toBe(status);
        clock += 2_000;
        await within(5, id, 'SUCCEEDED');
        const audit = (await journal().audit(id)).map(({ event }) => event);
        expect(audit).toEqual(['RECEIVED', 'QUEUED', 'STARTED', 'SUCCEEDED']);
      },
      30_000,
    );

    it('is not begun when somebody stopped it meanwhile', async () => {
      await leave('stopped', 'QUEUED');
      const audit = { at: new Date(clock).toISOString(), actor: 'anna', event: 'CANCELLED' };
      await journal().move('stopped', ['QUEUED'], { to: 'CANCELLED', audit });
      await start();
      clock += 60_000;
      await pause(500);
      expect(await statusOf('stopped')).toBe('CANCELLED');
    }, 30_000);
  },
  { now: () => clock },
);
