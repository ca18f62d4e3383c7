import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InvoiceInput } from '../../../../subgraphs/odoo/effects/index.js';
import {
  costKey,
  customer,
  cutAfter,
  failureOf,
  firm,
  job,
  openOffice,
  TODAY,
  vendor,
  type Office,
} from './documents-office.js';

const invoice: InvoiceInput = {
  company: 'NB',
  direction: 'RECEIVABLE',
  partnerId: customer,
  reference: 'Application 3',
  invoiceDate: '2026-10-19',
  lines: [
    {
      account: '400100',
      label: '010 Earthwork',
      amount: '60000.00',
      distribution: { [String(job.accountId)]: '100' },
    },
    {
      account: '400100',
      label: '020 Pipe',
      amount: '40000.10',
      distribution: { [String(job.accountId)]: '100' },
    },
  ],
  retention: { account: '121500', label: 'Retention held 10 %', amount: '10000.01' },
};

describe.each(['auto', 'jsonrpc'] as const)('post-invoice over %s', (protocol) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(protocol);
  });
  afterAll(() => office.close());
  const documents = (key: string) =>
    office.rows(
      'account.move',
      [['invoice_origin', '=', `PLB/${key}`]],
      ['name', 'state', 'move_type', 'amount_untaxed', 'amount_total', 'reversed_entry_id'],
    );
  const items = (id: number) =>
    office.rows(
      'account.move.line',
      [['move_id', '=', id]],
      ['display_type', 'account_id', 'balance', 'amount_residual', 'analytic_distribution', 'tax_ids'],
    );

  it('posts gross revenue, holds retention without a job, and leaves the net to be paid', async () => {
    const effect = office.erp.effects.postInvoice;
    const result = await effect.run(invoice, 'inv_a');
    expect(result).toMatchObject({
      date: '2026-10-19',
      gross: '100000.10',
      retention: '10000.01',
      tax: '0.00',
      payable: '90000.09',
    });
    const lines = await items(result.id);
    expect(lines.map((line) => [line['display_type'], line['balance'], line['amount_residual']])).toEqual([
      ['product', -60000, 0],
      ['product', -40000.1, 0],
      ['product', 10000.01, 10000.01],
      ['payment_term', 90000.09, 90000.09],
    ]);
    expect(lines[2]!['analytic_distribution']).toBe(false);
    expect(await effect.find(invoice, 'inv_a')).toEqual(result);
    const cost = await office.rows(
      'account.analytic.line',
      [['move_line_id.move_id', '=', result.id]],
      ['amount'],
    );
    expect(cost.map((line) => line['amount'])).toEqual([60000, 40000.1]);
  });

  it('posts one invoice when it is run twice, also by two at once', async () => {
    const effect = office.erp.effects.postInvoice;
    const first = await effect.run(invoice, 'inv_b');
    expect(await effect.run(invoice, 'inv_b')).toEqual(first);
    await Promise.all([effect.run(invoice, 'inv_c'), effect.run(invoice, 'inv_c')]);
    expect(await documents('inv_b')).toHaveLength(1);
    expect(await documents('inv_c')).toHaveLength(1);
  });

  it.each(['account.move/load', 'account.move/action_post'])(
    'is found and stays one when the answer of %s is lost',
    async (path) => {
      const effect = office.erp.effects.postInvoice;
      const key = path.endsWith('load') ? 'inv_d' : 'inv_e';
      const cut = protocol === 'jsonrpc' ? '/jsonrpc' : path;
      expect(await cutAfter(office, cut, () => effect.run(invoice, key))).toMatchObject({ kind: 'NETWORK' });
      const found = await effect.find(invoice, key);
      if (protocol === 'auto') expect(found === null).toBe(path.endsWith('load'));
      const result = await effect.run(invoice, key);
      expect(found ?? result).toEqual(result);
      expect(await documents(key)).toHaveLength(1);
    },
  );

  it('is taken back once by a positive credit note, and nothing stays open', async () => {
    const effect = office.erp.effects.postInvoice;
    const result = await effect.run(invoice, 'inv_f');
    const why = { date: TODAY, reason: 'billed to the wrong customer' };
    await effect.undo!(invoice, result, 'inv_f', why);
    await effect.undo!(invoice, result, 'inv_f', why);
    const [note, ...more] = await documents('inv_f_rev');
    expect(more).toEqual([]);
    expect(note).toMatchObject({ state: 'posted', move_type: 'out_refund', amount_total: 90000.09 });
    const lines = [...(await items(result.id)), ...(await items(note!.id))];
    const cents = lines.reduce((total, line) => total + Math.round(Number(line['balance']) * 100), 0);
    expect([cents, lines.every((line) => line['amount_residual'] === 0)]).toEqual([0, true]);
  });

  it('holds retention of a subcontractor on a liability', async () => {
    const bill: InvoiceInput = {
      ...invoice,
      direction: 'PAYABLE',
      partnerId: vendor,
      lines: [{ account: '500200', label: 'Piling', amount: '5000.00', distribution: { [costKey]: '100' } }],
      retention: { account: '214000', label: 'Retention 5 %', amount: '250.00' },
    };
    const result = await office.erp.effects.postInvoice.run(bill, 'inv_g');
    expect(result).toMatchObject({ gross: '5000.00', retention: '250.00', payable: '4750.00' });
    expect((await items(result.id)).map((line) => line['balance'])).toEqual([5000, -250, -4750]);
  });
});

describe('post-invoice of an order', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  async function ordered(): Promise<{ lineId: number; bill: InvoiceInput }> {
    const product = firm.products.find(({ name }) => name === 'Subcontract work')!.id;
    const line = { product_id: product, name: 'Piling', product_qty: 1, price_unit: 9000 };
    const vals = { partner_id: vendor, company_id: 1, order_line: [[0, 0, line]] };
    const [id] = (await office.ask('purchase.order', 'create', { vals_list: [vals] })) as [number];
    await office.ask('purchase.order', 'button_confirm', { ids: [id] });
    const [row] = await office.rows('purchase.order.line', [['order_id', '=', id]], ['name']);
    const bill: InvoiceInput = {
      ...{ company: 'NB', direction: 'PAYABLE', partnerId: vendor, reference: `P-${id}` },
      invoiceDate: '2026-10-19',
      lines: [
        {
          ...{ account: '500200', label: 'Piling', amount: '5000.01', distribution: { [costKey]: '100' } },
          ...{ orderLineId: row!.id, productId: product, quantity: '0.55' },
        },
      ],
      retention: { account: '214000', label: 'Retention 5 %', amount: '250.00' },
    };
    return { lineId: row!.id, bill };
  }

  it('bills the part of the quantity that the amount stands for, to the cent', async () => {
    const { lineId, bill } = await ordered();
    const result = await office.erp.effects.postInvoice.run(bill, 'inv_o1');
    expect(result).toMatchObject({ gross: '5000.01', retention: '250.00', payable: '4750.01' });
    const [row] = await office.rows('purchase.order.line', [['id', '=', lineId]], ['qty_invoiced']);
    expect(row!['qty_invoiced']).toBe(0.55);
    await office.erp.effects.postInvoice.undo!(bill, result, 'inv_o1', { date: TODAY, reason: 'x' });
    const [back] = await office.rows('purchase.order.line', [['id', '=', lineId]], ['qty_invoiced']);
    expect(back!['qty_invoiced']).toBe(0);
  });

  it('posts no draft that somebody took off its order, and no number of the vendor twice', async () => {
    const { bill } = await ordered();
    const effect = office.erp.effects.postInvoice;
    await cutAfter(office, 'account.move/load', () => effect.run(bill, 'inv_o2'));
    const [line] = await office.rows(
      'account.move.line',
      [['purchase_line_id', '=', bill.lines[0]!.orderLineId]],
      ['name'],
    );
    await office.ask('account.move.line', 'write', { ids: [line!.id], vals: { purchase_line_id: false } });
    expect((await failureOf(effect.run(bill, 'inv_o2'))).message).toMatch(/other lines/);
    expect((await failureOf(effect.run(bill, 'inv_o3'))).message).toMatch(/is in odoo already as draft/);
  });
});

describe('post-invoice refuses', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());
  const jobKey = String(job.accountId);
  const cases: [string, InvoiceInput, RegExp][] = [
    [
      'retention on a receivable',
      { ...invoice, retention: { ...invoice.retention!, account: '121000' } },
      /121000.*asset_receivable/,
    ],
    [
      'an account that cannot be matched',
      { ...invoice, retention: { ...invoice.retention!, account: '131000' } },
      /131000.*reconcil/,
    ],
    [
      'an unknown account',
      { ...invoice, lines: [{ ...invoice.lines[0]!, account: '999999' }] },
      /account 999999/,
    ],
    [
      'shares of 60 %',
      { ...invoice, lines: [{ ...invoice.lines[0]!, distribution: { [jobKey]: '60' } }] },
      /60 %/,
    ],
    [
      'a job that is not there',
      { ...invoice, lines: [{ ...invoice.lines[0]!, distribution: { '999999': '100' } }] },
      /999999/,
    ],
    [
      'more retention than revenue',
      { ...invoice, retention: { ...invoice.retention!, amount: '200000.00' } },
      /-99999.90/,
    ],
    ['a date that is none', { ...invoice, invoiceDate: '19.10.2026' }, /19\.10\.2026/],
    ['thirds of cents', { ...invoice, lines: [{ ...invoice.lines[0]!, amount: '0.333' }] }, /0\.333/],
    ['a company that is not configured', { ...invoice, company: 'XX' }, /XX/],
  ];

  it.each(cases)('%s, and writes nothing', async (_, input, words) => {
    const before = await office.ask('account.move', 'search_count', { domain: [] });
    const failure = await failureOf(
      Promise.resolve().then(() => office.erp.effects.postInvoice.run(input, 'inv_refused')),
    );
    expect(failure.kind).toBe('BUSINESS');
    expect(failure.message).toMatch(words);
    expect(await office.ask('account.move', 'search_count', { domain: [] })).toBe(before);
  });

  it('a locked period, and a draft that a person changed', async () => {
    const effect = office.erp.effects.postInvoice;
    await cutAfter(office, 'account.move/load', () => effect.run(invoice, 'inv_h'));
    const [draft] = await office.rows(
      'account.move',
      [['invoice_origin', '=', 'PLB/inv_h']],
      ['invoice_line_ids'],
    );
    const [line] = draft!['invoice_line_ids'] as number[];
    await office.ask('account.move', 'write', {
      ids: [draft!.id],
      vals: { invoice_line_ids: [[1, line, { price_unit: 1 }]] },
    });
    expect((await failureOf(effect.run(invoice, 'inv_h'))).message).toMatch(/other lines/);
    await cutAfter(office, 'account.move/load', () => effect.run(invoice, 'inv_j'));
    await office.ask('res.company', 'write', { ids: [1], vals: { sale_lock_date: '2026-10-19' } });
    expect((await failureOf(effect.run(invoice, 'inv_j'))).message).toMatch(/locked up to 2026-10-19/);
    const locked = await failureOf(effect.run(invoice, 'inv_i'));
    expect(locked).toMatchObject({ kind: 'BUSINESS' });
    expect(locked.message).toMatch(/locked up to 2026-10-19/);
  });
});
