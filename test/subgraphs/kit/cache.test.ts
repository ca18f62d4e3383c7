import { describe, expect, it } from '@jest/globals';
import { createStaleCache, type CachePolicy } from '../../../subgraphs/kit/cache.js';
import { UpstreamError } from '../../../subgraphs/kit/errors.js';

const policy: CachePolicy = { kind: 'test', maxAgeMs: 10, staleIfErrorMs: 100, maxEntries: 2 };
const down = new UpstreamError('odoo', 'NETWORK', 'odoo cannot be reached');

/** A cache over a source whose calls are recorded, which can fail, and a clock that is moved by hand. */
function harness() {
  const state = {
    now: 1_000,
    calls: [] as string[][],
    failure: undefined as Error | undefined,
    gate: Promise.resolve(),
  };
  const load = async (keys: readonly string[]) => {
    state.calls.push([...keys]);
    await state.gate;
    if (state.failure) throw state.failure;
    return keys.map((key) => (key === 'none' ? null : `${key}@${state.now}`));
  };
  return { state, cache: createStaleCache<string, string | null>(policy, load, () => state.now) };
}

describe('stale cache', () => {
  it('loads once while fresh, again when old', async () => {
    const { state, cache } = harness();
    const first = await cache.loadMany(['a', 'none', 'a']);
    expect(first).toMatchObject([{ value: 'a@1000', stale: false }, { value: null }, { value: 'a@1000' }]);
    state.now += 10;
    await cache.loadMany(['a']);
    state.now += 1;
    expect(await cache.loadMany(['a'])).toMatchObject([{ value: 'a@1011', asOf: new Date(1011) }]);
    expect(state.calls).toEqual([['a', 'none'], ['a']]);
  });

  it('answers every key of a batch larger than it keeps, fresh ones included', async () => {
    const { cache } = harness();
    await cache.loadMany(['a']);
    const answers = await cache.loadMany(['a', 'b', 'c', 'd', 'e']);
    expect(answers.map((answer) => 'value' in answer && answer.value)).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((key) => `${key}@1000`),
    );
  });

  it('shares one load between callers that want a key at once', async () => {
    const { state, cache } = harness();
    const [one, two] = await Promise.all([cache.loadMany(['a', 'b']), cache.loadMany(['b', 'c'])]);
    expect(state.calls).toEqual([['a', 'b'], ['c']]);
    expect(two[0]).toEqual(one[1]);
  });

  it('serves the old value as stale when the upstream fails, for a while', async () => {
    const { state, cache } = harness();
    await cache.loadMany(['a']);
    state.failure = down;
    state.now += 100;
    const [stale, missing] = await cache.loadMany(['a', 'z']);
    expect(stale).toMatchObject({ value: 'a@1000', stale: true, asOf: new Date(1000), error: down.message });
    expect(missing).toBe(down);
    state.now += 1;
    expect(await cache.loadMany(['a'])).toEqual([down]);
    state.failure = undefined;
    expect(await cache.loadMany(['a'])).toMatchObject([{ stale: false, value: 'a@1101' }]);
  });

  it('does not hide a mistake of ours behind an old value', async () => {
    const { state, cache } = harness();
    await cache.loadMany(['a']);
    state.now += 50;
    state.failure = new TypeError('bug');
    expect(await cache.loadMany(['a'])).toEqual([state.failure]);
  });

  it('refuses a load that answers too few', async () => {
    const cache = createStaleCache<string, string>(
      policy,
      () => Promise.resolve(['one']),
      () => 0,
    );
    const [answer] = await cache.loadMany(['a', 'b']);
    expect(answer).toMatchObject({ message: 'test: 2 keys were asked for, 1 answered' });
  });

  it('reads again after a change, also what was on its way', async () => {
    const { state, cache } = harness();
    const open: { gate?: () => void } = {};
    state.gate = new Promise((done) => (open.gate = done));
    const early = cache.loadMany(['a']);
    cache.outdate();
    open.gate?.();
    await early;
    await cache.loadMany(['a']);
    expect(state.calls).toEqual([['a'], ['a']]);
  });

  it('reads again only the keys that changed, and only what was read before the moment', async () => {
    const { state, cache } = harness();
    await cache.loadMany(['a', 'b']);
    const readAt = state.now;
    cache.outdate(['a', 'never read']);
    await cache.loadMany(['a', 'b']);
    cache.outdate(['a', 'b'], readAt);
    await cache.loadMany(['a', 'b']);
    cache.outdate(['b'], readAt + 1);
    await cache.loadMany(['a', 'b']);
    expect(state.calls).toEqual([['a', 'b'], ['a'], ['b']]);
  });

  it('falls back on what it read before the change', async () => {
    const { state, cache } = harness();
    await cache.loadMany(['a']);
    cache.outdate();
    state.failure = down;
    expect(await cache.loadMany(['a'])).toMatchObject([{ value: 'a@1000', stale: true }]);
    state.failure = undefined;
    expect(await cache.loadMany(['a'])).toMatchObject([{ stale: false }]);
    await cache.loadMany(['a']);
    expect(state.calls).toHaveLength(3);
  });
});
