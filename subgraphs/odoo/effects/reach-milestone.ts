/** Marks a milestone of a job as reached, or moves its deadline. Sets a state: running again changes nothing. */
import type { Effect } from '../../kit/effect.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readText, type WireRecord } from '../erp/wire.js';
import { isDay } from './journal-entry.js';
import { refusal, type EffectScope } from './scope.js';

/** What is left out stays as it is. */
export interface ReachMilestoneInput {
  /** project.milestone id. */
  readonly milestoneId: number;
  readonly reached?: boolean;
  /** YYYY-MM-DD. */
  readonly deadline?: string;
}

export interface ReachMilestoneResult {
  readonly milestoneId: number;
  readonly name: string;
  readonly reached: boolean;
  /** Day Odoo noted it as reached; null while it is not. */
  readonly reachedOn: string | null;
  readonly deadline: string | null;
}

export type ReachMilestone = Effect<ReachMilestoneInput, ReachMilestoneResult>;

export function createReachMilestone(scope: EffectScope): ReachMilestone {
  return {
    name: 'reach-milestone',
    system: 'odoo',
    idempotency: { kind: 'STATE' },
    run: (input) =>
      scope.use(async (session) => {
        check(input);
        const before = await read(session, input.milestoneId);
        if (isSet(input, before)) return before;
        await write(session, input.milestoneId, {
          ...(input.reached !== undefined && { is_reached: input.reached }),
          ...(input.deadline !== undefined && { deadline: input.deadline }),
        });
        const after = await read(session, input.milestoneId);
        if (isSet(input, after)) return after;
        throw refusal(`odoo did not keep what was set on milestone ${input.milestoneId}; set it there`);
      }),
    find: (input) =>
      scope.use(async (session) => {
        const found = await read(session, input.milestoneId);
        return isSet(input, found) ? found : null;
      }),
    /** Only the mark is taken off again: what the deadline was before is nobody's to guess. */
    undo: (input) =>
      scope.use(async (session) => {
        if (input.reached !== true) return;
        const found = await read(session, input.milestoneId);
        if (found.reached) await write(session, input.milestoneId, { is_reached: false });
      }),
  };
}

function check({ milestoneId, reached, deadline }: ReachMilestoneInput): void {
  if (reached === undefined && deadline === undefined)
    throw refusal(`milestone ${milestoneId} is to be changed without saying what; give reached or deadline`);
  if (deadline !== undefined && !isDay(deadline))
    throw refusal(`milestone ${milestoneId} has the deadline "${deadline}"; write YYYY-MM-DD`);
}

const isSet = ({ reached, deadline }: ReachMilestoneInput, found: ReachMilestoneResult): boolean =>
  (reached ?? found.reached) === found.reached && (deadline ?? found.deadline) === found.deadline;

const NEEDS = { required: ['name', 'is_reached', 'reached_date', 'deadline'], optional: [] };

async function read(session: Session, milestoneId: number): Promise<ReachMilestoneResult> {
  const fields = await session.choose('project.milestone', NEEDS);
  const [row] = await readFields(session, 'project.milestone', [['id', '=', milestoneId]], fields);
  if (row) return toResult(milestoneId, row);
  throw refusal(`odoo has no milestone ${milestoneId}; correct the id`);
}

const toResult = (milestoneId: number, row: WireRecord): ReachMilestoneResult => ({
  milestoneId,
  name: readText(row, 'name') ?? '',
  reached: row['is_reached'] === true,
  reachedOn: readText(row, 'reached_date'),
  deadline: readText(row, 'deadline'),
});

async function write(
  session: Session,
  milestoneId: number,
  vals: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { rpc, context } = session;
  await rpc.call('project.milestone', 'write', { vals }, { ids: [milestoneId], context, writes: true });
}
