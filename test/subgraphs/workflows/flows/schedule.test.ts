/** Occurrences: made up after an outage, each once however many processes see it due, tried again, given up, told. */
import { expect, it } from '@jest/globals';
import type { Engine } from '../../../../store/store.js';
import type { FlowDefinition, Window } from '../../../../subgraphs/workflows/flows/define-flow.js';
import type { FlowOffice } from '../../../../subgraphs/workflows/flow-office.js';
import { createFlowRunner } from '../../../../subgraphs/workflows/flows/runner.js';
import { createFlowClock } from '../../../../subgraphs/workflows/flows/schedule.js';
import { workflowsSettings } from '../../../../subgraphs/workflows/index.js';
import type { Office } from '../../../../subgraphs/workflows/office.js';
import { forEachStore } from '../../../store/stores.js';

const START = Date.parse('2026-11-01T00:00:00Z');
const DAY = 86_400_000;
let clock = START;
const NAME = 'reconciliation';

forEachStore(
  'flow clock',
  (opened) => {
    const made: Window[] = [];
    let failures = 0;
    const flow: FlowDefinition<typeof NAME> = {
      name: NAME,
      run: (window) => {
        if (failures > 0) {
          failures -= 1;
          return Promise.reject(new Error('odoo did not answer'));
        }
        made.push(window);
        return Promise.resolve({ counts: { looked: 1 }, found: [], coverage: { companies: '*', ...window } });
      },
    };
    const inHand = new Set<string>();
    /** One process: an engine that advances a run once over all processes, as far as it goes without waiting. */
    function process(enabled = true) {
      const settings = workflowsSettings.parse({
        flows: { [NAME]: { cron: '30 2 * * *', enabled, days: 3, backFill: 5 } },
      });
      const submitted: string[] = [];
      const office = {
        now: () => clock,
        settings,
        engine: () => Promise.resolve(engine),
        scopeFor: () => ({
          companies: new Map(),
          today: new Date(clock).toISOString().slice(0, 10),
        }),
      } as unknown as Office;
      const flows: FlowOffice = {
        ...{ office, settings: settings.flows, book: opened().store.flows },
        crosswalk: opened().store.crosswalk,
        definitions: new Map<string, FlowDefinition>([[NAME, flow]]),
      };
      const runner = createFlowRunner(flows);
      const engine: Engine = {
        stop: () => Promise.resolve(),
        submit: async (id) => {
          submitted.push(id);
          if (inHand.has(id)) return;
          inHand.add(id);
          for (let next = await runner.next(id); next.kind === 'ATTEMPT'; next = await runner.next(id))
            await runner.attempt(id);
          inHand.delete(id);
        },
      };
      return { tick: () => createFlowClock(flows).tick(), clock: createFlowClock(flows), submitted };
    }
    const days = (): string[] => made.splice(0).map(({ firstDay, lastDay }) => `${firstDay} ${lastDay}`);

    it('makes up nothing from before it was known, and nothing while it is off', async () => {
      clock = START;
      await process(false).tick();
      expect(await opened().store.flows.register([])).toEqual(new Map());
      await process().tick();
      clock += 2 * 3_600_000;
      await process().tick();
      expect(days()).toEqual([]);
    });

    it('runs an occurrence once, over the days before it, whoever sees it due', async () => {
      clock = START + 3 * 3_600_000;
      const [one, two] = [process(), process()];
      await Promise.all([one.clock.tick(), two.clock.tick()]);
      await one.clock.tick();
      expect(days()).toEqual(['2026-10-29 2026-10-31']);
    });

    it('makes up what was missed, no more than it may', async () => {
      clock = START + 3 * DAY + 4 * 3_600_000;
      await process().tick();
      expect(days()).toEqual(['2026-10-30 2026-11-01', '2026-10-31 2026-11-02', '2026-11-01 2026-11-03']);
      clock = START + 20 * DAY + 4 * 3_600_000;
      await process().tick();
      expect(days()).toHaveLength(6);
    });

    it('tries again while a system is away, gives up, and the next occurrence looks at its days', async () => {
      clock += DAY;
      failures = 1;
      const own = process();
      await own.tick();
      expect(days()).toEqual([]);
      clock += 29_000;
      await own.tick();
      expect(days()).toEqual([]);
      clock += 2_000;
      await own.tick();
      expect(days()).toEqual(['2026-11-19 2026-11-21']);
      clock += DAY;
      failures = 6;
      for (let at = 0; at < 10; at += 1) {
        await own.tick();
        clock += 3_600_000;
      }
      expect((await opened().store.flows.states()).get(NAME)).toMatchObject({
        waiting: 0,
        last: { status: 'FAILED', attempts: 6, error: 'odoo did not answer' },
      });
      clock += DAY;
      await own.tick();
      expect(days()).toEqual(['2026-11-21 2026-11-23']);
    });
  },
  { now: () => clock },
);
