import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DraftBillInput } from '../../../../subgraphs/odoo/effects/index.js';
import { costKey, cutAfter, failureOf, openOffice, TODAY, vendor, type Office } from './documents-office.js';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const bill = (reference: string): DraftBillInput => ({
  company: 'NB',
  vendorId: vendor,
  reference,
  invoiceDate: '2026-10-12',
  lines: [
    {
      account: '500100',
      label: 'Pipe',
      quantity: '3',
      unitPrice: '99.99',
      distribution: { [costKey]: '100' },
    },
    {
      account: '500100',
      label: 'Freight',
      quantity: '1',
      unitPrice: '10.03',
      distribution: { [costKey]: '100' },
    },
  ],
});
const bills = (reference: string) =>
  office.rows(
    'account.move',
    [['ref', '=', reference]],
    ['state', 'date', 'amount_untaxed', 'invoice_line_ids'],
  );

describe('create-draft-bill', () => {
  it('enters one draft, however often it is run', async () => {
    const effect = office.erp.effects.createDraftBill;
    const result = await effect.run(bill('B-1'), 'bill_a');
    expect(result).toMatchObject({ untaxed: '310.00', total: '310.00' });
    expect(await effect.run(bill('B-1'), 'bill_a')).toEqual(result);
    expect(await effect.find(bill('B-1'), 'bill_a')).toEqual(result);
    expect(await effect.find(bill('B-1'), 'bill_other')).toBeNull();
    const [row, ...more] = await bills('B-1');
    expect(more).toEqual([]);
    expect(row).toMatchObject({ state: 'draft', amount_untaxed: 310 });
  });

  it('is found when the answer is lost', async () => {
    const effect = office.erp.effects.createDraftBill;
    const lost = await cutAfter(office, 'account.move/load', () => effect.run(bill('B-2'), 'bill_b'));
    expect(lost).toMatchObject({ kind: 'NETWORK' });
    const found = await effect.find(bill('B-2'), 'bill_b');
    expect(found).not.toBeNull();
    expect(await effect.run(bill('B-2'), 'bill_b')).toEqual(found);
    expect(await bills('B-2')).toHaveLength(1);
  });

  it('leaves no draft behind that Odoo would round to another amount', async () => {
    const thirds = {
      ...bill('B-6'),
      lines: [{ ...bill('B-6').lines[0]!, quantity: '1000', unitPrice: '0.333' }],
    };
    const failure = await failureOf(office.erp.effects.createDraftBill.run(thirds, 'bill_g'));
    expect(failure).toMatchObject({ kind: 'BUSINESS' });
    expect(failure.message).toMatch(/two decimals/);
    expect(await bills('B-6')).toEqual([]);
  });

  it('refuses a number the vendor used before', async () => {
    const effect = office.erp.effects.createDraftBill;
    await effect.run(bill('B-3'), 'bill_c');
    const twice = await failureOf(effect.run(bill('B-3'), 'bill_d'));
    expect(twice).toMatchObject({ kind: 'BUSINESS' });
    expect(twice.message).toMatch(/"B-3".*already/);
  });

  it('is taken back: a draft goes, what was posted since is credited', async () => {
    const effect = office.erp.effects.createDraftBill;
    const why = { date: TODAY, reason: 'sent to the wrong firm' };
    const draft = await effect.run(bill('B-4'), 'bill_e');
    await effect.undo!(bill('B-4'), draft, 'bill_e', why);
    await effect.undo!(bill('B-4'), draft, 'bill_e', why);
    expect(await bills('B-4')).toEqual([]);
    const posted = await effect.run(bill('B-5'), 'bill_f');
    await office.ask('account.move', 'action_post', { ids: [posted.id] });
    await effect.undo!(bill('B-5'), posted, 'bill_f', why);
    await effect.undo!(bill('B-5'), posted, 'bill_f', why);
    const notes = await office.rows(
      'account.move',
      [['reversed_entry_id', '=', posted.id]],
      ['state', 'amount_total'],
    );
    expect(notes).toMatchObject([{ state: 'posted', amount_total: 310 }]);
  });
});

describe('post-vendor-bill', () => {
  const enter = async (reference: string): Promise<number> =>
    (
      await office.erp.effects.createDraftBill.run(
        bill(reference),
        `p_${reference.toLowerCase().replace('-', '')}`,
      )
    ).id;
  const input = (billId: number, date = '2026-10-15') => ({ company: 'NB', billId, date, untaxed: '310.00' });

  it('posts on the given day, once', async () => {
    const id = await enter('P-1');
    const effect = office.erp.effects.postVendorBill;
    expect(await effect.find(input(id), 'post_a')).toBeNull();
    const result = await effect.run(input(id), 'post_a');
    expect(result).toMatchObject({ id, date: '2026-10-15', untaxed: '310.00', total: '310.00' });
    expect(await effect.run(input(id), 'post_a')).toEqual(result);
    expect(await effect.find(input(id), 'post_a')).toEqual(result);
    const cost = await office.rows(
      'account.analytic.line',
      [['move_line_id.move_id', '=', id]],
      ['amount', 'date'],
    );
    expect(cost.map((line) => [line['amount'], line['date']])).toEqual([
      [-299.97, '2026-10-15'],
      [-10.03, '2026-10-15'],
    ]);
  });

  it('is found when the answer is lost, and taken back by one credit note', async () => {
    const id = await enter('P-2');
    const effect = office.erp.effects.postVendorBill;
    const lost = await cutAfter(office, 'action_post', () => effect.run(input(id), 'post_b'));
    expect(lost).toMatchObject({ kind: 'NETWORK' });
    const found = (await effect.find(input(id), 'post_b'))!;
    expect(await effect.run(input(id), 'post_b')).toEqual(found);
    const why = { date: TODAY, reason: 'duplicate' };
    await cutAfter(office, 'account.move/action_post', () => effect.undo!(input(id), found, 'post_b', why));
    await effect.undo!(input(id), found, 'post_b', why);
    const notes = await office.rows('account.move', [['reversed_entry_id', '=', id]], ['state', 'move_type']);
    expect(notes).toMatchObject([{ state: 'posted', move_type: 'in_refund' }]);
    const [row] = await office.rows('account.move', [['id', '=', id]], ['payment_state', 'state']);
    expect(row).toMatchObject({ state: 'posted', payment_state: 'paid' });
  });

  it('refuses another amount than was approved, a locked period, a posted bill of another day, no bill', async () => {
    const id = await enter('P-3');
    const effect = office.erp.effects.postVendorBill;
    const messageOf = async (task: Promise<unknown>): Promise<string> => {
      const { kind, message } = await failureOf(task);
      expect(kind).toBe('BUSINESS');
      return message;
    };
    expect(await messageOf(effect.run({ ...input(id), untaxed: '309.99' }, 'post_c'))).toMatch(
      /310\.00.*309\.99/,
    );
    expect(await messageOf(effect.run(input(999_999), 'post_c'))).toMatch(/999999/);
    expect(await messageOf(effect.run({ ...input(id), company: 'HB' }, 'post_c'))).toMatch(/company HB/);
    await office.ask('res.company', 'write', { ids: [1], vals: { purchase_lock_date: '2026-10-15' } });
    expect(await messageOf(effect.run(input(id), 'post_c'))).toMatch(/locked up to 2026-10-15/);
    await office.ask('account.move', 'write', { ids: [id], vals: { date: '2026-10-16' } });
    await office.ask('account.move', 'action_post', { ids: [id] });
    expect(await messageOf(effect.run(input(id), 'post_c'))).toMatch(/posted already, on 2026-10-16/);
  });

  it('credits a bill that odoo moved because a lock came between', async () => {
    await office.ask('res.company', 'write', { ids: [1], vals: { purchase_lock_date: false } });
    const id = await enter('P-4');
    office.server.setFaults({ latencyMs: 200, path: 'action_post' });
    const failure = failureOf(office.erp.effects.postVendorBill.run(input(id, '2026-10-14'), 'post_d'));
    const posting = 'POST /json/2/account.move/action_post';
    const before = office.server.calls.get(posting) ?? 0;
    while ((office.server.calls.get(posting) ?? 0) === before)
      await new Promise((done) => setTimeout(done, 5));
    await office.ask('res.company', 'write', { ids: [1], vals: { purchase_lock_date: '2026-10-14' } });
    expect((await failure).message).toMatch(/from 2026-10-14 to 2026-10-20.*credited/s);
    office.server.setFaults({});
    const notes = await office.rows('account.move', [['reversed_entry_id', '=', id]], ['state', 'date']);
    expect(notes).toMatchObject([{ state: 'posted', date: TODAY }]);
  });
});
