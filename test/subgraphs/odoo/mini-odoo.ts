/** A loopback Odoo with canned answers by model and method, over JSON-2 and JSON-RPC; counts every call. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const FIELDS =
  'account_id amount category company_id date general_account_id product_id unit_amount project_id name code plan_id ' +
  'root_plan_id account_type categ_id is_storable currency_rate currency_id date_approve partner_id order_id ' +
  'price_subtotal display_type analytic_distribution product_qty is_downpayment amount_residual balance move_id ' +
  'move_type purchase_line_id ref analytic_account_line_ids stage_id vat email x_plan4_id x_plan5_id';

export type Canned = Readonly<Record<string, unknown>>;

const bookRows: Canned = {
  'account.analytic.plan/search_read': [
    { id: 1, name: 'Project' },
    { id: 4, name: 'Cost code' },
    { id: 5, name: 'Cost type' },
  ],
  'account.analytic.account/search_read': [
    {
      id: 49,
      code: '03-300',
      name: 'Concrete',
      plan_id: [4, 'x'],
      root_plan_id: [4, 'x'],
      company_id: false,
    },
    {
      id: 54,
      code: 'MATERIAL',
      name: 'MATERIAL',
      plan_id: [5, 'x'],
      root_plan_id: [5, 'x'],
      company_id: false,
    },
    { id: 58, code: 'J-100', name: 'Bridge', plan_id: [1, 'x'], root_plan_id: [1, 'x'], company_id: false },
  ],
  'account.account/search_read': [{ id: 32, code: '600000', account_type: 'expense' }],
  'product.product/search_read': [{ id: 83, categ_id: [3, 'All / Parts'], is_storable: false }],
  'stock.move/search_read': [{ id: 87, analytic_account_line_ids: [578] }],
  'purchase.order/search_read': [
    {
      id: 17,
      name: 'P00017',
      company_id: [1, 'NB'],
      currency_rate: 1,
      currency_id: [1, 'USD'],
      partner_id: [8, 'V'],
    },
  ],
  'purchase.order.line/search_read': [
    {
      id: 31,
      order_id: [17, 'P00017'],
      product_id: [83, 'Part'],
      price_subtotal: 1000.1,
      display_type: false,
      is_downpayment: false,
      analytic_distribution: { '58,49,54': 60 },
    },
  ],
  'account.move.line/search_read': [],
};
const keys = {
  account_id: [58, 'J-100'],
  company_id: [1, 'NB'],
  x_plan4_id: [49, 'x'],
  x_plan5_id: [54, 'x'],
};
const cost = { ...keys, general_account_id: [32, 'x'], category: 'vendor_bill', product_id: [83, 'Part'] };
const range = { 'date:day': { from: '2026-10-05', to: '2026-10-06' } };

/** Grouped reads differ by protocol: pairs and `:sum` keys, or translated labels with a range. */
export const canned = {
  formatted: {
    ...bookRows,
    'account.analytic.line/formatted_read_group': [
      { ...cost, 'date:day': ['2026-10-05', '05 Oct 2026'], 'amount:sum': -890.01, 'unit_amount:sum': 16 },
    ],
  },
  older: {
    ...bookRows,
    'account.analytic.line/read_group': [
      { ...cost, 'date:day': '05 Okt. 2026', __range: range, amount: -890.01, unit_amount: 16 },
    ],
  },
} as const satisfies Record<string, Canned>;

export interface MiniOdoo {
  readonly url: string;
  readonly calls: Map<string, number>;
  /** Arguments by `<model>/<method>`, in order. */
  readonly args: [string, Record<string, unknown>][];
  close(): Promise<void>;
}

/** @param hidden fields that `fields_get` does not list, as `<model>.<field>`. */
export async function startMiniOdoo(
  answers: Canned,
  version: number,
  hidden: readonly string[] = [],
): Promise<MiniOdoo> {
  const calls = new Map<string, number>();
  const args: MiniOdoo['args'] = [];
  const answer = (model: string, method: string, named: Record<string, unknown>): unknown => {
    const name = `${model}/${method}`;
    calls.set(name, (calls.get(name) ?? 0) + 1);
    args.push([name, named]);
    if (method !== 'fields_get') return answers[name] ?? [];
    const seen = FIELDS.split(' ').filter((field) => !hidden.includes(`${model}.${field}`));
    return Object.fromEntries(seen.map((field) => [field, { type: 'char' }]));
  };
  const reply = (url: string, body: Record<string, unknown>): unknown => {
    const path = /^\/json\/2\/([^/]+)\/(.+)$/.exec(url);
    if (path) return answer(path[1] ?? '', path[2] ?? '', body);
    if (url === '/web/version') return { version_info: [version, 0] };
    const { method, args: given } = body['params'] as { method: string; args: unknown[] };
    if (method === 'version') return { result: { server_version_info: [version, 0] } };
    if (method === 'authenticate') return { result: 7 };
    const [, , , model, name, positional, named] = given as [
      0,
      0,
      0,
      string,
      string,
      unknown[],
      Record<string, unknown>,
    ];
    return { result: answer(model, name, { ...named, positional }) };
  };
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      response.end(JSON.stringify(reply(request.url ?? '', body)));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, calls, args, close: () => new Promise((done) => server.close(() => done())) };
}
