/** A fault that a poll finds reaches a phone, once, with what it selected from the other systems. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'graphql-ws';
import { connectTo } from './live.js';
import { startScenario, type Scenario } from './plumbline.js';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';

const FIELDS = `severity equipment { number name currentProject { number name cost { costToDate } } }
  project { number name cost { actualCost } schedule { dataDate } }`;
const ALERTS = `subscription ($after: String, $projects: [String!], $companies: [String!], $equipment: [String!],
  $minSeverity: Severity) { breakdownAlerts(after: $after, projects: $projects, companies: $companies,
    equipment: $equipment, minSeverity: $minSeverity) {
    cursor kind occurredAt breakdown { id code severity clearedAt } ${FIELDS} } }`;

interface Alert {
  readonly cursor: string;
  readonly kind: string;
  readonly severity: string;
  readonly occurredAt: string;
  readonly breakdown: { readonly id: string; readonly code: string | null; readonly severity: string } | null;
  readonly equipment: { readonly number: string } & Record<string, unknown>;
  readonly project: ({ readonly number: string } & Record<string, unknown>) | null;
}

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      equipment: {
        ...config.equipment,
        maintenance: { ...config.equipment.maintenance, issuesIntervalMs: 300 },
        telematics: (config.equipment.telematics ?? []).map((own) => ({ ...own, intervalMs: 300 })),
      },
    }),
  });
}, 120_000);
afterAll(() => scenario.stop());

const machines = (format: 'XML' | 'JSON', company = 'NB') => {
  const { firm } = scenario.sandbox;
  const busy = new Set(firm.assignments.flatMap(({ vehicleId, end }) => (end === null ? [vehicleId] : [])));
  return firm.machines.filter(
    (own) => own.telematics?.format === format && own.company === company && busy.has(own.vehicleId),
  );
};

async function raise(system: 'telematics' | 'maintenance', body: object): Promise<void> {
  const url = `${scenario.sandbox.upstreams[system].url}/_sandbox/breakdown`;
  expect((await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status).toBe(201);
}
const now = (): string => new Date().toISOString();

/** Everything heard, as it comes. */
function listen(client: Client, variables: object = {}): Alert[] {
  const heard: Alert[] = [];
  client.subscribe<{ breakdownAlerts: Alert }>(
    { query: ALERTS, variables: { ...variables } },
    {
      next: ({ data, errors }) => {
        if (errors) throw new Error(JSON.stringify(errors));
        heard.push(data!.breakdownAlerts);
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return heard;
}
async function until(done: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !done();) {
    if (Date.now() > end) throw new Error('it never came');
    await new Promise((go) => setTimeout(go, 50));
  }
}
const subscribed = () => new Promise((go) => setTimeout(go, 500));
const codes = (heard: readonly Alert[]) => heard.map(({ breakdown }) => breakdown?.code);

describe('breakdownAlerts', () => {
  it('tells of a polled fault once, with fields of four systems that equal what a query returns', async () => {
    const machine = machines('XML')[0]!;
    const client = connectTo(scenario);
    const heard = listen(client);
    await subscribed();
    const occurredAt = now();
    await raise('telematics', {
      equipmentNumber: machine.number,
      code: 'A-1',
      severity: 'CRITICAL',
      occurredAt,
    });
    await until(() => heard.length > 0);
    const [alert] = heard;
    expect(alert).toMatchObject({
      kind: 'RAISED',
      severity: 'CRITICAL',
      breakdown: { code: 'A-1', clearedAt: null },
    });
    expect(Date.parse(alert!.occurredAt)).toBe(Date.parse(occurredAt));
    const { data } = await scenario.ask(
      `query ($n: String!) { equipment(number: $n) { number name currentProject { number name cost { costToDate } }
        breakdowns(first: 200) { id project { number name cost { actualCost } schedule { dataDate } } } } }`,
      { n: machine.number },
    );
    const { breakdowns, ...equipment } = (
      data as unknown as { equipment: { breakdowns: { id: string; project: object }[] } }
    ).equipment;
    expect(alert!.equipment).toEqual(equipment);
    expect(alert!.project).not.toBeNull();
    expect(alert!.project).toEqual(breakdowns.find(({ id }) => id === alert!.breakdown!.id)!.project);
    await client.dispose();
  }, 60_000);

  it('tells of an issue, within seconds', async () => {
    const machine = machines('JSON')[0]!;
    const client = connectTo(scenario);
    const heard = listen(client, { equipment: [machine.number] });
    await subscribed();
    await raise('maintenance', { equipmentNumber: machine.number, code: 'Track off', severity: 'HIGH' });
    await until(() => heard.length > 0);
    expect(heard[0]).toMatchObject({
      kind: 'RAISED',
      severity: 'HIGH',
      equipment: { number: machine.number },
    });
    expect(heard[0]!.breakdown!.id).toMatch(/^maintenance:/);
    await client.dispose();
  }, 60_000);

  it('narrows by machine, job, company and severity', async () => {
    const [one, other] = machines('XML');
    const client = connectTo(scenario);
    const all = listen(client);
    const severe = listen(client, { minSeverity: 'HIGH' });
    const own = listen(client, { equipment: [one!.number] });
    const company = listen(client, { companies: ['HB'] });
    await subscribed();
    const raised: [number: string, code: string, severity: string][] = [
      [one!.number, 'B-1', 'LOW'],
      [other!.number, 'B-2', 'HIGH'],
    ];
    for (const [equipmentNumber, code, severity] of raised)
      await raise('telematics', { equipmentNumber, code, severity, occurredAt: now() });
    await until(() => all.length === 2);
    await raise('telematics', {
      equipmentNumber: one!.number,
      code: 'B-3',
      severity: 'MEDIUM',
      occurredAt: now(),
    });
    await until(() => all.length === 3 && own.length === 2);
    expect(codes(severe)).toEqual(['B-2']);
    expect(codes(own)).toEqual(['B-1', 'B-3']);
    expect(company).toEqual([]);
    await client.dispose();
  }, 60_000);

  it('refuses another company’s machine, job and name alike, as if there were none', async () => {
    const foreign = scenario.sandbox.firm.machines.find(({ company }) => company !== 'NB')!;
    const job = scenario.sandbox.firm.projects.find(
      ({ company, number }) =>
        company !== 'NB' &&
        !scenario.sandbox.firm.projects.some((o) => o.company === 'NB' && o.number === number),
    )!;
    const client = connectTo(scenario, SANDBOX_TOKENS.field);
    const refusal = async (variables: object): Promise<string> => {
      for await (const { errors } of client.iterate({ query: ALERTS, variables: { ...variables } }))
        return `${errors?.[0]?.message} ${String(errors?.[0]?.extensions?.['code'])}`;
      return 'nothing';
    };
    const unknown = await refusal({ equipment: ['EX-000'] });
    expect(unknown).toBe('Equipment EX-000 is not known, or belongs to a company you may not see NOT_FOUND');
    expect(await refusal({ equipment: [foreign.number] })).toBe(unknown.replace('EX-000', foreign.number));
    expect(await refusal({ projects: [job.number] })).toMatch(/^Project .* is not known.* NOT_FOUND$/);
    expect(await refusal({ companies: ['HB'] })).toMatch(/^Company HB is not known.* NOT_FOUND$/);
    expect(await refusal({ equipment: [] })).toMatch(/empty list.* BAD_USER_INPUT$/);
    await client.dispose();
  }, 60_000);

  it('makes one alert of a storm, and tells what happened while Plumbline was down', async () => {
    const machine = machines('JSON')[1] ?? machines('JSON')[0]!;
    const client = connectTo(scenario);
    const heard = listen(client);
    await subscribed();
    const start = Date.now();
    const storm = async (count: number, offset: number): Promise<void> => {
      for (let i = 0; i < count; i += 1) {
        const occurredAt = new Date(start + (offset + i) * 10).toISOString();
        await raise('telematics', {
          equipmentNumber: machine.number,
          code: 'C-1',
          severity: 'HIGH',
          occurredAt,
        });
      }
    };
    await storm(300, 0);
    await until(() => heard.length > 0);
    const { cursor } = heard[0]!;
    await storm(100, 300);
    await new Promise((go) => setTimeout(go, 1_500));
    expect(codes(heard)).toEqual(['C-1']);
    await client.dispose();
    const restarting = scenario.restart();
    await raise('telematics', {
      equipmentNumber: machine.number,
      code: 'C-2',
      severity: 'HIGH',
      occurredAt: now(),
    });
    await restarting;
    const again = connectTo(scenario);
    const missed = listen(again, { after: cursor });
    await until(() => missed.length > 0);
    await new Promise((go) => setTimeout(go, 1_000));
    expect(codes(missed)).toEqual(['C-2']);
    await again.dispose();
  }, 60_000);
});
