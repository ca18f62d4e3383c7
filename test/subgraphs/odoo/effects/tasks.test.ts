import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cutAfter, failureOf, job, openOffice, TODAY, type Office } from './documents-office.js';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

async function make(model: 'project.task' | 'project.milestone', name: string): Promise<number> {
  const [id] = (await office.ask(model, 'create', {
    vals_list: [{ name, project_id: job.odooId }],
  })) as number[];
  return id!;
}

describe('flag-task', () => {
  const task = async (id: number) =>
    (
      await office.rows('project.task', [['id', '=', id]], ['priority', 'state', 'tag_ids', 'write_date'])
    )[0]!;
  const flags = { priority: 'URGENT', state: 'CHANGES_REQUESTED', tag: 'Machine down' } as const;

  it('sets priority, state and tag, also when the answer is lost, and makes one tag', async () => {
    const effect = office.erp.effects.flagTask;
    const [first, second] = [await make('project.task', 'Trench'), await make('project.task', 'Pipe')];
    expect(await effect.find({ taskId: first, ...flags }, 'flg_a')).toBeNull();
    const lost = await cutAfter(office, 'project.task/write', () =>
      effect.run({ taskId: first, ...flags }, 'flg_a'),
    );
    expect(lost).toMatchObject({ kind: 'NETWORK' });
    expect(await effect.find({ taskId: first, ...flags }, 'flg_a')).toEqual({
      taskId: first,
      name: 'Trench',
    });
    expect(await effect.run({ taskId: first, ...flags }, 'flg_a')).toEqual({ taskId: first, name: 'Trench' });
    await effect.run({ taskId: second, tag: 'machine DOWN' }, 'flg_b');
    const tags = await office.rows('project.tags', [], ['name']);
    expect(tags.map((tag) => tag['name'])).toEqual(['Machine down']);
    expect(await task(first)).toMatchObject({
      priority: '3',
      state: '02_changes_requested',
      tag_ids: [tags[0]!.id],
    });
    expect(await task(second)).toMatchObject({
      priority: '0',
      state: '01_in_progress',
      tag_ids: [tags[0]!.id],
    });
  });

  it('keeps the tags a person gave', async () => {
    const id = await make('project.task', 'Kerb');
    const [own] = (await office.ask('project.tags', 'create', {
      vals_list: [{ name: 'Night shift' }],
    })) as number[];
    await office.ask('project.task', 'write', { ids: [id], vals: { tag_ids: [[4, own]] } });
    await office.erp.effects.flagTask.run({ taskId: id, tag: 'Machine down' }, 'flg_c');
    expect((await task(id))['tag_ids']).toHaveLength(2);
  });

  it('takes back only the flags that still stand, and only where it was noted what was before', async () => {
    const effect = office.erp.effects.flagTask;
    const id = await make('project.task', 'Deck');
    const previous = { priority: 'LOW', state: 'IN_PROGRESS', tagged: false } as const;
    const input = { taskId: id, ...flags, previous };
    const before = await task(id);
    const result = await effect.run(input, 'flg_e');
    const why = { date: TODAY, reason: 'mistake' };
    const lost = await cutAfter(office, 'project.task/write', () =>
      effect.undo!(input, result, 'flg_e', why),
    );
    expect(lost).toMatchObject({ kind: 'NETWORK' });
    await effect.undo!(input, result, 'flg_e', why);
    const { write_date: _then, ...same } = before;
    expect(await task(id)).toMatchObject(same);
    await effect.run(input, 'flg_e');
    await office.ask('project.task', 'write', { ids: [id], vals: { state: '03_approved' } });
    await effect.undo!(input, result, 'flg_e', why);
    expect(await task(id)).toMatchObject({ state: '03_approved', priority: '0', tag_ids: [] });
    const blind = await failureOf(effect.undo!({ taskId: id, ...flags }, result, 'flg_f', why));
    expect(blind).toMatchObject({ kind: 'BUSINESS' });
  });

  it('refuses an unknown task and a flag that says nothing', async () => {
    const effect = office.erp.effects.flagTask;
    expect((await failureOf(effect.run({ taskId: 999_999, priority: 'HIGH' }, 'flg_d'))).message).toMatch(
      /no task 999999/,
    );
    expect(await failureOf(effect.run({ taskId: 1 }, 'flg_d'))).toMatchObject({ kind: 'BUSINESS' });
  });
});

describe('reach-milestone', () => {
  it('marks it once and keeps the day, also when the answer is lost; undo takes the mark off', async () => {
    const effect = office.erp.effects.reachMilestone;
    const input = { milestoneId: await make('project.milestone', 'Footings'), reached: true };
    expect(await effect.find(input, 'ms_a')).toBeNull();
    const lost = await cutAfter(office, 'project.milestone/write', () => effect.run(input, 'ms_a'));
    expect(lost).toMatchObject({ kind: 'NETWORK' });
    const found = await effect.find(input, 'ms_a');
    expect(found).toMatchObject({ name: 'Footings', reached: true, reachedOn: TODAY, deadline: null });
    expect(await effect.run(input, 'ms_a')).toEqual(found);
    expect(office.server.calls.get('POST /json/2/project.milestone/write')).toBe(1);
    await effect.undo!(input, found!, 'ms_a', { date: TODAY, reason: 'mistake' });
    await effect.undo!(input, found!, 'ms_a', { date: TODAY, reason: 'mistake' });
    expect(await effect.find(input, 'ms_a')).toBeNull();
  });

  it('tells what a billing milestone makes due, as Odoo counts it, and moves a deadline back', async () => {
    const effect = office.erp.effects.reachMilestone;
    const [product] = (await office.ask('product.product', 'create', {
      vals_list: [{ name: 'Lump sum', type: 'service', uom_id: 1, service_type: 'milestones' }],
    })) as number[];
    const line = { name: 'Bridge', product_id: product, product_uom_qty: 2, price_unit: 50_000.25 };
    const [order] = (await office.ask('sale.order', 'create', {
      vals_list: [{ partner_id: 11, state: 'sale', order_line: [[0, 0, line]] }],
    })) as number[];
    const [own] = await office.rows('sale.order.line', [['order_id', '=', order]], ['name']);
    const [milestoneId] = (await office.ask('project.milestone', 'create', {
      vals_list: [
        {
          name: 'Piers',
          project_id: job.odooId,
          sale_line_id: own!.id,
          quantity_percentage: 0.25,
          deadline: TODAY,
        },
      ],
    })) as number[];
    const input = { milestoneId: milestoneId!, reached: true };
    const billing = { share: '0.25', ordered: '2', delivered: '0.5', invoiced: '0', toInvoice: '0.5' };
    const result = await effect.run(input, 'ms_d');
    // A quarter of 2 × 50,000.25.
    expect(result.billing).toMatchObject({
      ...billing,
      due: '25000.13',
      price: '100000.50',
      currency: 'USD',
    });
    await effect.undo!(input, result, 'ms_d', { date: TODAY, reason: 'mistake' });
    const [milestone] = await office.erp.checks.plan
      .milestones(job.odooId)
      .then((all) => all.filter(({ id }) => id === milestoneId));
    expect(milestone).toMatchObject({ reached: false, billing: { delivered: '0', due: '0.00' } });
    const move = { milestoneId: milestoneId!, deadline: '2027-02-01', previousDeadline: TODAY };
    const moved = await effect.run(move, 'ms_e');
    expect(moved.deadline).toBe('2027-02-01');
    await effect.undo!(move, moved, 'ms_e', { date: TODAY, reason: 'mistake' });
    expect(await effect.find({ milestoneId: milestoneId!, deadline: TODAY }, 'ms_e')).not.toBeNull();
  });

  it('moves a deadline and leaves the mark alone', async () => {
    const effect = office.erp.effects.reachMilestone;
    const input = { milestoneId: await make('project.milestone', 'Deck'), deadline: '2027-01-15' };
    expect(await effect.run(input, 'ms_b')).toMatchObject({ deadline: '2027-01-15', reached: false });
  });

  it('refuses an unknown milestone, a bad day and a change of nothing', async () => {
    const effect = office.erp.effects.reachMilestone;
    for (const input of [
      { milestoneId: 999_999, reached: true },
      { milestoneId: 1, deadline: 'soon' },
      { milestoneId: 1 },
    ])
      expect(await failureOf(effect.run(input, 'ms_c'))).toMatchObject({ kind: 'BUSINESS' });
  });
});
