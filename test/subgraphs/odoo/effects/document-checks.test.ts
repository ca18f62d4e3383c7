import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOCATIONS } from '../../../../sandbox/odoo/from-firm-supply.js';
import { costKey, customer, firm, job, openOffice, vendor, type Office } from './documents-office.js';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const goods = firm.products.find(({ storable }) => storable)!.id;

describe('partners', () => {
  it('are found by tax id, email and name, the most alike first', async () => {
    const effect = office.erp.effects.createPartner;
    const made = await effect.run(
      { name: 'Müller Tiefbau GmbH', role: 'VENDOR', taxId: 'DE 812.345.678', email: 'Bau@mueller.example' },
      'chk_a',
    );
    const other = await effect.run({ name: 'Muller Tiefbau', role: 'VENDOR' }, 'chk_b');
    const found = await office.erp.checks.documents.partnersLike({
      name: 'MÜLLER TIEFBAU',
      taxId: 'DE812345678',
      email: 'bau@mueller.example',
    });
    expect(found).toMatchObject([
      { id: made.id, because: ['TAX_ID', 'EMAIL', 'NAME'], active: true, companyId: null },
      { id: other.id, because: ['NAME'] },
    ]);
    expect(await office.erp.checks.documents.partnersLike({ name: 'Nobody Such Ltd' })).toEqual([]);
  });
});

describe('orders and bills', () => {
  it('are matched from order to receipt to draft bill', async () => {
    const { createPurchaseOrders } = office.erp.effects;
    const checks = office.erp.checks.documents;
    const input = {
      company: 'NB',
      orders: [
        {
          vendorId: vendor,
          lines: [
            {
              productId: goods,
              description: 'Pipe',
              quantity: '10',
              unitPrice: '20.50',
              distribution: { [costKey]: '100' },
            },
          ],
        },
      ],
    };
    const { orders } = await createPurchaseOrders.run(input, 'chk_po');
    const id = orders[0]!.id;
    expect(await checks.openOrders('NB', vendor)).not.toContain(id);
    await office.ask('purchase.order', 'button_confirm', { ids: [id] });
    const [picking] = await office.rows('stock.picking', [['purchase_id', '=', id]], ['move_ids']);
    await office.ask('stock.picking', 'button_validate', { ids: [picking!.id] });
    expect(await checks.openOrders('NB', vendor)).toContain(id);
    const bill = (await office.ask('purchase.order', 'action_create_invoice', { ids: [id] })) as {
      res_id: number;
    };
    const [found, none] = await checks.orders('NB', [id, 999_999]);
    expect(none).toBeNull();
    expect(found).toMatchObject({
      order: {
        vendorId: vendor,
        confirmed: true,
        lines: [
          {
            goods: true,
            ordered: '10',
            unitPrice: '20.5',
            billed: [{ documentId: bill.res_id, quantity: '10' }],
          },
        ],
      },
    });
    const line = found!.order.lines[0]!.id;
    expect([...found!.receipts]).toEqual([[line, '10']]);
    const [toMatch, unknown] = await checks.bills('NB', [bill.res_id, 999_999]);
    expect(unknown).toBeNull();
    expect(toMatch).toMatchObject({
      state: 'draft',
      vendorId: vendor,
      untaxed: '205.00',
      lines: [{ orderLineId: line, quantity: '10', unitPrice: '20.5', subtotal: '205.00' }],
    });
    const exact = { quantityPercent: '0', pricePercent: '0', amount: '0' };
    expect(checks.matchBill(found!.order, found!.receipts, toMatch!, exact)).toEqual([]);
    expect(await checks.orders('HB', [id])).toEqual([null]);
  });
});

describe('retention and stock', () => {
  it('tells what is held on a job, until it is released', async () => {
    const { postInvoice, releaseRetention } = office.erp.effects;
    const checks = office.erp.checks.documents;
    const of = { account: '121500', direction: 'RECEIVABLE', projectAccountId: job.accountId } as const;
    const before = await checks.heldRetention('NB', of);
    const posted = await postInvoice.run(
      {
        company: 'NB',
        direction: 'RECEIVABLE',
        partnerId: customer,
        invoiceDate: '2026-10-19',
        lines: [
          {
            account: '400100',
            label: 'Progress',
            amount: '5000.00',
            distribution: { [String(job.accountId)]: '100' },
          },
        ],
        retention: { account: '121500', label: 'Retention', amount: '500.00' },
      },
      'chk_inv',
    );
    const held = await checks.heldRetention('NB', of);
    expect(held).toHaveLength(before.length + 1);
    const own = held.find(({ documentId }) => documentId === posted.id)!;
    expect(own).toMatchObject({
      number: posted.number,
      partnerId: customer,
      date: '2026-10-19',
      open: '500.00',
      shared: false,
    });
    await releaseRetention.run(
      {
        company: 'NB',
        direction: 'RECEIVABLE',
        partnerId: customer,
        invoiceDate: '2026-10-20',
        account: '121500',
        label: 'Release',
        amount: '500.00',
        heldLineIds: [own.lineId],
      },
      'chk_rel',
    );
    expect(await checks.heldRetention('NB', of)).toEqual(before);
  });

  it('tells what the yard holds', async () => {
    const stock = await office.erp.checks.documents.stock('NB', LOCATIONS.STOCK, [goods, 999_999]);
    const [counted] = await office.rows('stock.quant', [['product_id', '=', goods]], ['quantity']);
    expect([...stock]).toEqual([[goods, String(counted!['quantity'])]]);
  });
});
