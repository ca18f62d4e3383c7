import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InvoiceInput, ReleaseRetentionInput } from '../../../../subgraphs/odoo/effects/index.js';
import {
  accountOf,
  customer,
  cutAfter,
  failureOf,
  job,
  openOffice,
  type Office,
} from './documents-office.js';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const retentionLines = (documentId: number) =>
  office.rows(
    'account.move.line',
    [
      ['move_id', '=', documentId],
      ['account_id', '=', accountOf('121500')],
    ],
    ['amount_residual'],
  );

/** An invoice that holds 1,000.00 back; its retention line. */
async function hold(key: string): Promise<number> {
  const invoice: InvoiceInput = {
    company: 'NB',
    direction: 'RECEIVABLE',
    partnerId: customer,
    invoiceDate: '2026-10-05',
    lines: [
      {
        account: '400100',
        label: 'Progress',
        amount: '10000.00',
        distribution: { [String(job.accountId)]: '100' },
      },
    ],
    retention: { account: '121500', label: 'Retention held 10 %', amount: '1000.00' },
  };
  const { id } = await office.erp.effects.postInvoice.run(invoice, key);
  return (await retentionLines(id))[0]!.id;
}

const release = (amount: string, heldLineIds: number[]): ReleaseRetentionInput => ({
  company: 'NB',
  direction: 'RECEIVABLE',
  partnerId: customer,
  reference: 'Retention',
  invoiceDate: '2026-10-19',
  account: '121500',
  label: 'Release of retention',
  amount,
  heldLineIds,
});
const releases = (key: string) =>
  office.rows('account.move', [['invoice_origin', '=', `PLB/${key}`]], ['state']);

describe('release-retention', () => {
  it('leaves nothing held, makes no revenue, and does so once', async () => {
    const held = [await hold('rel_a1'), await hold('rel_a2')];
    const effect = office.erp.effects.releaseRetention;
    const input = release('2000.00', held);
    const result = await effect.run(input, 'rel_a');
    expect(result).toMatchObject({ released: '2000.00', stillHeld: '0.00', date: '2026-10-19' });
    expect(await effect.run(input, 'rel_a')).toEqual(result);
    expect(await effect.find(input, 'rel_a')).toEqual(result);
    expect(await releases('rel_a')).toHaveLength(1);
    const open = await office.rows('account.move.line', [['id', 'in', held]], ['amount_residual']);
    expect(open.map((line) => line['amount_residual'])).toEqual([0, 0]);
    const revenue = await office.rows(
      'account.analytic.line',
      [['move_line_id.move_id', '=', result.id]],
      [],
    );
    expect(revenue).toEqual([]);
  });

  it('can release a part', async () => {
    const held = [await hold('rel_b1')];
    const result = await office.erp.effects.releaseRetention.run(release('400.00', held), 'rel_b');
    expect(result).toMatchObject({ released: '400.00', stillHeld: '600.00' });
    const rest = await office.erp.effects.releaseRetention.run(release('600.00', held), 'rel_c');
    expect(rest.stillHeld).toBe('0.00');
  });

  it.each(['account.move/action_post', 'account.move.line/reconcile'])(
    'is finished by the next run when the answer of %s is lost',
    async (path) => {
      const key = path.endsWith('post') ? 'rel_d' : 'rel_e';
      const input = release('1000.00', [await hold(`${key}1`)]);
      const effect = office.erp.effects.releaseRetention;
      expect(await cutAfter(office, path, () => effect.run(input, key))).toMatchObject({ kind: 'NETWORK' });
      expect((await effect.find(input, key)) === null).toBe(path.endsWith('post'));
      expect(await effect.run(input, key)).toMatchObject({ stillHeld: '0.00' });
      expect(await releases(key)).toHaveLength(1);
    },
  );

  it('refuses more than is held, what is no held line, and writes nothing', async () => {
    const held = [await hold('rel_f1')];
    const effect = office.erp.effects.releaseRetention;
    const much = await failureOf(effect.run(release('1000.01', held), 'rel_f'));
    expect(much).toMatchObject({ kind: 'BUSINESS' });
    expect(much.message).toMatch(/only 1000\.00 is held/);
    const [revenue] = await office.rows('account.move.line', [['account_id', '=', accountOf('400100')]], []);
    expect((await failureOf(effect.run(release('1.00', [revenue!.id]), 'rel_f'))).message).toMatch(
      /no posted lines/,
    );
    expect((await failureOf(effect.run(release('1.00', []), 'rel_f'))).message).toMatch(/no held lines/);
    expect(await releases('rel_f')).toEqual([]);
  });

  it('keeps an invoice from being credited whose retention was released', async () => {
    const held = [await hold('rel_g1')];
    await office.erp.effects.releaseRetention.run(release('500.00', held), 'rel_g');
    const [line] = await office.rows('account.move.line', [['id', '=', held[0]]], ['move_id']);
    const [id] = line!['move_id'] as [number, string];
    const effect = office.erp.effects.postInvoice;
    const input = {
      company: 'NB',
      direction: 'RECEIVABLE',
      partnerId: customer,
      invoiceDate: '2026-10-05',
      lines: [],
      retention: null,
    } as const;
    const undone = effect.undo!(
      { ...input, lines: [{ account: '400100', label: '', amount: '1.00', distribution: {} }] },
      { id } as never,
      'rel_g1',
      {
        date: '2026-10-20',
        reason: 'wrong',
      },
    );
    expect((await failureOf(undone)).message).toMatch(/settled in whole or in part/);
  });
});
