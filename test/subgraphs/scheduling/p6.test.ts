import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBench, type Bench } from './bench.js';

const PROGRESS = `scheduleProgress { dataDate percentComplete baselineStart baselineFinish workWeek holidays
  activities { code costCode weight percentComplete baselineStart baselineFinish } sources { system stale error } }`;

interface Progress {
  readonly scheduleProgress: {
    readonly dataDate: string | null;
    readonly percentComplete: string | null;
    readonly baselineStart: string;
    readonly baselineFinish: string;
    readonly workWeek: number[];
    readonly holidays: string[];
    readonly activities: { code: string; costCode: string; weight: string; percentComplete: string }[];
    readonly sources: { system: string; stale: boolean; error: string | null }[];
  } | null;
}

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
  await bench.sync();
});
afterAll(() => bench.stop());

/** Canonical id of the job of a schedule, found by the firm's own spelling. */
/** Planners draw a schedule up before its job is awarded: that one is nobody's yet. */
const scheduled = (): Bench['firm']['schedules'] =>
  bench.firm.schedules.filter(({ spelling }) =>
    bench.firm.projects.some((each) => each.spelling.scheduling === spelling),
  );
function jobOf(schedule: Bench['firm']['schedules'][number]): string {
  const project = bench.firm.projects.find((each) => each.spelling.scheduling === schedule.spelling)!;
  return bench.projects.get(`${schedule.company} ${project.number}`)!;
}

describe('P6 schedules', () => {
  it('are matched to jobs whatever their spelling', async () => {
    const jobs = scheduled().map(jobOf);
    expect(jobs.length).toBeGreaterThan(5);
    const { entities, errors } = await bench.entities<{ schedule: object | null }>(
      'Project',
      jobs,
      'schedule { name dataDate percentComplete baselineStart baselineFinish source }',
    );
    expect(errors).toEqual([]);
    entities.forEach(({ schedule }, i) => {
      const firm = scheduled()[i]!;
      expect(schedule).toEqual({
        name: firm.name,
        dataDate: firm.dataDate,
        percentComplete: String(Number(firm.percentComplete)),
        baselineStart: firm.baselineStart,
        baselineFinish: firm.baselineFinish,
        source: 'P6',
      });
    });
  });

  it('give earned value every coded task, its weight, percent and baseline', async () => {
    const codes = new Map(bench.firm.analyticAccounts.map((account) => [account.id, account.code]));
    const { entities } = await bench.entities<Progress>('Project', scheduled().map(jobOf), PROGRESS);
    let coded = 0;
    entities.forEach(({ scheduleProgress }, i) => {
      const firm = scheduled()[i]!;
      const expected = firm.activities.flatMap((each) =>
        each.type !== 'TASK' || each.costCodeId === null
          ? []
          : {
              code: each.code,
              costCode: codes.get(each.costCodeId),
              weight: String(Number(each.plannedCost)),
              percentComplete: String(Number(each.percentComplete)),
              baselineStart: each.baselineStart,
              baselineFinish: each.baselineFinish,
            },
      );
      coded += expected.length;
      expect(scheduleProgress?.activities).toEqual(expected);
      expect(scheduleProgress?.workWeek).toEqual([1, 2, 3, 4, 5]);
      expect(scheduleProgress?.holidays).toEqual([...firm.holidays].sort());
      expect(scheduleProgress?.sources).toEqual([{ system: 'scheduling', stale: false, error: null }]);
    });
    expect(coded).toBeGreaterThan(10);
  });

  it('list milestones with baseline, forecast and variance', async () => {
    const schedule = bench.firm.schedules[0]!;
    const { entities } = await bench.entities<{ milestones: Record<string, unknown>[] }>(
      'Project',
      [jobOf(schedule)],
      'milestones { id code type plannedDate forecastDate actualDate varianceDays project { id } }',
    );
    const firm = schedule.activities.filter((each) => each.type.endsWith('MILESTONE'));
    const [{ milestones }] = entities as [(typeof entities)[number]];
    expect(milestones.map(({ code }) => code).sort()).toEqual(firm.map(({ code }) => code).sort());
    for (const { code, type, plannedDate, forecastDate, varianceDays, project } of milestones) {
      const own = firm.find((each) => each.code === code)!;
      const start = own.type === 'START_MILESTONE';
      const actual = own.actualFinish ?? own.actualStart;
      const forecast = actual ?? (start ? own.plannedStart : own.plannedFinish);
      const planned = start ? own.baselineStart : own.baselineFinish;
      expect({ type, plannedDate, forecastDate }).toEqual({
        type: start ? 'START' : 'FINISH',
        plannedDate: planned,
        forecastDate: forecast,
      });
      expect(varianceDays).toBe((Date.parse(forecast) - Date.parse(planned)) / 86_400_000);
      expect(project).toEqual({ id: jobOf(schedule) });
    }
    const id = String(milestones[0]!['id']);
    const reference = await bench.entities('Milestone', [id], 'id code');
    expect(reference.entities).toEqual([{ id, code: milestones[0]!['code'] }]);
  });

  it('page activities in the order of their codes', async () => {
    const schedule = bench.firm.schedules[0]!;
    type Page = { schedule: { activities: { nodes: { code: string }[]; pageInfo: { endCursor: string } } } };
    const ask = async (args: string): Promise<Page> => {
      const fields = `schedule { activities(${args}) { nodes { code } pageInfo { endCursor } } }`;
      return (await bench.entities<Page>('Project', [jobOf(schedule)], fields)).entities[0]!;
    };
    const first = (await ask('first: 3')).schedule.activities;
    const rest = (await ask(`first: 500, after: "${first.pageInfo.endCursor}"`)).schedule.activities;
    const codes = [...first.nodes, ...rest.nodes].map(({ code }) => code);
    expect(codes).toEqual(schedule.activities.map(({ code }) => code).sort());
  });

  it('are null and without activities for a job the scheduling system does not know', async () => {
    const known = new Set(scheduled().map(jobOf));
    const unknown = [...bench.projects.values()].find((id) => !known.has(id))!;
    const { entities, errors } = await bench.entities<Progress & { schedule: null; milestones: [] }>(
      'Project',
      [unknown],
      `schedule { name } milestones { id } ${PROGRESS}`,
    );
    expect(errors).toEqual([]);
    expect(entities[0]).toMatchObject({
      schedule: null,
      milestones: [],
      scheduleProgress: { dataDate: null, activities: [] },
    });
  });

  it('are hidden from an actor of another company', async () => {
    const schedule = bench.firm.schedules[0]!;
    const actor = { id: 'other', roles: [], companies: ['nowhere'], projects: '*' } as const;
    const { entities } = await bench.entities(
      'Project',
      [jobOf(schedule)],
      `schedule { name } ${PROGRESS}`,
      actor,
    );
    expect(entities).toEqual([{ schedule: null, scheduleProgress: null }]);
    const id = `p6:${schedule.objectId}/${schedule.activities[0]!.objectId}`;
    const { errors } = await bench.entities('Activity', [id], 'id', actor);
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['NOT_FOUND']);
  });
});

describe('calls', () => {
  it('do not grow with the number of jobs', async () => {
    const count = async (jobs: string[]): Promise<Record<string, number>> => {
      bench.pass(3_600_000);
      const before = new Map(bench.p6.calls);
      await bench.entities('Project', jobs, PROGRESS);
      return Object.fromEntries([...bench.p6.calls].map(([name, n]) => [name, n - (before.get(name) ?? 0)]));
    };
    const all = scheduled().map(jobOf);
    const one = await count(all.slice(0, 1));
    expect(one).toMatchObject({
      'GET /p6ws/restapi/project': 1,
      'GET /p6ws/restapi/activity': 1,
      'GET /p6ws/restapi/activityCodeAssignment': 1,
      'GET /p6ws/restapi/calendar': 1,
    });
    expect(await count(all)).toEqual(one);
  });

  it('log in again once after the server forgot the session', async () => {
    bench.pass(3_600_000);
    bench.p6.endSessions();
    const login = 'POST /p6ws/restapi/login';
    const before = bench.p6.calls.get(login) ?? 0;
    const { errors } = await bench.entities('Project', scheduled().map(jobOf), PROGRESS);
    expect(errors).toEqual([]);
    expect(bench.p6.calls.get(login)).toBe(before + 1);
  });

  it('serve the last answer as stale when P6 fails, and say so', async () => {
    bench.pass(3_600_000);
    bench.p6.setFaults({ cut: 'before' });
    const { entities } = await bench.entities<Progress>(
      'Project',
      [jobOf(bench.firm.schedules[0]!)],
      PROGRESS,
    );
    bench.p6.setFaults({});
    const [source] = entities[0]!.scheduleProgress!.sources;
    expect(source).toMatchObject({ system: 'scheduling', stale: true });
    expect(source?.error).toMatch(/scheduling/);
  });
});

describe('a P6 that was never reached', () => {
  it.each([
    ['is down', { cut: 'before' }],
    ['answers HTML', { garbage: true }],
  ] as const)('fails the fields as unavailable when it %s', async (_, faults) => {
    const down = await startBench();
    try {
      down.p6.setFaults(faults);
      expect(await down.sync()).not.toEqual([]);
      const { entities, errors } = await down.entities(
        'Project',
        [...down.projects.values()].slice(0, 1),
        PROGRESS,
      );
      expect(entities).toEqual([{ scheduleProgress: null }]);
      expect(errors.map(({ extensions }) => [extensions['code'], extensions['system']])).toEqual([
        ['UPSTREAM_UNAVAILABLE', 'scheduling'],
      ]);
    } finally {
      await down.stop();
    }
  });
});

describe('a server that caps its answers', () => {
  it('is read to the end by key', async () => {
    const capped = await startBench({ p6: { pageSize: 7 }, mostRows: 7 });
    try {
      await capped.sync();
      const [schedule] = capped.firm.schedules;
      const entries = await capped.store.crosswalk.entries('PROJECT', 'scheduling');
      expect(entries).toHaveLength(capped.firm.schedules.length);
      const id = entries.find((entry) => entry.externalId === `p6:${schedule!.objectId}`)!.canonicalId!;
      const { entities } = await capped.entities<{ schedule: { activities: { nodes: object[] } } }>(
        'Project',
        [id],
        'schedule { activities(first: 500) { nodes { code } } }',
      );
      expect(entities[0]!.schedule.activities.nodes).toHaveLength(schedule!.activities.length);
    } finally {
      await capped.stop();
    }
  });
});
