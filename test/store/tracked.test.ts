import { expect, it } from '@jest/globals';
import type { NewEvent } from '../../store/store.js';
import { forEachStore } from './stores.js';

const event = (key: string, dedupeKey: string): NewEvent => ({
  ...{ type: 'MILESTONE_FORECAST_CHANGED', company: 'NB', project: key, equipment: null, severity: null },
  occurredAt: new Date('2026-10-05T12:00:00Z'),
  source: { system: 'scheduling', record: key },
  ...{ dedupeKey, payload: {} },
});

forEachStore('tracked states', (opened) => {
  const kind = 'test';
  const advance = (key: string, from: number | null, body: unknown, ...events: NewEvent[]) =>
    opened().store.tracked.advance(kind, [{ key, from, body, events }]);
  const told = async (project: string): Promise<string[]> => {
    const page = await opened().store.events.read({
      after: null,
      companies: '*',
      projects: [project],
      limit: 100,
    });
    return page.events.map(({ dedupeKey }) => dedupeKey);
  };

  it('keeps a state with the events that lead to it', async () => {
    const { tracked } = opened().store;
    expect(await tracked.states(kind, ['a'])).toEqual(new Map());
    expect(await advance('a', null, { is: 'é "quoted"' })).toEqual(new Set(['a']));
    expect(await advance('a', 1, { is: 2 }, event('a', 'a/2'))).toEqual(new Set(['a']));
    expect(await tracked.states(kind, ['a', 'b'])).toEqual(
      new Map([['a', { revision: 2, body: { is: 2 } }]]),
    );
    expect(await tracked.states('other', ['a'])).toEqual(new Map());
    expect(await told('a')).toEqual(['a/2']);
  });

  it('takes the place only of the state it was compared with, and tells nothing otherwise', async () => {
    await advance('b', null, 1);
    expect(await advance('b', null, 2, event('b', 'b/first-again'))).toEqual(new Set());
    expect(await advance('b', 2, 2, event('b', 'b/ahead'))).toEqual(new Set());
    expect(await advance('c', 1, 2, event('c', 'c/unknown'))).toEqual(new Set());
    expect((await opened().store.tracked.states(kind, ['b', 'c'])).get('b')).toEqual({
      revision: 1,
      body: 1,
    });
    expect([...(await told('b')), ...(await told('c'))]).toEqual([]);
  });

  it('keeps neither when an event cannot be appended', async () => {
    await advance('d', null, 1);
    await expect(advance('d', 1, 2, { ...event('d', 'd/2'), dedupeKey: '' })).rejects.toThrow(/dedupe key/);
    expect((await opened().store.tracked.states(kind, ['d'])).get('d')?.revision).toBe(1);
  });

  it('lets one of many that saw the same change tell it', async () => {
    await advance('e', null, 0);
    const won = await Promise.all(
      Array.from({ length: 10 }, (_, at) => advance('e', 1, at, event('e', `e/${at}`))),
    );
    expect(won.filter(({ size }) => size === 1)).toHaveLength(1);
    expect(await told('e')).toEqual([`e/${won.findIndex(({ size }) => size === 1)}`]);
  });
});
