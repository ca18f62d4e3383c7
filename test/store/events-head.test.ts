/** Where the log stood at a moment: what was recorded from then on is told again, and nothing before a gap is lost. */
import { expect, it } from '@jest/globals';
import { all, append, event, keysOf, pause } from './events.js';
import { forEachStore } from './stores.js';

forEachStore('the place before a moment', (opened) => {
  const log = () => opened().store.events;
  const after = async (place: string) => keysOf((await log().read({ ...all, after: place })).events);

  it('is the end of a log that nothing is in', async () => {
    expect(await log().head(new Date(0))).toBe(await log().head());
  });

  it('has what was recorded from then on behind it, and nothing more', async () => {
    await append(log(), [event('early-1'), event('early-2')]);
    await pause(20);
    await append(log(), [event('late-1')]);
    await append(log(), [event('late-2')]);
    const { events } = await log().read(all);
    const [early, , late] = events.map(({ recordedAt }) => recordedAt);
    expect(await after(await log().head(late))).toEqual(['late-1', 'late-2']);
    expect(await after(await log().head(early))).toEqual(['early-1', 'early-2', 'late-1', 'late-2']);
    expect(await after(await log().head(new Date(0)))).toHaveLength(4);
    expect(await log().head(new Date(Date.now() + 3_600_000))).toBe(await log().head());
  });
});
