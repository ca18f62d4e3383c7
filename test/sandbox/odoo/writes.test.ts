import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFirm } from '../../../sandbox/firm/index.js';
import { createOdooSimulator, ODOO_API_KEY } from '../../../sandbox/odoo/simulator.js';
import type { WireServer } from '../../../sandbox/wire-server.js';

const firm = createFirm({ scale: 1 });
const company = firm.companies[0]!;
const expense = firm.accounts.find(({ type }) => type === 'expense_direct_cost')!;
const recovery = firm.accounts.find(({ code }) => code === '610100')!;
const job = firm.projects[0]!.accountId;
const code = firm.analyticAccounts.find(({ plan }) => plan === 'COST_CODE')!.id;
const type = firm.analyticAccounts.find(({ plan }) => plan === 'COST_TYPE')!.id;
const journal = company.odooId * 10 + 4;
let server: WireServer;
beforeAll(async () => {
  server = await createOdooSimulator(firm);
});
afterAll(() => server.close());

async function call<T>(model: string, method: string, body: unknown): Promise<T> {
  const answer = await fetch(`${server.url}/json/2/${model}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `bearer ${ODOO_API_KEY}` },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as T;
}

const FIELDS = [
  'id',
  'move_type',
  'journal_id/.id',
  'date',
  'ref',
  'line_ids/id',
  'line_ids/name',
  'line_ids/account_id/.id',
  'line_ids/debit',
  'line_ids/credit',
  'line_ids/quantity',
  'line_ids/analytic_distribution',
];
const charge = (key: string): string[][] => [
  [
    `plb.${key}`,
    'entry',
    String(journal),
    '2026-11-20',
    `PLB/${key}`,
    `plb.${key}_1`,
    'EX-204',
    String(expense.id),
    '1087.50',
    '0',
    '7.5',
    `{"${job},${code},${type}": 100}`,
  ],
  ['', '', '', '', '', `plb.${key}_2`, 'recovery', String(recovery.id), '0', '1087.50', '0', ''],
];
interface Loaded {
  readonly ids: number[] | false;
  readonly messages: { readonly message: string }[];
}
const load = (key: string, data = charge(key)): Promise<Loaded> =>
  call<Loaded>('account.move', 'load', { fields: FIELDS, data });
const costOf = (move: number): Promise<{ amount: number; unit_amount: number }[]> =>
  call('account.analytic.line', 'search_read', {
    domain: [['move_line_id.move_id', '=', move]],
    fields: ['amount', 'unit_amount', 'account_id', 'x_plan4_id', 'x_plan5_id'],
  });

describe('an equipment charge', () => {
  it('is one record however often it is loaded, and one analytic line once posted', async () => {
    const [id] = (await load('once')).ids as number[];
    expect((await load('once')).ids).toEqual([id]);
    expect(await costOf(id!)).toEqual([]);
    expect(await call('account.move', 'action_post', { ids: [id] })).toBe(false);
    expect(await costOf(id!)).toMatchObject([
      { amount: -1087.5, unit_amount: 7.5, account_id: [job, expect.anything()] },
    ]);
    const lines = await call<unknown[]>('account.move.line', 'search', { domain: [['move_id', '=', id]] });
    expect(lines).toHaveLength(2);
  });

  it('answers 200 with messages when it is loaded again after posting, and changes nothing', async () => {
    const [id] = (await load('posted')).ids as number[];
    await call('account.move', 'action_post', { ids: [id] });
    const changed = charge('posted').map((row) => row.with(3, row[3] === '' ? '' : '2026-11-21'));
    const again = await load('posted', changed);
    expect(again.ids).toBe(false);
    expect(again.messages[0]!.message).toContain('readonly fields on a posted move');
    expect(await call('account.move', 'read', { ids: [id], fields: ['date'] })).toEqual([
      { id, date: '2026-11-20' },
    ]);
  });

  it('loads all rows or none', async () => {
    const bad = charge('bad').map((row) =>
      row.map((text) => (text === '1087.50' && row[9] === '1087.50' ? '1000' : text)),
    );
    const before = await call('account.move', 'search_count', { domain: [] });
    const { ids, messages } = await load('bad', [...charge('good'), ...bad]);
    expect(ids).toBe(false);
    expect(messages[0]!.message).toContain('not balanced');
    expect(await call('account.move', 'search_count', { domain: [] })).toBe(before);
  });
});

describe('a split', () => {
  it('gives each analytic line the full quantity and adds up to the cent', async () => {
    const data = charge('split');
    data[0]![11] = `{"${job},${code},${type}": 33.33, "${job},${code + 1},${type}": 33.33, "${job},${code + 2},${type}": 33.34}`;
    const [id] = (await load('split', data)).ids as number[];
    await call('account.move', 'action_post', { ids: [id] });
    const lines = await costOf(id!);
    expect(lines.map(({ unit_amount }) => unit_amount)).toEqual([7.5, 7.5, 7.5]);
    expect(lines.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0)).toBe(-108750);
  });
});
