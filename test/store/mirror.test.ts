import { expect, it } from '@jest/globals';
import { forEachStore } from './stores.js';

const noon = new Date('2026-10-05T12:00:00Z');
const evening = new Date('2026-10-05T18:00:00Z');

forEachStore('mirror', (opened) => {
  it('replaces a kind of one source and leaves the other source alone', async () => {
    const { mirror } = opened().store;
    await mirror.replace(
      'yard',
      'machine',
      [
        { key: 'a', body: { n: 1.5 } },
        { key: 'b', body: null },
      ],
      noon,
    );
    await mirror.replace('rental', 'machine', [{ key: 'c', body: ['x'] }], noon);
    await mirror.replace('yard', 'machine', [{ key: 'b', body: { text: 'é "quoted"' } }], evening);
    expect(await mirror.documents('machine')).toEqual([
      { source: 'yard', kind: 'machine', key: 'b', body: { text: 'é "quoted"' }, asOf: evening },
      { source: 'rental', kind: 'machine', key: 'c', body: ['x'], asOf: noon },
    ]);
  });

  it('adds or replaces some documents and reads chosen keys', async () => {
    const { mirror } = opened().store;
    await mirror.upsert(
      'yard',
      'order',
      [
        { key: '1', body: 1 },
        { key: '2', body: 2 },
      ],
      noon,
    );
    await mirror.upsert(
      'yard',
      'order',
      [
        { key: '2', body: 'first' },
        { key: '2', body: 'last' },
      ],
      evening,
    );
    const two = await mirror.documents('order', ['2', 'unknown']);
    expect(two).toEqual([{ source: 'yard', kind: 'order', key: '2', body: 'last', asOf: evening }]);
    expect(await mirror.documents('order')).toHaveLength(2);
    expect(await mirror.documents('order', [])).toEqual([]);
  });

  it('keeps the last value of a point, exactly as written, bounds included', async () => {
    const { mirror } = opened().store;
    const point = (at: Date, value: string) => ({ machine: 'm1', meter: 'HOURS', at, value });
    await mirror.putPoints('aemp', [point(noon, '10.10'), point(noon, '10.20'), point(evening, '0.1')]);
    await mirror.putPoints('aemp', [point(evening, '12345678901234567890.001')]);
    expect(await mirror.points('aemp', 'HOURS', ['m1', 'm2'], noon, evening)).toEqual([
      point(noon, '10.20'),
      point(evening, '12345678901234567890.001'),
    ]);
    expect(await mirror.points('aemp', 'FUEL', ['m1'], noon, evening)).toEqual([]);
    expect(await mirror.points('other', 'HOURS', ['m1'], noon, evening)).toEqual([]);
  });

  it('carries 60 machines over 400 days and answers 600 machines in one call', async () => {
    const { mirror } = opened().store;
    const day = 86_400_000;
    const machines = Array.from({ length: 60 }, (_, i) => `machine-${String(i).padStart(3, '0')}`);
    const points = machines.flatMap((machine, m) =>
      Array.from({ length: 400 }, (_, d) => ({
        machine,
        meter: 'HOURS',
        at: new Date(noon.getTime() + d * day),
        value: `${1000 + m + d * 8}.5`,
      })),
    );
    await mirror.putPoints('bulk', points);
    const asked = [...machines, ...Array.from({ length: 540 }, (_, i) => `other-${i}`)];
    const all = await mirror.points('bulk', 'HOURS', asked, noon, new Date(noon.getTime() + 400 * day));
    expect(all).toEqual(points);
    expect(await mirror.points('bulk', 'HOURS', ['machine-000'], noon, noon)).toEqual([points[0]]);
  });

  it('remembers how the last sync went and where it stands', async () => {
    const { mirror } = opened().store;
    expect(await mirror.status('aemp')).toEqual({ asOf: null, error: null });
    await mirror.setStatus('aemp', { asOf: noon, error: null });
    await mirror.setStatus('aemp', { asOf: noon, error: 'telematics cannot be reached' });
    expect(await mirror.status('aemp')).toEqual({ asOf: noon, error: 'telematics cannot be reached' });
    expect(await mirror.watermark('aemp', 'cursor')).toBeNull();
    await mirror.setWatermark('aemp', 'cursor', 'p1');
    await mirror.setWatermark('aemp', 'cursor', 'p2');
    expect(await mirror.watermark('aemp', 'cursor')).toBe('p2');
  });
});
