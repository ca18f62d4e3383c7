/** Runs of batch flows, each occurrence once, and exceptions that are kept until a run does not find them again. */
import { describe, expect, it } from '@jest/globals';
import type { FoundException, NewFlowRun, Store } from '../../store/store.js';
import { forEachStore } from './stores.js';

const START = Date.parse('2026-11-20T02:30:00Z');
const HOUR = 3_600_000;
let clock = START;

const run = (id: string, over: Partial<NewFlowRun> = {}): NewFlowRun => ({
  ...{ id, flow: 'nightly', occurrence: new Date(START), askedBy: null, key: null },
  ...{ firstDay: '2026-11-10', lastDay: '2026-11-19', ...over },
});
const found = (key: string, over: Partial<FoundException> = {}): FoundException => ({
  ...{ key, kind: 'USAGE_NOT_POSTED', reason: 'NO_RATE', company: 'NB', project: 'J-1', day: '2026-11-15' },
  ...{ message: `${key} is wrong`, records: [], expected: '10.00', found: null, currency: 'USD', ...over },
});
const everything = { companies: ['NB'], firstDay: '2026-11-10', lastDay: '2026-11-19' } as const;

forEachStore(
  'flow book',
  (opened) => {
    const book = (): Store['flows'] => opened().store.flows;
    const keysOf = async (companies: '*' | readonly string[] = '*') =>
      (await book().exceptions(companies, 100)).map(({ key }) => key);
    async function succeed(id: string, list: readonly FoundException[], over = {}) {
      await book().keep(run(id, { occurrence: new Date(clock), ...over }));
      await book().begin(id);
      const kept = await book().run(id);
      await book().succeed(kept!, { looked: list.length }, list, { ...everything, ...over });
      return kept!;
    }

    it('knows a flow since it was first told', async () => {
      clock = START;
      expect((await book().register(['nightly'])).get('nightly')).toEqual(new Date(START));
      clock += HOUR;
      expect((await book().register(['nightly', 'weekly'])).get('nightly')).toEqual(new Date(START));
      expect((await book().lastOccurrences()).size).toBe(0);
    });

    it('keeps an occurrence once, whoever keeps it, and a key once', async () => {
      expect(await book().keep(run('a'))).toBe(true);
      expect(await book().keep(run('a'))).toBe(false);
      expect(await book().keep(run('b', { askedBy: 'anna', key: 'key-1' }))).toBe(true);
      expect(await book().keep(run('c', { askedBy: 'anna', key: 'key-1' }))).toBe(false);
      expect(await book().runByKey('anna', 'key-1')).toMatchObject({ id: 'b', firstDay: '2026-11-10' });
      expect((await book().openRuns()).map(({ id }) => id).sort()).toEqual(['a', 'b']);
      // What a person asked for stands for no occurrence of the schedule.
      expect((await book().lastOccurrences()).get('nightly')).toEqual(new Date(START));
    });

    it('tries a run again, gives it up, and shows both', async () => {
      expect(await book().begin('a')).toBe(true);
      const again = new Date(clock + HOUR);
      await book().fail((await book().run('a'))!, 'odoo is away', again);
      expect(await book().run('a')).toMatchObject({ status: 'WAITING', attempts: 1, notBefore: again });
      await book().begin('a');
      await book().fail((await book().run('a'))!, 'odoo is away', null);
      expect(await book().run('a')).toMatchObject({ status: 'FAILED', attempts: 2, error: 'odoo is away' });
      expect(await book().begin('a')).toBe(false);
      expect((await book().states()).get('nightly')).toMatchObject({ waiting: 1, failed: 1, succeeded: 0 });
    });

    describe('exceptions', () => {
      it('are kept with when they were first and last seen', async () => {
        clock = START + 24 * HOUR;
        await succeed('r1', [found('one'), found('two')]);
        clock += 24 * HOUR;
        await succeed('r2', [found('one', { message: 'still' })]);
        const open = await book().exceptions('*', 10);
        expect(open).toEqual([
          {
            ...found('one', { message: 'still' }),
            flow: 'nightly',
            firstSeen: new Date(START + 24 * HOUR),
            lastSeen: new Date(clock),
          },
        ]);
      });

      it('outside of what a run looked at stay', async () => {
        await succeed(
          'r3',
          [found('one'), found('south', { company: 'SC' }), found('firm', { company: null })],
          {
            companies: '*',
          },
        );
        await succeed('r4', [], { firstDay: '2026-11-16' });
        expect(await keysOf()).toEqual(['one', 'firm', 'south']);
        await succeed('r5', []);
        expect(await keysOf()).toEqual(['firm', 'south']);
        expect(await keysOf(['SC'])).toEqual(['south']);
        await succeed('r6', [], { companies: '*' });
        expect(await keysOf()).toEqual([]);
      });

      it('that come back are new', async () => {
        clock += HOUR;
        await succeed('r7', [found('one')]);
        expect(await book().exceptions('*', 10)).toMatchObject([{ key: 'one', firstSeen: new Date(clock) }]);
      });

      it('of a run that another process ended are not kept twice', async () => {
        const kept = await succeed('r8', [found('one')]);
        await book().succeed(kept, {}, [found('late')], everything);
        expect(await keysOf()).toEqual(['one']);
      });
    });
  },
  { now: () => clock },
);
