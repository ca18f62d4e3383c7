import { afterEach, describe, expect, it } from '@jest/globals';
import type { ErpConnector } from '../../../subgraphs/odoo/index.js';
import { odooSettings } from '../../../subgraphs/odoo/index.js';
import { createOdooConnector } from '../../../subgraphs/odoo/erp/index.js';
import { agree } from '../../../subgraphs/odoo/erp/read-actuals.js';
import { HB, NB } from './firm.js';
import { canned, startMiniOdoo, type Canned, type MiniOdoo } from './mini-odoo.js';

let odoo: MiniOdoo | undefined;
let connector: ErpConnector | undefined;
afterEach(async () => {
  await connector?.close();
  await odoo?.close();
  [odoo, connector] = [undefined, undefined];
});

async function open(answers: Canned, version: number, protocol: string, hidden: readonly string[] = []) {
  odoo = await startMiniOdoo(answers, version, hidden);
  const settings = odooSettings.parse({
    url: odoo.url,
    database: 'erp',
    apiKey: 'k',
    login: 'gateway',
    protocol,
  });
  connector = createOdooConnector({ settings, companies: [NB, HB], now: () => 0 });
  return { odoo, connector };
}

const ref = { id: 'prj_1', company: 'NB', number: 'J-100', odooId: 16, accountId: 58 };

describe.each([
  ['JSON-2 on 19', canned.formatted, 19, 'auto'],
  ['JSON-RPC on 19', canned.formatted, 19, 'jsonrpc'],
  ['JSON-RPC on 17', canned.older, 17, 'auto'],
])('books over %s', (_, answers, version, protocol) => {
  it('reads the same figures', async () => {
    const { connector: erp } = await open(answers, version, protocol);
    const [books] = await erp.books([ref]);
    expect(books?.ledger.actuals).toEqual([
      {
        costCode: '03-300',
        costCodeName: 'Concrete',
        costType: 'MATERIAL',
        amount: '890.01',
        quantity: '16',
      },
    ]);
    expect(books?.ledger.actualsByDay).toEqual({ dates: ['2026-10-05'], amounts: ['890.01'] });
    expect(books?.commitments().map(({ number, committedCost }) => [number, committedCost])).toEqual([
      ['P00017', '600.06'],
    ]);
  });

  it('makes the same calls for 200 jobs as for one, at most three of a kind', async () => {
    const { connector: erp, odoo: server } = await open(answers, version, protocol);
    const many = Array.from({ length: 200 }, (__, i) => ({ ...ref, id: `prj_${i}`, accountId: 58 + i }));
    await erp.books(many);
    const cold = new Map(server.calls);
    expect(Math.max(...cold.values())).toBeLessThanOrEqual(3);
    server.calls.clear();
    await erp.books([ref]);
    const reads = [...server.calls].filter(([name]) => cold.get(name) !== server.calls.get(name));
    // Accounts and products are kept; every other read happens as often as for 200 jobs.
    expect(reads).toEqual([]);
  });

  it('always names companies and fields, and leaves out lines picked but not done', async () => {
    const { connector: erp, odoo: server } = await open(answers, version, protocol);
    await erp.books([ref]);
    for (const [name, args] of server.args) {
      expect(args['context']).toMatchObject({ allowed_company_ids: [1, 2] });
      if (name.endsWith('/search_read')) expect(args['fields']).not.toHaveLength(0);
    }
    const grouped = server.args.filter(([name]) => name.endsWith('read_group'));
    expect(JSON.stringify(grouped)).toContain('["id","not in",[578]]');
  });
});

describe('lines picked but not done', () => {
  const movesOf = (...ids: number[]): Canned => ({
    'stock.move/search_read': [{ id: 87, analytic_account_line_ids: ids }],
  });
  const grouped = ({ args }: MiniOdoo) =>
    args.filter(([name]) => name.endsWith('read_group')).map(([, { domain }]) => JSON.stringify(domain));

  it('asks for the sums beside them when the directory was read, and again only when they changed', async () => {
    const answers: Record<string, unknown> = { ...canned.formatted, ...movesOf(578) };
    const { connector: erp, odoo: server } = await open(answers, 19, 'json2');
    await erp.directory();
    server.args.length = 0;
    await erp.books([ref]);
    const [moves, sums] = ['stock.move/search_read', 'account.analytic.line/formatted_read_group'].map(
      (wanted) => server.args.filter(([name]) => name === wanted).length,
    );
    expect([moves, sums]).toEqual([1, 3]);
    Object.assign(answers, movesOf(578, 579));
    server.args.length = 0;
    await erp.books([ref]);
    expect(grouped(server).filter((domain) => domain.includes('["id","not in",[578]]'))).toHaveLength(2);
    expect(grouped(server).filter((domain) => domain.includes('["id","not in",[578,579]]'))).toHaveLength(2);
  });
});

describe('cost by purpose and cost by day', () => {
  it('agree when every job has the same total in both', () => {
    const row = (account: number, amount: number) => ({
      account_id: [account, 'x'],
      company_id: [1, 'NB'],
      'amount:sum': amount,
    });
    const sums = [row(58, -0.1), row(58, -0.2), row(60, 5)];
    expect(agree({ sums, days: [row(60, 5), row(58, -0.30000000000000004)] })).toBe(true);
    expect(agree({ sums, days: [row(60, 4.7)] })).toBe(false);
  });
});

describe('field discovery', () => {
  it('drops an optional field that the key may not see', async () => {
    const { connector: erp, odoo: server } = await open(canned.formatted, 19, 'json2', [
      'project.project.stage_id',
    ]);
    await erp.headers([16]);
    const read = server.args.find(([name]) => name === 'project.project/search_read');
    expect(read?.[1]['fields']).toEqual(['name', 'account_id', 'company_id', 'partner_id']);
  });

  it('names the model, the field and the next step for a required one', async () => {
    const { connector: erp } = await open(canned.formatted, 19, 'json2', ['purchase.order.currency_rate']);
    await expect(erp.books([ref])).rejects.toMatchObject({
      kind: 'AUTH',
      message: expect.stringMatching(/purchase\.order\.currency_rate .*give its user a group/),
    });
  });

  it('names the plan that is missing', async () => {
    const without = { ...canned.formatted, 'account.analytic.plan/search_read': [] };
    const { connector: erp } = await open(without, 19, 'json2');
    await expect(erp.books([ref])).rejects.toMatchObject({
      message: expect.stringContaining('"Cost code"'),
    });
  });
});
