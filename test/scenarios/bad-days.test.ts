/** One upstream has a bad day: the rest of the graph answers, the failed part is null and named. Over HTTP. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Faults } from '../../sandbox/wire-server.js';
import { startScenario, type Scenario, type ScenarioOptions } from './plumbline.js';

const JOBS = `{ projects(first: 50) { nodes { number name company { code } cost { originalBudget actualCost costToDate earnedValue { ev }
  sources { system asOf stale error } } schedule { dataDate } } } }`;

/** Short waits, no memory of good answers: every request meets the upstream as it is. */
const impatient: Parameters<typeof startScenario>[0] = {
  adjust: (config) => ({
    ...config,
    odoo: {
      ...config.odoo,
      timeoutMs: 400,
      deadlineMs: 900,
      maxAgeMs: 0,

      staleIfErrorMs: 0,
      breaker: { failures: 1_000, openMs: 10 },
    },
  }),
};

const BAD_DAYS: readonly (readonly [string, Faults])[] = [
  ['is down (connection cut)', { cut: 'before' }],
  ['cuts the connection after the work', { cut: 'after' }],
  ['answers 500', { status: 500 }],
  ['is slow', { latencyMs: 1_500 }],
  ['answers HTML, half a page of it', { garbage: true }],
  ['answers 429 with Retry-After', { status: 429, retryAfter: 30 }],
  ['answers 429 without Retry-After', { status: 429 }],
];

describe('the ERP', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario(impatient);
  });
  afterEach(() => scenario.mend());
  afterAll(() => scenario.stop());

  it.each(BAD_DAYS)(
    '%s: budgets and schedules stand, cost says which system failed',
    async (_day, faults) => {
      scenario.fault('odoo', faults);
      const answer = await scenario.ask(JOBS);
      const jobs = answer.data.projects.nodes;
      expect(jobs).toHaveLength(scenario.sandbox.answerKey.projects.length);
      for (const job of jobs) {
        expect(job).toMatchObject({ name: null, cost: { actualCost: null, costToDate: null } });
        expect(job.cost.originalBudget).not.toBeNull();
        expect(job.cost.sources.find(({ system }) => system === 'odoo')?.error).toMatch(
          /UPSTREAM_UNAVAILABLE/,
        );
      }
      const errors = answer.errors ?? [];
      expect(errors.filter(({ extensions }) => extensions['system'] === 'odoo')).toHaveLength(1);
      expect(errors[0]?.extensions['code']).toBe('UPSTREAM_UNAVAILABLE');
      expect(JSON.stringify(errors)).not.toMatch(/Traceback|node_modules|\.ts:|at async/);
    },
  );

  it('recovers by itself', async () => {
    const answer = await scenario.ask(JOBS);
    expect(answer.errors).toBeUndefined();
  });
});

describe.each([
  ['estimating', 'estimating', 'originalBudget'],
  ['scheduling', 'scheduling', 'earnedValue'],
] as const)('%s', (upstream, system, figure) => {
  it('down from the start: the job list, its names and its posted cost stand', async () => {
    const scenario = await startScenario({});
    try {
      scenario.fault(upstream, { cut: 'before' });
      const answer = await scenario.ask(JOBS);
      // A job the system never had a record of needs no answer from it.
      const known = scenario.sandbox.answerKey.projects.filter((key) => key.earnedValue !== null);
      const numbers = known.map(({ number, company }) => `${company}/${number}`);
      const jobs = answer.data.projects.nodes.filter(({ number, company }) =>
        numbers.includes(`${company.code}/${number}`),
      );
      expect(jobs.length).toBeGreaterThan(5);
      for (const job of jobs) {
        expect(job.name).not.toBeNull();
        expect(job.cost.actualCost).not.toBeNull();
        expect(job.cost[figure]).toBeNull();
      }
      expect(answer.errors?.map(({ extensions }) => extensions['system'])).toEqual([system]);
    } finally {
      await scenario.stop();
    }
  });
});

describe('stale values', () => {
  it('are served with their age when the ERP fails after a good answer', async () => {
    const scenario = await startScenario({
      adjust: (config) => ({ ...config, odoo: { ...config.odoo, maxAgeMs: 1 } }),
    });
    try {
      const before = await scenario.ask(JOBS);
      scenario.fault('odoo', { status: 500 });
      const after = await scenario.ask(JOBS);
      expect(after.data.projects.nodes.map((job) => job.cost.actualCost)).toEqual(
        before.data.projects.nodes.map((job) => job.cost.actualCost),
      );
      const source = after.data.projects.nodes[0]?.cost.sources.find(({ system }) => system === 'odoo');
      expect(source).toMatchObject({ stale: true, error: expect.stringContaining('odoo') });
      expect(Date.parse(source?.asOf ?? '')).toBeLessThanOrEqual(Date.now());
    } finally {
      await scenario.stop();
    }
  });
});

function withSyncEvery(intervalMs: number): NonNullable<ScenarioOptions['adjust']> {
  return (config) => ({
    ...config,
    equipment: { ...config.equipment, maintenance: { ...config.equipment.maintenance, intervalMs } },
  });
}

describe('the equipment platforms', () => {
  it('down after the first sync: machines come from the mirror, marked stale with their age and the reason', async () => {
    const scenario = await startScenario({ adjust: withSyncEvery(200) });
    try {
      scenario.fault('maintenance', { cut: 'before' });
      const fleet = '{ fleet(first: 5) { nodes { number sources { system asOf stale error } } } }';
      for (let tries = 0; tries < 50; tries += 1) {
        const answer = await scenario.ask(fleet);
        const sources = answer.data.fleet?.nodes[0]?.sources ?? [];
        const maintenance = sources.find(({ system }) => system === 'maintenance');
        if (maintenance?.stale && maintenance.error !== null) {
          expect(answer.errors).toBeUndefined();
          expect(Date.parse(maintenance.asOf ?? '')).toBeLessThan(Date.now());
          return;
        }
        await new Promise((done) => setTimeout(done, 200));
      }
      throw new Error('the mirror never said that its source fails');
    } finally {
      await scenario.stop();
    }
  });

  it('down from the start: no machines, said once per system; jobs, budgets and posted cost stand', async () => {
    const scenario = await startScenario({
      before: ({ upstreams }) => {
        upstreams.telematics.setFaults({ cut: 'before' });
        upstreams.maintenance.setFaults({ cut: 'before' });
      },
    });
    try {
      const answer =
        await scenario.ask(`{ fleet(first: 5) { nodes { number } } projects(first: 50) { nodes { number
        cost { originalBudget actualCost accruedEquipmentCost sources { system error } } } } }`);
      expect(answer.data.fleet).toBeNull();
      for (const { cost } of answer.data.projects.nodes) {
        expect(cost).toMatchObject({ accruedEquipmentCost: null });
        expect(cost.actualCost).not.toBeNull();
        expect(cost.originalBudget).not.toBeNull();
      }
      const systems = (answer.errors ?? []).map(({ extensions }) => extensions['system']);
      expect(new Set(systems).size).toBe(systems.length);
      expect(answer.errors?.every(({ extensions }) => extensions['code'] === 'UPSTREAM_UNAVAILABLE')).toBe(
        true,
      );
    } finally {
      await scenario.stop();
    }
  });
});
