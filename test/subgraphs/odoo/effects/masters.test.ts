/** Partners, jobs, orders and cost codes: made once under their key. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CostCodesInput,
  PartnerInput,
  ProjectInput,
  PurchaseOrdersInput,
} from '../../../../subgraphs/odoo/effects/index.js';
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

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
const why = { date: TODAY, reason: 'not needed' };

describe('create-partner', () => {
  const partner: PartnerInput = {
    name: 'Riverside Crane Hire',
    role: 'VENDOR',
    taxId: 'US-77-1234567',
    email: 'office@riverside.example',
  };
  const rows = (name: string) =>
    office.rows(
      'res.partner',
      [['name', '=', name]],
      ['vat', 'email', 'supplier_rank', 'customer_rank', 'company_id'],
    );

  it('makes one, also when the answer is lost', async () => {
    const effect = office.erp.effects.createPartner;
    expect(await effect.find(partner, 'prt_a')).toBeNull();
    expect(await cutAfter(office, 'res.partner/load', () => effect.run(partner, 'prt_a'))).toMatchObject({
      kind: 'NETWORK',
    });
    const found = await effect.find(partner, 'prt_a');
    expect(found).toMatchObject({ name: 'Riverside Crane Hire' });
    expect(await effect.run(partner, 'prt_a')).toEqual(found);
    expect(await rows(partner.name)).toMatchObject([
      { id: found!.id, vat: partner.taxId, supplier_rank: 1, customer_rank: 0, company_id: false },
    ]);
  });

  it('is found after a person renamed it, and archived when taken back', async () => {
    const effect = office.erp.effects.createPartner;
    const result = await effect.run({ ...partner, name: 'Crane' }, 'prt_b');
    await office.ask('res.partner', 'write', { ids: [result.id], vals: { name: 'Crane Ltd' } });
    expect(await effect.run({ ...partner, name: 'Crane' }, 'prt_b')).toEqual({
      id: result.id,
      name: 'Crane Ltd',
    });
    await effect.undo!(partner, result, 'prt_b', why);
    await effect.undo!(partner, result, 'prt_b', why);
    expect(await rows('Crane Ltd')).toEqual([]);
  });

  it('needs a name', async () => {
    const failure = await failureOf(office.erp.effects.createPartner.run({ ...partner, name: ' ' }, 'prt_c'));
    expect(failure.kind).toBe('BUSINESS');
  });
});

describe('create-project', () => {
  const project = (number: string): ProjectInput => ({
    company: 'NB',
    number,
    name: `Job ${number}`,
    customerId: customer,
    start: '2026-11-02',
    finish: '2027-05-28',
    milestones: [{ name: 'Notice to proceed', deadline: '2026-11-02' }, { name: 'Handover' }],
    tasks: [
      { name: 'Mobilise', allocatedHours: '40', milestone: 0 },
      { name: 'Clear' },
      { name: 'Hand over', milestone: 1 },
    ],
  });

  it('opens a job with account, milestones and tasks, once', async () => {
    const effect = office.erp.effects.createProject;
    const result = await effect.run(project('N-1'), 'prj_a');
    expect(await effect.run(project('N-1'), 'prj_a')).toEqual(result);
    expect(await effect.find(project('N-1'), 'prj_a')).toEqual(result);
    const accounts = await office.rows(
      'account.analytic.account',
      [['code', '=', 'N-1']],
      ['plan_id', 'company_id'],
    );
    expect(accounts).toMatchObject([
      { id: result.accountId, plan_id: [1, 'Project'], company_id: [1, expect.anything()] },
    ]);
    const projects = await office.rows(
      'project.project',
      [['name', '=', 'Job N-1']],
      ['date_start', 'date', 'account_id'],
    );
    expect(projects).toMatchObject([{ id: result.id, date_start: '2026-11-02', date: '2027-05-28' }]);
    const tasks = await office.rows(
      'project.task',
      [['project_id', '=', result.id]],
      ['name', 'milestone_id'],
    );
    expect(
      tasks.map((task) => [
        task.id,
        task['name'],
        (task['milestone_id'] as [number] | false) && (task['milestone_id'] as [number])[0],
      ]),
    ).toEqual([
      [result.taskIds[0], 'Mobilise', result.milestoneIds[0]],
      [result.taskIds[1], 'Clear', false],
      [result.taskIds[2], 'Hand over', result.milestoneIds[1]],
    ]);
  });

  it.each(['account.analytic.account', 'project.project', 'project.milestone', 'project.task'])(
    'is finished by the next run when the answer of %s/load is lost',
    async (model) => {
      const number = `N-${model}`;
      const key = `prj_${model.replaceAll('.', '_')}`;
      const effect = office.erp.effects.createProject;
      const lost = await cutAfter(office, `${model}/load`, () => effect.run(project(number), key));
      expect(lost).toMatchObject({ kind: 'NETWORK' });
      expect((await effect.find(project(number), key)) === null).toBe(model !== 'project.task');
      const result = await effect.run(project(number), key);
      expect(await office.rows('project.project', [['name', '=', `Job ${number}`]], [])).toHaveLength(1);
      expect(await office.rows('account.analytic.account', [['code', '=', number]], [])).toHaveLength(1);
      expect(await office.rows('project.task', [['project_id', '=', result.id]], [])).toHaveLength(3);
      expect(await office.rows('project.milestone', [['project_id', '=', result.id]], [])).toHaveLength(2);
    },
  );

  it('puts the job in the first stage that stands for its status', async () => {
    const effect = office.erp.effects.createProject;
    const result = await effect.run({ ...project('N-7'), status: 'ACTIVE' }, 'prj_stage');
    const [row] = await office.rows('project.project', [['id', '=', result.id]], ['stage_id']);
    expect(row?.['stage_id']).toEqual([expect.anything(), 'In progress']);
    expect(await office.erp.checks.jobsNumbered('NB', 'N-7')).toEqual([result.accountId]);
    expect(await office.erp.checks.jobsNumbered('HB', 'N-7')).toEqual([]);
  });

  it('is not taken back once something was booked on it', async () => {
    const effect = office.erp.effects.createProject;
    const result = await effect.run(project('N-8'), 'prj_booked');
    const line = { name: 'x', amount: -5, account_id: result.accountId, company_id: 1 };
    await office.ask('account.analytic.line', 'create', { vals_list: [line] });
    const failure = await failureOf(effect.undo!(project('N-8'), result, 'prj_booked', why));
    expect(failure).toMatchObject({
      kind: 'BUSINESS',
      message: expect.stringContaining('booked on job N-8'),
    });
    expect(await office.rows('project.project', [['name', '=', 'Job N-8']], [])).toHaveLength(1);
  });

  it('refuses a number that is taken, and archives what it made when taken back', async () => {
    const effect = office.erp.effects.createProject;
    const result = await effect.run(project('N-2'), 'prj_b');
    const taken = await failureOf(effect.run(project('N-2'), 'prj_c'));
    expect(taken).toMatchObject({ kind: 'BUSINESS' });
    expect(taken.message).toMatch(/N-2 is taken/);
    await effect.undo!(project('N-2'), result, 'prj_b', why);
    await effect.undo!(project('N-2'), result, 'prj_b', why);
    expect(await office.rows('project.project', [['name', '=', 'Job N-2']], [])).toEqual([]);
  });
});

describe('create-purchase-orders', () => {
  const line = (description: string, quantity: string, unitPrice: string) => ({
    productId: firm.products.find((product) => product.storable)!.id,
    description,
    quantity,
    unitPrice,
    distribution: { [costKey]: '100' },
    wantedOn: '2026-11-09',
  });
  const input: PurchaseOrdersInput = {
    company: 'NB',
    orders: [
      {
        vendorId: vendor,
        reference: 'Q-17',
        lines: [line('Pipe DN 300', '12', '80.25'), line('Bends', '4', '55')],
      },
      { vendorId: vendor, lines: [line('Geotextile', '1000', '1.17')] },
    ],
  };
  const orders = (key: string) =>
    office.rows('purchase.order', [['origin', '=', `PLB/${key}`]], ['state', 'amount_untaxed', 'order_line']);

  it('makes drafts with coded lines, once, also when the answer is lost', async () => {
    const effect = office.erp.effects.createPurchaseOrders;
    const lost = await cutAfter(office, 'purchase.order/load', () => effect.run(input, 'po_a'));
    expect(lost).toMatchObject({ kind: 'NETWORK' });
    const found = await effect.find(input, 'po_a');
    expect(found?.orders.map(({ untaxed }) => untaxed)).toEqual(['1183.00', '1170.00']);
    expect(await effect.run(input, 'po_a')).toEqual(found);
    const rows = await orders('po_a');
    expect(rows.map((row) => [row['state'], (row['order_line'] as number[]).length])).toEqual([
      ['draft', 2],
      ['draft', 1],
    ]);
    const [first] = await office.rows(
      'purchase.order.line',
      [['order_id', '=', rows[0]!.id]],
      ['analytic_distribution', 'date_planned'],
    );
    expect(first).toMatchObject({
      analytic_distribution: { [costKey]: 100 },
      date_planned: '2026-11-09 12:00:00',
    });
  });

  it('cancels drafts when taken back, and leaves a confirmed order to the buyer', async () => {
    const effect = office.erp.effects.createPurchaseOrders;
    const result = await effect.run(input, 'po_b');
    await effect.undo!(input, result, 'po_b', why);
    await effect.undo!(input, result, 'po_b', why);
    expect((await orders('po_b')).map((row) => row['state'])).toEqual(['cancel', 'cancel']);
    const other = await effect.run(input, 'po_c');
    await office.ask('purchase.order', 'button_confirm', { ids: [other.orders[0]!.id] });
    expect((await failureOf(effect.undo!(input, other, 'po_c', why))).message).toMatch(/confirmed/);
  });

  it('makes none when one line is wrong', async () => {
    const effect = office.erp.effects.createPurchaseOrders;
    const bad = {
      ...input,
      orders: [
        ...input.orders,
        {
          vendorId: vendor,
          lines: [{ ...line('Sand', '1', '9'), distribution: { [String(job.accountId)]: '100' } }],
        },
      ],
    };
    expect((await failureOf(effect.run(bad, 'po_d'))).message).toMatch(/"Sand".*no cost code/);
    const unknown = { ...input, orders: [{ vendorId: 999_999, lines: [line('Sand', '1', '9')] }] };
    expect(await failureOf(effect.run(unknown, 'po_d'))).toMatchObject({ kind: 'BUSINESS' });
    expect(await orders('po_d')).toEqual([]);
  });
});

describe('create-cost-codes', () => {
  const known = firm.analyticAccounts.find(({ plan, company }) => plan === 'COST_CODE' && company === null)!;
  const input: CostCodesInput = {
    codes: [
      { code: '91-100', name: 'Slurry wall' },
      { code: known.code, name: 'Whatever the estimate calls it' },
      { code: '91-200', name: 'Grouting' },
    ],
  };

  it('makes the missing ones and uses the others, once', async () => {
    const effect = office.erp.effects.createCostCodes;
    const lost = await cutAfter(office, 'account.analytic.account/load', () => effect.run(input, 'cc_a'));
    expect(lost).toMatchObject({ kind: 'NETWORK' });
    const found = await effect.find(input, 'cc_a');
    expect(found?.codes.map(({ code, created }) => [code, created])).toEqual([
      ['91-100', true],
      [known.code, false],
      ['91-200', true],
    ]);
    expect(found?.codes[1]?.id).toBe(known.id);
    expect(await effect.run(input, 'cc_a')).toEqual(found);
    const rows = await office.rows('account.analytic.account', [['code', '=like', '91-%']], ['plan_id']);
    expect(rows.map((row) => (row['plan_id'] as [number])[0])).toEqual([4, 4]);
  });

  it('archives only what it made', async () => {
    const effect = office.erp.effects.createCostCodes;
    const more = { codes: [...input.codes.slice(1, 2), { code: '92-100', name: 'Curtain' }] };
    const result = await effect.run(more, 'cc_b');
    await effect.undo!(more, result, 'cc_b', why);
    const left = await office.rows(
      'account.analytic.account',
      [['code', 'in', [known.code, '92-100']]],
      ['code'],
    );
    expect(left.map((row) => row['code'])).toEqual([known.code]);
  });

  it('refuses a code given twice', async () => {
    const twice = { codes: [input.codes[0]!, input.codes[0]!] };
    expect((await failureOf(office.erp.effects.createCostCodes.run(twice, 'cc_c'))).message).toMatch(
      /91-100.*twice/,
    );
  });
});
