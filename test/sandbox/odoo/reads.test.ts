import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFirm } from '../../../sandbox/firm/index.js';
import { createOdooSimulator, ODOO_API_KEY } from '../../../sandbox/odoo/simulator.js';
import type { WireServer } from '../../../sandbox/wire-server.js';

const firm = createFirm({ scale: 1 });
let server: WireServer;
beforeAll(async () => {
  server = await createOdooSimulator(firm);
});
afterAll(() => server.close());

async function call(model: string, method: string, body: unknown, key = ODOO_API_KEY): Promise<unknown> {
  const answer = await fetch(`${server.url}/json/2/${model}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `bearer ${key}` },
    body: JSON.stringify(body),
  });
  return answer.json();
}

async function rpc(model: string, method: string, named: unknown): Promise<unknown> {
  const args = ['plumbline', 7, ODOO_API_KEY, model, method, [], named];
  const answer = await fetch(`${server.url}/jsonrpc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      params: { service: 'object', method: 'execute_kw', args },
    }),
  });
  return ((await answer.json()) as { result: unknown }).result;
}

const cents = (text: string): number => Math.round(Number(text) * 100);
const EXPENSE = ['expense', 'expense_direct_cost', 'expense_depreciation', 'expense_other'];

describe('the sandbox ERP over the firm', () => {
  it('writes the same groups over both protocols, whatever they are grouped by', async () => {
    const asked = [
      { groupby: ['account_id', 'date:day', 'general_account_id'], aggregates: ['amount:sum', '__count'] },
      { groupby: ['category'], aggregates: ['date:min', 'amount:array_agg'], order: 'category desc' },
      { groupby: [], aggregates: ['amount:sum'] },
      { groupby: ['date'], aggregates: [], having: [['__count', '>', 1]], limit: 2, offset: 1 },
    ].map((own) => ({ domain: [], ...own, aggregates: [...own.aggregates, '__count'] }));
    for (const query of asked) {
      const named = await rpc('account.analytic.line', 'formatted_read_group', query);
      expect(await call('account.analytic.line', 'formatted_read_group', query)).toEqual(named);
    }
  });

  it('groups job cost to the cents of the ledger', async () => {
    const account = firm.projects[0]!.accountId;
    const groups = (await call('account.analytic.line', 'formatted_read_group', {
      domain: [
        ['account_id', 'in', [account]],
        '|',
        ['general_account_id', '=', false],
        ['general_account_id.account_type', 'in', EXPENSE],
      ],
      groupby: ['account_id', 'x_plan4_id', 'x_plan5_id', 'general_account_id', 'category', 'date:month'],
      aggregates: ['amount:sum', 'unit_amount:sum', '__count'],
    })) as { 'amount:sum': number; account_id: unknown }[];
    const expense = new Set(firm.accounts.filter(({ type }) => EXPENSE.includes(type)).map(({ id }) => id));
    const shares = [
      ...firm.moves
        .filter(({ state }) => state === 'posted')
        .flatMap(({ lines }) =>
          lines.filter(({ accountId }) => expense.has(accountId)).flatMap((line) => line.shares),
        ),
      ...firm.stockIssues.filter(({ picked }) => picked).flatMap((issue) => issue.shares),
      ...firm.timesheets.map(({ share, cost }) => ({ ...share, amount: cost })),
    ].filter(({ accountId }) => accountId === account);
    const ledger = shares.reduce((sum, { amount }) => sum + cents(amount ?? '0'), 0);
    expect(groups.length).toBeGreaterThan(1);
    expect(groups.reduce((sum, group) => sum - Math.round(group['amount:sum'] * 100), 0)).toBe(ledger);
    expect(Array.isArray(groups[0]!.account_id)).toBe(true);
  });

  it.each([
    ['date:day', /^\d\d [A-Z][a-z]{2} 20\d\d$/, 1],
    ['date:week', /^W\d{1,2} 20\d\d$/, 7],
    ['date:quarter', /^Q[1-4] 20\d\d$/, 92],
    ['date:year', /^20\d\d$/, 366],
    ['date', /^[A-Z][a-z]+ 20\d\d$/, 31],
  ])('labels a period of the older grouped read by %s and says its range', async (spec, label, days) => {
    const domain = [['amount', '<', 0]];
    const body = { domain, fields: ['amount:sum'], groupby: ['company_id', spec], lazy: false };
    const rows = (await call('account.analytic.line', 'read_group', body)) as Record<string, unknown>[];
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const { from, to } = (row['__range'] as Record<string, { from: string; to: string }>)[spec]!;
      expect(row[spec]).toMatch(label);
      expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBeLessThanOrEqual(days);
      expect(row).toMatchObject({ company_id: [expect.any(Number), expect.any(String)] });
      expect(row).toMatchObject({ amount: expect.any(Number), __count: expect.any(Number) });
      expect(row['__domain']).toEqual(
        expect.arrayContaining([...domain, ['date', '>=', from], ['date', '<', to]]),
      );
    }
    const lazily = { ...body, lazy: true };
    const [first] = (await call('account.analytic.line', 'read_group', lazily)) as Record<string, unknown>[];
    expect(first).toMatchObject({ company_id_count: expect.any(Number), __context: { group_by: [spec] } });
    expect(first).not.toHaveProperty('__range');
  });

  it('finds order lines by any account of their distribution', async () => {
    const line = firm.orders.flatMap(({ lines }) => lines).find(({ shares }) => shares.length > 0)!;
    const rows = (await call('purchase.order.line', 'search_read', {
      domain: [['analytic_distribution', 'in', [line.shares[0]!.accountId]]],
      fields: ['order_id', 'state', 'currency_id', 'analytic_distribution', 'qty_invoiced'],
    })) as { id: number }[];
    expect(rows.map(({ id }) => id)).toContain(line.id);
  });

  it('hides a company the call does not name and refuses one the user does not have', async () => {
    const [first, second] = firm.companies;
    const all = (await call('account.move', 'search_count', { domain: [] })) as number;
    const one = (await call('account.move', 'search_count', {
      domain: [],
      context: { allowed_company_ids: [first!.odooId] },
    })) as number;
    expect(one).toBe(firm.moves.filter(({ company }) => company === first!.code).length);
    expect(all).toBe(firm.moves.length);
    const refused = await call(
      'account.move',
      'search_count',
      { domain: [], context: { allowed_company_ids: [second!.odooId] } },
      `${ODOO_API_KEY}-reader`,
    );
    expect(refused).toMatchObject({ name: 'odoo.exceptions.AccessError' });
  });

  it('counts calls of both protocols by model and method', async () => {
    const params = {
      service: 'object',
      method: 'execute_kw',
      args: ['plumbline', 7, ODOO_API_KEY, 'res.company', 'search_read', [[]], { fields: ['name'] }],
    };
    const answer = await fetch(`${server.url}/jsonrpc`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, params }),
    });
    const { result } = (await answer.json()) as { result: unknown[] };
    expect(result).toHaveLength(firm.companies.length);
    expect(server.calls.get('POST /jsonrpc res.company/search_read')).toBe(1);
    expect(server.calls.get('POST /json/2/account.move/search_count')).toBe(3);
  });
});
