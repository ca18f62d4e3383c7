/** A webhook is proved, kept and acknowledged at once, and then only makes its source be read again. */
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import type { UpstreamName } from '../../sandbox/outline.js';
import { connectTo } from './live.js';
import { startScenario, type Scenario } from './plumbline.js';

const HMAC_SECRET = 'a-secret-of-a-provider-that-signs-in-hex';
let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      webhooks: { unsignedPerSecond: 1, unsignedBurst: 40, attempts: 2 },
      equipment: {
        ...config.equipment,
        viewMs: 0,
        // Polls come far too late: what the graph shows came by webhook.
        maintenance: {
          ...config.equipment.maintenance,
          intervalMs: 3_600_000,
          issuesIntervalMs: 3_600_000,
        },
        telematics: (config.equipment.telematics ?? []).map((own) => ({
          ...own,
          intervalMs: 3_600_000,
          ...(own.name === 'oem-xml' && {
            webhook: { proof: { kind: 'hmac' as const, secrets: [HMAC_SECRET] } },
          }),
        })),
      },
    }),
  });
}, 120_000);
afterAll(() => scenario.stop());

interface Sender {
  readonly url: string;
  readonly secret: string;
}
async function senders(): Promise<Record<string, Sender>> {
  const answer = await fetch(`${scenario.url}/sandbox`);
  return ((await answer.json()) as { webhooks: Record<string, Sender> }).webhooks;
}
async function flip(system: UpstreamName, name: string, body: unknown): Promise<void> {
  const url = `${scenario.sandbox.upstreams[system].url}/_sandbox/${name}`;
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  expect([answer.status, await answer.json()]).toEqual([201, expect.anything()]);
}
async function until<T>(read: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const found = await read();
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('it never came');
}
interface Breakdown {
  readonly code: string | null;
  readonly description: string | null;
  readonly severity: string | null;
}
async function breakdownsOf(number: string): Promise<Breakdown[]> {
  const query = `query ($number: String!) { equipment(number: $number) {
    breakdowns(first: 200) { code description severity } } }`;
  const { data } = await scenario.ask(query, { number });
  return (data as unknown as { equipment: { breakdowns: Breakdown[] } }).equipment.breakdowns;
}
const machineOf = (format: 'XML' | 'JSON') =>
  scenario.sandbox.firm.machines.find((own) => own.telematics?.format === format)!;

interface Posted {
  readonly id?: string;
  readonly secret?: string;
  readonly at?: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}
/** As the signing provider would, with what is given changed. */
async function svix(given: Posted = {}): Promise<{ status: number; text: string }> {
  const { url, secret } = (await senders())['telematics-oem-json']!;
  const { id = randomUUID(), at = Date.now(), body = '{"data":{}}' } = given;
  const timestamp = String(Math.floor(at / 1_000));
  const key = Buffer.from((given.secret ?? secret).slice(6), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return send(url, body, {
    ...{ 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` },
    ...given.headers,
  });
}
async function send(url: string, body: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}

describe('a hint', () => {
  it.each([
    ['JSON', 'svix'],
    ['XML', 'hmac'],
  ] as const)(
    'of a fault at the %s provider, signed by %s, has the series read again',
    async (format, _scheme) => {
      const machine = machineOf(format);
      const client = connectTo(scenario);
      const alerts = client.iterate<{ breakdownAlerts: { breakdown: Breakdown; equipment: object } }>({
        query: 'subscription { breakdownAlerts { breakdown { code severity } equipment { number } } }',
      });
      const alert = alerts.next();
      await new Promise((done) => setTimeout(done, 300));
      await flip('telematics', 'breakdown', {
        equipmentNumber: machine.number,
        code: `77-${format}`,
        severity: 'HIGH',
      });
      await until(async () =>
        (await breakdownsOf(machine.number)).find(({ code }) => code === `77-${format}`),
      );
      const { value } = (await alert) as { value: { data?: unknown; errors?: unknown } };
      expect(value).toEqual({
        data: {
          breakdownAlerts: {
            breakdown: { code: `77-${format}`, severity: 'HIGH' },
            equipment: { number: machine.number },
          },
        },
      });
      await client.dispose();
    },
    30_000,
  );

  it('of an issue, sent late, thrice and in another order, is read again from maintenance', async () => {
    const { url, secret } = (await senders())['maintenance']!;
    const target = { url, secret, kind: 'authorization' };
    await flip('maintenance', 'webhook', { ...target, lateMs: 200, repeat: 3, shuffle: true });
    const { number } = scenario.sandbox.firm.machines[0]!;
    for (const code of ['Boom cracked', 'Track off'])
      await flip('maintenance', 'breakdown', { equipmentNumber: number, code, severity: 'LOW' });
    for (const code of ['Boom cracked', 'Track off'])
      await until(async () => (await breakdownsOf(number)).find(({ description }) => description === code));
    const told = (await breakdownsOf(number)).filter(({ description }) => description === 'Track off');
    expect(told).toHaveLength(1);
    await flip('maintenance', 'webhook', target);
  }, 30_000);

  it('of the ERP, as it was recorded, only makes it be read again', async () => {
    const { url } = (await senders())['odoo']!;
    const body = JSON.stringify({ _action: 'Notify(#644)', _id: 1, _model: 'project.project', id: 1 });
    scenario.resetCalls();
    expect((await send(url, body)).status).toBe(202);
    // Without a moment in it the same bytes may be news.
    expect(JSON.parse((await send(url, body)).text)).toMatchObject({ status: 'ACCEPTED' });
    await until(() =>
      Promise.resolve(
        Object.keys(scenario.calls()['odoo']!).find((call) => call.includes('project.project')),
      ),
    );
  }, 30_000);
});

describe('what is refused', () => {
  it('names what is wrong', async () => {
    const { maintenance } = await senders();
    const { url } = (await senders())['telematics-oem-json']!;
    const minutes = 60_000;
    const cases: [string, { status: number; text: string }, number, RegExp][] = [
      ['forged', await svix({ secret: `whsec_${Buffer.alloc(24, 1).toString('base64')}` }), 401, /signature/],
      ['unsigned', await send(url, '{}'), 401, /svix-signature is missing/],
      ['stale', await svix({ at: Date.now() - 6 * minutes }), 401, /not within 5 minutes of our clock/],
      ['early', await svix({ at: Date.now() + 6 * minutes }), 401, /not within 5 minutes of our clock/],
      ['not JSON', await svix({ body: '{"data":' }), 400, /not a JSON object/],
      ['no object', await svix({ body: '[]' }), 400, /not a JSON object/],
      ['a form', await svix({ headers: { 'content-type': 'text/plain' } }), 415, /must be application\/json/],
      [
        'too large',
        await svix({ body: `{"a":"${'x'.repeat(1_000_001)}"}` }),
        413,
        /larger than 1000000 bytes/,
      ],
      ['unknown', await send(`${scenario.url}/webhooks/nobody`, '{}'), 404, /No webhook .*nobody/],
      ['no secret', await send(maintenance!.url, '{}'), 401, /Authorization is missing/],
      [
        'wrong secret',
        await send(maintenance!.url, '{}', { authorization: 'Bearer of bad news' }),
        401,
        /not what is configured/,
      ],
      [
        'wrong address',
        await send(`${scenario.url}/webhooks/odoo/guess`, '{}'),
        401,
        /last part of the address/,
      ],
    ];
    for (const [name, { status, text }, wanted, message] of cases)
      expect([name, status, text]).toEqual([name, wanted, expect.stringMatching(message)]);
  }, 30_000);

  it('takes a repeat without doing anything again', async () => {
    const id = randomUUID();
    const first = await svix({ id });
    const again = await svix({ id, body: '{"data":{"other":true}}' });
    expect([first, again].map(({ status, text }) => [status, JSON.parse(text) as unknown])).toEqual([
      [202, { status: 'ACCEPTED', deliveryId: id }],
      [202, { status: 'REPEAT', deliveryId: id }],
    ]);
  }, 30_000);

  it('lets a stranger’s flood wait', async () => {
    const { url } = (await senders())['maintenance']!;
    const answers = await Promise.all(Array.from({ length: 60 }, () => send(url, '{}')));
    expect(answers.map(({ status }) => status)).toContain(429);
  }, 30_000);
});

describe('what cannot be handled', () => {
  const parked = '{ parkedDeliveries { id connector attempts error body } exceptions { kind record } }';
  interface Parked {
    readonly parkedDeliveries: { id: string; error: string; body: string }[];
    readonly exceptions: { kind: string; record: string }[];
  }

  it('is set aside for a person, who may try it again', async () => {
    const body = JSON.stringify({
      data: { equipment: { pin: 'NO-SUCH-PIN' }, occurredAt: '2026-11-20T10:00:00Z' },
    });
    expect((await svix({ body })).status).toBe(202);
    const found = await until(async () => {
      const data = (await scenario.ask(parked)).data as unknown as Parked;
      const own = data.parkedDeliveries.find((one) => one.body === body);
      return own && { own, exceptions: data.exceptions };
    });
    expect(found.own.error).toBe('oem-json lists no machine "NO-SUCH-PIN"');
    expect(found.exceptions).toContainEqual({ kind: 'DELIVERY_PARKED', record: found.own.id });
    const retry = 'mutation ($id: ID!) { retryDelivery(id: $id) { retried userErrors { code } } }';
    const retried = async (id: string, token?: string) =>
      ((await scenario.ask(retry, { id }, token)).data as unknown as { retryDelivery: object }).retryDelivery;
    expect(await retried(found.own.id, SANDBOX_TOKENS.field)).toEqual({
      retried: false,
      userErrors: [{ code: 'FORBIDDEN' }],
    });
    expect(await retried('x')).toEqual({ retried: false, userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await retried(found.own.id)).toEqual({ retried: true, userErrors: [] });
  }, 30_000);

  it('is not lost when nobody was there to handle it', async () => {
    const machine = machineOf('JSON');
    const fault = { equipmentNumber: machine.number, code: '88-kept', severity: 'HIGH' };
    // The series cannot be read until after the restart: the answer 202 was all that happened.
    scenario.fault('telematics', { status: 503 });
    await flip('telematics', 'breakdown', fault);
    await until(async () =>
      (await (await fetch(`${scenario.url}/metrics`)).text()).match(
        /webhooks_handled_total\{connector="telematics-oem-json",outcome="again"\} [1-9]/,
      )
        ? true
        : undefined,
    );
    await scenario.restart();
    expect((await breakdownsOf(machine.number)).some(({ code }) => code === '88-kept')).toBe(false);
    scenario.mend();
    const data = (await scenario.ask(parked)).data as unknown as Parked;
    for (const { id } of data.parkedDeliveries)
      await scenario.ask('mutation ($id: ID!) { retryDelivery(id: $id) { retried } }', { id });
    await until(async () => (await breakdownsOf(machine.number)).find(({ code }) => code === '88-kept'));
  }, 60_000);
});
