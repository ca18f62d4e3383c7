import { expect, it } from '@jest/globals';
import type { ControlsBook, NewRental } from '../../store/store.js';
import { forEachStore } from './stores.js';

const bookOf = (projectId: string): ControlsBook => ({
  baseline: null,
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
const empty: ControlsBook = {
  ...{ changeOrders: [], accruals: [], closedOrderLines: [], estimatesToComplete: [] },
  baseline: null,
};

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

  it('reads what the books of all jobs say about order lines, by company', async () => {
    const { controls, crosswalk } = opened().store;
    const job = (externalId: string, company: string) => ({ externalId, label: externalId, company });
    await crosswalk.publish('PROJECT', 'odoo', [job('J-1', 'NB'), job('J-2', 'NB'), job('H-1', 'HB')]);
    const [inHb, first, second] = (await crosswalk.list('PROJECT')).map(({ id }) => id);
    const accrual = (
      projectId: string,
      id: string,
      orderLineId: string | null,
      reversedOn: string | null,
    ) => ({
      ...bookOf(projectId).accruals[0]!,
      id,
      orderLineId,
      reversedOn,
    });
    const one = accrual(first!, 'one', '901', null);
    const two = accrual(second!, 'two', '901', '2026-10-20');
    const abroad = accrual(inHb!, 'abroad', '901', null);
    const unnamed = accrual(first!, 'unnamed', null, null);
    await controls.putBook(first!, { ...empty, accruals: [one, unnamed], closedOrderLines: ['902', '903'] });
    await controls.putBook(second!, { ...empty, accruals: [two], closedOrderLines: ['902'] });
    await controls.putBook(inHb!, { ...empty, accruals: [abroad] });
    await controls.putBook('prj_unknown', {
      ...empty,
      accruals: [accrual('prj_unknown', 'lost', '901', null)],
    });
    const books = await controls.onOrderLines(['901', '902', '904']);
    expect([...books].sort()).toEqual([
      ['HB', { accruals: new Map([['901', [abroad]]]), closed: new Set() }],
      ['NB', { accruals: new Map([['901', [one, two]]]), closed: new Set(['902']) }],
    ]);
    expect(await controls.onOrderLines([])).toEqual(new Map());
  });

  it('keeps the accruals of a rental once, refuses shared days, and takes them back', async () => {
    const { controls, crosswalk } = opened().store;
    const [inHb, first] = (await crosswalk.list('PROJECT')).map(({ id }) => id);
    const rental: NewRental = {
      ...{ madeBy: 'w1_0', projectId: first!, equipment: 'CR-104', from: '2026-10-01', to: '2026-10-15' },
      ...{ date: '2026-10-15', orderLineId: '905', billedBefore: '10.50', knownBills: [7, 9] },
      lines: [
        { costCode: '01-500', costType: 'EQUIPMENT', amount: '9007199254740993.07' },
        { costCode: '01-600', costType: 'EQUIPMENT', amount: '0.01' },
      ],
    };
    expect(await controls.accrueRental(rental)).toEqual([]);
    expect(await controls.accrueRental(rental)).toEqual([]);
    const kept = await controls.rentalAccruals('w1_0');
    const { equipment, from, to, madeBy, billedBefore, knownBills } = rental;
    const origin = { equipment, from, to, madeBy, billedBefore, knownBills, reversedBy: null };
    expect(kept).toEqual(
      rental.lines.map((line, at) => ({
        ...{ id: `w1_0_${at + 1}`, projectId: first, ...line, date: '2026-10-15' },
        ...{ orderLineId: '905', reversedOn: null, rental: origin },
      })),
    );
    const later = { ...rental, madeBy: 'w2_0', from: '2026-10-15', to: '2026-10-31' };
    expect(await controls.accrueRental(later)).toEqual(kept);
    expect(await controls.rentalAccruals('w2_0')).toEqual([]);
    const elsewhere = { ...later, projectId: inHb! };
    expect(await controls.overlappingRentals(elsewhere)).toEqual([]);
    expect(await controls.overlappingRentals({ ...later, equipment: 'CR-105' })).toEqual([]);
    expect(await controls.overlappingRentals({ ...later, from: '2026-10-16' })).toEqual([]);
    const both = ['w3_0', 'w4_0'].map((key) => ({ ...later, from: '2026-10-16', madeBy: key }));
    const ends = await Promise.all(both.map((one) => controls.accrueRental(one)));
    expect(ends.map((standing) => standing.length).sort()).toEqual([0, 2]);
    await controls.putBook(first!, empty);
    expect((await controls.book([first!])).get(first!)?.accruals).toHaveLength(4);
    await controls.reverseRental('w1_0', '2026-11-02', 'billed by B1');
    await controls.reverseRental('w1_0', '2026-11-03', 'billed by B2');
    const reversed = await controls.rentalAccruals('w1_0');
    expect(reversed.map(({ reversedOn, rental: own }) => [reversedOn, own?.reversedBy])).toEqual([
      ...[
        ['2026-11-02', 'billed by B1'],
        ['2026-11-02', 'billed by B1'],
      ],
    ]);
    expect(await controls.overlappingRentals(rental)).toEqual([]);
    expect((await controls.liveRentals()).map(({ company, accrual }) => [company, accrual.date])).toEqual([
      ...[
        ['NB', '2026-10-15'],
        ['NB', '2026-10-15'],
      ],
    ]);
    expect(await controls.accrueRental(rental)).toEqual([]);
    expect(await controls.rentalAccruals('w1_0')).toEqual(reversed);
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
