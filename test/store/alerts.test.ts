/** Open alerts: kept from the log by cursor, escalated once per level, whoever asks and whoever dies. */
import { expect, it } from '@jest/globals';
import type { NewEvent, Store } from '../../store/store.js';
import { all, append, event } from './events.js';
import { forEachStore } from './stores.js';

const at = new Date('2026-11-20T12:00:00Z');
const told = (type: NewEvent['type'], name: string, over: Partial<NewEvent> = {}): NewEvent =>
  event(`${type}/${name}`, { type, payload: { breakdown: `maintenance:${name.split('/')[0]}` }, ...over });
const of = { company: 'NB', project: null, equipment: 'eqp_1', severity: 'HIGH' } as const;

async function openOnes(store: Store) {
  await store.alerts.catchUp();
  return store.alerts.open();
}
const alertOf = async (store: Store, name: string) =>
  (await openOnes(store)).find(({ breakdown }) => breakdown === `maintenance:${name}`);
const escalated = async (store: Store, name: string) =>
  (await store.events.read({ ...all, types: ['BREAKDOWN_ESCALATED'] })).events.filter(
    ({ payload }) => payload['breakdown'] === `maintenance:${name}`,
  );

forEachStore('open alerts', (opened, kind) => {
  it('are those that are raised and neither cleared nor acknowledged', async () => {
    const { store } = opened();
    await append(store.events, [
      told('BREAKDOWN_RAISED', 'open'),
      told('BREAKDOWN_RAISED', 'cleared'),
      told('BREAKDOWN_RAISED', 'seen'),
      told('BREAKDOWN_CLEARED', 'cleared'),
    ]);
    const given = { breakdown: 'maintenance:seen', by: 'ann', note: null, madeBy: 'w_1' };
    await store.breakdowns.acknowledge(given, of);
    expect(await openOnes(store)).toMatchObject([
      { breakdown: 'maintenance:open', company: 'NB', severity: 'HIGH', levels: [] },
    ]);
  });

  it('that become worse stay the same; severe counts from when it was told', async () => {
    const { store } = opened();
    await append(store.events, [told('BREAKDOWN_RAISED', 'worse/1', { severity: 'MEDIUM' })]);
    const before = (await alertOf(store, 'worse'))!;
    expect(Object.keys(before.since)).toEqual(['LOW', 'MEDIUM']);
    await new Promise((done) => setTimeout(done, 5));
    await append(store.events, [told('BREAKDOWN_RAISED', 'worse/2', { severity: 'CRITICAL' })]);
    const after = (await alertOf(store, 'worse'))!;
    expect(after).toMatchObject({ openedBy: before.openedBy, severity: 'CRITICAL' });
    expect(after.since.MEDIUM).toEqual(before.since.MEDIUM);
    expect(after.since.CRITICAL!.getTime()).toBeGreaterThan(before.since.MEDIUM!.getTime());
  });

  it('escalate to each level once, also when many ask at the same moment', async () => {
    const { store } = opened();
    const other = kind === 'postgres' ? await opened().open() : store;
    await append(store.events, [told('BREAKDOWN_RAISED', 'many')]);
    const alert = (await alertOf(store, 'many'))!;
    const ask = (from: Store, level: number) =>
      from.alerts.escalate(alert, { level, to: ['role:admin'], at });
    const asked = Array.from({ length: 12 }, (_, n) => ask(n % 2 === 0 ? store : other, 1 + (n % 3)));
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(3);
    if (other !== store) await other.close();
    await append(store.events, [told('METER_READ', 'barrier')]);
    const events = await escalated(store, 'many');
    expect(events.map(({ payload }) => payload['level']).sort()).toEqual([1, 2, 3]);
    expect(events[0]).toMatchObject({ ...of, project: 'prj_1', payload: { to: 'role:admin' } });
    expect((await alertOf(store, 'many'))?.levels.toSorted()).toEqual([1, 2, 3]);
  });

  it('raised again after they were cleared are others, and escalate again', async () => {
    const { store } = opened();
    await append(store.events, [told('BREAKDOWN_RAISED', 'again/1')]);
    const first = (await alertOf(store, 'again'))!;
    const escalation = { level: 1, to: ['ann'], at };
    expect(await store.alerts.escalate(first, escalation)).toBe(true);
    await append(store.events, [told('BREAKDOWN_CLEARED', 'again/1'), told('BREAKDOWN_RAISED', 'again/2')]);
    const second = (await alertOf(store, 'again'))!;
    expect(second.openedBy).not.toBe(first.openedBy);
    // Whoever looked before has an alert in hand that is over.
    expect(await store.alerts.escalate(first, { ...escalation, level: 2 })).toBe(false);
    expect(await store.alerts.escalate(second, escalation)).toBe(true);
    await append(store.events, [told('METER_READ', 'barrier/2')]);
    expect(await escalated(store, 'again')).toHaveLength(2);
  });

  it('are not escalated once they are cleared or acknowledged', async () => {
    const { store } = opened();
    await append(store.events, [told('BREAKDOWN_RAISED', 'late'), told('BREAKDOWN_RAISED', 'late-seen')]);
    const [over, seen] = [(await alertOf(store, 'late'))!, (await alertOf(store, 'late-seen'))!];
    await append(store.events, [told('BREAKDOWN_CLEARED', 'late')]);
    const given = { breakdown: 'maintenance:late-seen', by: 'ann', note: null, madeBy: 'w_2' };
    await store.breakdowns.acknowledge(given, of);
    await store.alerts.catchUp();
    for (const alert of [over, seen])
      expect(await store.alerts.escalate(alert, { level: 1, to: ['ann'], at })).toBe(false);
  });

  it('change and event are committed both or neither', async () => {
    const { store } = opened();
    await append(store.events, [told('BREAKDOWN_RAISED', 'whole')]);
    const alert = (await alertOf(store, 'whole'))!;
    const huge = { level: 1, to: ['x'.repeat(3_000)], at };
    await expect(store.alerts.escalate(alert, huge)).rejects.toThrow(/payload/);
    expect((await alertOf(store, 'whole'))?.levels).toEqual([]);
    expect(await store.alerts.escalate(alert, { ...huge, to: ['ann'] })).toBe(true);
  });

  it('are found again by another process from where the first stopped', async () => {
    const { store } = opened();
    if (kind !== 'postgres') return;
    const before = (await openOnes(store)).map(({ key }) => key);
    await append(store.events, [told('BREAKDOWN_RAISED', 'passed-on')]);
    const other = await opened().open();
    const after = (await openOnes(other)).map(({ key }) => key);
    await other.close();
    expect(after).toHaveLength(before.length + 1);
    expect(await alertOf(store, 'passed-on')).toBeDefined();
  });
});
