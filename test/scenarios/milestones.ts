/** Hears changes of milestones as a planner's screen does, and moves milestones in the simulator as a planner would. */
import type { Client } from 'graphql-ws';
import type { FirmActivity } from '../../sandbox/firm/ledger.js';
import type { Scenario } from './plumbline.js';

/** Fields of three subgraphs: scheduling, controls and equipment. */
const JOB = `number milestones { code forecastDate } cost { estimateAtCompletion } equipmentOnSite { number }`;

export interface JobHeard {
  readonly number: string;
  readonly milestones: readonly { readonly code: string; readonly forecastDate: string }[];
  readonly cost: { readonly estimateAtCompletion: string };
  readonly equipmentOnSite: readonly { readonly number: string }[];
}
export interface ChangeHeard {
  readonly cursor: string;
  readonly occurredAt: string;
  readonly kind: string;
  readonly code: string;
  readonly before: { readonly forecastDate: string } | null;
  readonly after: { readonly forecastDate: string } | null;
  readonly milestone: { readonly code: string; readonly forecastDate: string } | null;
  readonly project: JobHeard;
}

const CHANGES = `subscription ($after: String, $projects: [String!], $companies: [String!], $kinds: [MilestoneChangeKind!]) {
  milestoneChanges(after: $after, projects: $projects, companies: $companies, kinds: $kinds) {
    cursor occurredAt kind code before { forecastDate } after { forecastDate }
    milestone { code forecastDate } project { ${JOB} } } }`;

/** The next changes, so many; rejects with the errors of the subscription. */
export async function hearMilestones(
  client: Client,
  variables: Readonly<Record<string, unknown>>,
  count: number,
): Promise<readonly ChangeHeard[]> {
  const heard: ChangeHeard[] = [];
  const query = { query: CHANGES, variables };
  for await (const { data, errors } of client.iterate<{ milestoneChanges: ChangeHeard }>(query)) {
    if (errors) throw new Error(JSON.stringify(errors));
    heard.push(data!.milestoneChanges);
    if (heard.length === count) break;
  }
  return heard;
}

export async function askJob(scenario: Scenario, number: string): Promise<JobHeard> {
  const query = `query ($number: String!) { project(number: $number) { ${JOB} } }`;
  const { data, errors } = await scenario.ask(query, { number });
  if (errors) throw new Error(JSON.stringify(errors));
  return (data as unknown as { project: JobHeard }).project;
}

/** Substantial completion of a job, not reached yet. */
export function lastOf(scenario: Scenario, number: string): FirmActivity {
  const { firm } = scenario.sandbox;
  const job = firm.projects.find((own) => own.number === number)!;
  const schedule = firm.schedules.find(({ spelling }) => spelling === job.spelling.scheduling)!;
  return schedule.activities.find(({ name }) => name === 'Substantial completion')!;
}

export async function moveInSchedule(
  scenario: Scenario,
  number: string,
  forecastDate: string,
): Promise<void> {
  const body = { projectNumber: number, code: lastOf(scenario, number).code, forecastDate };
  const url = `${scenario.sandbox.upstreams.scheduling.url}/_sandbox/milestone`;
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (answer.status !== 201) throw new Error(await answer.text());
}

/** Waits until what the schedule of a job says is known: only what changes afterwards is told. */
export async function milestonesKnown({ store }: Scenario, number: string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    const jobs = (await store.crosswalk.list('PROJECT')).filter((own) => own.number === number);
    const known = await store.tracked.states(
      'scheduling.milestones',
      jobs.map(({ id }) => id),
    );
    if (known.size > 0) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the milestones of ${number} were never read`);
}

/** A subscription has begun. */
export const beat = (): Promise<void> => new Promise((done) => setTimeout(done, 300));
