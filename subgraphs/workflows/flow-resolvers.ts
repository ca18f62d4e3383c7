/** A person runs a flow now, over days of their choice; kept under their key, so that a repeated request is one run. */
import type {
  FlowPayload,
  QueryFlowRunsArgs,
  Resolvers,
  RunFlowInput,
} from '../../codegen/generated/workflows.js';
import type { FlowRunRecord } from '../../store/store.js';
import type { Actor } from '../kit/actor.js';
import { pageSize } from '../kit/connection.js';
import { publicError } from '../kit/errors.js';
import type { Problem } from './define-write.js';
import { toUserErrors } from './model.js';
import { ofFound, type Exception } from './watch-resolvers.js';
import { addDays, type FlowDefinition, type Window } from './flows/define-flow.js';
import { runFlow, scheduleOf, type FlowOffice } from './flow-office.js';
import { toFlowRun } from './flows/states.js';

const ROLES: readonly Actor['roles'][number][] = ['admin', 'integration'];
const MOST_DAYS = 400;

export type Payload = Omit<FlowPayload, '__typename' | 'exceptions'> & {
  readonly exceptions?: Exception[] | null;
};

export function createFlowResolvers(flows: FlowOffice): Pick<Resolvers, 'Query' | 'Mutation'> {
  return {
    Query: {
      flowRuns: (_root, args, { request }) => listRuns(flows, request.actor, args),
    },
    Mutation: { runFlow: (_root, { input }, { request }) => runNow(flows, request.actor, input) },
  };
}

async function listRuns(flows: FlowOffice, actor: Actor, { flow, first }: QueryFlowRunsArgs) {
  // What a run counted is counted over every company.
  if (actor.companies !== '*')
    throw publicError('FORBIDDEN', 'flowRuns needs the right to see every company');
  return (await flows.book.runs(flow, pageSize('flowRuns', first, 20, 100))).map(toFlowRun);
}

const refuse = (...problems: readonly Problem[]): Payload => ({
  run: null,
  userErrors: toUserErrors(problems),
});
const wrong = (code: string, message: string, field: string): Problem => ({ code, message, field: [field] });

async function runNow(flows: FlowOffice, actor: Actor, input: RunFlowInput): Promise<Payload> {
  const problem = mayNot(actor, input) ?? unknownFlow(flows, input);
  if (problem) return refuse(problem);
  const definition = flows.definitions.get(input.flow) as FlowDefinition;
  const today = flows.office.scopeFor(actor).today;
  const window = windowIn(input, today, scheduleOf(flows, input.flow).days);
  const bad = badWindow(window, today);
  if (bad) return refuse(bad);
  if (input.validateOnly) return look(flows, definition, window);
  const earlier = await flows.book.runByKey(actor.id, input.clientMutationId);
  return earlier ? again(earlier, input) : start(flows, actor, input, window);
}

function mayNot(actor: Actor, { clientMutationId: key }: RunFlowInput): Problem | null {
  if (actor.companies !== '*' || !actor.roles.some((role) => ROLES.includes(role)))
    return wrong(
      'FORBIDDEN',
      `runFlow needs one of the roles ${ROLES.join(', ')} and the right to see every company`,
      'flow',
    );
  if (/^[\x20-\x7e]{8,200}$/.test(key)) return null;
  return wrong(
    'BAD_KEY',
    `clientMutationId "${key.slice(0, 40)}" must be 8 to 200 printable characters; use a UUID`,
    'clientMutationId',
  );
}

function unknownFlow({ definitions }: FlowOffice, { flow }: RunFlowInput): Problem | null {
  if (definitions.has(flow)) return null;
  const names = [...definitions.keys()].sort().join(', ');
  return wrong('NOT_FOUND', `There is no flow "${flow}"; the flows are ${names}`, 'flow');
}

function windowIn({ from, to }: RunFlowInput, today: string, days: number): Window {
  const lastDay = to ?? addDays(today, -1);
  return { firstDay: from ?? addDays(lastDay, 1 - days), lastDay };
}

function badWindow({ firstDay, lastDay }: Window, today: string): Problem | null {
  if (lastDay > today)
    return wrong('IN_FUTURE', `to ${lastDay} is after today, ${today}; a flow looks at days that were`, 'to');
  const days = (Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000 + 1;
  if (days >= 1 && days <= MOST_DAYS) return null;
  return wrong(
    'BAD_WINDOW',
    `${firstDay} to ${lastDay} must be 1 to ${MOST_DAYS} days, from before to`,
    'from',
  );
}

async function look(flows: FlowOffice, definition: FlowDefinition, window: Window): Promise<Payload> {
  const { plan, found } = await runFlow(flows, definition, window, true);
  const at = new Date(flows.office.now());
  const exceptions = found.map((own) =>
    ofFound({ ...own, flow: definition.name, firstSeen: at, lastSeen: at }),
  );
  return { run: null, userErrors: [], plan: [...(plan ?? [])], exceptions };
}

/** The same key is the same run; days that were left out may mean others today. */
function again(run: FlowRunRecord, { flow, from, to }: RunFlowInput): Payload {
  if (run.flow === flow && (from ?? run.firstDay) === run.firstDay && (to ?? run.lastDay) === run.lastDay)
    return { run: toFlowRun(run), userErrors: [] };
  const message = `clientMutationId "${run.key ?? ''}" was used for ${run.flow} from ${run.firstDay} to ${run.lastDay}; take a new key for a new run`;
  return refuse({ ...wrong('KEY_REUSED', message, 'clientMutationId'), record: run.id });
}

async function start(
  { book, office }: FlowOffice,
  { id: askedBy }: Actor,
  { flow, clientMutationId: key }: RunFlowInput,
  window: Window,
): Promise<Payload> {
  const id = `flow/${flow}/${office.newId()}`;
  await book.keep({ id, flow, occurrence: new Date(office.now()), askedBy, key, ...window });
  const kept = await book.runByKey(askedBy, key);
  if (!kept) throw new Error(`run ${id} was not kept`);
  await (await office.engine()).submit(kept.id);
  return { run: toFlowRun(kept), userErrors: [] };
}
