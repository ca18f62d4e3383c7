/** Hours of a person on a job, over the wire of the sandbox ERP. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TimesheetLinesInput } from '../../../../subgraphs/odoo/connector.js';
import { FOREIGN, JOB, openDesk, type Desk, type Rows } from './desk.js';

const KEY = 'wrt_9_hours';
const NAME = 'Pipe laying, north reach';
const why = { date: '2026-11-18', reason: 'wrong person' };

let desk: Desk;
let input: TimesheetLinesInput;
beforeEach(async () => {
  desk = await openDesk();
  const people = await desk.rows('hr.employee', [['company_id', '=', 1]], ['hourly_cost']);
  const employeeId = people[0]!['id'] as number;
  await desk.admin('hr.employee', 'write', { ids: [employeeId], vals: { hourly_cost: 55 } });
  const { projectId, costCodeId, costTypeId } = JOB;
  const what = { date: '2026-11-17', hours: '6.5', name: NAME, costCodeId };
  input = { company: 'NB', costTypeId, lines: [{ at: 3, employeeId, projectId, ...what }] };
});
afterEach(() => desk.close());

const lines = (): Promise<Rows> =>
  desk.rows(
    'account.analytic.line',
    [['name', '=like', `${NAME}%`]],
    ['amount', 'unit_amount', 'date', 'account_id', 'x_plan4_id', 'x_plan5_id'],
  );
const sum = (rows: Rows, field: string): number =>
  rows.reduce((total, row) => total + (row[field] as number), 0);
const pay = (hourly_cost: number): Promise<unknown> =>
  desk.admin('hr.employee', 'write', { ids: [input.lines[0]!.employeeId], vals: { hourly_cost } });

describe('a timesheet line', () => {
  it('costs the job what the ERP says the hours cost', async () => {
    const result = await desk.effects.bookTimesheetLines.run(input, KEY);
    expect(result).toEqual({ lines: [{ at: 3, id: expect.any(Number), cost: '357.50' }] });
    expect(await lines()).toEqual([
      {
        id: result.lines[0]!.id,
        amount: -357.5,
        unit_amount: 6.5,
        date: '2026-11-17',
        account_id: [JOB.projectAccountId, expect.any(String)],
        x_plan4_id: [JOB.costCodeId, expect.any(String)],
        x_plan5_id: [JOB.costTypeId, expect.any(String)],
      },
    ]);
  });

  it('is one line when it is run twice, also when the hourly cost changed meanwhile', async () => {
    const first = await desk.effects.bookTimesheetLines.run(input, KEY);
    await pay(80);
    expect(await desk.effects.bookTimesheetLines.run(input, KEY)).toEqual(first);
    expect(await desk.effects.bookTimesheetLines.find(input, KEY)).toEqual(first);
    expect(await lines()).toHaveLength(1);
  });

  it('is two lines for two keys: the same work twice is two pieces of work', async () => {
    await desk.effects.bookTimesheetLines.run(input, KEY);
    expect(await desk.effects.bookTimesheetLines.find(input, 'wrt_10_hours')).toBeNull();
    await desk.effects.bookTimesheetLines.run(input, 'wrt_10_hours');
    expect(await lines()).toHaveLength(2);
  });

  it('whose answer got lost is found, and not booked again', async () => {
    desk.server.setFaults({ cut: 'after', path: 'account.analytic.line/load' });
    await expect(desk.effects.bookTimesheetLines.run(input, KEY)).rejects.toMatchObject({ kind: 'NETWORK' });
    desk.server.setFaults({});
    const found = await desk.effects.bookTimesheetLines.find(input, KEY);
    expect(found).not.toBeNull();
    expect(await desk.effects.bookTimesheetLines.run(input, KEY)).toEqual(found);
    expect(await lines()).toHaveLength(1);
  });
});

describe('several lines', () => {
  const several = (...changes: object[]): TimesheetLinesInput => ({
    ...input,
    lines: changes.map((change, at) => ({ ...input.lines[0]!, at, ...change })),
  });

  it('are booked by one call, and each has its own key and cost', async () => {
    const all = several({ hours: '1' }, { hours: '2.25' }, { hours: '3' });
    (desk.server.calls as Map<string, number>).clear();
    const { lines: booked } = await desk.effects.bookTimesheetLines.run(all, KEY);
    expect(booked.map(({ at, cost }) => [at, cost])).toEqual([
      [0, '55.00'],
      [1, '123.75'],
      [2, '165.00'],
    ]);
    expect(desk.server.calls.get('POST /json/2/account.analytic.line/load')).toBe(1);
    expect(await desk.effects.bookTimesheetLines.run(all, KEY)).toEqual({ lines: booked });
    expect(await lines()).toHaveLength(3);
  });

  it('name the bad one, and the others are booked; once it is mended only it is missing', async () => {
    const bad = several({}, { costCodeId: 987654 }, {});
    await expect(desk.effects.bookTimesheetLines.run(bad, KEY)).rejects.toMatchObject({
      kind: 'BUSINESS',
      message: expect.stringMatching(/timesheet line 1 .*987654.*; the other 2 are booked/),
    });
    expect(await desk.effects.bookTimesheetLines.find(bad, KEY)).toBeNull();
    expect(await lines()).toHaveLength(2);
    const { lines: booked } = await desk.effects.bookTimesheetLines.run(several({}, {}, {}), KEY);
    expect(booked.map(({ at }) => at)).toEqual([0, 1, 2]);
    expect(await lines()).toHaveLength(3);
  });

  it('are loaded one by one where the ERP refuses them together', async () => {
    const long = several({}, { taskId: 987654 }, {});
    await expect(desk.effects.bookTimesheetLines.run(long, KEY)).rejects.toMatchObject({
      message: expect.stringMatching(/refused timesheet line 1 .*; the other 2 are booked/),
    });
    expect(await lines()).toHaveLength(2);
  });
});

describe('taking it back', () => {
  it.each([[55], [80], [0]])('nets cost and hours to zero at an hourly cost of %d', async (hourly) => {
    const result = await desk.effects.bookTimesheetLines.run(input, KEY);
    await pay(hourly);
    await desk.effects.bookTimesheetLines.undo!(input, result, KEY, why);
    await desk.effects.bookTimesheetLines.undo!(input, result, KEY, { ...why, date: '2026-11-19' });
    const found = await lines();
    expect(found.map((row) => row['date'])).toEqual(['2026-11-17', '2026-11-18']);
    expect([sum(found, 'amount'), sum(found, 'unit_amount')]).toEqual([0, 0]);
  });

  it('does nothing about a line that a person deleted', async () => {
    const result = await desk.effects.bookTimesheetLines.run(input, KEY);
    await desk.admin('account.analytic.line', 'unlink', { ids: [result.lines[0]!.id] });
    await desk.effects.bookTimesheetLines.undo!(input, result, KEY, why);
    expect(await lines()).toEqual([]);
  });
});

describe('what the ERP would accept without a word', () => {
  const refuse = async (change: object, message: RegExp, all: object = {}): Promise<void> => {
    const wrong = { ...input, ...all, lines: input.lines.map((line) => ({ ...line, ...change })) };
    await expect(desk.effects.bookTimesheetLines.run(wrong, KEY)).rejects.toMatchObject({
      kind: 'BUSINESS',
      message: expect.stringMatching(message),
    });
    expect(await lines()).toEqual([]);
  };

  it('hours that cost nothing', async () => {
    await pay(0);
    await refuse({}, /6\.5 h of employee .* would cost 0\.00; set the hourly cost/);
  });

  it('a closed period, although analytic lines ignore locks', async () => {
    await desk.admin('res.company', 'write', { ids: [1], vals: { hard_lock_date: '2026-11-30' } });
    await refuse({}, /NB are locked up to 2026-11-30/);
  });

  it('wrong people, jobs, codes and hours', async () => {
    await refuse({ employeeId: 987654 }, /NB has no employee 987654/);
    await refuse({}, /HB has no employee/, { company: 'HB' });
    await refuse({ projectId: 987654 }, /project 987654/);
    await refuse({ projectId: FOREIGN.odooId }, /project \d+|of the company/);
    await refuse({ costCodeId: 987654 }, /987654, which is no analytic account/);
    await refuse({}, /no cost type/, { costTypeId: null });
    await refuse({ hours: '0' }, /"0" hours/);
    await refuse({ hours: '-2' }, /"-2" hours/);
    await refuse({ hours: '1.333' }, /at most two decimals/);
    await refuse({ date: '17/11/2026' }, /write YYYY-MM-DD/);
  });
});
