/** The first who says that they have seen a breakdown stays, and one event tells of it. */
import { expect, it } from '@jest/globals';
import { all, keysOf } from './events.js';
import { forEachStore } from './stores.js';

const of = { company: 'NB', project: 'prj_1', equipment: 'eqp_1', severity: 'HIGH' } as const;
const given = (breakdown: string, by: string) => ({ breakdown, by, note: `of ${by}`, madeBy: `w_${by}` });

forEachStore('acknowledgements', (opened) => {
  it('keeps the first of many that come at once, with one event', async () => {
    const { store } = opened();
    const people = Array.from({ length: 8 }, (_, at) => `p${at}`);
    const kept = await Promise.all(
      people.map((by) => store.breakdowns.acknowledge(given('maintenance:1', by), of)),
    );
    const [first] = kept;
    expect(people).toContain(first!.by);
    expect(kept.every(({ by, madeBy }) => by === first!.by && madeBy === `w_${by}`)).toBe(true);
    const page = await store.events.read({ ...all, types: ['BREAKDOWN_ACKNOWLEDGED'] });
    expect(page.events).toMatchObject([
      { ...of, payload: { breakdown: 'maintenance:1', by: first!.by }, occurredAt: first!.at },
    ]);
  });

  it('reads many in one call; what nobody has seen is absent', async () => {
    const { store } = opened();
    const long = `telematics:oem:${'x'.repeat(400)}`;
    await store.breakdowns.acknowledge(given(long, 'ann'), of);
    const known = await store.breakdowns.acknowledgements(['maintenance:1', long, 'maintenance:2']);
    expect([...known.keys()].sort()).toEqual(['maintenance:1', long]);
    expect(known.get(long)).toMatchObject({ by: 'ann', note: 'of ann' });
  });

  it('keeps neither when the event cannot be told', async () => {
    const { store } = opened();
    const huge = `maintenance:${'y'.repeat(3_000)}`;
    await expect(store.breakdowns.acknowledge(given(huge, 'ann'), of)).rejects.toThrow(/payload/);
    expect((await store.breakdowns.acknowledgements([huge])).size).toBe(0);
    const { events } = await store.events.read({ ...all, types: ['BREAKDOWN_ACKNOWLEDGED'] });
    expect(new Set(keysOf(events)).size).toBe(2);
  });
});
