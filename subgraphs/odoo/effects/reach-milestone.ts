/**
 * Marks a milestone of a job as reached, or moves its deadline. Sets a state: running again changes nothing. Reaching
 * a billing milestone is what makes its part of the sale order due to bill; the result tells what is due then.
 */
import { decimal } from '../../kit/decimal.js';
import type { Effect } from '../../kit/effect.js';
import type { Session } from '../erp/session.js';
import { isDay } from './journal-entry.js';
import { readMilestones, type MilestoneBilling, type MilestoneRecord } from './read-milestones.js';
import { refusal, type EffectScope } from './scope.js';

/** What is left out stays as it is. */
export interface ReachMilestoneInput {
  /** project.milestone id. */
  readonly milestoneId: number;
  readonly reached?: boolean;
  /** YYYY-MM-DD. */
  readonly deadline?: string;
  /** The deadline as the check before the write saw it: undo goes back to it. Left out, undo leaves the deadline alone. */
  readonly previousDeadline?: string | null;
}

export interface ReachMilestoneResult {
  readonly milestoneId: number;
  readonly name: string;
  readonly reached: boolean;
  /** Day Odoo noted it as reached; null while it is not. */
  readonly reachedOn: string | null;
  readonly deadline: string | null;
  /** What is due to bill; null for a milestone that bills nothing, and where the key may not read sale orders. */
  readonly billing: MilestoneBilling | null;
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
    undo: (input) => scope.use((session) => takeBack(session, input)),
  };
}

/** Only what still is as it was set is taken back: what a person changed since is theirs. */
async function takeBack(session: Session, input: ReachMilestoneInput): Promise<void> {
  const { milestoneId, reached, deadline, previousDeadline } = input;
  const found = await read(session, milestoneId);
  const unmark = reached === true && found.reached;
  const moveBack = deadline !== undefined && previousDeadline !== undefined && found.deadline === deadline;
  if (unmark) refuseInvoiced(found);
  const vals = {
    ...(unmark && { is_reached: false }),
    ...(moveBack && { deadline: previousDeadline ?? false }),
  };
  if (Object.keys(vals).length > 0) await write(session, milestoneId, vals);
}

/** Taken back after it was invoiced, the order would show more billed than delivered. */
function refuseInvoiced({ name, billing }: ReachMilestoneResult): void {
  if (!billing) return;
  const { order, share, ordered, delivered, invoiced } = billing;
  const left = decimal(delivered).minus(decimal(share).times(ordered));
  if (decimal(invoiced).lte(left) || decimal(invoiced).eq(0)) return;
  throw refusal(
    `milestone "${name}" was invoiced on ${order} (${invoiced} of ${ordered}); credit that invoice first, then take the milestone back`,
  );
}

function check({ milestoneId, reached, deadline }: ReachMilestoneInput): void {
  if (reached === undefined && deadline === undefined)
    throw refusal(`milestone ${milestoneId} is to be changed without saying what; give reached or deadline`);
  if (deadline !== undefined && !isDay(deadline))
    throw refusal(`milestone ${milestoneId} has the deadline "${deadline}"; write YYYY-MM-DD`);
}

const isSet = ({ reached, deadline }: ReachMilestoneInput, found: ReachMilestoneResult): boolean =>
  (reached ?? found.reached) === found.reached && (deadline ?? found.deadline) === found.deadline;

async function read(session: Session, milestoneId: number): Promise<ReachMilestoneResult> {
  const [found] = await readMilestones(session, [['id', '=', milestoneId]]);
  if (found) return toResult(found);
  throw refusal(`odoo has no milestone ${milestoneId}; correct the id`);
}

const toResult = ({
  id,
  name,
  reached,
  reachedOn,
  deadline,
  billing,
}: MilestoneRecord): ReachMilestoneResult => ({
  ...{ milestoneId: id, name, reached, reachedOn, deadline, billing },
});

async function write(
  session: Session,
  milestoneId: number,
  vals: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { rpc, context } = session;
  await rpc.call('project.milestone', 'write', { vals }, { ids: [milestoneId], context, writes: true });
}
