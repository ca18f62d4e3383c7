import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFirm } from '../../../sandbox/firm/index.js';
import {
  createHeavybidSimulator,
  HEAVYBID_CLIENT,
  type HeavybidSimulator,
} from '../../../sandbox/heavybid/index.js';

const BASE = '/heavybid/api/v2/integration/businessunits';

describe('HeavyBid simulator', () => {
  const firm = createFirm();
  const [company] = firm.companies;
  const unit = `/bu-${company!.estimatingUnit}`;
  const estimates = firm.estimates.filter((one) => one.company === company!.code);
  let server: HeavybidSimulator;
  beforeAll(async () => {
    server = await createHeavybidSimulator(firm);
  });
  afterAll(() => server.close());

  const askToken = (changes: Record<string, string> = {}): Promise<Response> =>
    fetch(`${server.url}/identity/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: HEAVYBID_CLIENT.clientId,
        client_secret: HEAVYBID_CLIENT.clientSecret,
        scope: 'heavybid:read',
        ...changes,
      }),
    });
  async function get(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
    const { access_token } = (await (await askToken()).json()) as { access_token: string };
    const answer = await fetch(server.url + BASE + path, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  it('refuses a wrong secret, scope and token', async () => {
    expect((await askToken({ client_secret: 'wrong' })).status).toBe(400);
    expect((await askToken({ scope: 'heavybid:write' })).status).toBe(400);
    const bad = await fetch(`${server.url}${BASE}`, { headers: { authorization: 'Bearer no' } });
    expect(bad.status).toBe(401);
  });

  it('pages with $top and $skip until nextSkipValue is null', async () => {
    const ids = estimates.map(({ id }) => id).sort();
    const { body } = await get(`${unit}/estimates?$top=2&$skip=1`);
    expect(body).toMatchObject({ currentTopValue: 2, currentSkipValue: 1, nextSkipValue: 3 });
    expect((body['data'] as { id: string }[]).map(({ id }) => id)).toEqual(ids.slice(1, 3));
    expect((await get(`${unit}/estimates?$skip=${ids.length - 1}`)).body['nextSkipValue']).toBeNull();
  });

  it('filters by in, eq and contains and orders', async () => {
    const [first, second] = estimates;
    const inAnswer = await get(
      `${unit}/biditems?$filter=${encodeURIComponent(`estimateId in (${first!.id}, ${second!.id})`)}`,
    );
    expect(inAnswer.body['data']).toHaveLength(
      Math.min(100, first!.bidItems.length + second!.bidItems.length),
    );
    const eq = await get(
      `${unit}/estimates?$filter=${encodeURIComponent(`code eq '${first!.number}'`)}&$orderby=lastModified%20desc`,
    );
    const changed = (eq.body['data'] as { lastModified: string }[]).map(({ lastModified }) => lastModified);
    expect(changed).toEqual([...changed].sort().reverse());
    expect(changed.length).toBeGreaterThan(0);
    expect(
      (await get(`${unit}/estimates?$filter=${encodeURIComponent("contains(name,'zzz')")}`)).body['data'],
    ).toEqual([]);
  });

  it('filters by a field of a nested object', async () => {
    const filter = encodeURIComponent("filters/status eq 'Awarded' and totals/bidTotal_Bid gt 1");
    const { body } = await get(`${unit}/estimates?$filter=${filter}`);
    expect(body['data']).toHaveLength(estimates.filter(({ status }) => status === 'AWARDED').length);
  });

  it('keeps every level within its business unit', async () => {
    const { body } = await get('');
    const units = body['data'] as { id: string; businessUnitCode: string }[];
    expect(units.map(({ businessUnitCode }) => businessUnitCode).sort()).toEqual(
      firm.companies.map(({ estimatingUnit }) => estimatingUnit).sort(),
    );
    const counts = await Promise.all(
      units.map(async ({ id }) => (await get(`/${id}/estimates?$top=1000`)).body['data'] as object[]),
    );
    expect(counts.flat()).toHaveLength(firm.estimates.length);
  });

  it('refuses what it does not understand', async () => {
    expect((await get(`${unit}/estimates?$top=0`)).status).toBe(400);
    expect((await get(`${unit}/estimates?$filter=name%20near%20x`)).status).toBe(400);
    expect((await get('/nothing/estimates')).status).toBe(404);
  });
});
