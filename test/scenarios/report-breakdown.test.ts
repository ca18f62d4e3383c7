/** A machine breaks down in the field: one issue, one work order and the machine down, whatever happens on the way. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { erpAdmin, type ErpAdmin } from './erp-admin.js';
import { startScenario, type Scenario } from './plumbline.js';
import { fastPlatform, fleetio, upstreamWrites } from './platforms.js';
import { mutate, readWrite, settled } from './writes.js';

let scenario: Scenario;
let erp: ErpAdmin;
let machines: readonly { readonly number: string; readonly vehicleId: number }[];
beforeAll(async () => {
  scenario = await startScenario({ adjust: fastPlatform });
  erp = erpAdmin(scenario);
  machines = scenario.sandbox.firm.machines.filter(
    ({ company, status }) => company === 'NB' && status === 'Active',
  );
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

let cases = 0;
/** Every case breaks a machine of its own. */
const fresh = (over: Record<string, unknown> = {}) => {
  const machine = machines[cases]!;
  cases += 1;
  const summary = `Hydraulic hose burst, case ${cases}`;
  const input = { clientMutationId: `breakdown-case-${cases}`, severity: 'HIGH', summary };
  return { machine, asked: { ...input, equipment: machine.number, ...over } };
};
const statusOf = async (vehicleId: number): Promise<unknown> =>
  (await fleetio(scenario, `/v1/vehicles/${vehicleId}`))['vehicle_status_name'];
const issuesOf = async (vehicleId: number, summary: unknown): Promise<number> => {
  const path = `/v2/issues?per_page=100&filter[vehicle_id][eq]=${vehicleId}`;
  const { records } = (await fleetio(scenario, path)) as { records: Record<string, unknown>[] };
  return records.filter((issue) => issue['summary'] === summary).length;
};

describe('reportBreakdown', () => {
  it('opens one issue and one work order, and sets the machine down', async () => {
    const { machine, asked } = fresh();
    scenario.resetCalls();
    const { write, userErrors } = await mutate(scenario, 'reportBreakdown', asked, SANDBOX_TOKENS.field);
    expect(userErrors).toEqual([]);
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(done.steps.map(({ name, status }) => [name, status])).toEqual([
      ['issue', 'DONE'],
      ['work order', 'DONE'],
      ['availability', 'DONE'],
    ]);
    expect(await statusOf(machine.vehicleId)).toBe('Out of Service');
    const again = await mutate(scenario, 'reportBreakdown', asked, SANDBOX_TOKENS.field);
    expect(again.write?.id).toBe(write!.id);
    await settled(scenario, write!.id);
    expect(upstreamWrites(scenario)).toEqual({
      'POST /v2/issues': 1,
      'POST /v2/work_orders': 1,
      'PATCH /v1/vehicles/{id}': 1,
    });
    expect(await issuesOf(machine.vehicleId, asked.summary)).toBe(1);
  }, 60_000);

  it('leaves a machine that can work available', async () => {
    const { machine, asked } = fresh({ outOfService: false, severity: 'LOW' });
    const { write } = await mutate(scenario, 'reportBreakdown', asked);
    expect((await settled(scenario, write!.id)).steps.map(({ name }) => name)).toEqual([
      ...['issue', 'work order'],
    ]);
    expect(await statusOf(machine.vehicleId)).toBe('Active');
  }, 60_000);

  it.each([
    ['a machine nobody knows', { equipment: 'EX-999' }, 'NOT_FOUND', ['equipment']],
    ['a breakdown of tomorrow', { occurredAt: '2031-01-01T08:00:00Z' }, 'IN_FUTURE', ['occurredAt']],
    ['one that says nothing', { summary: '  ' }, 'EMPTY', ['summary']],
  ])('refuses %s before anything is sent', async (_, over, code, field) => {
    const { asked } = fresh(over);
    scenario.resetCalls();
    const { write, userErrors } = await mutate(scenario, 'reportBreakdown', asked);
    expect(write).toBeNull();
    expect(userErrors).toMatchObject([{ code, field }]);
    expect(userErrors[0]?.message.length).toBeGreaterThan(20);
    expect(upstreamWrites(scenario)).toEqual({});
  });

  it('refuses an analyst, and a machine of a company that is not theirs', async () => {
    const { asked } = fresh();
    scenario.resetCalls();
    const analyst = await mutate(scenario, 'reportBreakdown', asked, SANDBOX_TOKENS.analyst);
    expect(analyst.userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const other = scenario.sandbox.firm.machines.find(({ company }) => company !== 'NB')!;
    const foreign = { ...asked, equipment: other.number };
    const field = await mutate(scenario, 'reportBreakdown', foreign, SANDBOX_TOKENS.field);
    expect(field.userErrors).toMatchObject([{ code: 'NOT_FOUND', record: other.number }]);
    expect(upstreamWrites(scenario)).toEqual({});
  });

  it('says what it would do, and changes nothing', async () => {
    const { asked } = fresh({ validateOnly: true });
    scenario.resetCalls();
    const { write, plan, userErrors } = await mutate(scenario, 'reportBreakdown', asked);
    expect({ write, userErrors }).toEqual({ write: null, userErrors: [] });
    expect(plan?.map(({ name, system }) => [name, system])).toEqual([
      ['issue', 'maintenance'],
      ['work order', 'maintenance'],
      ['availability', 'maintenance'],
    ]);
    expect(upstreamWrites(scenario)).toEqual({});
  });

  it('finds the issue whose answer was lost, and opens no second one', async () => {
    const { machine, asked } = fresh();
    scenario.resetCalls();
    scenario.fault('maintenance', { cut: 'after', path: '/v2/issues', method: 'POST' });
    const { write } = await mutate(scenario, 'reportBreakdown', asked);
    const until = Date.now() + 20_000;
    while (Date.now() < until && (await readWrite(scenario, write!.id)).status !== 'RETRYING')
      await new Promise((done) => setTimeout(done, 20));
    scenario.mend();
    const done = await settled(scenario, write!.id);
    expect(done.status).toBe('SUCCEEDED');
    expect(done.steps[0]?.attempts.at(-1)).toEqual({ outcome: 'FOUND' });
    expect(await issuesOf(machine.vehicleId, asked.summary)).toBe(1);
    expect(upstreamWrites(scenario)).toMatchObject({ 'POST /v2/issues': 1, 'POST /v2/work_orders': 1 });
  }, 60_000);

  it('is taken back: the machine is available again', async () => {
    const { machine, asked } = fresh();
    const { write } = await mutate(scenario, 'reportBreakdown', asked);
    await settled(scenario, write!.id);
    expect(await statusOf(machine.vehicleId)).toBe('Out of Service');
    const reversal = await mutate(scenario, 'reverseWrite', {
      ...{ clientMutationId: 'reverse-breakdown', write: write!.id, reason: 'wrong machine' },
      date: scenario.sandbox.firm.today,
    });
    expect(reversal.userErrors).toEqual([]);
    expect(await settled(scenario, reversal.write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await statusOf(machine.vehicleId)).toBe('Active');
  }, 60_000);
});

describe('reportBreakdown and the job that is held up', () => {
  /** A working machine that is on a job of the firm today, with a task of that job. */
  async function onJob(nth: number, name: (number: string, code: string) => string) {
    const { firm } = scenario.sandbox;
    const standing = firm.assignments.filter(
      ({ start, end, vehicleId }) =>
        start <= firm.today &&
        (end === null || end >= firm.today) &&
        machines.slice(20).some((own) => own.vehicleId === vehicleId),
    );
    const assignment = standing[nth]!;
    const machine = machines.find(({ vehicleId }) => vehicleId === assignment.vehicleId)!;
    const project = firm.projects.find(({ accountId }) => accountId === assignment.accountId)!;
    const { code } = firm.analyticAccounts.find(({ id }) => id === assignment.costCodeId)!;
    const task = { name: name(machine.number, code), project_id: project.odooId };
    const [taskId] = (await erp.ask('project.task', 'create', { vals_list: [task] })) as number[];
    cases += 1;
    const asked = {
      ...{ clientMutationId: `held-up-${cases}`, equipment: machine.number, severity: 'HIGH' },
      ...{ summary: `Track came off, case ${cases}`, occurredAt: `${firm.today}T09:00:00Z` },
    };
    return { machine, project, taskId: taskId!, asked };
  }
  const flagsOf = async (id: number) =>
    (await erp.rows('project.task', [['id', '=', id]], ['priority', 'state', 'tag_ids']))[0]!;

  it('flags the task that names the machine, once, and takes the flag back', async () => {
    const { project, taskId, asked } = await onJob(0, (number) => `Trench with ${number}`);
    const before = await flagsOf(taskId);
    scenario.resetCalls();
    const { write, userErrors } = await mutate(scenario, 'reportBreakdown', asked, SANDBOX_TOKENS.field);
    expect(userErrors).toEqual([]);
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(done.steps.map(({ name }) => name)).toEqual(['issue', 'work order', 'availability', 'task']);
    expect((await mutate(scenario, 'reportBreakdown', asked, SANDBOX_TOKENS.field)).write?.id).toBe(
      write!.id,
    );
    expect(upstreamWrites(scenario)).toMatchObject({ 'POST /json/2/project.task/write': 1 });
    const flagged = await flagsOf(taskId);
    expect(flagged['priority']).toBe('3');
    const tags = await erp.rows('project.tags', [['id', 'in', flagged['tag_ids']]], ['name']);
    expect(tags).toMatchObject([{ name: 'Machine down' }]);
    const why = { write: write!.id, date: scenario.sandbox.firm.today, reason: 'wrong machine' };
    const reversal = await mutate(scenario, 'reverseWrite', { clientMutationId: 'reverse-held-up', ...why });
    expect(await settled(scenario, reversal.write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await flagsOf(taskId)).toEqual(before);
    expect(project.number).toMatch(/^[JHS]-/);
  }, 60_000);

  it('finds the task by the cost code of the assignment, and takes the one that is named instead', async () => {
    const { taskId, asked, project } = await onJob(1, (_number, code) => `${code} as planned`);
    const plan = await mutate(scenario, 'reportBreakdown', { ...asked, validateOnly: true });
    expect(plan.plan?.at(-1)).toMatchObject({ name: 'task', system: 'odoo' });
    const other = { name: 'Kerbs', project_id: project.odooId };
    const [named] = (await erp.ask('project.task', 'create', { vals_list: [other] })) as number[];
    const { write } = await mutate(scenario, 'reportBreakdown', { ...asked, task: String(named) });
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await flagsOf(named!))['priority']).toBe('3');
    expect((await flagsOf(taskId))['priority']).toBe('0');
  }, 60_000);

  it('refuses a task that is none of the job, or is done, before anything is sent', async () => {
    const { taskId, asked } = await onJob(2, () => 'Backfill');
    await erp.set('project.task', taskId, { state: '1_done' });
    scenario.resetCalls();
    for (const [task, code] of [
      ['999999', 'NOT_FOUND'],
      [String(taskId), 'TASK_CLOSED'],
    ]) {
      const { write, userErrors } = await mutate(scenario, 'reportBreakdown', { ...asked, task });
      expect(write).toBeNull();
      expect(userErrors).toMatchObject([{ code, field: ['task'], record: task }]);
    }
    const free = machines.find(
      ({ vehicleId }) => !scenario.sandbox.firm.assignments.some((own) => own.vehicleId === vehicleId),
    )!;
    const nowhere = await mutate(scenario, 'reportBreakdown', {
      ...{ ...asked, equipment: free.number, task: String(taskId) },
    });
    expect(nowhere.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['task'] }]);
    expect(upstreamWrites(scenario)).toEqual({});
  }, 60_000);

  it('does not wait for an ERP that is away: the report goes on, and what is left out is told', async () => {
    const { asked, taskId } = await onJob(3, (number) => `Pipe with ${number}`);
    scenario.fault('odoo', { status: 503 });
    const { write, userErrors } = await mutate(scenario, 'reportBreakdown', asked);
    expect(userErrors).toMatchObject([{ code: 'TASK_NOT_FLAGGED', field: ['task'] }]);
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED' });
    expect(done.steps.map(({ name }) => name)).toEqual(['issue', 'work order', 'availability']);
    scenario.mend();
    expect((await flagsOf(taskId))['priority']).toBe('0');
  }, 60_000);
});
