import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FuelEntryInput, IssueInput, WorkOrderInput } from '../../../../subgraphs/equipment/index.js';
import { startBench, survives, type Bench } from './effects-bench.js';

const WHY = { date: '2026-10-20', reason: 'entered twice' };
const DAY = '2026-11-09';

let bench: Bench;
let machine: string;
let hours: number;
beforeAll(async () => {
  bench = await startBench();
  const own = bench.firm.machines.find(({ telematics }) => telematics === null)!;
  machine = String(own.vehicleId);
  hours = Number(own.hourReadings.at(-1)!.hours);
});
afterAll(() => bench.stop());
const reading = (more: number): string => (hours + more).toFixed(1);

describe('create-meter-entry', () => {
  it('is read back, shows as the last reading and as a reading of the sync, and is voided by undo', async () => {
    const { effects, checks } = bench.connector;
    const input = { machine, date: DAY, hours: reading(5) };
    const made = await effects.createMeterEntry.run(input, 'm_1');
    expect(made).toEqual({ ...input, key: made.key });
    expect(await checks.lastReading(machine)).toEqual({ date: DAY, hours: input.hours });
    expect(await effects.createMeterEntry.find(input, 'm_1')).toEqual(made);
    await bench.connector.machines();
    const synced = async () =>
      (await bench.connector.readings()).records
        .filter(({ at }) => at.startsWith(DAY))
        .map((each) => each.hours);
    expect(await synced()).toEqual([input.hours]);
    await effects.createMeterEntry.undo!(input, made, 'm_1', WHY);
    await effects.createMeterEntry.undo!(input, made, 'm_1', WHY);
    expect(await effects.createMeterEntry.find(input, 'm_1')).toBeNull();
    expect(await synced()).toEqual([]);
    expect(await checks.lastReading(machine)).toMatchObject({ hours: String(hours) });
  });

  it('is refused when the meter falls, with the value, the bounds and what to do', async () => {
    const run = bench.connector.effects.createMeterEntry.run({ machine, date: DAY, hours: '1.5' }, 'm_2');
    await expect(run).rejects.toMatchObject({ kind: 'BUSINESS', system: 'maintenance' });
    await expect(run).rejects.toThrow(
      new RegExp(
        `the meter entry 1.5 h of machine ${machine} on ${DAY}: value must be .+; read the meter again`,
      ),
    );
  });

  it('survives a lost answer and a lost request', async () => {
    const lost = { machine, date: DAY, hours: reading(6) };
    const landed = { machine, date: DAY, hours: reading(7) };
    const fault = { method: 'POST', path: '/v1/meter_entries' } as const;
    const found = await survives(bench, bench.connector.effects.createMeterEntry, { lost, landed }, fault);
    expect(found).toMatchObject(landed);
  });
});

describe('create-fuel-entry', () => {
  const input = (more: number): FuelEntryInput => ({
    machine,
    date: '2026-11-10',
    litres: '189.271',
    cost: '212.50',
    hours: reading(more),
  });

  it('is read back in litres and cost, with its meter entry, and taken back', async () => {
    const { createFuelEntry } = bench.connector.effects;
    const made = await createFuelEntry.run(input(10), 'f_1');
    expect(made).toMatchObject({ machine, date: '2026-11-10', litres: '189.271', cost: '212.50' });
    expect(await createFuelEntry.find(input(10), 'f_1')).toEqual(made);
    expect(await createFuelEntry.find(input(10), 'f_2')).toBeNull();
    expect(await bench.connector.checks.lastReading(machine)).toMatchObject({ hours: reading(10) });
    await createFuelEntry.undo!(input(10), made, 'f_1', WHY);
    expect(await createFuelEntry.find(input(10), 'f_1')).toBeNull();
    expect(await bench.raw(`/v1/fuel_entries/${made.key}`)).toMatchObject({
      us_gallons: '0',
      total_amount: '0.00',
      reference: 'f_1 taken back 2026-10-20: entered twice',
    });
    expect(await bench.raw(`/v1/meter_entries/${made.meterEntry}`)).toMatchObject({ void: true });
  });

  it('survives a lost answer and a lost request', async () => {
    const inputs = { lost: input(11), landed: input(12) };
    const fault = { method: 'POST', path: '/v1/fuel_entries' } as const;
    const found = await survives(bench, bench.connector.effects.createFuelEntry, inputs, fault);
    expect(found).toMatchObject({ litres: '189.271' });
  });

  it('of a machine the platform does not know names the machine and the next step', async () => {
    const run = bench.connector.effects.createFuelEntry.run({ ...input(13), machine: '999999' }, 'f_3');
    await expect(run).rejects.toMatchObject({ kind: 'BUSINESS' });
    await expect(run).rejects.toThrow(/does not know .* machine 999999 .*; check the machine/);
  });
});

describe('create-issue and resolve-issue', () => {
  const input = (summary: string): IssueInput => ({
    machine,
    summary,
    description: 'Boom does not lift',
    reportedAt: '2026-10-19T08:00:00.000Z',
    severity: 'HIGH',
  });

  it('report a breakdown that the sync reads, and resolve it once', async () => {
    const { createIssue, resolveIssue } = bench.connector.effects;
    const made = await createIssue.run(input('Pump'), 'i_1');
    expect(made).toMatchObject({
      machine,
      summary: 'Pump',
      state: 'OPEN',
      severity: 'HIGH',
      clearedAt: null,
    });
    const { records } = await bench.connector.issues();
    expect(records.find(({ key }) => key === made.key)).toMatchObject({ machine, clearedAt: null });
    const resolve = { issue: made.key, resolvedAt: '2026-10-20T15:00:00.000Z', note: 'Seal changed' };
    expect(await resolveIssue.find(resolve, 'r_1')).toBeNull();
    const done = await resolveIssue.run(resolve, 'r_1');
    expect(done).toMatchObject({ state: 'RESOLVED', clearedAt: resolve.resolvedAt });
    const before = bench.calls('PATCH');
    expect(await resolveIssue.run({ ...resolve, resolvedAt: '2026-10-25T00:00:00Z' }, 'r_1')).toEqual(done);
    expect(bench.calls('PATCH')).toBe(before);
    await resolveIssue.undo!(resolve, done, 'r_1', WHY);
    expect(await resolveIssue.find(resolve, 'r_1')).toBeNull();
  });

  it('survive a lost answer and a lost request', async () => {
    const { createIssue, resolveIssue } = bench.connector.effects;
    const inputs = { lost: input('Lost'), landed: input('Landed') };
    const landed = await survives(bench, createIssue, inputs, { method: 'POST', path: '/v2/issues' });
    expect(landed.summary).toBe('Landed');
    const other = await createIssue.run(input('Other'), 'i_2');
    const resolve = { resolvedAt: '2026-10-20T15:00:00Z', note: 'done' };
    await survives(
      bench,
      resolveIssue,
      { lost: { ...resolve, issue: other.key }, landed: { ...resolve, issue: landed.key } },
      { method: 'PATCH', path: '/resolve' },
    );
  });

  it('are closed with the reason when taken back, once', async () => {
    const { createIssue } = bench.connector.effects;
    const made = await createIssue.run(input('Twice'), 'i_3');
    await createIssue.undo!(input('Twice'), made, 'i_3', WHY);
    await createIssue.undo!(input('Twice'), made, 'i_3', WHY);
    const { state, closed_note: note } = await bench.raw<Record<string, string>>(`/v2/issues/${made.key}`);
    expect([state, note]).toEqual(['closed', 'Reported in error, taken back 2026-10-20: entered twice']);
  });

  it('name what is wrong', async () => {
    const { createIssue, resolveIssue } = bench.connector.effects;
    const unknown = { issue: '424242', resolvedAt: DAY, note: '' };
    await expect(resolveIssue.run(unknown, 'r_2')).rejects.toThrow(
      /does not know issue 424242; check whether/,
    );
    const odd = createIssue.run({ ...input('Odd'), reportedAt: 'soon' }, 'i_4');
    await expect(odd).rejects.toMatchObject({ kind: 'BUSINESS' });
    await expect(odd).rejects.toThrow(
      /the issue "Odd" .*reported soon: reported_at is not a valid date; check/,
    );
  });
});

describe('create-work-order and complete-work-order', () => {
  const part = (): string => String(bench.firm.products.find(({ storable }) => storable)!.id);
  const order = (description: string, issue: string | null = null): WorkOrderInput => ({
    machine,
    description,
    issuedAt: '2026-10-19T09:00:00.000Z',
    lines: [
      {
        description: 'Change seal',
        issue,
        laborCost: '300.25',
        parts: [{ part: part(), quantity: '2', unitCost: '41.10' }],
      },
    ],
  });

  it('carry parts and cost, and completion resolves the issue and reads the meter once', async () => {
    const { createIssue, createWorkOrder, completeWorkOrder } = bench.connector.effects;
    const reported = {
      machine,
      summary: 'Leak',
      description: null,
      reportedAt: `${DAY}T08:00:00Z`,
      severity: null,
    };
    const issue = await createIssue.run(reported, 'w_0');
    const made = await createWorkOrder.run(order('Mend pump', issue.key), 'w_1');
    const number = bench.firm.products.find(({ storable }) => storable)!.name;
    expect(made).toMatchObject({
      machine,
      state: 'ACTIVE',
      status: 'Open',
      laborCost: '300.25',
      partsCost: '82.20',
    });
    expect(made.parts).toEqual([
      { part: part(), number, description: number, quantity: '2', unitCost: '41.1', cost: '82.20' },
    ]);
    expect(made.issues).toEqual([issue.key]);
    expect(await createWorkOrder.find(order('Mend pump'), 'w_1')).toEqual(made);
    expect(await bench.connector.checks.workOrder(made.key)).toEqual(made);

    const complete = { workOrder: made.key, completedAt: '2026-11-11T15:00:00.000Z', hours: reading(20) };
    expect(await completeWorkOrder.find(complete, 'c_1')).toBeNull();
    const done = await completeWorkOrder.run(complete, 'c_1');
    expect(done).toMatchObject({ state: 'COMPLETED', completedAt: complete.completedAt });
    expect(await bench.connector.checks.lastReading(machine)).toMatchObject({ hours: reading(20) });
    expect(await bench.raw(`/v2/issues/${issue.key}`)).toMatchObject({ state: 'resolved' });
    const entries = (await bench.raw<{ records: [] }>(`/v1/vehicles/${machine}/meter_entries`)).records
      .length;
    expect(await completeWorkOrder.run({ ...complete, completedAt: `${DAY}T01:00:00Z` }, 'c_1')).toEqual(
      done,
    );
    expect(await bench.raw(`/v1/vehicles/${machine}/meter_entries`)).toHaveProperty(
      'records.length',
      entries,
    );
    await completeWorkOrder.undo!(complete, done, 'c_1', WHY);
    expect(await completeWorkOrder.find(complete, 'c_1')).toBeNull();
  });

  it('read an order of the firm with its part and the cost the sync reads', async () => {
    const [own] = bench.firm.workOrders;
    const detail = await bench.connector.checks.workOrder(String(own!.id));
    expect(detail).toMatchObject({ laborCost: own!.laborCost, partsCost: own!.partsCost });
    expect(detail.parts).toHaveLength(1);
  });

  it('survive a lost answer and a lost request', async () => {
    const { createWorkOrder, completeWorkOrder } = bench.connector.effects;
    const inputs = { lost: order('Lost'), landed: order('Landed') };
    const landed = await survives(bench, createWorkOrder, inputs, {
      method: 'POST',
      path: '/v2/work_orders',
    });
    const other = await createWorkOrder.run(order('Other'), 'w_2');
    const complete = { completedAt: '2026-11-11T15:00:00Z', hours: null };
    await survives(
      bench,
      completeWorkOrder,
      { lost: { ...complete, workOrder: other.key }, landed: { ...complete, workOrder: landed.key } },
      { method: 'PATCH', path: '/v2/work_orders' },
    );
  });

  it('are cancelled with the reason when taken back: neither open nor completed', async () => {
    const { createWorkOrder } = bench.connector.effects;
    const made = await createWorkOrder.run(order('Twice'), 'w_3');
    await createWorkOrder.undo!(order('Twice'), made, 'w_3', WHY);
    expect(await createWorkOrder.find(order('Twice'), 'w_3')).toBeNull();
    const { records } = await bench.connector.workOrders();
    expect(records.find(({ key }) => key === made.key)).toMatchObject({
      open: false,
      completedAt: null,
      description: expect.stringContaining('CANCELLED 2026-10-20: entered twice') as unknown,
    });
  });

  it('name what is wrong', async () => {
    const { createWorkOrder, completeWorkOrder } = bench.connector.effects;
    const lines = [{ ...order('x').lines[0]!, parts: [{ part: '777', quantity: '1', unitCost: null }] }];
    await expect(createWorkOrder.run({ ...order('Odd'), lines }, 'w_4')).rejects.toThrow(
      /refused the work order "Odd" .*: item must exist; check the machine and the parts/,
    );
    const unknown = { workOrder: '424242', completedAt: DAY, hours: null };
    await expect(completeWorkOrder.run(unknown, 'c_2')).rejects.toMatchObject({ kind: 'BUSINESS' });
    const other = await createWorkOrder.run(order('Low'), 'w_5');
    const low = completeWorkOrder.run(
      { workOrder: other.key, completedAt: `${DAY}T01:00:00Z`, hours: '1' },
      'c_3',
    );
    await expect(low).rejects.toThrow(/with the meter at 1 h: ending_meter_entry.value must be/);
  });
});
