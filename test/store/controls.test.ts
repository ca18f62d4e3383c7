import { expect, it } from '@jest/globals';
import type { ControlsBook } from '../../store/store.js';
import { forEachStore } from './stores.js';

const bookOf = (projectId: string): ControlsBook => ({
  changeOrders: [
    {
      id: `${projectId}-co1`,
      projectId,
      number: 'CO-1',
      title: 'Extra piles',
      status: 'APPROVED',
      approvedOn: '2026-09-30',
      price: '125000.10',
      lines: [
        { costCode: '31-600', costType: 'SUBCONTRACT', cost: '90000.00' },
        { costCode: '31-600', costType: 'LABOR', cost: '10000.05' },
      ],
    },
    {
      id: `${projectId}-co2`,
      projectId,
      number: 'CO-2',
      title: '',
      status: 'PENDING',
      approvedOn: null,
      price: '-1.50',
      lines: [],
    },
  ],
  accruals: [
    {
      id: `${projectId}-ac1`,
      projectId,
      costCode: '01-500',
      costType: 'EQUIPMENT',
      amount: '9007199254740993.07',
      date: '2026-10-01',
      orderLineId: '77',
      reversedOn: null,
    },
  ],
  closedOrderLines: ['5', '7'],
  estimatesToComplete: [{ projectId, costCode: '03-100', costType: 'MATERIAL', amount: '0.10' }],
});
const empty: ControlsBook = { changeOrders: [], accruals: [], closedOrderLines: [], estimatesToComplete: [] };

forEachStore('controls records', (opened) => {
  it('reads back what was written, to the last digit, for many projects at once', async () => {
    const { controls } = opened().store;
    await controls.putBook('prj_a', bookOf('prj_a'));
    await controls.putBook('prj_b', bookOf('prj_b'));
    const books = await controls.book(['prj_b', 'prj_a', 'prj_none']);
    expect([...books.keys()]).toEqual(['prj_b', 'prj_a', 'prj_none']);
    expect(books.get('prj_a')).toEqual(bookOf('prj_a'));
    expect(books.get('prj_b')).toEqual(bookOf('prj_b'));
    expect(books.get('prj_none')).toEqual(empty);
  });

  it('writes a book as a whole, or not at all', async () => {
    const { controls } = opened().store;
    await controls.putBook('prj_a', empty);
    expect((await controls.book(['prj_a'])).get('prj_a')).toEqual(empty);
    const [stolen] = bookOf('prj_b').changeOrders;
    const broken = { ...bookOf('prj_a'), changeOrders: [stolen!] };
    await expect(controls.putBook('prj_a', broken)).rejects.toMatchObject({
      name: 'StoreError',
      code: '23505',
    });
    expect((await controls.book(['prj_a'])).get('prj_a')).toEqual(empty);
    expect((await controls.book(['prj_b'])).get('prj_b')).toEqual(bookOf('prj_b'));
  });
});
