/** What is read right after a write shows it, although reads are kept for a while and machines are mirrored. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fastPlatform } from './platforms.js';
import { startScenario, type Scenario } from './plumbline.js';
import { usageOf } from './usage.js';
import { mutate, settled } from './writes.js';

const SEEN_WITHIN_MS = 20_000;

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario({ adjust: fastPlatform });
}, 120_000);
afterAll(() => scenario.stop());

async function read<T>(query: string): Promise<T> {
  const { data, errors } = await scenario.ask(query);
  if (errors) throw new Error(JSON.stringify(errors));
  return data as unknown as T;
}

const actualCost = async (): Promise<number> => {
  const query = '{ project(number: "J-101") { cost { actualCost } } }';
  return Number((await read<{ project: { cost: { actualCost: string } } }>(query)).project.cost.actualCost);
};

describe('after a write', () => {
  it('the job costs what was booked on it', async () => {
    const { input, freeDays } = usageOf(scenario.sandbox);
    const { equipmentRates } = scenario.sandbox.firm.companies[0]!;
    const machine = scenario.sandbox.firm.machines.find(({ number }) => number === input.equipment)!;
    const rate = Number(equipmentRates[machine.class]);
    const before = await actualCost();
    const asked = { clientMutationId: 'seen at once', ...input, date: freeDays[0], hours: '2' };
    const { write } = await mutate(scenario, 'recordEquipmentUsage', asked);
    expect((await settled(scenario, write!.id)).status).toBe('SUCCEEDED');
    expect(await actualCost()).toBeCloseTo(before + 2 * rate, 2);
  }, 60_000);

  it('the machine is shown as it was left, soon', async () => {
    const { number } = scenario.sandbox.firm.machines.find(
      ({ company, status }) => company === 'NB' && status === 'Active',
    )!;
    const availability = async (): Promise<string> => {
      const query = `{ equipment(number: "${number}") { availability } }`;
      return (await read<{ equipment: { availability: string } }>(query)).equipment.availability;
    };
    const before = await availability();
    const input = { equipment: number, summary: 'Track torn off', severity: 'HIGH' };
    const { write } = await mutate(scenario, 'reportBreakdown', { clientMutationId: 'seen soon', ...input });
    expect((await settled(scenario, write!.id)).status).toBe('SUCCEEDED');
    const until = Date.now() + SEEN_WITHIN_MS;
    while (Date.now() < until && (await availability()) === before)
      await new Promise((done) => setTimeout(done, 100));
    expect(await availability()).not.toBe(before);
  }, 60_000);
});
