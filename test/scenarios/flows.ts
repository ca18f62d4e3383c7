/** Runs a batch flow as a client does, and waits for what becomes of it. */
import type { Scenario } from './plumbline.js';
import type { UserErrorAnswer } from './writes.js';

export interface FlowExceptionAnswer {
  readonly kind: string;
  readonly reason: string | null;
  readonly message: string;
  readonly flow: string | null;
  readonly company: string | null;
  readonly project: string | null;
  readonly day: string | null;
  readonly expected: string | null;
  readonly found: string | null;
  readonly records: readonly { readonly system: string; readonly kind: string; readonly id: string }[];
}
export interface FlowRunAnswer {
  readonly id: string;
  readonly status: string;
  readonly error: string | null;
  readonly counts: Readonly<Record<string, number>>;
}
export interface FlowPayloadAnswer {
  readonly run: { readonly id: string; readonly status: string } | null;
  readonly userErrors: readonly UserErrorAnswer[];
  readonly plan: readonly string[] | null;
  readonly exceptions: readonly FlowExceptionAnswer[] | null;
}

const EXCEPTION = `kind reason message flow company project day expected found
  records { system kind id }`;

async function ask<T>(scenario: Scenario, query: string, variables: object = {}, token?: string): Promise<T> {
  const answer = await scenario.ask(query, variables, token);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data as unknown as T;
}

export async function runFlow(
  scenario: Scenario,
  input: Readonly<Record<string, unknown>>,
  token?: string,
): Promise<FlowPayloadAnswer> {
  const query = `mutation ($input: RunFlowInput!) { runFlow(input: $input) {
    run { id status } userErrors { code message field record } plan exceptions { ${EXCEPTION} } } }`;
  return (await ask<{ runFlow: FlowPayloadAnswer }>(scenario, query, { input }, token)).runFlow;
}

/** Until the run is at rest. */
export async function ended(scenario: Scenario, flow: string, id: string): Promise<FlowRunAnswer> {
  const query = `query ($flow: String!) { flowRuns(flow: $flow) { id status error counts { name count } } }`;
  for (const until = Date.now() + 60_000; ;) {
    const { flowRuns } = await ask<{ flowRuns: readonly RunRow[] }>(scenario, query, { flow });
    const run = flowRuns.find((own) => own.id === id);
    if (run && ['SUCCEEDED', 'FAILED'].includes(run.status))
      return { ...run, counts: Object.fromEntries(run.counts.map(({ name, count }) => [name, count])) };
    if (Date.now() > until)
      throw new Error(`run ${id} is still ${run?.status ?? 'not kept'}: ${run?.error ?? ''}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
type RunRow = Omit<FlowRunAnswer, 'counts'> & {
  readonly counts: readonly { readonly name: string; readonly count: number }[];
};

/** Runs it to its end. */
export async function runToEnd(
  scenario: Scenario,
  input: Readonly<Record<string, unknown>> & { readonly flow: string },
): Promise<FlowRunAnswer> {
  const { run, userErrors } = await runFlow(scenario, input);
  if (!run) throw new Error(JSON.stringify(userErrors));
  return ended(scenario, input.flow, run.id);
}

/** Open exceptions of one flow. */
export async function exceptionsOf(
  scenario: Scenario,
  flow: string,
): Promise<readonly FlowExceptionAnswer[]> {
  const { exceptions } = await ask<{ exceptions: readonly FlowExceptionAnswer[] }>(
    scenario,
    `{ exceptions(first: 500) { ${EXCEPTION} } }`,
  );
  return exceptions.filter((own) => own.flow === flow);
}

export interface FlowWrite {
  readonly id: string;
  readonly status: string;
  readonly summary: string;
  readonly company: string;
}

/** Writes of one kind, when none of them is under way any more. */
export async function writesOf(scenario: Scenario, kind: string): Promise<readonly FlowWrite[]> {
  const query = `query ($kind: String!) { writes(first: 200, filter: { kind: $kind }) { nodes { id status summary company } } }`;
  for (const until = Date.now() + 90_000; ;) {
    const { writes } = await ask<{
      writes: { nodes: readonly FlowWrite[] };
    }>(scenario, query, { kind });
    if (!writes.nodes.some(({ status }) => ['RECEIVED', 'QUEUED', 'RUNNING', 'RETRYING'].includes(status)))
      return writes.nodes;
    if (Date.now() > until) throw new Error(`writes of kind ${kind} do not come to rest`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
