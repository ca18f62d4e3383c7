/** A client hears of each change of a write once and in order, with what it selected, and goes on where it was. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectTo, hear, succeeded, type Heard } from './live.js';
import type { Scenario } from './plumbline.js';
import { startUsageScenario, usageOf } from './usage.js';
import { mutate, settled } from './writes.js';

/** Sees one job. */
const FOREMAN = 'foreman-of-j-102-sandbox-token';
let scenario: Scenario;
let usage: ReturnType<typeof usageOf>;
let days = 0;
beforeAll(async () => {
  scenario = await startUsageScenario({
    adjust: (config) => ({
      ...config,
      auth: {
        ...config.auth,
        tokens: [
          ...(config.auth.tokens ?? []),
          { token: FOREMAN, actor: { id: 'foreman', roles: ['field'], companies: '*', projects: ['J-102'] } },
        ],
      },
    }),
  });
  usage = usageOf(scenario.sandbox);
}, 120_000);
afterAll(() => scenario.stop());

async function write(hours = '1', project = usage.input.project): Promise<string> {
  days += 1;
  const input = {
    clientMutationId: `heard-${days}-${hours}`,
    ...usage.input,
    project,
    date: usage.freeDays[days],
    hours,
  };
  const { write: own, userErrors } = await mutate(scenario, 'recordEquipmentUsage', input);
  expect(userErrors).toEqual([]);
  return own!.id;
}
describe('writeChanged', () => {
  it('tells each change once and in order, with the write', async () => {
    const client = connectTo(scenario);
    const heard = hear(client, {}, succeeded);
    await new Promise((done) => setTimeout(done, 300));
    const id = await write();
    const changes = await heard;
    expect(changes.map(({ status }) => status)).toEqual(['RECEIVED', 'QUEUED', 'RUNNING', 'SUCCEEDED']);
    expect(new Set(changes.map((own) => own.write?.id))).toEqual(new Set([id]));
    expect(changes[0]!.write!.summary).toMatch(/1 h/);
    await client.dispose();
  }, 60_000);

  it('gives what was missed, once, after the cursor', async () => {
    const client = connectTo(scenario);
    const first = hear(client, {}, succeeded);
    await new Promise((done) => setTimeout(done, 300));
    await write();
    const { cursor } = (await first)[1]!;
    const missed = await write();
    await settled(scenario, missed);
    const again = await hear(
      client,
      { after: cursor },
      ({ status, write: own }) => status === 'SUCCEEDED' && own?.id === missed,
    );
    expect(again.map(({ status }) => status)).toEqual([
      ...['RUNNING', 'SUCCEEDED'],
      ...['RECEIVED', 'QUEUED', 'RUNNING', 'SUCCEEDED'],
    ]);
    expect(new Set(again.map((own) => own.cursor)).size).toBe(again.length);
    const own = await hear(client, { after: cursor, write: missed }, succeeded);
    expect(own.map((one) => one.write?.id)).toEqual([missed, missed, missed, missed]);
    await client.dispose();
  }, 60_000);

  it('refuses a cursor that is none, and a token that is none', async () => {
    const client = connectTo(scenario);
    await expect(hear(client, { after: 'nonsense' }, succeeded)).rejects.toThrow(
      /no cursor of this event log/,
    );
    await client.dispose();
    const stranger = connectTo(scenario, 'nobody');
    await expect(hear(stranger, {}, succeeded)).rejects.toMatchObject({ code: 4403 });
  }, 30_000);

  it('tells nothing of a job that is not among the listener’s', async () => {
    const [all, foreman] = [connectTo(scenario), connectTo(scenario, FOREMAN)];
    const own = hear(foreman, {}, succeeded);
    const both = hear(all, {}, succeeded);
    await new Promise((done) => setTimeout(done, 300));
    await write();
    expect(await both).toHaveLength(4);
    const mine = await write('1', 'J-102');
    expect((await own).map((heard) => heard.write?.id)).toEqual([mine, mine, mine, mine]);
    await all.dispose();
    await foreman.dispose();
  }, 60_000);

  it('tells nothing of another company', async () => {
    const client = connectTo(scenario);
    const [one, other] = scenario.sandbox.firm.companies.map(({ code }) => code);
    const both = hear(client, { company: one }, succeeded);
    const none: Heard[] = [];
    void hear(client, { company: other }, (heard) => none.push(heard) > 0).catch(() => undefined);
    await new Promise((done) => setTimeout(done, 300));
    await write();
    expect((await both).length).toBe(4);
    expect(none).toEqual([]);
    await client.dispose();
  }, 60_000);
});

describe('approvalRequested', () => {
  it('tells of a question', async () => {
    const client = connectTo(scenario);
    const query =
      'subscription { question: approvalRequested { cursor write { id status approval { rule } } } }';
    const questions = client.iterate<{ question: { write: object } }>({ query });
    const next = questions.next();
    await new Promise((done) => setTimeout(done, 300));
    const id = await write('24');
    const { value } = (await next) as { value: { data: { question: { write: object } } } };
    expect(value.data.question.write).toMatchObject({
      id,
      status: 'PENDING_APPROVAL',
      approval: { rule: 'a long day' },
    });
    await client.dispose();
  }, 60_000);
});
