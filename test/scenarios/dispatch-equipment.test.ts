/** A machine goes to a job: one assignment, one resource on the schedule, and never in two places. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { startScenario, type Scenario } from './plumbline.js';
import { fastPlatform, fleetio, upstreamWrites } from './platforms.js';
import { mutate, readWrite, settled } from './writes.js';

let scenario: Scenario;
let input: Record<string, unknown>;
/** Active machines of the company that are free after today. */
let free: readonly { readonly number: string; readonly vehicleId: number }[];
/** One that is on a job with no end. */
let busy: {
  readonly number: string;
  readonly assignment: number;
  readonly start: string;
};
let activity: string;
beforeAll(async () => {
  scenario = await startScenario({ adjust: fastPlatform });
  const { firm } = scenario.sandbox;
  const own = firm.machines.filter(({ company, status }) => company === 'NB' && status === 'Active');
  const openOf = (vehicleId: number) =>
    firm.assignments.filter(
      (one) => one.vehicleId === vehicleId && (one.end === null || one.end >= firm.today),
    );
  free = own.filter(({ vehicleId }) => openOf(vehicleId).length === 0);
  const taken = own.find(({ vehicleId }) => openOf(vehicleId).some(({ end }) => end === null))!;
  const current = openOf(taken.vehicleId)[0]!;
  busy = { number: taken.number, assignment: current.id, start: current.start };
  const costCode = firm.analyticAccounts.find(({ plan }) => plan === 'COST_CODE')!.code;
  input = { project: 'J-101', costCode, start: firm.today };
  const schedule = firm.schedules.find(({ spelling }) => spelling.includes('101'))!;
  const open = schedule.activities.find(({ type, status }) => type === 'TASK' && status !== 'COMPLETED')!;
  activity = `p6:${schedule.objectId}/${open.objectId}`;
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

let cases = 0;
const ask = (over: Record<string, unknown>, token?: string) => {
  cases += 1;
  return mutate(
    scenario,
    'dispatchEquipment',
    { clientMutationId: `dispatch-case-${cases}`, ...input, ...over },
    token,
  );
};
interface WireAssignment {
  readonly id: number;
  readonly vehicle_id: number;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly custom_fields: { readonly job: string | null; readonly cost_code: string | null };
}
const assignmentsOf = async (vehicleId: number): Promise<WireAssignment[]> => {
  const path = `/v1/vehicle_assignments?per_page=100&filter[vehicle_id][eq]=${vehicleId}`;
  return ((await fleetio(scenario, path)) as unknown as { records: WireAssignment[] }).records;
};

describe('dispatchEquipment', () => {
  it('says what it would do, and changes nothing', async () => {
    scenario.resetCalls();
    const { write, plan, userErrors } = await ask({
      equipment: free[0]!.number,
      activity,
      validateOnly: true,
    });
    expect({ write, userErrors }).toEqual({ write: null, userErrors: [] });
    expect(plan?.map(({ name, system }) => [name, system])).toEqual([
      ['assignment', 'maintenance'],
      ['resource', 'scheduling'],
    ]);
    expect(upstreamWrites(scenario)).toEqual({});
  });

  it('assigns the machine and puts it on the activity, each once', async () => {
    const [machine] = free;
    const before = (await assignmentsOf(machine!.vehicleId)).length;
    scenario.resetCalls();
    const asked = {
      equipment: machine!.number,
      activity,
      plannedHours: '80',
      clientMutationId: 'dispatch-once',
    };
    const { write, userErrors } = await ask(asked, SANDBOX_TOKENS.field);
    expect(userErrors).toEqual([]);
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(JSON.parse(done.steps[1]!.result!)).toMatchObject({
      activity,
      resource: machine!.number,
      hours: '80',
    });
    const again = await ask(asked, SANDBOX_TOKENS.field);
    expect(again.write?.id).toBe(write!.id);
    expect(upstreamWrites(scenario)).toEqual({
      'POST /v1/vehicle_assignments': 1,
      'POST /p6ws/restapi/resourceAssignment': 1,
    });
    const after = await assignmentsOf(machine!.vehicleId);
    expect(after).toHaveLength(before + 1);
    expect(after.at(-1)).toMatchObject({
      ended_at: null,
      custom_fields: { job: 'J-101', cost_code: input['costCode'] },
    });
    const twice = await ask({ equipment: machine!.number });
    expect(twice.userErrors).toMatchObject([{ code: 'DOUBLE_BOOKED', field: ['equipment'] }]);
  }, 60_000);

  it('refuses a machine that is somewhere else, and ends that when asked to', async () => {
    scenario.resetCalls();
    const refused = await ask({ equipment: busy.number });
    expect(refused.userErrors).toMatchObject([{ code: 'DOUBLE_BOOKED', record: String(busy.assignment) }]);
    expect(refused.userErrors[0]?.message).toContain('endCurrent: true');
    const first = await ask({ equipment: busy.number, start: busy.start, endCurrent: true });
    expect(first.userErrors).toMatchObject([{ code: 'DOUBLE_BOOKED' }]);
    expect(upstreamWrites(scenario)).toEqual({});
    const { write } = await ask({ equipment: busy.number, endCurrent: true });
    const done = await settled(scenario, write!.id);
    expect(done.steps.map(({ name, status }) => [name, status])).toEqual([
      ['end current', 'DONE'],
      ['assignment', 'DONE'],
    ]);
    const eve = new Date(Date.parse(scenario.sandbox.firm.today) - 86_400_000).toISOString().slice(0, 10);
    expect(JSON.parse(done.steps[0]!.result!)).toMatchObject({ key: String(busy.assignment), end: eve });
  }, 60_000);

  it('refuses a machine that cannot work, and one of another company', async () => {
    const { machines } = scenario.sandbox.firm;
    const down = machines.find(({ company, status }) => company === 'NB' && status !== 'Active')!;
    const other = machines.find(({ company, status }) => company !== 'NB' && status === 'Active')!;
    scenario.resetCalls();
    const { userErrors } = await ask({ equipment: down.number, endCurrent: true });
    expect(userErrors).toMatchObject([{ code: 'NOT_AVAILABLE', record: down.number }]);
    const foreign = await ask({ equipment: other.number, company: 'NB' });
    expect(foreign.userErrors).toMatchObject([{ code: 'CROSS_COMPANY', record: other.number }]);
    expect(upstreamWrites(scenario)).toEqual({});
  });

  it.each([
    ['an end before the start', { end: '2020-01-01' }, 'BAD_PERIOD', ['end']],
    ['a machine nobody knows', { equipment: 'EX-999' }, 'NOT_FOUND', ['equipment']],
    ['a job nobody knows', { project: 'J-999' }, 'NOT_FOUND', ['project']],
    ['a cost code nobody knows', { costCode: '99-999' }, 'NOT_FOUND', ['costCode']],
    ['an operator by name', { operator: 'Joe' }, 'BAD_OPERATOR', ['operator']],
    ['hours without an activity', { plannedHours: '8' }, 'BAD_HOURS', ['plannedHours']],
    ['an activity nobody knows', { activity: 'p6:1/99' }, 'NOT_FOUND', ['activity']],
  ])('refuses %s before anything is sent', async (_, over, code, field) => {
    scenario.resetCalls();
    const { write, userErrors } = await ask({ equipment: free[1]!.number, ...over });
    expect(write).toBeNull();
    expect(userErrors).toMatchObject([{ code, field }]);
    expect(userErrors[0]?.message.length).toBeGreaterThan(20);
    expect(upstreamWrites(scenario)).toEqual({});
  });

  it('refuses an activity of another job, and who may only look', async () => {
    const [project = ''] = activity.split('/');
    scenario.resetCalls();
    const missing = await ask({ equipment: free[1]!.number, activity: `${project}/999999` });
    expect(missing.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['activity'] }]);
    const other = scenario.sandbox.firm.projects.find(
      ({ number, company }) => company === 'NB' && number !== 'J-101',
    )!;
    // P6 finds an activity by its number alone, so the right schedule does not make it one of this job.
    const foreign = scenario.sandbox.firm.schedules.find(({ objectId }) => `p6:${objectId}` !== project)!;
    const mixed = `${project}/${foreign.activities[0]!.objectId}`;
    const borrowed = await ask({ equipment: free[1]!.number, activity: mixed });
    expect(borrowed.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['activity'], record: mixed }]);
    const elsewhere = await ask({ equipment: free[1]!.number, activity, project: other.number });
    expect(elsewhere.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['activity'] }]);
    const looking = await ask({ equipment: free[1]!.number }, SANDBOX_TOKENS.analyst);
    expect(looking.userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(upstreamWrites(scenario)).toEqual({});
  });

  it('finds the assignment whose answer was lost, and is taken back', async () => {
    const machine = free[1]!;
    const before = (await assignmentsOf(machine.vehicleId)).length;
    scenario.fault('maintenance', { cut: 'after', path: '/v1/vehicle_assignments', method: 'POST' });
    const { write } = await ask({ equipment: machine.number });
    const until = Date.now() + 20_000;
    while (Date.now() < until && (await readWrite(scenario, write!.id)).status !== 'RETRYING')
      await new Promise((done) => setTimeout(done, 20));
    scenario.mend();
    const done = await settled(scenario, write!.id);
    expect(done.steps[0]?.attempts.at(-1)).toEqual({ outcome: 'FOUND' });
    expect(await assignmentsOf(machine.vehicleId)).toHaveLength(before + 1);
    const why = { write: write!.id, date: scenario.sandbox.firm.today, reason: 'wrong job' };
    const reversal = await mutate(scenario, 'reverseWrite', { clientMutationId: 'reverse-dispatch', ...why });
    expect(await settled(scenario, reversal.write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await assignmentsOf(machine.vehicleId)).at(-1)?.custom_fields.job).toBeNull();
    expect((await ask({ equipment: machine.number, validateOnly: true })).userErrors).toEqual([]);
  }, 60_000);

  it('checks again what waited behind another dispatch of the machine, and sends nothing of it', async () => {
    const machine = free[2]!;
    const before = (await assignmentsOf(machine.vehicleId)).length;
    // Held up on its way, so that the second one is accepted before the first has landed.
    scenario.fault('maintenance', { latencyMs: 1_500, path: '/v1/vehicle_assignments', method: 'POST' });
    const first = await ask({ equipment: machine.number });
    const second = await ask({ equipment: machine.number });
    expect([first.userErrors, second.userErrors]).toEqual([[], []]);
    expect(await settled(scenario, first.write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    const refused = await settled(scenario, second.write!.id);
    expect(refused).toMatchObject({ status: 'DEAD', failure: { code: 'DOUBLE_BOOKED', step: 'assignment' } });
    expect(refused.failure?.message).toContain(`changed it meanwhile: ${machine.number}`);
    scenario.mend();
    const again = await mutate(scenario, 'replayWrite', { write: second.write!.id });
    expect(await settled(scenario, again.write!.id)).toMatchObject({ status: 'DEAD', run: 2 });
    expect(refused.steps.flatMap(({ attempts }) => attempts)).toEqual([]);
    expect(await assignmentsOf(machine.vehicleId)).toHaveLength(before + 1);
  }, 60_000);
});
