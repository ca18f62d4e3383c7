/** What somebody agrees to is what they were asked about: another amount is refused, and a reversal meets not itself. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { fastPlatform, upstreamWrites } from './platforms.js';
import { startScenario, type Scenario } from './plumbline.js';
import { change, openRentals, type RentalFigures, type Rentals } from './rentals.js';
import { mutate, readWrite, settled, type PayloadAnswer } from './writes.js';

const CONTROLLER = 'sandbox-controller-token';
const DAY = 18_555;

let scenario: Scenario;
let rentals: Rentals;
let before: RentalFigures;

beforeAll(async () => {
  const token = {
    token: CONTROLLER,
    actor: { id: 'controller', roles: ['admin' as const], companies: '*' as const, projects: '*' as const },
  };
  scenario = await startScenario({
    adjust: (config) => ({
      ...fastPlatform(config),
      odoo: { ...config.odoo, maxAgeMs: 0 },
      auth: { ...config.auth, tokens: [...(config.auth.tokens ?? []), token] },
      workflows: {
        approvals: [
          { name: 'every accrual', write: 'postRentalAccrual' },
          { name: 'every reversal', write: 'reverseWrite' },
        ],
      },
    }),
  });
  rentals = openRentals(scenario);
  before = await rentals.figures();
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

let cases = 0;
/** Asked for by the administrator. */
const ask = (mutation: string, input: Record<string, unknown>): Promise<PayloadAnswer> => {
  cases += 1;
  return mutate(
    scenario,
    mutation,
    { clientMutationId: `agreement-${cases}`, ...input },
    SANDBOX_TOKENS.admin,
  );
};
const decide = (id: string, approve = true): Promise<PayloadAnswer> =>
  mutate(scenario, 'decideApproval', { write: id, approve, reason: 'looked at it' }, CONTROLLER);
const statusOf = async (id: string): Promise<string> => (await readWrite(scenario, id)).status;
const added = async () => change(before.job, (await rentals.figures()).job);
const accrued = (days: number) => ({
  ...{ openCommitment: -days * DAY, otherAccruedCost: days * DAY, costToDate: days * DAY },
});

describe('agreement', () => {
  let accrual: string;

  it('is not taken for another amount than was asked about; it stays a question', async () => {
    const { number: equipment, vehicleId } = rentals.machines[0]!;
    const orderLine = String(await rentals.order());
    before = await rentals.figures();
    await rentals.assign(vehicleId, 'J101', rentals.back(6), null);
    const period = { from: rentals.back(6), to: rentals.today };
    const { write } = await ask('postRentalAccrual', { project: 'J-101', equipment, orderLine, ...period });
    expect(write?.status).toBe('PENDING_APPROVAL');
    accrual = write!.id;
    // It left again the same day and came back four days later, as the dispatcher says while the question waits.
    await rentals.assign(vehicleId, 'J101', rentals.back(2), null);
    scenario.resetCalls();
    const { userErrors } = await decide(accrual);
    expect(userErrors).toMatchObject([{ code: 'AMOUNT_CHANGED', field: ['write'], record: accrual }]);
    expect(userErrors[0]!.message).toContain('1298.85');
    expect(userErrors[0]!.message).toContain('742.20');
    expect(upstreamWrites(scenario)).toEqual({});
    expect(await statusOf(accrual)).toBe('PENDING_APPROVAL');
    expect(await added()).toEqual({});
  }, 60_000);

  it('is taken once the amount is what was asked about again', async () => {
    await rentals.assign(rentals.machines[0]!.vehicleId, 'J101', rentals.back(6), null);
    expect((await decide(accrual)).userErrors).toEqual([]);
    expect(await settled(scenario, accrual)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(await added()).toEqual(accrued(7));
  }, 60_000);

  it('to a reversal that waited carries it out; meanwhile a second one is refused by its name', async () => {
    const why = { write: accrual, date: rentals.today, reason: 'wrong machine' };
    const { write } = await ask('reverseWrite', why);
    expect(write?.status).toBe('PENDING_APPROVAL');
    const second = await ask('reverseWrite', why);
    expect(second).toMatchObject({
      write: null,
      userErrors: [{ code: 'REVERSED_ALREADY', record: accrual }],
    });
    expect(second.userErrors[0]!.message).toContain(`${write!.id} (PENDING_APPROVAL)`);
    expect(await added()).toEqual(accrued(7));
    expect((await decide(write!.id)).userErrors).toEqual([]);
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(await added()).toEqual({});
  }, 60_000);

  it('that was turned down stands in nobody’s way: the next reversal is agreed to, the first is over', async () => {
    const { number: equipment, vehicleId } = rentals.machines[1]!;
    await rentals.assign(vehicleId, 'J101', rentals.back(1), null);
    const orderLine = String(await rentals.order());
    before = await rentals.figures();
    const period = { from: rentals.back(1), to: rentals.today };
    const asked = await ask('postRentalAccrual', { project: 'J-101', equipment, orderLine, ...period });
    await decide(asked.write!.id);
    await settled(scenario, asked.write!.id);
    const why = { write: asked.write!.id, date: rentals.today, reason: 'wrong machine' };
    const first = await ask('reverseWrite', why);
    // Turned down, it stands in nobody's way; the next one is asked about and agreed to.
    await decide(first.write!.id, false);
    expect(await statusOf(first.write!.id)).toBe('REJECTED');
    expect(await added()).toEqual(accrued(2));
    const next = await ask('reverseWrite', why);
    expect((await decide(next.write!.id)).userErrors).toEqual([]);
    expect((await settled(scenario, next.write!.id)).status).toBe('SUCCEEDED');
    expect((await decide(first.write!.id)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(await added()).toEqual({});
  }, 60_000);
});
