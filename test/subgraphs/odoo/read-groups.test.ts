/** Grouped reads of servers before 19. Source of the rows: odoo/odoo, `test_read_group/tests/test_date_range.py`. */
import { describe, expect, it } from '@jest/globals';
import { readDay, readGroups } from '../../../subgraphs/odoo/erp/read.js';
import type { Session } from '../../../subgraphs/odoo/erp/session.js';

const grouping = { domain: [], groupby: ['account_id', 'date:day'], sums: ['amount'] };
const days = [
  ['date', '>=', '2026-10-05'],
  ['date', '<', '2026-10-06'],
];
const account = { account_id: [58, 'J-100'], __count: 2, amount: -890.01 };

const read = (row: Record<string, unknown>, version = 17) => {
  const session = { rpc: { version, call: () => Promise.resolve([row]) }, context: {} };
  return readGroups(session as unknown as Session, 'account.analytic.line', grouping);
};

describe('rows of read_group', () => {
  it.each([
    ['a range', { 'date:day': '5 oct. 2026', __range: { 'date:day': { from: '2026-10-05', to: 'x' } } }],
    [
      'a domain alone (old servers)',
      { 'date:day': '5 oct. 2026', __domain: ['&', ['account_id', '=', 58], '&', ...days] },
    ],
  ])('take the day from %s, never from the translated label', async (_, dated) => {
    const [row] = await read({ ...account, ...dated });
    expect(row).toMatchObject({ account_id: [58, 'J-100'], 'amount:sum': -890.01 });
    expect(readDay(row!, 'date:day')).toBe('2026-10-05');
  });

  it('carry a group without account and a sum of nothing as the server says them', async () => {
    const range = { 'date:day': { from: '2026-10-05', to: '2026-10-06' } };
    const [row] = await read({
      account_id: false,
      __count: 1,
      amount: false,
      'date:day': 'x',
      __range: range,
    });
    expect(row).toMatchObject({ account_id: false, 'amount:sum': false });
  });

  it('are refused when the group of records without a date comes back', async () => {
    const undated = { 'date:day': false, __range: { 'date:day': false }, __domain: [['date', '=', false]] };
    const [row] = await read({ ...account, ...undated });
    expect(() => readDay(row!, 'date:day')).toThrow('without saying the day');
  });
});
