import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOCATIONS, PICKING_TYPES } from '../../../../sandbox/odoo/from-firm-supply.js';
import type { IssueStockInput } from '../../../../subgraphs/odoo/effects/index.js';
import {
  costCode,
  costType,
  cutAfter,
  failureOf,
  firm,
  job,
  openOffice,
  TODAY,
  type Office,
} from './documents-office.js';

const product = firm.products.find(({ storable }) => storable)!.id;
const issue = (quantity: string): IssueStockInput => ({
  company: 'NB',
  projectId: job.odooId,
  operationTypeId: PICKING_TYPES.ISSUES,
  fromLocationId: LOCATIONS.STOCK,
  toLocationId: LOCATIONS.PRODUCTION,
  lines: [{ productId: product, quantity, costCodeId: costCode, costTypeId: costType }],
});

describe.each(['auto', 'jsonrpc'] as const)('issue-stock over %s', (protocol) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(protocol);
  });
  afterAll(() => office.close());
  const pickings = (key: string) =>
    office.rows('stock.picking', [['origin', '=', `PLB/${key}`]], ['state', 'move_ids']);
  const costs = async (key: string) => {
    const moves = await office.rows(
      'stock.move',
      [['picking_id.origin', '=', `PLB/${key}`]],
      ['analytic_account_line_ids'],
    );
    const ids = moves.flatMap((move) => move['analytic_account_line_ids'] as number[]);
    return office.rows(
      'account.analytic.line',
      [['id', 'in', ids]],
      ['amount', 'account_id', 'x_plan4_id', 'x_plan5_id'],
    );
  };
  const counted = async (): Promise<unknown> =>
    (await office.rows('stock.quant', [['product_id', '=', product]], ['quantity']))[0]!['quantity'];

  it('charges the job with cost code and type, once', async () => {
    const effect = office.erp.effects.issueStock;
    const before = Number(await counted());
    const result = await effect.run(issue('4'), 'iss_a');
    expect(result).toMatchObject({ cost: '220.00', doneAt: new Date(`${TODAY}T09:00:00Z`) });
    expect(await effect.run(issue('4'), 'iss_a')).toEqual(result);
    expect(await effect.find(issue('4'), 'iss_a')).toEqual(result);
    expect(await pickings('iss_a')).toMatchObject([{ state: 'done' }]);
    const [cost, ...more] = await costs('iss_a');
    expect(more).toEqual([]);
    expect(cost).toMatchObject({
      amount: -220,
      account_id: [job.accountId, expect.anything()],
      x_plan4_id: [costCode, expect.anything()],
      x_plan5_id: [costType, expect.anything()],
    });
    expect(await counted()).toBe(before - 4);
  });

  it('is finished by the next run, wherever the answer was lost', async () => {
    const effect = office.erp.effects.issueStock;
    const paths = [
      'stock.picking/load',
      'stock.picking/action_confirm',
      'stock.picking/action_assign',
      'stock.move/write',
      'stock.picking/button_validate',
      'account.analytic.line/write',
    ];
    for (const [at, path] of (protocol === 'auto' ? paths : []).entries()) {
      const key = `iss_cut_${at}`;
      expect(await cutAfter(office, path, () => effect.run(issue('1'), key))).toMatchObject({
        kind: 'NETWORK',
      });
      expect((await effect.find(issue('1'), key)) === null).toBe(path !== 'account.analytic.line/write');
      expect(await effect.run(issue('1'), key)).toMatchObject({ cost: '55.00' });
      expect(await pickings(key)).toMatchObject([{ state: 'done' }]);
      expect((await costs(key)).map((line) => line['amount'])).toEqual([-55]);
    }
  });

  it('writes a code again that Odoo lost when a person corrected the quantity', async () => {
    const effect = office.erp.effects.issueStock;
    await effect.run(issue('2'), 'iss_b');
    const [move] = await office.rows('stock.move', [['picking_id.origin', '=', 'PLB/iss_b']], []);
    await office.ask('stock.move', 'write', { ids: [move!.id], vals: { quantity: 3 } });
    expect(await effect.find(issue('2'), 'iss_b')).toBeNull();
    expect(await effect.run(issue('2'), 'iss_b')).toMatchObject({ cost: '165.00' });
    expect(await costs('iss_b')).toMatchObject([{ x_plan4_id: [costCode, expect.anything()] }]);
  });

  it('is taken back once by a transfer the other way', async () => {
    const effect = office.erp.effects.issueStock;
    const before = await counted();
    const result = await effect.run(issue('5'), 'iss_c');
    const why = { date: TODAY, reason: 'wrong job' };
    await effect.undo!(issue('5'), result, 'iss_c', why);
    await effect.undo!(issue('5'), result, 'iss_c', why);
    expect(await pickings('iss_c_ret')).toMatchObject([{ state: 'done' }]);
    expect(await costs('iss_c_ret')).toMatchObject([
      { amount: 275, x_plan4_id: [costCode, expect.anything()] },
    ]);
    expect(await counted()).toBe(before);
  });

  it('refuses what is not in the yard, cannot be coded or would charge nobody, and makes nothing', async () => {
    const effect = office.erp.effects.issueStock;
    const [line] = issue('1').lines;
    const cases: [IssueStockInput, RegExp][] = [
      [issue('999999'), /wants 999999.*receive more/],
      [issue('0'), /above zero/],
      [{ ...issue('1'), operationTypeId: PICKING_TYPES.RECEIPTS }, /analytic costs/],
      [{ ...issue('1'), lines: [{ ...line!, costCodeId: costType }] }, /cannot be coded/],
      [{ ...issue('1'), projectId: 999_999 }, /no analytic account/],
    ];
    for (const [input, words] of cases) {
      const failure = await failureOf(effect.run(input, 'iss_d'));
      expect(failure.kind).toBe('BUSINESS');
      expect(failure.message).toMatch(words);
    }
    expect(await pickings('iss_d')).toEqual([]);
  });

  it('says what to do when Odoo answers with a question instead of doing it', async () => {
    const effect = office.erp.effects.issueStock;
    await cutAfter(office, protocol === 'auto' ? 'stock.picking/load' : '/jsonrpc', () =>
      effect.run(issue('6'), 'iss_e'),
    );
    if (protocol === 'jsonrpc') return;
    const [picking] = await pickings('iss_e');
    // A line that a person added and picked in part: validation would leave a back order.
    await office.ask('stock.move', 'create', {
      vals_list: {
        picking_id: picking!.id,
        product_id: product,
        product_uom_qty: 9,
        quantity: 1,
        picked: true,
        location_id: LOCATIONS.STOCK,
        location_dest_id: LOCATIONS.PRODUCTION,
      },
    });
    await office.ask('stock.quant', 'write', {
      ids: (await office.rows('stock.quant', [['product_id', '=', product]], [])).map(({ id }) => id),
      vals: { quantity: 7, reserved_quantity: 0 },
    });
    const failure = await failureOf(effect.run(issue('6'), 'iss_e'));
    expect(failure.kind).toBe('BUSINESS');
    expect(failure.message).toMatch(/asks a question/);
    expect(await effect.find(issue('6'), 'iss_e')).toBeNull();
  });
});
