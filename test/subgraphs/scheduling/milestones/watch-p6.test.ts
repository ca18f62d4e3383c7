/** What planners change in P6 is told once each, in few calls, whatever comes between. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FirmActivity, FirmSchedule } from '../../../../sandbox/firm/ledger.js';
import type { Day } from '../../../../subgraphs/scheduling/model.js';
import { startBench, type Bench } from '../bench.js';
import { eventsOf, toldOf } from './told.js';

const JOB = 'J-101';
let bench: Bench;
let schedule: FirmSchedule;
let last: FirmActivity;
let project: string;

async function open(input: Parameters<typeof startBench>[0] = {}): Promise<void> {
  bench = await startBench(input);
  const job = bench.firm.projects.find(({ number }) => number === JOB)!;
  schedule = bench.firm.schedules.find(({ spelling }) => spelling === job.spelling.scheduling)!;
  last = schedule.activities.find(({ name }) => name === 'Substantial completion')!;
  project = bench.projects.get(`NB ${JOB}`)!;
  await bench.sync();
}

async function move(forecastDate: Day, code = last.code): Promise<void> {
  const body = JSON.stringify({ projectNumber: JOB, code, forecastDate });
  const answer = await fetch(`${bench.p6.url}/_sandbox/milestone`, { method: 'POST', body });
  expect(answer.status).toBe(201);
}

function callsOf(): number {
  const total = [...bench.p6.calls.values()].reduce((sum, own) => sum + own, 0);
  (bench.p6.calls as Map<string, number>).clear();
  return total;
}

const slip = (from: Day, to: Day): string => `FORECAST_CHANGED ${last.code} ${from} → ${to}`;

beforeEach(() => open());
afterEach(() => bench.stop());

describe('milestones of P6', () => {
  it('are taken as they are first, and then each change is told once', async () => {
    expect(await bench.watch()).toEqual({ records: 0, problems: [] });
    await move('2027-06-30');
    expect(await bench.watch()).toEqual({ records: 1, problems: [] });
    expect(await bench.watch()).toEqual({ records: 0, problems: [] });
    expect(await toldOf(bench.store, project)).toEqual([slip(last.plannedFinish, '2027-06-30')]);
    const [event] = await eventsOf(bench.store, project);
    expect(event).toMatchObject({
      ...{ company: 'NB', project, source: { system: 'scheduling', record: `p6:${schedule.objectId}` } },
      payload: { number: JOB, dataDate: schedule.dataDate, 'before.planned': last.baselineFinish },
    });
  });

  it('tells there and back and there again, also within a second', async () => {
    await bench.watch();
    const days = ['2027-06-30', '2027-07-30', '2027-06-30', '2027-07-30'];
    for (const day of days) {
      await move(day);
      await bench.watch();
    }
    expect(await toldOf(bench.store, project)).toEqual(
      days.map((day, at) => slip(days[at - 1] ?? last.plannedFinish, day)),
    );
  });

  it('tells one change where several came between two looks', async () => {
    await bench.watch();
    await move('2027-06-30');
    await move('2027-07-30');
    await bench.watch();
    expect(await toldOf(bench.store, project)).toEqual([slip(last.plannedFinish, '2027-07-30')]);
  });

  it('tells what happened while nobody looked', async () => {
    await bench.watch();
    await move('2027-06-30');
    await bench.watch(bench.another());
    await bench.watch();
    expect(await toldOf(bench.store, project)).toEqual([slip(last.plannedFinish, '2027-06-30')]);
  });

  it('tells once where several processes look at the same time', async () => {
    const processes = [bench.subgraph, bench.another(), bench.another()];
    for (const each of processes) await bench.watch(each);
    for (const day of ['2027-06-30', '2027-07-30', '2027-06-30']) {
      await move(day);
      await Promise.all(processes.map((each) => bench.watch(each)));
    }
    for (const each of processes) await bench.watch(each);
    expect(await toldOf(bench.store, project)).toEqual([
      slip(last.plannedFinish, '2027-06-30'),
      slip('2027-06-30', '2027-07-30'),
      slip('2027-07-30', '2027-06-30'),
    ]);
  });

  it('tells a change of ours once, as one change', async () => {
    await bench.watch();
    const activity = `p6:${schedule.objectId}/${last.objectId}`;
    const changes = { plannedFinish: '2027-06-30', remainingFinish: '2027-06-30' };
    await bench.subgraph.changes!.effects.updateActivity.run(
      { activity, changes, previous: {} },
      'one_change',
    );
    await bench.watch();
    await bench.watch();
    expect(await toldOf(bench.store, project)).toEqual([slip(last.plannedFinish, '2027-06-30')]);
  });

  it('tells that one is reached, and not its forecast beside it', async () => {
    await bench.watch();
    const activity = `p6:${schedule.objectId}/${last.objectId}`;
    const day = '2026-10-30';
    const changes = {
      actualStart: day,
      actualFinish: day,
      status: 'COMPLETED',
      percentComplete: '1',
    } as const;
    await bench.subgraph.changes!.effects.updateActivity.run({ activity, changes, previous: {} }, 'reached');
    await bench.watch();
    expect(await toldOf(bench.store, project)).toEqual([
      `COMPLETED ${last.code} ${last.plannedFinish} → ${day}`,
    ]);
  });

  it('finds by comparing everything now and then what was deleted without a trace', async () => {
    await bench.watch();
    bench.p6.remove('activity', last.objectId);
    await bench.watch();
    expect(await toldOf(bench.store, project)).toEqual([]);
    bench.pass(601_000);
    await bench.watch();
    expect(await toldOf(bench.store, project)).toEqual([`REMOVED ${last.code} ${last.plannedFinish} → -`]);
  });

  it('goes on after P6 was away, and says so meanwhile', async () => {
    await bench.watch();
    bench.p6.setFaults({ status: 503 });
    await move('2027-06-30');
    expect((await bench.watch()).problems).toEqual(['scheduling failed (HTTP 503)']);
    bench.p6.setFaults({ status: 503, path: 'activityCodeAssignment' });
    const { records, problems } = await bench.watch();
    expect([records, problems.length]).toEqual([0, 1]);
    bench.p6.setFaults({});
    await bench.watch();
    expect(await toldOf(bench.store, project)).toEqual([slip(last.plannedFinish, '2027-06-30')]);
  });

  it('tells nothing of a first round that could not read', async () => {
    bench.p6.setFaults({ status: 503 });
    await bench.watch();
    bench.p6.setFaults({});
    expect((await bench.watch()).records).toBe(0);
    await move('2027-06-30');
    expect((await bench.watch()).records).toBe(1);
  });
});

describe('calls', () => {
  it.each([1, 3])('are two in a round without changes, at scale %i', async (scale) => {
    await bench.stop();
    await open({ scale });
    await bench.watch();
    callsOf();
    for (let round = 0; round < 3; round += 1) {
      await bench.watch();
      expect(callsOf()).toBe(2);
    }
    await move('2027-06-30');
    await bench.watch();
    // The two, and the one schedule that changed: project, activity, code and calendar.
    expect(callsOf()).toBe(6);
    await bench.watch();
    expect(callsOf()).toBe(2);
    bench.pass(400_000);
    await bench.watch();
    expect(callsOf()).toBe(2);
  });
});
