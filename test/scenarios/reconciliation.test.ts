/** Differences between systems and books are found to the cent, and gone when somebody has mended them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { erpAdmin, type ErpAdmin, type Row } from './erp-admin.js';
import { exceptionsOf, runToEnd } from './flows.js';
import { startScenario, type Scenario } from './plumbline.js';

const FLOW = 'reconciliation';
let scenario: Scenario;
let admin: ErpAdmin;
let window: { from: string; to: string };
let runs = 0;

beforeAll(async () => {
  scenario = await startScenario();
  admin = erpAdmin(scenario);
  const { today } = scenario.sandbox.firm;
  window = { from: `${today.slice(0, 7)}-01`, to: today };
}, 120_000);
afterAll(() => scenario.stop());

const run = () => {
  runs += 1;
  return runToEnd(scenario, { clientMutationId: `reconcile-${runs}`, flow: FLOW, ...window });
};
const reasons = async (reason: string) =>
  (await exceptionsOf(scenario, FLOW)).filter((own) => own.reason === reason);
const cents = (value: unknown): bigint => BigInt(Math.round(Number(value) * 100));
const text = (value: bigint): string => (Number(value) / 100).toFixed(2);

describe('reconciliation', () => {
  it('finds books and lists that agree, and says how much it compared', async () => {
    const { status, counts } = await run();
    expect(status).toBe('SUCCEEDED');
    expect(counts['accounts and months compared']).toBeGreaterThan(3);
    const { firm } = scenario.sandbox;
    expect(counts['maintenance EQUIPMENT']).toBe(firm.machines.length);
    expect(await reasons('LEDGER_DIFFERS')).toEqual([]);
    expect(await reasons('RECORD_GONE')).toEqual([]);
  }, 60_000);

  describe('of analytic lines with the ledger', () => {
    let line: Row;
    let before: bigint;
    beforeAll(async () => {
      const domain = [
        ['move_line_id', '!=', false],
        ['general_account_id', '!=', false],
        ['date', '>=', window.from],
        ['date', '<=', window.to],
      ];
      const fields = ['amount', 'general_account_id', 'move_line_id', 'company_id', 'date'];
      line = (await admin.rows('account.analytic.line', domain, fields))[0]!;
      before = cents(line['amount']);
    });

    it('tells an amount that was changed, with the entry behind it', async () => {
      await admin.set('account.analytic.line', line.id, { amount: Number(text(before - 123_45n)) });
      await run();
      const [found, ...more] = await reasons('LEDGER_DIFFERS');
      expect(more).toEqual([]);
      expect(cents(found!.expected) - cents(found!.found)).toBe(123_45n);
      expect(found).toMatchObject({
        kind: 'RECONCILIATION_DIFFERENCE',
        day: `${window.from.slice(0, 7)}-01`,
      });
      const [moveLine] = line['move_line_id'] as [number, string];
      expect(found!.records).toMatchObject([
        { system: 'odoo', kind: 'account.move.line', id: String(moveLine) },
      ]);
    }, 60_000);

    it('lets it go once it is put right', async () => {
      await admin.set('account.analytic.line', line.id, { amount: Number(text(before)) });
      await run();
      expect(await reasons('LEDGER_DIFFERS')).toEqual([]);
    }, 60_000);

    it('tells a line that was deleted', async () => {
      await admin.ask('account.analytic.line', 'unlink', { ids: [line.id] });
      await run();
      const [found] = await reasons('LEDGER_DIFFERS');
      expect(cents(found!.expected) - cents(found!.found)).toBe(before);
    }, 60_000);
  });

  it('tells a job that the ERP no longer lists', async () => {
    const [project] = await admin.rows('project.project', [], ['name', 'account_id']);
    await admin.ask('project.project', 'unlink', { ids: [project!.id] });
    await run();
    const found = await reasons('RECORD_GONE');
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]!.records).toMatchObject([{ system: 'odoo', kind: 'PROJECT', id: String(project!.id) }]);
    expect(found[0]!.message).toContain('no longer lists');
  }, 60_000);
});
