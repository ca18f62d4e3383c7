/** What the firm holds of its subcontractors' bills is released once, to the cent, and is no second cost. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { erpAdmin, expectNoWrites, figuresOf, type ErpAdmin } from './erp-admin.js';
import { startScenario, type Scenario } from './plumbline.js';
import { mutate, readWrite, settled, type PayloadAnswer } from './writes.js';

const JOB = 'J-102';
/** Of Tall Pine Paving Co. on J-102, in cents: the answer key's positions, worked by hand in retention-ageing.test. */
const HELD = 332_466;

let scenario: Scenario;
let erp: ErpAdmin;
let today: string;
let cases = 0;

beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({ ...config, odoo: { ...config.odoo, maxAgeMs: 0 } }),
  });
  erp = erpAdmin(scenario);
  today = scenario.sandbox.firm.today;
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

const release = (over: Record<string, unknown> = {}) => {
  cases += 1;
  const vendor = 'Tall Pine Paving Co.';
  const paper = { side: 'PAYABLE', vendor, lienWaiver: true, reference: `Retention ${cases}` };
  return { clientMutationId: `payable-case-${cases}`, project: JOB, date: today, ...paper, ...over };
};
const ask = (over: Record<string, unknown> = {}): Promise<PayloadAnswer> =>
  mutate(scenario, 'releaseRetention', release(over));
const bills = (reference: string) =>
  erp.rows('account.move', [['ref', '=', reference]], ['state', 'move_type', 'amount_total', 'partner_id']);

interface Position {
  readonly side: string;
  readonly partyName: string;
  readonly project: { readonly number: string };
  readonly held: string;
}
/** In cents, by side and party, of the job. */
async function held(number = JOB): Promise<Record<string, number>> {
  const { data } = await scenario.ask('{ retention { side partyName project { number } held } }');
  const { retention } = data as unknown as { retention: readonly Position[] };
  const own = retention.filter(({ project }) => project.number === number);
  return Object.fromEntries(
    own.map(({ side, partyName, held: open }) => [`${side} ${partyName}`, Math.round(Number(open) * 100)]),
  );
}
const PAVING = 'PAYABLE Tall Pine Paving Co.';

describe('releaseRetention of what we hold', () => {
  it('says what it would do, and changes nothing', async () => {
    scenario.resetCalls();
    const { write, plan, userErrors } = await ask({ validateOnly: true });
    expect({ write, userErrors }).toEqual({ write: null, userErrors: [] });
    expect(plan?.map(({ name, title }) => [name, title])).toEqual([
      ['release', `Release 3324.66 USD of retention payable of ${JOB}`],
    ]);
    expectNoWrites(scenario);
  });

  it('releases a part by one bill of the vendor, oldest first; cost and commitments stay', async () => {
    const [before, figures] = [await held(), await figuresOf(scenario, JOB)];
    expect(before[PAVING]).toBe(HELD);
    const asked = release({ amount: '1000.10' });
    const { write } = await mutate(scenario, 'releaseRetention', asked);
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(await held()).toEqual({ ...before, [PAVING]: HELD - 100_010 });
    expect(await figuresOf(scenario, JOB)).toEqual(figures);
    const vendor = scenario.sandbox.firm.parties.find(({ name }) => name === 'Tall Pine Paving Co.')!;
    expect(await bills(asked.reference)).toMatchObject([
      {
        state: 'posted',
        move_type: 'in_invoice',
        amount_total: 1000.1,
        partner_id: [vendor.id, vendor.name],
      },
    ]);
    const again = await mutate(scenario, 'releaseRetention', asked);
    expect(again.write?.id).toBe(write!.id);
    // 734.57 of the oldest bill are released whole, and the credit note's 100.00 count against what is next.
    const [oldest] = await erp.rows(
      'account.move.line',
      [
        ['account_id.code', '=', '214000'],
        ['partner_id', '=', vendor.id],
        ['date', '=', '2026-06-30'],
      ],
      ['amount_residual'],
    );
    expect(oldest!['amount_residual']).toBe(0);
  }, 60_000);

  it('releases the rest once when the line is cut after the posting', async () => {
    scenario.fault('odoo', { cut: 'after', path: '/account.move/action_post' });
    const asked = release();
    const { write } = await mutate(scenario, 'releaseRetention', asked);
    for (const until = Date.now() + 20_000; Date.now() < until;) {
      if ((await readWrite(scenario, write!.id)).status === 'RETRYING') break;
      await new Promise((done) => setTimeout(done, 50));
    }
    scenario.mend();
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(await bills(asked.reference)).toMatchObject([{ state: 'posted', amount_total: 2324.56 }]);
    expect(await held()).not.toHaveProperty(PAVING);
    scenario.resetCalls();
    expect((await ask()).userErrors).toMatchObject([{ code: 'NOTHING_HELD', record: JOB }]);
    expectNoWrites(scenario);
  }, 90_000);

  it('leaves what is held on a document of two jobs to people', async () => {
    const vendor = 'Granite Gap Ready Mix';
    const before = await held('J-103');
    expect(before[`PAYABLE ${vendor}`]).toBe(13_333);
    scenario.resetCalls();
    for (const project of [JOB, 'J-103']) {
      const { userErrors } = await ask({ vendor, project });
      expect(userErrors).toMatchObject([{ code: 'SHARED_DOCUMENT', field: ['project'], record: project }]);
      expect(userErrors[0]!.message).toContain('BILL/2026/07/');
    }
    expectNoWrites(scenario);
    expect(await held('J-103')).toEqual(before);
  });

  it('keeps to its own side: what the customer holds is untouched, and released whole', async () => {
    const before = await figuresOf(scenario, 'J-101');
    // A credit note of the firm's own took some of it back: it counts against what is held.
    const customer = { side: null, vendor: null, lienWaiver: null, project: 'J-101' };
    const { write, userErrors } = await ask(customer);
    expect(userErrors).toEqual([]);
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    const after = await figuresOf(scenario, 'J-101');
    expect(Number(before.wip.retainage)).toBeGreaterThan(0);
    expect(after).toEqual({ ...before, wip: { ...before.wip, retainage: '0.00' } });
  }, 60_000);

  it.each([
    ['without the waiver of lien', { lienWaiver: null }, 'NO_LIEN_WAIVER', ['lienWaiver']],
    ['with a waiver that is said not to be there', { lienWaiver: false }, 'NO_LIEN_WAIVER', ['lienWaiver']],
    [
      'more than is held',
      { project: 'H-202', vendor: null, amount: '99999.00' },
      'MORE_THAN_HELD',
      ['amount'],
    ],
    ['nothing', { amount: '0' }, 'BAD_AMOUNT', ['amount']],
    ['a vendor nobody knows', { vendor: 'Nobody & Sons' }, 'NOT_FOUND', ['vendor']],
    ['a vendor on the customer’s side', { side: 'RECEIVABLE' }, 'BAD_INPUT', ['vendor']],
    ['a job on which nothing is held', { project: 'J-106', vendor: null }, 'NOTHING_HELD', ['project']],
    ['an unknown job', { project: 'J-999' }, 'NOT_FOUND', ['project']],
  ])('refuses %s before anything is sent', async (_, over, code, field) => {
    scenario.resetCalls();
    const { write, userErrors } = await ask(over);
    expect(write).toBeNull();
    expect(userErrors).toMatchObject([{ code, field }]);
    expect(userErrors[0]!.message.length).toBeGreaterThan(20);
    expectNoWrites(scenario);
  });

  it('refuses a day that is locked for purchases', async () => {
    await erp.set('res.company', 2, { purchase_lock_date: '2026-01-31' });
    scenario.resetCalls();
    const { userErrors } = await ask({ project: 'H-202', vendor: null, date: '2026-01-31' });
    expect(userErrors).toMatchObject([{ code: 'LOCKED_PERIOD', record: 'HB' }]);
    expect(userErrors[0]!.message).toContain('purchase books');
    expectNoWrites(scenario);
    await erp.set('res.company', 2, { purchase_lock_date: false });
  });
});
