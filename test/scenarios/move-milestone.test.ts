/** A milestone moves or is reached, an activity goes on: the schedule and the ERP say the same, and what is due to bill shows. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { createAnswerKey } from '../../sandbox/answer-key/index.js';
import type { FirmActivity, FirmSchedule } from '../../sandbox/firm/ledger.js';
import { erpAdmin, type ErpAdmin } from './erp-admin.js';
import { startScenario, type Scenario } from './plumbline.js';
import { upstreamWrites } from './platforms.js';
import { asKeyEntry, differences, readEveryJob } from './unified-cost.js';
import { mutate, readWrite, settled, type PayloadAnswer, type WriteAnswer } from './writes.js';

let scenario: Scenario;
let erp: ErpAdmin;
let schedule: FirmSchedule;
/** Substantial completion: not reached, on the line of a sale order. */
let last: FirmActivity;
let running: FirmActivity;
let idle: readonly FirmActivity[];
let today: string;
let jobId: number;

beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      odoo: { ...config.odoo, maxAgeMs: 0 },
      scheduling: { ...config.scheduling, maxAgeMs: 1 },
      // The schedule of J-107 is taken for another one of J-102.
      companies: config.companies.map((company) => {
        const spelled = company.crosswalk?.['scheduling']?.['PROJECT'] ?? {};
        const own = Object.entries(spelled).map(([label, number]) => [
          label,
          number === 'J-107' ? 'J-102' : number,
        ]);
        const PROJECT = Object.fromEntries(own) as Record<string, string>;
        const scheduling = { ...company.crosswalk?.['scheduling'], PROJECT };
        return { ...company, crosswalk: { ...company.crosswalk, scheduling } };
      }),
    }),
  });
  erp = erpAdmin(scenario);
  const { firm } = scenario.sandbox;
  today = firm.today;
  const job = firm.projects.find(({ number }) => number === 'J-101')!;
  jobId = job.odooId;
  schedule = firm.schedules.find(({ spelling }) => spelling === job.spelling.scheduling)!;
  const tasks = schedule.activities.filter(({ type }) => type === 'TASK');
  last = schedule.activities.find(({ name }) => name === 'Substantial completion')!;
  running = tasks.find(({ status }) => status === 'IN_PROGRESS')!;
  idle = tasks.filter(({ status }) => status === 'NOT_STARTED');
  const task = { name: 'Substantial completion', project_id: jobId };
  await erp.ask('project.task', 'create', { vals_list: [task] });
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

let cases = 0;
const ask = (over: Record<string, unknown>, token?: string): Promise<PayloadAnswer> => {
  cases += 1;
  const base = { clientMutationId: `milestone-case-${cases}`, project: 'J-101', milestone: last.code };
  return mutate(scenario, 'moveMilestone', { ...base, ...over }, token);
};
const later = (days: number): string =>
  new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
const idOf = ({ objectId }: FirmActivity): string => `p6:${schedule.objectId}/${objectId}`;

const inErp = async () => {
  const fields = ['deadline', 'is_reached', 'sale_line_id'];
  const domain = [
    ['project_id', '=', jobId],
    ['name', '=', 'Substantial completion'],
  ];
  const [milestone] = await erp.rows('project.milestone', domain, fields);
  const [task] = await erp.rows('project.task', domain, ['state', 'tag_ids']);
  return { milestone: milestone!, task: task! };
};
async function onSchedule(code: string) {
  const query = `{ project(number: "J-101") { milestones { code forecastDate actualDate }
    schedule { activities(first: 200) { nodes { code status percentComplete actualStart actualFinish plannedFinish } } } } }`;
  const { data, errors } = await scenario.ask(query);
  expect(errors).toBeUndefined();
  const { project } = data as unknown as {
    project: { milestones: Row[]; schedule: { activities: { nodes: Row[] } } };
  };
  const by = (rows: Row[]): Row | undefined => rows.find((row) => row['code'] === code);
  return { milestone: by(project.milestones), activity: by(project.schedule.activities.nodes) };
}
type Row = Record<string, unknown>;

const reverse = async (write: string): Promise<WriteAnswer> => {
  const why = { write, date: today, reason: 'said too early' };
  const asked = { clientMutationId: `reverse-${write}`, ...why };
  const { write: reversal, userErrors } = await mutate(scenario, 'reverseWrite', asked);
  expect(userErrors).toEqual([]);
  return settled(scenario, reversal!.id);
};
/** J-101 as the graph tells it, against the answer key with one activity stated otherwise. */
async function wrongFigures(
  stated: Partial<FirmActivity> & { readonly objectId: number },
): Promise<string[]> {
  const { firm } = scenario.sandbox;
  const schedules = firm.schedules.map((own) => ({
    ...own,
    activities: own.activities.map((one) => (one.objectId === stated.objectId ? { ...one, ...stated } : one)),
  }));
  const key = createAnswerKey({ ...firm, schedules }).projects.find(({ number }) => number === 'J-101')!;
  const node = (await readEveryJob(scenario)).find(({ number }) => number === 'J-101')!;
  return differences(asKeyEntry(node), key, 'J-101');
}

describe('moveMilestone, a milestone', () => {
  it('says what it would do, and changes nothing', async () => {
    scenario.resetCalls();
    const moved = await ask({ forecastDate: later(40), validateOnly: true });
    expect(moved.userErrors).toEqual([]);
    expect(moved.plan?.map(({ name, system }) => [name, system])).toEqual([
      ['activity', 'scheduling'],
      ['task', 'odoo'],
      ['milestone', 'odoo'],
    ]);
    const reached = await ask({ actualFinish: today, validateOnly: true });
    // 60 % of a line of 240,000.
    expect(reached.plan?.at(-1)?.title).toContain('144000.00 USD more of SJ-101 are due to bill');
    expect(upstreamWrites(scenario)).toEqual({});
  });

  it('moves in the schedule and in the ERP, each once, and is taken back', async () => {
    const before = { ...(await onSchedule(last.code)), ...(await inErp()) };
    const asked = { clientMutationId: 'milestone-moved', forecastDate: later(40) };
    scenario.resetCalls();
    const { write, userErrors } = await ask(asked, SANDBOX_TOKENS.field);
    expect(userErrors).toEqual([]);
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect((await ask(asked, SANDBOX_TOKENS.field)).write?.id).toBe(write!.id);
    const other = await ask({ ...asked, forecastDate: later(41) }, SANDBOX_TOKENS.field);
    expect(other.userErrors).toMatchObject([{ code: 'KEY_REUSED', record: write!.id }]);
    expect(upstreamWrites(scenario)).toEqual({
      'PUT /p6ws/restapi/activity': 1,
      'POST /json/2/project.tags/load': 1,
      'POST /json/2/project.task/write': 1,
      'POST /json/2/project.milestone/write': 1,
    });
    expect((await onSchedule(last.code)).milestone).toMatchObject({ forecastDate: later(40) });
    const moved = await inErp();
    expect(moved.milestone).toMatchObject({ deadline: later(40), is_reached: false });
    expect(moved.task['tag_ids']).toHaveLength(1);
    expect(await reverse(write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect({ ...(await onSchedule(last.code)), ...(await inErp()) }).toEqual(before);
  }, 60_000);

  it('is reached, and its part of the sale order is due to bill; cost and billing stay to the cent', async () => {
    const node = async () => (await readEveryJob(scenario)).find(({ number }) => number === 'J-101')!;
    const before = await node();
    const { write } = await ask({ actualFinish: today });
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', failure: null });
    const result = JSON.parse(done.steps.at(-1)!.result!) as { billing: Row };
    expect(result).toMatchObject({ reached: true, name: 'Substantial completion' });
    expect(result.billing).toMatchObject({
      ...{ order: 'SJ-101', share: '0.6', ordered: '1', toInvoice: '0.6' },
      ...{ due: '144000.00', currency: 'USD' },
    });
    const { milestone, task } = await inErp();
    expect(milestone['is_reached']).toBe(true);
    expect(task['state']).toBe('1_done');
    expect(await onSchedule(last.code)).toMatchObject({
      milestone: { actualDate: today, forecastDate: today },
      activity: { status: 'COMPLETED', percentComplete: '1' },
    });
    const again = await ask({ actualFinish: today });
    expect(again.userErrors).toMatchObject([{ code: 'COMPLETED', record: last.code, field: ['milestone'] }]);
    const { cost } = await node();
    expect({ ...cost, sources: [] }).toEqual({ ...before.cost, sources: [] });
    expect(await reverse(write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await inErp()).milestone['is_reached']).toBe(false);
    expect(await onSchedule(last.code)).toMatchObject({ activity: { status: 'NOT_STARTED' } });
  }, 60_000);

  it('is not taken back once it was invoiced', async () => {
    const { write } = await ask({ actualFinish: today });
    await settled(scenario, write!.id);
    const [line] = (await inErp()).milestone['sale_line_id'] as [number, string];
    const [row] = await erp.rows('sale.order.line', [['id', '=', line]], ['qty_invoiced', 'qty_delivered']);
    await erp.set('sale.order.line', line, { qty_invoiced: row!['qty_delivered'] });
    const reversal = await reverse(write!.id);
    expect(reversal).toMatchObject({ status: 'DEAD', failure: { step: 'undo milestone', code: 'BUSINESS' } });
    expect(reversal.failure?.message).toContain('credit that invoice first');
    expect((await inErp()).milestone['is_reached']).toBe(true);
    await erp.set('sale.order.line', line, { qty_invoiced: row!['qty_invoiced'] });
    await mutate(scenario, 'replayWrite', { write: reversal.id });
    expect(await settled(scenario, reversal.id)).toMatchObject({ status: 'SUCCEEDED' });
  }, 60_000);

  it('leaves a milestone alone that people marked in the ERP, and tells so', async () => {
    const { milestone } = await inErp();
    await erp.set('project.milestone', milestone.id, { is_reached: true });
    const { plan, userErrors } = await ask({ forecastDate: later(45), validateOnly: true });
    expect(userErrors).toMatchObject([
      { code: 'REACHED_ALREADY', field: ['erpMilestone'], record: String(milestone.id) },
    ]);
    expect(plan?.map(({ name }) => name)).toEqual(['activity', 'task']);
    await erp.set('project.milestone', milestone.id, { is_reached: false });
  });

  it('goes on where the ERP cut the line after it committed', async () => {
    scenario.resetCalls();
    scenario.fault('odoo', { cut: 'after', path: '/project.milestone/write' });
    const { write } = await ask({ forecastDate: later(50) });
    const until = Date.now() + 20_000;
    while (Date.now() < until && (await readWrite(scenario, write!.id)).status !== 'RETRYING')
      await new Promise((done) => setTimeout(done, 20));
    scenario.mend();
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(upstreamWrites(scenario)).toMatchObject({
      'PUT /p6ws/restapi/activity': 1,
      'POST /json/2/project.milestone/write': 1,
    });
    expect((await inErp()).milestone['deadline']).toBe(later(50));
  }, 60_000);
});

describe('moveMilestone, an activity', () => {
  it('is started and goes on; earned value follows to the cent, and all of it is taken back', async () => {
    const own = idle[0]!;
    const { write, userErrors } = await ask({ milestone: idOf(own), actualStart: today, percent: '37.5' });
    expect(userErrors).toEqual([]);
    const done = await settled(scenario, write!.id);
    expect(done.steps.map(({ name, status }) => [name, status])).toEqual([['activity', 'DONE']]);
    expect((await onSchedule(own.code)).activity).toMatchObject({
      ...{ status: 'IN_PROGRESS', actualStart: today, percentComplete: '0.375' },
    });
    expect(await wrongFigures({ objectId: own.objectId, percentComplete: '0.375' })).toEqual([]);
    expect(await reverse(write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await wrongFigures({ objectId: own.objectId })).toEqual([]);
  }, 60_000);

  it('is finished once, whose answer was lost', async () => {
    const own = idle[1]!;
    scenario.resetCalls();
    scenario.fault('scheduling', { cut: 'after', path: '/activity', method: 'PUT' });
    const { write } = await ask({ milestone: own.code, actualStart: later(-9), actualFinish: later(-2) });
    const until = Date.now() + 20_000;
    while (Date.now() < until && (await readWrite(scenario, write!.id)).status !== 'RETRYING')
      await new Promise((done) => setTimeout(done, 20));
    scenario.mend();
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(upstreamWrites(scenario)).toEqual({ 'PUT /p6ws/restapi/activity': 1 });
    expect(await wrongFigures({ objectId: own.objectId, percentComplete: '1' })).toEqual([]);
  }, 60_000);
});

describe('moveMilestone refuses', () => {
  const closed = (): string =>
    scenario.sandbox.firm.projects.find(({ company, stage }) => company === 'NB' && stage === 'CLOSED')!
      .number;
  const less = (): string => (Number(running.percentComplete) * 100 - 1).toFixed(0);
  const going = () => ({ milestone: running.code });
  const open = (): string => idle[2]!.code;
  const inTwo = () => ({ project: 'J-102', milestone: 'a10' });
  const loe = (): string => schedule.activities.find(({ type }) => type === 'LEVEL_OF_EFFORT')!.code;
  const soon = () => ({ forecastDate: later(1) });
  const cases: readonly (readonly [string, () => Row, string, string, (() => string | null)?])[] = [
    ['a job nobody knows', () => ({ project: 'J-999', ...soon() }), 'NOT_FOUND', 'project', () => 'J-999'],
    ['the other company', () => ({ company: 'HB', ...soon() }), 'NOT_FOUND', 'project', () => 'J-101'],
    ['a code nobody knows', () => ({ milestone: 'M9', ...soon() }), 'NOT_FOUND', 'milestone', () => 'M9'],
    ['a foreign id', () => ({ milestone: 'p6:1/2', ...soon() }), 'NOT_FOUND', 'milestone', () => 'p6:1/2'],
    ['a code of two schedules', () => ({ ...inTwo(), ...soon() }), 'AMBIGUOUS', 'milestone', () => 'a10'],
    ['no schedule', () => ({ project: 'J-108', percent: '1' }), 'NO_SCHEDULE', 'project', () => 'J-108'],
    ['a closed job', () => ({ project: closed(), ...soon() }), 'CLOSED_JOB', 'project', () => closed()],
    ['nothing said', () => ({}), 'BAD_INPUT', 'milestone'],
    [
      'a past day',
      () => ({ forecastDate: '2026-01-05' }),
      'BEFORE_DATA_DATE',
      'forecastDate',
      () => last.code,
    ],
    ['a day that is none', () => ({ forecastDate: '2027-02-30' }), 'BAD_DATE', 'forecastDate'],
    ['a day to come', () => ({ actualFinish: later(1) }), 'IN_FUTURE', 'actualFinish'],
    [
      'a milestone that starts',
      () => ({ actualStart: today }),
      'NO_ACTIVITY',
      'actualStart',
      () => last.code,
    ],
    ['a milestone half done', () => ({ percent: '50' }), 'NO_ACTIVITY', 'percent', () => last.code],
    ['a forecast when finished', () => ({ ...soon(), actualFinish: today }), 'BAD_INPUT', 'forecastDate'],
    ['more than all', () => ({ ...going(), percent: '100.5' }), 'BAD_PERCENT', 'percent'],
    ['less than nothing', () => ({ ...going(), percent: '-1' }), 'BAD_PERCENT', 'percent'],
    ['a step back', () => ({ ...going(), percent: less() }), 'GOING_BACK', 'percent', () => running.code],
    ['all done without a day', () => ({ ...going(), percent: '100' }), 'FINISH_NEEDED', 'percent'],
    [
      'no start yet',
      () => ({ milestone: open(), percent: '5' }),
      'START_NEEDED',
      'actualStart',
      () => open(),
    ],
    [
      'another start',
      () => ({ ...going(), actualStart: '2026-01-02' }),
      'STARTED_ALREADY',
      'actualStart',
      () => running.code,
    ],
    [
      'a finish before the start',
      () => ({ ...going(), actualFinish: '2026-01-02' }),
      'BAD_PERIOD',
      'actualFinish',
      () => running.code,
    ],
    [
      'what follows others',
      () => ({ milestone: loe(), percent: '50' }),
      'NOT_STATED',
      'milestone',
      () => loe(),
    ],
    [
      'no such milestone',
      () => ({ ...soon(), erpMilestone: '9999' }),
      'NOT_FOUND',
      'erpMilestone',
      () => '9999',
    ],
    ['no such task', () => ({ ...soon(), task: '9999' }), 'NOT_FOUND', 'task', () => '9999'],
  ];
  it.each(cases)('%s before anything is sent', async (_, over, code, field, record = () => null) => {
    scenario.resetCalls();
    const { write, userErrors } = await ask(over());
    expect(write).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: [field], record: record() }]);
    expect(userErrors[0]?.message.length).toBeGreaterThan(30);
    expect(upstreamWrites(scenario)).toEqual({});
  });

  it('a schedule that is only read, two milestones of one name, and who may only look', async () => {
    const rows = [
      ['ERMHDR', '19.12', '2026-10-31', 'Project', 'planner', 'P', 'db', 'PM', 'USD'],
      ['%T', 'PROJECT'],
      ['%F', 'proj_id', 'proj_short_name', 'last_recalc_date'],
      ['%R', '1', 'J-106', '2026-10-30 00:00'],
      ['%T', 'TASK'],
      ['%F', 'task_id', 'proj_id', 'task_code', 'task_name', 'task_type', 'status_code', 'early_end_date'],
      ['%R', '10', '1', 'M100', 'Handover', 'TT_FinMile', 'TK_NotStart', '2026-11-20 17:00'],
      ['%E'],
    ];
    await fetch(`${scenario.url}/files/scheduling/wall.xer`, {
      method: 'PUT',
      body: rows.map((row) => row.join('\t')).join('\r\n'),
      headers: { authorization: `Bearer ${SANDBOX_TOKENS.admin}` },
    });
    const twin = { name: 'substantial completion ', project_id: jobId };
    const second = await erp.ask('project.milestone', 'create', { vals_list: [twin] });
    scenario.resetCalls();
    for (const milestone of ['M100', 'file:wall.xer#1/10']) {
      const read = await ask({ project: 'J-106', milestone, forecastDate: later(9) });
      expect(read.userErrors).toMatchObject([{ code: 'READ_ONLY_SCHEDULE', record: 'J-106' }]);
    }
    const two = await ask({ forecastDate: later(9) });
    expect(two.userErrors).toMatchObject([{ code: 'AMBIGUOUS', field: ['erpMilestone'] }]);
    const looking = await ask({ forecastDate: later(9) }, SANDBOX_TOKENS.analyst);
    expect(looking.userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const foreign = scenario.sandbox.firm.projects.find(({ company }) => company === 'HB')!.number;
    const hidden = await ask({ project: foreign, forecastDate: later(9) }, SANDBOX_TOKENS.field);
    expect(hidden.userErrors).toMatchObject([{ code: 'NOT_FOUND', record: foreign }]);
    expect(upstreamWrites(scenario)).toEqual({});
    await erp.ask('project.milestone', 'unlink', { ids: second });
  }, 60_000);
});
