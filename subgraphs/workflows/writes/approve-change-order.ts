/**
 * A change order becomes part of its job: contract and budget are revised together in our own store, with a trace of
 * both, and the schedule gets a note where an activity is named. The ERP is not changed: its contract value is ours.
 */
import type { ApproveChangeOrderInput, RevisionResult } from '../../controls/connector.js';
import { centsText, maxCents, toCents } from '../../kit/cents.js';
import type { ActivityNote, AddNoteInput, SchedulingEffects } from '../../scheduling/effects.js';
import { defineWrite, step, type InputOf, type WriteScope, type WriteSystems } from '../define-write.js';
import { findActivity } from '../find-activity.js';
import { isProblem } from '../find-machine.js';
import type { ProjectTarget } from '../find-project.js';
import {
  codeProblems,
  costOf,
  findOwnProject,
  jobProblems,
  originalOf,
  plainProblems,
  statusProblems,
  toAmounts,
} from './change-order-checks.js';

type Input = InputOf<'approveChangeOrder'>;
interface Facts {
  readonly approval: Omit<ApproveChangeOrderInput, 'by'>;
  readonly cost: string;
  readonly currency: string;
}

const revise = step<Input, Facts, ApproveChangeOrderInput, RevisionResult>({
  name: 'baseline',
  title: ({ input, facts }) =>
    `Revise the baselines of ${input.project} by ${input.number}: price ${facts.approval.price}, cost ${facts.cost} ${facts.currency}`,
  changes: [
    {
      object: 'ChangeOrder',
      fields: ['status', 'title', 'approvedOn', 'price', 'lines'],
      system: 'plumbline',
    },
    { object: 'Budget', fields: ['approvedChanges', 'price'], system: 'plumbline' },
  ],
  effect: ({ controls }) => controls.effects.approveChangeOrder,
  arguments: ({ facts, by }) => ({ ...facts.approval, by }),
});

const note = step<Input, Facts, AddNoteInput, ActivityNote>({
  name: 'note',
  title: ({ input }) => `Note ${input.number} on activity ${input.activity ?? ''} of the schedule`,
  when: ({ input }) => input.activity != null,
  changes: [{ object: 'Activity', fields: ['notes'], system: 'scheduling' }],
  effect: (systems) => schedulingOf(systems).addNote,
  arguments: ({ input, facts }) => ({
    activity: input.activity ?? '',
    text: `Change order ${input.number} "${input.title}" approved on ${input.date}: price ${facts.approval.price}, cost ${facts.cost} ${facts.currency}`,
  }),
});

/** Validation refuses an activity where no schedule takes writes, so a step never meets this. */
function schedulingOf({ scheduling }: WriteSystems): Pick<SchedulingEffects, 'addNote'> {
  if (scheduling) return scheduling.effects;
  throw new Error('no schedule of this firm takes writes');
}

async function toFacts(input: Input, scope: WriteScope, project: ProjectTarget): Promise<Facts> {
  const { company, number: job } = project;
  return {
    approval: {
      ...{ job: { company, number: job }, number: input.number, title: input.title, date: input.date },
      ...{ reason: input.reason ?? input.title, price: centsText(toCents(input.price)) },
      ...{ lines: toAmounts(input), original: await originalOf(scope, project) },
    },
    cost: centsText(costOf(input)),
    currency: scope.companies.get(company)?.currency ?? '',
  };
}

const absolute = (cents: bigint): bigint => (cents < 0n ? -cents : cents);

export const approveChangeOrder = defineWrite<'approveChangeOrder', Facts>({
  kind: 'approveChangeOrder',
  roles: ['admin', 'integration'],
  async validate(input, scope) {
    const plain = plainProblems(input);
    if (plain.length > 0) return { problems: plain };
    const project = await findOwnProject(scope, input);
    if (isProblem(project)) return { problems: [project] };
    const [codes, job, status, activity] = await Promise.all([
      codeProblems(scope, input, project.company),
      jobProblems(scope, project),
      statusProblems(scope, input, project),
      input.activity == null ? null : findActivity(scope, input.activity, project),
    ]);
    const problems = [...codes, ...job, ...status, ...(activity && isProblem(activity) ? [activity] : [])];
    if (problems.length > 0) return { problems };
    const facts = await toFacts(input, scope, project);
    const { company, number } = project;
    const { approval, cost, currency } = facts;
    return {
      ...{ company, project: number, subject: `baseline/${company}/${number}`, facts },
      summary: `Change order ${input.number} of ${number}: price ${approval.price} ${currency}, cost ${cost} ${currency}`,
      amount: centsText(maxCents(absolute(toCents(approval.price)), absolute(toCents(cost)))),
    };
  },
  steps: [revise, note],
});
