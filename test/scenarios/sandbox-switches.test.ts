/** What happens in the make-believe systems reaches the graph: a fault, an issue, a milestone that moves. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UpstreamName } from '../../sandbox/outline.js';
import { startScenario, type Scenario } from './plumbline.js';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      scheduling: { ...config.scheduling, maxAgeMs: 1 },
      equipment: {
        ...config.equipment,
        viewMs: 0,
        maintenance: { ...config.equipment.maintenance, intervalMs: 300 },
        telematics: (config.equipment.telematics ?? []).map((own) => ({
          ...own,
          intervalMs: 300,
          minIntervalMs: 0,
        })),
      },
    }),
  });
}, 120_000);
afterAll(() => scenario.stop());

async function post(system: UpstreamName, name: string, body: unknown) {
  const url = `${scenario.sandbox.upstreams[system].url}/_sandbox/${name}`;
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** Asks until it is there. */
async function until<T>(read: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    const found = await read();
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('it never came');
}

interface Breakdown {
  readonly code: string | null;
  readonly description: string | null;
  readonly severity: string | null;
  readonly occurredAt: string | null;
  readonly source: string | null;
}
async function breakdownsOf(number: string): Promise<Breakdown[]> {
  const query = `query ($number: String!) { equipment(number: $number) {
    breakdowns(first: 200) { code description severity occurredAt source } } }`;
  const { data, errors } = await scenario.ask(query, { number });
  expect(errors).toBeUndefined();
  return (data as unknown as { equipment: { breakdowns: Breakdown[] } }).equipment.breakdowns;
}

describe('POST /_sandbox/breakdown', () => {
  it.each(['XML', 'JSON'] as const)(
    'lets a machine of the %s provider report a fault',
    async (format) => {
      const machine = scenario.sandbox.firm.machines.find(({ telematics }) => telematics?.format === format)!;
      const occurredAt = '2026-11-20T10:15:00.000Z';
      const input = {
        equipmentNumber: machine.number,
        code: `911-${format}`,
        severity: 'CRITICAL',
        occurredAt,
      };
      expect((await post('telematics', 'breakdown', input)).status).toBe(201);
      const found = await until(async () =>
        (await breakdownsOf(machine.number)).find(({ code }) => code === `911-${format}`),
      );
      expect(found).toMatchObject({ severity: 'CRITICAL', source: 'telematics' });
      expect(Date.parse(found.occurredAt!)).toBe(Date.parse(occurredAt));
    },
    60_000,
  );

  it('lets somebody enter an issue in maintenance', async () => {
    const { number } = scenario.sandbox.firm.machines[0]!;
    const input = { equipmentNumber: number, code: 'Hydraulic leak', severity: 'LOW' };
    expect((await post('maintenance', 'breakdown', input)).status).toBe(201);
    const found = await until(async () =>
      (await breakdownsOf(number)).find(({ description }) => description === 'Hydraulic leak'),
    );
    expect(found).toMatchObject({ severity: 'LOW', source: 'maintenance' });
  }, 60_000);

  it('names what it cannot take', async () => {
    const { number } = scenario.sandbox.firm.machines[0]!;
    const cases = [
      [
        { equipmentNumber: 'EX-000', code: '1' },
        /equipmentNumber "EX-000" is no machine of the firm; there are /,
      ],
      [{ equipmentNumber: number, code: '' }, /code "" must be a text/],
      [{ equipmentNumber: number, code: '1', severity: 'BAD' }, /severity "BAD" is none of CRITICAL, /],
      [
        { equipmentNumber: number, code: '1', occurredAt: 'today' },
        /occurredAt "today" must be a moment like/,
      ],
      [[], /the body must be a JSON object/],
    ] as const;
    for (const [input, message] of cases) {
      const { status, body } = await post('maintenance', 'breakdown', input);
      expect(status).toBe(400);
      expect(body['error']).toMatch(message);
    }
    const unknown = await post('estimating', 'breakdown', {});
    expect([unknown.status, unknown.body['error']]).toEqual([
      404,
      'POST /_sandbox/breakdown is not a sandbox switch; there are /_sandbox/calls, /_sandbox/faults',
    ]);
  });
});

describe('POST /_sandbox/milestone', () => {
  it('moves a milestone of the schedule', async () => {
    const { firm } = scenario.sandbox;
    const job = firm.projects.find(({ number }) => number === 'J-101')!;
    const schedule = firm.schedules.find(({ spelling }) => spelling === job.spelling.scheduling)!;
    const { code } = schedule.activities.find(({ name }) => name === 'Substantial completion')!;
    const moved = await post('scheduling', 'milestone', {
      projectNumber: 'J-101',
      code,
      forecastDate: '2027-06-30',
    });
    expect(moved.status).toBe(201);
    const query = '{ project(number: "J-101") { milestones { code forecastDate } } }';
    await until(async () => {
      const { data } = await scenario.ask(query);
      const { project } = data as unknown as {
        project: { milestones: { code: string; forecastDate: string }[] };
      };
      return project.milestones.find((own) => own.code === code && own.forecastDate === '2027-06-30');
    });
    const done = schedule.activities.find(({ status }) => status === 'COMPLETED')!;
    const cases = [
      [
        { projectNumber: 'J-999', code, forecastDate: '2027-06-30' },
        /projectNumber "J-999" is no job with a schedule/,
      ],
      [
        { projectNumber: 'J-101', code: 'nope', forecastDate: '2027-06-30' },
        /code "nope" is no activity of J-101; its/,
      ],
      [
        { projectNumber: 'J-101', code: done.code, forecastDate: '2027-06-30' },
        /is completed and moves no more/,
      ],
      [{ projectNumber: 'J-101', code, forecastDate: 'soon' }, /forecastDate "soon" must be a day like/],
    ] as const;
    for (const [input, message] of cases)
      expect((await post('scheduling', 'milestone', input)).body['error']).toMatch(message);
  }, 60_000);
});
