import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreateAssignmentInput } from '../../../../subgraphs/equipment/index.js';
import { startBench, survives, type Bench } from './effects-bench.js';

const WHY = { date: '2026-10-20', reason: 'wrong machine' };

let bench: Bench;
let machine: string;
beforeAll(async () => {
  bench = await startBench();
  machine = String(bench.firm.machines[0]!.vehicleId);
});
afterAll(() => bench.stop());

describe('set-machine-status', () => {
  it('sets the account’s status once and goes back to the one before', async () => {
    const { effects, checks } = bench.connector;
    expect(await checks.machine(machine)).toMatchObject({ machine, number: bench.firm.machines[0]!.number });
    const input = { machine, availability: 'DOWN', previous: 'AVAILABLE' } as const;
    expect(await effects.setMachineStatus.find(input, 's_1')).toBeNull();
    const done = await effects.setMachineStatus.run(input, 's_1');
    expect(done).toMatchObject({ machine, availability: 'DOWN', status: 'Out of Service' });
    const before = bench.calls('PATCH');
    expect(await effects.setMachineStatus.run(input, 's_1')).toEqual(done);
    expect(bench.calls('PATCH')).toBe(before);
    expect(await effects.setMachineStatus.find(input, 's_1')).toEqual(done);
    await effects.setMachineStatus.undo!(input, done, 's_1', WHY);
    expect(await checks.machine(machine)).toMatchObject({ availability: 'AVAILABLE' });
  });

  it('survives a lost answer and a lost request', async () => {
    const other = String(bench.firm.machines[1]!.vehicleId);
    const lost = { machine, availability: 'IN_SHOP', previous: null } as const;
    const fault = { method: 'PATCH', path: '/v1/vehicles' } as const;
    const inputs = { lost, landed: { ...lost, machine: other } };
    const found = await survives(bench, bench.connector.effects.setMachineStatus, inputs, fault);
    expect(found).toMatchObject({ machine: other, availability: 'IN_SHOP' });
  });

  it('names an unknown machine, and a status the account does not have', async () => {
    const input = { machine: '999999', availability: 'DOWN', previous: null } as const;
    await expect(bench.connector.effects.setMachineStatus.run(input, 's_2')).rejects.toThrow(
      /does not know machine 999999 as DOWN; check the machine/,
    );
    await expect(bench.connector.checks.machine('999999')).rejects.toMatchObject({ kind: 'BUSINESS' });
    const odd = await startBench({ machineStatuses: { DOWN: 'Broken' } });
    try {
      const run = odd.connector.effects.setMachineStatus.run({ ...input, machine }, 's_3');
      await expect(run).rejects.toThrow(
        /no "Broken" among its vehicle statuses \("Active", .*\); add it there/,
      );
    } finally {
      await odd.stop();
    }
  });
});

describe('create-assignment and end-assignment', () => {
  const input = (start: string): CreateAssignmentInput => ({
    ...{ machine, job: 'J-101', costCode: '2300', operator: null },
    ...{ start, end: null },
  });

  it('send a machine to a job, show in the sync and the check, and end on a day, once', async () => {
    const { effects, checks } = bench.connector;
    const made = await effects.createAssignment.run(input('2026-11-02'), 'a_1');
    expect(made).toEqual({
      key: made.key,
      machine,
      job: 'J-101',
      costCode: '2300',
      start: '2026-11-02',
      end: null,
    });
    expect(await effects.createAssignment.find(input('2026-11-02'), 'a_1')).toEqual(made);
    expect((await bench.connector.assignments()).records).toContainEqual(made);
    expect(await checks.assignments(machine, '2026-11-05', '2026-11-06')).toContainEqual(made);
    expect(await checks.assignments(machine, '2026-10-01', '2026-11-01')).not.toContainEqual(made);

    const end = { assignment: made.key, end: '2026-11-06', previousEnd: null };
    expect(await effects.endAssignment.find(end, 'e_1')).toBeNull();
    const ended = await effects.endAssignment.run(end, 'e_1');
    expect(ended).toEqual({ ...made, end: '2026-11-06' });
    const before = bench.calls('PATCH');
    expect(await effects.endAssignment.run(end, 'e_1')).toEqual(ended);
    expect(bench.calls('PATCH')).toBe(before);
    expect(await checks.assignments(machine, '2026-11-07', null)).not.toContainEqual(ended);
    await effects.endAssignment.undo!(end, ended, 'e_1', WHY);
    expect(await effects.endAssignment.find(end, 'e_1')).toBeNull();

    await effects.createAssignment.undo!(input('2026-11-02'), made, 'a_1', WHY);
    await effects.createAssignment.undo!(input('2026-11-02'), made, 'a_1', WHY);
    expect(await effects.createAssignment.find(input('2026-11-02'), 'a_1')).toBeNull();
    const { records } = await bench.connector.assignments();
    expect(records.find(({ key }) => key === made.key)).toMatchObject({
      job: null,
      costCode: null,
      end: '2026-11-02',
    });
  });

  it('survive a lost answer and a lost request', async () => {
    const { createAssignment, endAssignment } = bench.connector.effects;
    const inputs = { lost: input('2026-12-01'), landed: input('2026-12-07') };
    const fault = { path: '/v1/vehicle_assignments' };
    const landed = await survives(bench, createAssignment, inputs, { method: 'POST', ...fault });
    expect(landed.start).toBe('2026-12-07');
    const other = await createAssignment.run(input('2026-12-14'), 'a_2');
    const lost = { assignment: other.key, end: '2026-12-18', previousEnd: null };
    const last = { ...lost, assignment: landed.key };
    await survives(bench, endAssignment, { lost, landed: last }, { method: 'PATCH', ...fault });
  });

  it('name what is wrong', async () => {
    const { createAssignment, endAssignment } = bench.connector.effects;
    const backwards = createAssignment.run({ ...input('2026-11-09'), end: '2026-11-01' }, 'a_3');
    await expect(backwards).rejects.toThrow(
      new RegExp(`the assignment of machine ${machine} to J-101 from 2026-11-09: ended_at must be after`),
    );
    const unknown = { assignment: '424242', end: '2026-11-01', previousEnd: null };
    await expect(endAssignment.run(unknown, 'e_2')).rejects.toThrow(/does not know assignment 424242/);
    const nobody = await startBench({ assignmentContact: undefined });
    try {
      const run = nobody.connector.effects.createAssignment.run(input('2026-11-09'), 'a_4');
      await expect(run).rejects.toThrow(
        /contact_id can't be blank; .*name an operator or set assignmentContact/,
      );
    } finally {
      await nobody.stop();
    }
  });
});

describe('what cannot be looked up yet', () => {
  it('has a delay bound from the settings, else twice the time-out', async () => {
    const { effects } = bench.connector;
    expect(effects.createIssue.idempotency).toEqual({ kind: 'LOOK_UP', delayBoundMs: 4_000 });
    expect(effects.completeWorkOrder.idempotency).toEqual({ kind: 'STATE' });
    const other = await startBench({ delayBoundMs: 250 });
    expect(other.connector.effects.createMeterEntry.idempotency).toMatchObject({ delayBoundMs: 250 });
    await other.stop();
  });

  it('stays unknown when the answer is not Fleetio’s', async () => {
    bench.server.setFaults({ garbage: true, method: 'POST' });
    const input = {
      machine,
      summary: 'x',
      description: null,
      reportedAt: '2026-10-19T08:00:00Z',
      severity: null,
    };
    await expect(bench.connector.effects.createIssue.run(input, 'g_1')).rejects.toMatchObject({
      kind: 'GARBAGE',
    });
    bench.server.setFaults({});
  });
});
