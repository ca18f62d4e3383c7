/** What the event log holds after reports of faults and issues, on a real store. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventRecord, Store } from '../../../../store/store.js';
import { createBreakdownBook, type BreakdownBook } from '../../../../subgraphs/equipment/events/book.js';
import type { KeptBreakdown } from '../../../../subgraphs/equipment/events/kept.js';
import { KINDS } from '../../../../subgraphs/equipment/mirror-keys.js';
import type { BreakdownModel } from '../../../../subgraphs/equipment/model.js';
import { equipmentSettings } from '../../../../subgraphs/equipment/settings.js';
import { forEachStore, type Opened } from '../../../store/stores.js';

const { breakdowns: settings } = equipmentSettings.parse({
  maintenance: { url: 'http://127.0.0.1:1', accountToken: 'a', token: 't' },
});
const [YARD, CLOUD] = ['telematics:yard', 'telematics:cloud'];
const START = new Date('2026-10-31T06:00:00Z');
const LATER = new Date('2026-10-31T12:00:00Z');

let store: Store;
let book: BreakdownBook;
/** Each test has a machine of its own, as two providers know it. */
let test = 0;
let [P, C, from] = ['', '', ''];
async function newMachine(opened: Opened): Promise<void> {
  store = opened.store;
  book = createBreakdownBook(store, settings);
  test += 1;
  [P, C, from] = [`P${test}`, `C${test}`, await store.events.head()];
  const number = `EX-${test}`;
  const machine = { externalId: `${test}`, label: number, number, company: 'NB', attributes: { pin: P } };
  await store.crosswalk.publish('EQUIPMENT', 'maintenance', [machine]);
  await match(`yard/${P}`, P);
  await match(`cloud/${C}`, P);
}

const match = (externalId: string, pin: string) =>
  store.crosswalk.match('EQUIPMENT', 'telematics', [
    { externalId, label: 'x', company: null, attributes: { pin } },
  ]);

function fault(machine: string, time: string, more: Partial<BreakdownModel> = {}): BreakdownModel {
  const occurredAt = `2026-10-31T${time}:00.000Z`;
  return {
    ...{ key: `${machine}/100-1/${occurredAt}`, machine, severity: 'HIGH', code: '100-1' },
    ...{ description: null, occurredAt, clearedAt: null, ...more },
  };
}
const issue = (key: string, more: Partial<BreakdownModel> = {}): BreakdownModel => ({
  ...fault(String(test), '09:00'),
  ...{ key, code: null, updatedAt: '2026-10-31T09:00:00.000Z', ...more },
});

/** Reads the first time with nothing there: what comes next is news. */
async function watchAll(): Promise<void> {
  for (const [source, machine] of [
    [YARD, P],
    [CLOUD, C],
  ] as const) {
    await book.watch(source, [machine], START);
    await book.faults(source, machine, [], START, true);
  }
}
/** Open transactions on other databases of the server hold events back for a while. */
async function told(): Promise<EventRecord[]> {
  for (;;) {
    const { events, held } = await store.events.read({ after: from, companies: '*', limit: 1_000 });
    if (!held) return [...events];
    await new Promise((go) => setTimeout(go, 20));
  }
}
const types = async () => (await told()).map(({ type }) => type);

forEachStore('breakdown book', (opened, kind) => {
  beforeEach(() => newMachine(opened()));

  describe('faults', () => {
    it('tells once, with the machine, what comes again, late, from two providers and in a storm', async () => {
      await watchAll();
      const storm = Array.from({ length: 600 }, (_, i) =>
        fault(P, `1${Math.floor(i / 60) % 10}:${String(i % 60).padStart(2, '0')}`),
      );
      await book.faults(YARD, P, [fault(P, '09:30')], LATER, true);
      await book.faults(YARD, P, [fault(P, '09:00'), ...storm], LATER, true);
      await book.faults(CLOUD, C, [fault(C, '09:31')], LATER, true);
      await book.faults(CLOUD, C, [fault(C, '12:00')], LATER, true);
      const events = await told();
      expect(events).toHaveLength(1);
      const machine = (await store.crosswalk.list('EQUIPMENT')).find(({ number }) => number === `EX-${test}`);
      expect(events[0]).toMatchObject({
        ...{ type: 'BREAKDOWN_RAISED', company: 'NB', equipment: machine!.id, severity: 'HIGH' },
        ...{ occurredAt: new Date('2026-10-31T09:30:00Z'), source: { system: 'telematics' } },
      });
      // One of the yard's, and two of the cloud's that are part of it.
      const parts = (await store.mirror.documents(KINDS.breakdown)).map(({ body }) => body as KeptBreakdown);
      expect(parts.map(({ machine: own, told: state }) => [own, state?.partOf !== undefined])).toEqual([
        [C, true],
        [C, true],
        [P, false],
      ]);
    }, 60_000);

    it('tells once when two providers and two processes report at the same moment', async () => {
      await watchAll();
      const second = kind === 'postgres' ? await opened().open() : store;
      const other = createBreakdownBook(second, settings);
      await Promise.all([
        book.faults(YARD, P, [fault(P, '09:00')], LATER, true),
        other.faults(CLOUD, C, [fault(C, '09:00')], LATER, true),
        other.faults(YARD, P, [fault(P, '09:00')], LATER, true),
      ]);
      expect(await types()).toEqual(['BREAKDOWN_RAISED']);
      if (second !== store) await second.close();
    }, 60_000);

    it('tells again after the window, and when it becomes more severe', async () => {
      await watchAll();
      await book.faults(YARD, P, [fault(P, '09:00')], LATER, true);
      await book.faults(YARD, P, [fault(P, '10:01')], LATER, true);
      await book.faults(YARD, P, [fault(P, '10:30', { severity: 'CRITICAL' })], LATER, true);
      await book.faults(YARD, P, [fault(P, '10:31', { severity: 'LOW' })], LATER, true);
      expect((await told()).map(({ severity }) => severity)).toEqual(['HIGH', 'HIGH', 'CRITICAL']);
    }, 60_000);

    it('takes what a machine had when it was first read for history, and nothing after', async () => {
      await book.watch(YARD, [P], START);
      await book.faults(YARD, P, [fault(P, '05:00')], START, true);
      await book.faults(YARD, P, [fault(P, '05:00'), fault(P, '03:00')], LATER, true);
      // Its first reading failed: what happened meanwhile is told, what was there before is not.
      await book.watch(YARD, [P, 'Q4'], START);
      await match('yard/Q4', P);
      await book.faults(
        YARD,
        'Q4',
        [fault('Q4', '05:30', { code: '7' }), fault('Q4', '08:00', { code: '8' })],
        LATER,
        true,
      );
      expect((await told()).map(({ payload }) => payload['breakdown'])).toEqual([
        `telematics:yard:${P}/100-1/2026-10-31T03:00:00.000Z`,
        'telematics:yard:Q4/100-1/2026-10-31T08:00:00.000Z',
      ]);
    }, 60_000);

    it('tells of a machine that is not matched once it is', async () => {
      await watchAll();
      await book.watch(YARD, ['Z9'], START);
      await book.faults(YARD, 'Z9', [], START, true);
      await book.faults(YARD, 'Z9', [fault('Z9', '09:00')], LATER, true);
      expect(await types()).toEqual([]);
      await match('yard/Z9', P);
      await book.settle(YARD, LATER);
      await book.settle(YARD, LATER);
      expect(await types()).toEqual(['BREAKDOWN_RAISED']);
    }, 60_000);
  });

  describe('issues', () => {
    it('tells of each change once: open, resolved, open again, removed', async () => {
      await book.issues([issue('1')], START, true);
      expect(await types()).toEqual([]);
      const at = (hour: number) => ({ updatedAt: `2026-10-31T${hour}:00:00.000Z` });
      const resolved = { clearedAt: '2026-10-31T10:00:00.000Z' };
      const rounds: BreakdownModel[][] = [
        [issue('1'), issue('2')],
        [issue('1'), issue('2')],
        [issue('1', { ...resolved, ...at(10) }), issue('2')],
        // An answer that is older than what is known.
        [issue('1'), issue('2')],
        [issue('1', at(11)), issue('2')],
        [issue('1', at(11))],
        [issue('1', at(11)), issue('3', { ...resolved, ...at(12) })],
      ];
      for (const round of rounds) await book.issues(round, LATER, true);
      const events = (await told()).map(({ type, payload }) => [type.slice(10), payload['breakdown']]);
      expect(events).toEqual([
        ['RAISED', 'maintenance:2'],
        ['CLEARED', 'maintenance:1'],
        ['RAISED', 'maintenance:1'],
        ['CLEARED', 'maintenance:2'],
        ['RAISED', 'maintenance:3'],
        ['CLEARED', 'maintenance:3'],
      ]);
      // One that could not be read was not removed.
      await book.issues([], LATER, false);
      expect(await types()).toHaveLength(events.length);
    }, 60_000);
  });
});
