import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBench, survives, type Bench } from './effects-bench.js';

const WHY = { date: '2026-10-20', reason: 'wrong vendor' };
let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());
const vendor = (name: string, record: string | null = null, previous: string | null = null) => ({
  ...{ record, values: { name }, previous: previous === null ? null : { name: previous } },
});

describe('keep-vendor', () => {
  it('makes a vendor once, renames it, goes back to the name before, and archives what it made', async () => {
    const { effects, checks } = bench.connector;
    expect(await effects.keepVendor.find(vendor('Crane Hire One'), 'v_1')).toBeNull();
    const made = await effects.keepVendor.run(vendor('Crane Hire One'), 'v_1');
    expect(made).toMatchObject({ name: 'Crane Hire One', number: null, archived: false });
    expect(await effects.keepVendor.find(vendor('Crane Hire One'), 'v_1')).toEqual(made);
    const rename = vendor('Crane Hire Two', made.key, 'Crane Hire One');
    expect(await effects.keepVendor.find(rename, 'v_2')).toBeNull();
    const renamed = await effects.keepVendor.run(rename, 'v_2');
    const sent = bench.calls('PATCH');
    expect(await effects.keepVendor.run(rename, 'v_2')).toEqual(renamed);
    expect(bench.calls('PATCH')).toBe(sent);
    await effects.keepVendor.undo!(rename, renamed, 'v_2', WHY);
    expect(await checks.vendors('Crane Hire One')).toMatchObject([{ key: made.key }]);
    for (let again = 0; again < 2; again += 1)
      await effects.keepVendor.undo!(vendor('Crane Hire One'), made, 'v_1', WHY);
    expect(await checks.vendors('Crane Hire One')).toEqual([]);
    expect(await checks.kept('VENDOR', made.key)).toMatchObject({ archived: true });
    expect(bench.calls('PATCH')).toBe(sent + 2);
  });

  it('survives a lost answer and a lost request', async () => {
    const fault = { method: 'POST', path: '/v1/vendors' } as const;
    const inputs = { lost: vendor('Lost Ltd'), landed: vendor('Landed Ltd') };
    const found = await survives(bench, bench.connector.effects.keepVendor, inputs, fault);
    expect(await bench.connector.checks.vendors('Landed Ltd')).toEqual([found]);
    expect(await bench.connector.checks.vendors('Lost Ltd')).toEqual([]);
  });

  it('names a record the platform does not know', async () => {
    await expect(bench.connector.checks.kept('VENDOR', '999999')).rejects.toThrow(
      /does not know vendor 999999; check whether it was deleted/,
    );
  });
});

describe('keep-part', () => {
  const part = (number: string, name: string) => ({
    ...{ record: null, values: { number, name }, previous: null },
  });

  it('makes a part once and survives a lost answer', async () => {
    const fault = { method: 'POST', path: '/v1/parts' } as const;
    const inputs = { lost: part('P-1', 'Lost filter'), landed: part('P-2', 'Landed filter') };
    const found = await survives(bench, bench.connector.effects.keepPart, inputs, fault);
    expect(await bench.connector.checks.parts('P-2')).toEqual([found]);
    await expect(bench.connector.effects.keepPart.run(part('P-2', 'Another filter'), 'p_3')).rejects.toThrow(
      /refused part "P-2": number has already been taken; check whether/,
    );
  });
});
