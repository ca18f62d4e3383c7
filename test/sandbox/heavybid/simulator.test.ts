import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFirm } from '../../../sandbox/firm/index.js';
import {
  createHeavybidSimulator,
  HEAVYBID_CLIENT,
  type HeavybidSimulator,
} from '../../../sandbox/heavybid/index.js';

const BASE = '/heavybid-estimate-insights/api/v1';

describe('HeavyBid simulator', () => {
  const firm = createFirm();
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
    const bad = await fetch(`${server.url}${BASE}/estimate`, { headers: { authorization: 'Bearer no' } });
    expect(bad.status).toBe(401);
  });

  it('pages with $top and $skip until nextSkipValue is null', async () => {
    const ids = firm.estimates.map(({ id }) => id).sort();
    const { body } = await get('/estimate?$top=2&$skip=1');
    expect(body).toMatchObject({ currentTopValue: 2, currentSkipValue: 1, nextSkipValue: 3 });
    expect((body['data'] as { id: string }[]).map(({ id }) => id)).toEqual(ids.slice(1, 3));
    expect((await get(`/estimate?$skip=${ids.length - 1}`)).body['nextSkipValue']).toBeNull();
  });

  it('filters by in, eq and contains and orders', async () => {
    const [first, second] = firm.estimates;
    const inAnswer = await get(
      `/biditem?$filter=${encodeURIComponent(`estimateId in (${first!.id}, ${second!.id})`)}`,
    );
    expect(inAnswer.body['data']).toHaveLength(
      Math.min(100, first!.bidItems.length + second!.bidItems.length),
    );
    const eq = await get(
      `/estimate?$filter=${encodeURIComponent(`code eq '${first!.number}'`)}&$orderby=revision%20desc`,
    );
    const revisions = (eq.body['data'] as { revision: number }[]).map(({ revision }) => revision);
    expect(revisions).toEqual([...revisions].sort((a, b) => b - a));
    expect(revisions.length).toBeGreaterThan(0);
    expect(
      (await get(`/estimate?$filter=${encodeURIComponent("contains(name,'zzz')")}`)).body['data'],
    ).toEqual([]);
  });

  it('refuses what it does not understand', async () => {
    expect((await get('/estimate?$top=0')).status).toBe(400);
    expect((await get('/estimate?$filter=name%20near%20x')).status).toBe(400);
    expect((await get('/nothing')).status).toBe(404);
  });
});
