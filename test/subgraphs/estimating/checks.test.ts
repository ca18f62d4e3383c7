/** What writes ask about estimates: every revision as its source has it now, past every cache. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFirm } from '../../../sandbox/firm/index.js';
import { toOpenBid } from '../../../sandbox/index.js';
import { startEstimating } from './sandbox.js';

const firm = createFirm();
let estimating: Awaited<ReturnType<typeof startEstimating>>;
beforeAll(async () => {
  estimating = await startEstimating(firm);
  await estimating.sync();
}, 60_000);
afterAll(() => estimating.stop());

const bid = (serial: number, name: string) =>
  toOpenBid(serial, { number: `E-${serial}`, company: 'NB', currency: 'USD', name });

describe('checks of an estimate', () => {
  it('lists every revision, also of an estimate sent out a moment ago', async () => {
    const { checks } = estimating.subgraph;
    const found = await checks.revisions('E-NB-900');
    expect(found.map(({ revision, status }) => [revision, status]).sort()).toEqual([
      [0, 'SUPERSEDED'],
      [1, 'SUBMITTED'],
      [2, 'DRAFT'],
    ]);
    expect(await checks.revisions('E-501')).toEqual([]);
    estimating.server.putEstimate(bid(501, 'Fresh'));
    expect(await checks.revisions('E-501')).toMatchObject([{ name: 'Fresh', company: 'NB' }]);
  });

  it('adds cost up by code and type, and leaves what is spelled like no code without one', async () => {
    const { checks } = estimating.subgraph;
    const own = bid(502, 'Odd');
    const [item, ...items] = own.bidItems;
    const [first, ...rest] = item!.activities;
    const odd = { ...first!, costCodeSpelling: '77.9' };
    estimating.server.putEstimate({ ...own, bidItems: [{ ...item!, activities: [odd, ...rest] }, ...items] });
    const [header] = await checks.revisions('E-502');
    const { lines, sellPrice, job, items: listed } = await checks.toAward(header!);
    expect(
      lines.map(({ costCode, spelling, costType, amount }) => [costCode ?? spelling, costType, amount]),
    ).toEqual([
      ['77.9', 'LABOR', '18400.50'],
      ['77.9', 'EQUIPMENT', '22150.25'],
      ['03-300', 'MATERIAL', '64210.75'],
      ['03-300', 'LABOR', '9800.10'],
      ['06-400', 'SUBCONTRACT', '31500.00'],
    ]);
    expect(sellPrice).toBe('163589.00');
    expect(job).toEqual({
      ...{ externalId: header!.id, label: 'E-502', number: null, attributes: { estimateIds: header!.id } },
    });
    expect(listed).toEqual([{ number: '10', description: 'Bid item 1' }]);
  });

  it('tells what was awarded of a job, and nothing of a job without an award', async () => {
    const { checks, store } = { checks: estimating.subgraph.checks, store: estimating.store };
    const jobs = await store.crosswalk.list('PROJECT');
    const idOf = (number: string): string => jobs.find((own) => own.number === number)!.id;
    const awarded = await checks.awarded(idOf('J-106'));
    expect(awarded).toMatchObject({ currency: 'USD' });
    expect(awarded!.lines.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(60_000);
    expect(await checks.awarded(idOf('J-105'))).toBeNull();
  });
});
