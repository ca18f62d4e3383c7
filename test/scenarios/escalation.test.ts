/** A breakdown that nobody acknowledges is told again to whoever subscribes, once per level; one that is seen is not. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectTo } from './live.js';
import { startScenario, type Scenario } from './plumbline.js';
import { mutate, settled } from './writes.js';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      workflows: { clockSeconds: 0.2 },
      alerts: {
        escalation: [
          { severity: 'HIGH', afterMinutes: 8 / 60, to: ['role:field'] },
          { severity: 'HIGH', afterMinutes: 9 / 60, to: ['role:admin'] },
        ],
      },
    }),
  });
}, 120_000);
afterAll(() => scenario.stop());

interface Alert {
  readonly kind: string;
  readonly breakdown: { readonly id: string; readonly acknowledgedBy: string | null } | null;
}
const ALERTS = 'subscription { breakdownAlerts { kind breakdown { id acknowledgedBy } } }';

async function raise(code: string): Promise<void> {
  const machine = scenario.sandbox.firm.machines.find(({ company }) => company === 'NB')!;
  const url = `${scenario.sandbox.upstreams.maintenance.url}/_sandbox/breakdown`;
  const body = { equipmentNumber: machine.number, code, severity: 'CRITICAL', occurredAt: new Date() };
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  expect([answer.status, await answer.text()]).toEqual([201, expect.anything()]);
}

describe('a severe breakdown', () => {
  it('that nobody acknowledges is escalated once per level, one that is acknowledged is not', async () => {
    const client = connectTo(scenario);
    const heard: Alert[] = [];
    client.subscribe<{ breakdownAlerts: Alert }>(
      { query: ALERTS },
      {
        next: ({ data }) => void heard.push(data!.breakdownAlerts),
        error: () => undefined,
        complete: () => undefined,
      },
    );
    const kindsOf = (id: string) => heard.filter((own) => own.breakdown?.id === id).map(({ kind }) => kind);
    const until = async (enough: () => boolean): Promise<void> => {
      for (const end = Date.now() + 20_000; !enough() && Date.now() < end;)
        await new Promise((done) => setTimeout(done, 50));
      expect(enough()).toBe(true);
    };
    await new Promise((done) => setTimeout(done, 500));
    await raise('900-1');
    await until(() => heard.some(({ kind }) => kind === 'RAISED'));
    const left = heard.find(({ kind }) => kind === 'RAISED')!.breakdown!.id;
    await raise('900-2');
    const seen = (): string | undefined =>
      heard.find(({ kind, breakdown }) => kind === 'RAISED' && breakdown!.id !== left)?.breakdown?.id;
    await until(() => seen() !== undefined);
    const asked = { clientMutationId: 'escalation-seen', breakdown: seen() };
    const { write } = await mutate(scenario, 'acknowledgeBreakdown', asked);
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    await until(() => kindsOf(left).length >= 3);
    await new Promise((done) => setTimeout(done, 4_000));
    expect(kindsOf(left)).toEqual(['RAISED', 'ESCALATED', 'ESCALATED']);
    expect(kindsOf(seen()!)).toEqual(['RAISED', 'ACKNOWLEDGED']);
    await client.dispose();
  }, 60_000);
});
