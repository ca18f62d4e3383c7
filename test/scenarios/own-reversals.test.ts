/** An accrual that its bill replaced: agreed to once, taken back by Plumbline itself, asked about only where a rule says so. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exceptionsOf, runToEnd } from './flows.js';
import { fastPlatform } from './platforms.js';
import { startScenario, type Scenario } from './plumbline.js';
import { change, openRentals, type RentalFigures, type Rentals } from './rentals.js';
import { mutate, readWrite, settled } from './writes.js';

const FLOW = 'rentalAccruals';
const CONTROLLER = 'sandbox-controller-token';
const actor = {
  id: 'controller',
  roles: ['admin' as const],
  companies: '*' as const,
  projects: '*' as const,
};
const BILLED = { openCommitment: -40_000, actualCost: 40_000, costToDate: 40_000 };

interface Rule {
  readonly name: string;
  readonly write?: string;
}

/** An accrual of two days that its vendor's bill of 400.00 has replaced. */
function billedAccrual(approvals: readonly Rule[]) {
  const own = {} as { scenario: Scenario; rentals: Rentals; before: RentalFigures; accrual: string };
  beforeAll(async () => {
    own.scenario = await startScenario({
      adjust: (config) => ({
        ...fastPlatform(config),
        odoo: { ...config.odoo, maxAgeMs: 0 },
        auth: { ...config.auth, tokens: [...(config.auth.tokens ?? []), { token: CONTROLLER, actor }] },
        workflows: { billedAccrualsSeconds: 3_600, approvals: [...approvals] },
      }),
    });
    const { scenario } = own;
    own.rentals = openRentals(scenario);
    const { rentals } = own;
    const { number: equipment, vehicleId } = rentals.machines[0]!;
    await rentals.assign(vehicleId, 'J101', rentals.back(1), null);
    const orderLine = await rentals.order();
    own.before = await rentals.figures();
    const period = { from: rentals.back(1), to: rentals.today, orderLine: String(orderLine) };
    const asked = { clientMutationId: 'accrual-of-two-days', project: 'J-101', equipment, ...period };
    const { write } = await mutate(scenario, 'postRentalAccrual', asked);
    own.accrual = write!.id;
    if (write!.status === 'PENDING_APPROVAL') await decide(own.accrual, true);
    expect((await settled(scenario, own.accrual)).status).toBe('SUCCEEDED');
    await rentals.bill(orderLine, '400.00');
  }, 120_000);
  afterAll(() => own.scenario.stop());
  const decide = (id: string, approve: boolean) =>
    mutate(own.scenario, 'decideApproval', { write: id, approve, reason: 'looked at it' }, CONTROLLER);
  let runs = 0;
  return {
    own,
    decide,
    run: async () => {
      runs += 1;
      return (await runToEnd(own.scenario, { clientMutationId: `own-run-${runs}`, flow: FLOW })).counts;
    },
    added: async () => change(own.before.job, (await own.rentals.figures()).job),
    byHand: () =>
      mutate(own.scenario, 'reverseWrite', {
        ...{ clientMutationId: 'reversed-by-hand', write: own.accrual, date: own.rentals.today },
        reason: 'billed',
      }),
    reversals: async () => {
      const { data } = await own.scenario.ask(
        '{ writes(filter: { kind: "reverseWrite" }) { nodes { id status } } }',
      );
      return (data as unknown as { writes: { nodes: { id: string; status: string }[] } }).writes.nodes;
    },
  };
}

describe('under a rule for everything', () => {
  const { own, run, added, reversals, byHand } = billedAccrual([{ name: 'everything' }]);

  it('the accrual was asked about, and its bill takes its place without another question', async () => {
    const { audit, approval } = await readWrite(own.scenario, own.accrual);
    expect(audit.map(({ event }) => event)).toContain('APPROVAL_ASKED');
    expect(approval).toMatchObject({ decision: 'APPROVED' });
    expect(await run()).toEqual({ billed: 1, 'taken back': 1 });
    const [reversal] = await reversals();
    expect(await settled(own.scenario, reversal!.id)).toMatchObject({ status: 'SUCCEEDED', approval: null });
    expect(await added()).toEqual(BILLED);
    expect((await byHand()).userErrors).toMatchObject([{ code: 'REVERSED_ALREADY' }]);
  }, 60_000);
});

describe('under a rule for reversals', () => {
  const { own, run, added, reversals, decide, byHand } = billedAccrual([
    { name: 'every reversal', write: 'reverseWrite' },
  ]);

  it('it is asked about; until then, and when it is turned down, the bill alone counts and a person is told', async () => {
    expect(await run()).toEqual({ billed: 1, 'taken back': 1 });
    const [reversal] = await reversals();
    expect(reversal!.status).toBe('PENDING_APPROVAL');
    expect(await added()).toEqual(BILLED);
    await decide(reversal!.id, false);
    expect(await run()).toEqual({ billed: 1, 'taken back': 0 });
    expect(await added()).toEqual(BILLED);
    const [told, ...more] = await exceptionsOf(own.scenario, FLOW);
    expect(more).toEqual([]);
    expect(told).toMatchObject({ kind: 'ACCRUAL_NOT_REVERSED' });
    expect(told!.message).toContain(`${reversal!.id} of the accrual ${own.accrual}`);
    expect(told!.message).toContain('is REJECTED; take the accrual back with reverseWrite');
  }, 60_000);

  it('a person takes it back, and nobody is told any more', async () => {
    const { write } = await byHand();
    expect(write?.status).toBe('PENDING_APPROVAL');
    await decide(write!.id, true);
    expect((await settled(own.scenario, write!.id)).status).toBe('SUCCEEDED');
    expect(await run()).toEqual({ billed: 0, 'taken back': 0 });
    expect(await exceptionsOf(own.scenario, FLOW)).toEqual([]);
    expect(await added()).toEqual(BILLED);
  }, 60_000);
});
