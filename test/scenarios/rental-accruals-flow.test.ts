/** The flow takes an accrual back once the vendor's bill is there, exactly once; the rental is cost once at any moment. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exceptionsOf, runFlow, runToEnd, writesOf } from './flows.js';
import { fastPlatform, upstreamWrites } from './platforms.js';
import { startScenario, type Scenario } from './plumbline.js';
import { change, done, openRentals, type RentalFigures, type Rentals } from './rentals.js';
import { mutate, readWrite } from './writes.js';

const FLOW = 'rentalAccruals';
/** 7 days of 185.55, and what the vendor bills for them. */
const ACCRUED = 129_885;
const BILLED = 131_020;
let scenario: Scenario;
let rentals: Rentals;
let equipment: string;
let orderLine: number;
let before: RentalFigures;
let accrual: string;
let number: string;

beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...fastPlatform(config),
      odoo: { ...config.odoo, maxAgeMs: 0 },
      // Nothing is looked at between two runs of the flow.
      workflows: { billedAccrualsSeconds: 3_600 },
    }),
  });
  rentals = openRentals(scenario);
  const [machine] = rentals.machines;
  equipment = machine!.number;
  await rentals.assign(machine!.vehicleId, 'J101', rentals.back(6), null);
  orderLine = await rentals.order();
  before = await rentals.figures();
}, 120_000);
afterAll(() => scenario.stop());

let runs = 0;
const run = async () => {
  runs += 1;
  const { status, counts } = await runToEnd(scenario, {
    clientMutationId: `rental-accruals-${runs}`,
    flow: FLOW,
  });
  expect(status).toBe('SUCCEEDED');
  return counts;
};
const look = () =>
  runFlow(scenario, { clientMutationId: 'rental-accruals-look', flow: FLOW, validateOnly: true });
const reversals = () => writesOf(scenario, 'reverseWrite');

/** What the rental adds to the job and to its line, which are the same. */
async function added(): Promise<Partial<RentalFigures['job']>> {
  const now = await rentals.figures();
  const [job, line] = [change(before.job, now.job), change(before.line, now.line)];
  expect(line).toEqual(job);
  return job;
}
const ONCE_ACCRUED = { openCommitment: -ACCRUED, otherAccruedCost: ACCRUED, costToDate: ACCRUED };
const ONCE_BILLED = { openCommitment: -BILLED, actualCost: BILLED, costToDate: BILLED };

describe('rentalAccruals', () => {
  it('leaves an accrual alone while its vendor has billed nothing', async () => {
    const asked = { clientMutationId: 'accrued-for-the-flow', project: 'J-101', equipment };
    const period = { from: rentals.back(6), to: rentals.today, orderLine: String(orderLine) };
    const write = await done(scenario, mutate(scenario, 'postRentalAccrual', { ...asked, ...period }));
    accrual = write.id;
    expect(await added()).toEqual(ONCE_ACCRUED);
    expect(await look()).toMatchObject({ plan: [], exceptions: [] });
    expect(await run()).toEqual({ billed: 0, 'taken back': 0 });
    expect(await reversals()).toEqual([]);
    expect(await added()).toEqual(ONCE_ACCRUED);
  }, 60_000);

  it('says what it would take back, and changes nothing by saying so', async () => {
    number = await rentals.bill(orderLine, '1310.20');
    expect(await added()).toEqual(ONCE_BILLED);
    scenario.resetCalls();
    const { plan, exceptions, userErrors } = await look();
    expect({ exceptions, userErrors }).toEqual({ exceptions: [], userErrors: [] });
    expect(plan).toHaveLength(1);
    expect(plan![0]).toContain(`Reverse: Accrue 7 days of ${equipment} on J-101, 1298.85 USD`);
    expect(plan![0]).toContain(`billed by ${number}`);
    expect(await reversals()).toEqual([]);
    expect(upstreamWrites(scenario)).toEqual({});
    const [own] = (await rentals.figures()).accruals.filter((one) => one['orderLine'] === String(orderLine));
    expect(own).toMatchObject({ amount: '1298.85', reversedOn: null });
  }, 60_000);

  it('takes it back with the bill named, and the job keeps the bill alone', async () => {
    scenario.resetCalls();
    expect(await run()).toEqual({ billed: 1, 'taken back': 1 });
    const [reversal, ...more] = await reversals();
    expect(more).toEqual([]);
    expect(reversal).toMatchObject({ status: 'SUCCEEDED', company: 'NB' });
    const { audit } = await readWrite(scenario, reversal!.id);
    expect(audit.map(({ actor }) => actor)).toEqual(audit.map(() => 'plumbline'));
    expect(upstreamWrites(scenario)).toEqual({});
    expect(await added()).toEqual(ONCE_BILLED);
    const own = (await rentals.figures()).accruals.filter((one) => one['orderLine'] === String(orderLine));
    expect(own).toMatchObject([{ amount: '1298.85', reversedOn: rentals.today }]);
    expect(own[0]!['reversedBy']).toContain(`billed by ${number}`);
    expect((await readWrite(scenario, accrual)).status).toBe('SUCCEEDED');
  }, 60_000);

  it('does nothing when it runs again, also after another bill of the line', async () => {
    expect(await look()).toMatchObject({ plan: [], exceptions: [] });
    expect(await run()).toEqual({ billed: 0, 'taken back': 0 });
    await rentals.bill(orderLine, '100.00');
    expect(await run()).toEqual({ billed: 0, 'taken back': 0 });
    expect(await reversals()).toHaveLength(1);
    const both = BILLED + 10_000;
    expect(await added()).toEqual({ openCommitment: -both, actualCost: both, costToDate: both });
    expect(await exceptionsOf(scenario, FLOW)).toEqual([]);
  }, 60_000);
});
