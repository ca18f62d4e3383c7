import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createFirm } from '../../../sandbox/firm/index.js';
import { createHeavybidSimulator, HEAVYBID_CLIENT } from '../../../sandbox/heavybid/index.js';
import { createHeavybidConnector } from '../../../subgraphs/estimating/heavybid/index.js';
import { toDetail, toHeader } from '../../../subgraphs/estimating/heavybid/map.js';
import {
  wireActivity,
  wireBidItem,
  wireEstimate,
  wireResource,
} from '../../../subgraphs/estimating/heavybid/wire.js';
import { estimatingSettings } from '../../../subgraphs/estimating/settings.js';

function settingsOf(input: object = {}) {
  const base = { url: 'http://127.0.0.1:1', ...HEAVYBID_CLIENT, businessUnits: { NORTH: 'NB' } };
  return estimatingSettings.parse({ heavybid: { ...base, ...input } }).heavybid!;
}

const item = { id: 'b1', estimateId: 'e1', biditemCode: 140, quantity: 90, bidQuantity: 100, bidPrice: 12.5 };
const activity = { id: 'a1', estimateId: 'e1', biditemId: 'b1', activityCode: 290001 };
const resource = { id: 'r1', estimateId: 'e1', biditemId: 'b1', activityId: 'a1', typeCost: 'L', total: 100 };

function detailOf(own: object, resources: readonly object[] = [resource], input: object = {}) {
  return toDetail(
    {
      bidItems: [wireBidItem.parse(item)],
      activities: [wireActivity.parse({ ...activity, ...own })],
      resources: resources.map((row) => wireResource.parse(row)),
    },
    settingsOf(input),
  ).bidItems[0]!;
}

describe("HeavyBid's rows", () => {
  it('price the quantity of the bid, and take codes as numbers', () => {
    expect(detailOf({})).toMatchObject({
      number: '140',
      quantity: '100',
      unitPrice: '12.5',
      amount: '1250.00',
    });
    const byActivity = detailOf({}, [resource], { costCodeField: 'activityCode' });
    expect(byActivity.costLines).toMatchObject([{ costCodeSpelling: '290001', costType: 'LABOR' }]);
    expect(detailOf({ accountingJCCode1: ' 03-300 ' }).costLines).toMatchObject([
      { costCodeSpelling: '03-300' },
    ]);
  });

  it('leave an unknown type of cost unclassified', () => {
    expect(detailOf({}, [{ ...resource, typeCost: 'Z' }]).costLines).toMatchObject([
      { costType: 'UNCLASSIFIED', resourceType: 'Z' },
    ]);
  });

  it.each([
    ['burden that no resource holds', { directTotal: 140, burden: 40 }, 'LABOR', 'burden', '40.00'],
    ['cost that is skipped', { directTotal: 60, burden: 0 }, 'UNCLASSIFIED', 'not in resources', '-40.00'],
  ])('add an activity up to its direct total: %s', (_, own, costType, resourceType, amount) => {
    const { costLines } = detailOf(own);
    expect(costLines).toMatchObject([{ amount: '100.00' }, { costType, resourceType, amount }]);
  });

  it('take less than a cent a resource as rounding', () => {
    expect(detailOf({ directTotal: 100.01 }).costLines).toHaveLength(1);
    expect(detailOf({ directTotal: null }).costLines).toHaveLength(1);
  });
});

describe("HeavyBid's estimates", () => {
  const owner = { company: 'NB', currency: 'USD' };
  const estimate = (filters: object | null) =>
    wireEstimate.parse({ id: 'e1', code: 'E-1', lastModified: '2026-01-01T00:00:00Z', filters });

  it('say job, status, revision and award in their filters', () => {
    const filters = {
      projectNumber: 'J-101',
      status: 'Low bidder',
      estimateTag1: '2',
      estimateTag2: '2026-03-01',
    };
    const settings = settingsOf({ statuses: { 'Low bidder': 'AWARDED' } });
    expect(toHeader(estimate(filters), owner, settings)).toMatchObject({
      ...owner,
      number: 'E-1',
      job: 'J-101',
      status: 'AWARDED',
      revision: 2,
      awardedOn: '2026-03-01',
    });
    const moved = settingsOf({ estimateFields: { revision: 'estimateTag4', job: 'projectName' } });
    expect(toHeader(estimate({ ...filters, estimateTag4: 7 }), owner, moved)).toMatchObject({
      revision: 7,
      job: null,
    });
  });

  it('are revision 0 without job and award where the firm wrote nothing usable', () => {
    const nothing = { revision: 0, job: null, status: null, awardedOn: null };
    for (const filters of [null, {}, { estimateTag1: 'Smith', estimateTag2: 'soon', status: '?' }])
      expect(toHeader(estimate(filters), owner, settingsOf())).toMatchObject(nothing);
  });
});

describe('business units', () => {
  let stop: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    await Promise.all(stop.map((each) => each()));
    stop = [];
  });
  const firm = createFirm();
  const [own, other] = firm.companies.map(({ estimatingUnit }) => estimatingUnit) as [string, string];

  async function connect(input: object) {
    const server = await createHeavybidSimulator(firm);
    const connector = createHeavybidConnector(
      settingsOf({ url: server.url, ...input }),
      [],
      undefined,
      Date.now,
    );
    stop.push(
      () => connector.close(),
      () => server.close(),
    );
    return { server, connector };
  }

  it('are read as far as they are configured; the others and the missing are named', async () => {
    const { server, connector } = await connect({ businessUnits: { [own]: 'NB', NOWHERE: 'XX' } });
    const { headers, problems } = await connector.list();
    expect(headers).toHaveLength(firm.estimates.filter(({ company }) => company === 'NB').length);
    expect(problems).toEqual([
      'heavybid.businessUnits names NOWHERE, which HeavyBid does not list',
      `business unit ${other} is not in heavybid.businessUnits: its estimates are not read`,
    ]);
    expect([...server.calls.keys()].some((path) => path.includes(other))).toBe(false);
  });

  it('need not be listed where their ids are configured', async () => {
    const { server, connector } = await connect({
      scope: 'heavybid:read',
      businessUnits: { [own]: 'NB' },
      businessUnitIds: { [own]: `bu-${own}` },
    });
    const { headers, problems } = await connector.list();
    expect(headers.length).toBeGreaterThan(0);
    expect(problems).toEqual([]);
    expect(server.calls.get('GET /heavybid/api/v2/integration/businessunits')).toBeUndefined();
  });

  it('leave out estimates that are deleted', async () => {
    const row = { id: 'e1', code: 'E-1', lastModified: 'x' };
    const page = { currentTopValue: 100, currentSkipValue: 0, nextSkipValue: null };
    const server: Server = createServer((request, response) => {
      const isToken = request.url === '/identity/connect/token';
      const rows = { ...page, data: [row, { ...row, id: 'e2', isDeleted: true }] };
      response.end(JSON.stringify(isToken ? { access_token: 't', expires_in: 60 } : rows));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const settings = settingsOf({ url: `http://127.0.0.1:${port}`, businessUnitIds: { NORTH: 'u' } });
    const connector = createHeavybidConnector(settings, [], undefined, Date.now);
    stop.push(
      () => connector.close(),
      () => new Promise((done) => server.close(done)),
    );
    expect((await connector.list()).headers.map(({ id }) => id)).toEqual(['heavybid:e1']);
  });
});
