/** Somebody has seen a breakdown: the first stays, others are told; and a reinstalled app goes on where it was. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { connectTo, hear, succeeded } from './live.js';
import { startScenario, type Scenario } from './plumbline.js';
import { mutate, settled } from './writes.js';

const FOREMAN = 'foreman-of-no-such-job-token';
let scenario: Scenario;
let broken: readonly { readonly id: string; readonly company: string }[];
beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      auth: {
        ...config.auth,
        tokens: [
          ...(config.auth.tokens ?? []),
          {
            token: FOREMAN,
            actor: { id: 'foreman', roles: ['field'], companies: '*', projects: ['NONE-1'] },
          },
        ],
      },
    }),
  });
  broken = await readBroken();
}, 120_000);
afterAll(() => scenario.stop());

interface Fleet {
  readonly fleet: {
    readonly nodes: readonly {
      readonly company: { readonly code: string };
      readonly breakdowns: readonly { readonly id: string; readonly acknowledgedBy: string | null }[];
    }[];
  };
}
async function readFleet(): Promise<Fleet['fleet']['nodes']> {
  const query =
    '{ fleet(first: 200) { nodes { company { code } breakdowns(first: 10) { id acknowledgedBy acknowledgedAt acknowledgementNote } } } }';
  const answer = await scenario.ask(query);
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as Fleet).fleet.nodes;
}
const readBroken = async () =>
  (await readFleet()).flatMap(({ company, breakdowns }) =>
    breakdowns.map(({ id }) => ({ id, company: company.code })),
  );
const seenBy = async (id: string) =>
  (await readFleet()).flatMap(({ breakdowns }) => breakdowns).find((own) => own.id === id);

describe('acknowledgeBreakdown', () => {
  it('keeps the first; a second is done as well and tells who was first', async () => {
    const { id } = broken.find(({ company }) => company === 'NB')!;
    const before = (await seenBy(id))?.acknowledgedBy;
    expect(before).toBeNull();
    const asked = { clientMutationId: 'seen-by-field-1', breakdown: id, note: ' On my way ' };
    const plan = await mutate(scenario, 'acknowledgeBreakdown', { ...asked, validateOnly: true });
    expect(plan.plan).toMatchObject([{ name: 'acknowledgement', system: 'plumbline' }]);
    const { write, userErrors } = await mutate(scenario, 'acknowledgeBreakdown', asked, SANDBOX_TOKENS.field);
    expect(userErrors).toEqual([]);
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await seenBy(id)).toMatchObject({ acknowledgedBy: 'field', acknowledgementNote: 'On my way' });
    const again = await mutate(scenario, 'acknowledgeBreakdown', asked, SANDBOX_TOKENS.field);
    expect(again.write?.id).toBe(write!.id);
    const second = { clientMutationId: 'seen-by-admin-1', breakdown: id };
    const late = await mutate(scenario, 'acknowledgeBreakdown', second);
    expect(late.userErrors).toEqual([]);
    const done = await settled(scenario, late.write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED' });
    expect(done.summary).toMatch(/acknowledged already by field at 20/);
    expect(JSON.parse(done.steps[0]!.result!)).toMatchObject({ by: 'field' });
    expect((await seenBy(id))?.acknowledgedBy).toBe('field');
  }, 60_000);

  it('refuses one that is not known, of another company or of another job, as not found', async () => {
    const foreign = broken.find(({ company }) => company !== 'NB')!.id;
    const own = broken.filter(({ company }) => company === 'NB').at(-1)!.id;
    for (const [at, [breakdown, token]] of [
      ['maintenance:none', SANDBOX_TOKENS.admin] as const,
      [foreign, SANDBOX_TOKENS.field] as const,
      [own, FOREMAN] as const,
    ].entries()) {
      const input = { clientMutationId: `not-yours-${at}`, breakdown };
      const { write, userErrors } = await mutate(scenario, 'acknowledgeBreakdown', input, token);
      expect(write).toBeNull();
      expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['breakdown'], record: breakdown }]);
    }
    const analyst = { clientMutationId: 'not-theirs-1', breakdown: own };
    const { userErrors } = await mutate(scenario, 'acknowledgeBreakdown', analyst, SANDBOX_TOKENS.analyst);
    expect(userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const long = { clientMutationId: 'too-long-1', breakdown: own, note: 'x'.repeat(1_001) };
    expect((await mutate(scenario, 'acknowledgeBreakdown', long)).userErrors).toMatchObject([
      { code: 'TOO_LONG', field: ['note'] },
    ]);
  });
});

describe('ackEvents', () => {
  const ACK = 'mutation ($device: String!, $cursor: String!) { ackEvents(device: $device, cursor: $cursor) }';
  const ack = async (cursor: string, device = 'phone', token?: string) =>
    scenario.ask(ACK, { device, cursor }, token);
  const cursorOf = async (device: string, token?: string) =>
    scenario.ask('query ($device: String!) { deviceCursor(device: $device) }', { device }, token);
  const acknowledge = async (name: string) => {
    const input = { clientMutationId: name, breakdown: broken[0]!.id };
    return (await mutate(scenario, 'acknowledgeBreakdown', input)).write!.id;
  };

  it('lets an app that was installed anew go on where its device was: nothing lost, nothing twice', async () => {
    const phone = connectTo(scenario);
    const first = hear(phone, {}, succeeded);
    await new Promise((done) => setTimeout(done, 300));
    await acknowledge('device-first');
    const heard = await first;
    // It kept two of them, and said so, before it was lost.
    const kept = heard.slice(0, 2);
    expect((await ack(kept[1]!.cursor)).data).toEqual({ ackEvents: kept[1]!.cursor });
    // A late acknowledgement of an earlier place changes nothing.
    expect((await ack(kept[0]!.cursor)).data).toEqual({ ackEvents: kept[1]!.cursor });
    await phone.dispose();
    const missed = await acknowledge('device-missed');
    await settled(scenario, missed);
    const { data } = await cursorOf('phone');
    const after = (data as unknown as { deviceCursor: string }).deviceCursor;
    const anew = connectTo(scenario);
    const rest = await hear(
      anew,
      { after },
      ({ status, write }) => status === 'SUCCEEDED' && write?.id === missed,
    );
    await anew.dispose();
    expect([...kept, ...rest].map(({ status }) => status)).toEqual([
      ...['RECEIVED', 'QUEUED', 'RUNNING', 'SUCCEEDED'],
      ...['RECEIVED', 'QUEUED', 'RUNNING', 'SUCCEEDED'],
    ]);
    expect(new Set([...kept, ...rest].map(({ cursor }) => cursor)).size).toBe(8);
  }, 60_000);

  it('belongs to who asks', async () => {
    expect((await cursorOf('phone', SANDBOX_TOKENS.field)).data).toEqual({ deviceCursor: null });
    expect((await cursorOf('tablet')).data).toEqual({ deviceCursor: null });
  });

  it('refuses a cursor that is none, and a device without a name, with the next step', async () => {
    const garbage = await ack('garbage');
    expect(garbage.errors).toMatchObject([{ extensions: { code: 'CURSOR_INVALID' } }]);
    expect(garbage.errors![0]!.message).toMatch(
      /"garbage" is no cursor .* send the cursor of the last event/,
    );
    for (const name of ['', 'x'.repeat(201)]) {
      const nameless = await ack('garbage', name);
      expect(nameless.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(nameless.errors![0]!.message).toMatch(/1 to 200/);
    }
    expect((await cursorOf('')).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
