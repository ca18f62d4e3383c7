/** What people decide about a write: agree or not, press replay, stop it. */
import type { WriteChange, WriteRecord } from '../../store/store.js';
import { seesCompany, type Actor } from '../kit/actor.js';
import { checkAnew } from './check-anew.js';
import { isRefused, stepsOf, type WriteDefinition } from './define-write.js';
import { fact, queue, refuse, type Answer, type Office } from './office.js';
import { hashOf, keptFacts, ruleFor } from './submit.js';

/** The write when the actor may see it; it is not said which of the two it was. */
async function find(office: Office, actor: Actor, id: string): Promise<WriteRecord | Answer> {
  const write = await office.journal.write(id);
  if (write && seesCompany(actor, write.company)) return write;
  const message = `There is no write "${id}" among those you may see; list them with writes { nodes { id } }`;
  return refuse({ code: 'NOT_FOUND', message, field: ['write'] });
}

const wrongState = (write: WriteRecord, next: string): Answer =>
  refuse({
    code: 'WRONG_STATE',
    message: `Write ${write.id} (${write.summary}) is ${write.status}; ${next}`,
    field: ['write'],
    record: write.id,
  });

export interface Decision {
  readonly write: string;
  readonly approve: boolean;
  readonly reason?: string | null;
}

/** Agreement is given once, in time, by somebody else than who asked, and the write is checked again before it starts. */
export async function decideApproval(office: Office, actor: Actor, input: Decision): Promise<Answer> {
  const found = await find(office, actor, input.write);
  if ('userErrors' in found) return found;
  const refused = mayNotDecide(office, actor, found);
  if (refused) return refused;
  const approval = await office.journal.approval(found.id);
  if (found.status !== 'PENDING_APPROVAL' || !approval) return wrongState(found, 'it waits for no decision');
  if (approval.expiresAt.getTime() <= office.now()) return expire(office, found, approval.expiresAt);
  if (!input.approve) return turnDown(office, actor, found, input.reason ?? null);
  // Weeks may have passed: what was true when it was asked is checked against the systems of today.
  const today = await checkAnew(office, actor, found);
  if ('problems' in today) return refuse(...today.problems);
  const { reason = null } = input;
  if (!(await office.journal.decide(found.id, { decision: 'APPROVED', by: actor.id, reason, agreed: today })))
    return wrongState(found, 'somebody decided before you');
  return { write: await queue(office, found.id, [], actor.id), userErrors: [] };
}

function mayNotDecide({ settings }: Office, actor: Actor, write: WriteRecord): Answer | null {
  if (write.actor === actor.id) {
    const message = `Write ${write.id} is your own; somebody else must decide about it`;
    return refuse({ code: 'OWN_WRITE', message, field: ['write'], record: write.id });
  }
  if (actor.roles.some((role) => settings.approvers.includes(role))) return null;
  const message = `Deciding needs one of the roles ${settings.approvers.join(', ')}`;
  return refuse({ code: 'FORBIDDEN', message, field: [], record: write.id });
}

/** Nobody decided in time. Safe to repeat, also by several processes at once. */
export async function expire(office: Office, write: WriteRecord, at: Date): Promise<Answer> {
  await office.journal.decide(write.id, {
    decision: 'EXPIRED',
    by: 'plumbline',
    reason: `expired at ${at.toISOString()}`,
    agreed: null,
  });
  const message = `The question about write ${write.id} expired on ${at.toISOString()}; ask for the write again`;
  return refuse({ code: 'EXPIRED', message, field: ['write'], record: write.id });
}

async function turnDown(
  office: Office,
  actor: Actor,
  write: WriteRecord,
  reason: string | null,
): Promise<Answer> {
  if (!(await office.journal.decide(write.id, { decision: 'REJECTED', by: actor.id, reason, agreed: null })))
    return wrongState(write, 'somebody decided before you');
  return { write: await office.journal.write(write.id), userErrors: [] };
}

export interface Replay {
  readonly write: string;
  readonly correctedInput?: string | null;
}

/** Goes on from the step that failed: steps that landed stay, what may have landed is looked up first. */
export async function replayWrite(office: Office, actor: Actor, input: Replay): Promise<Answer> {
  const found = await find(office, actor, input.write);
  if ('userErrors' in found) return found;
  if (found.status !== 'DEAD' && found.status !== 'UNKNOWN')
    return wrongState(found, 'only a DEAD or UNKNOWN write can be replayed');
  const definition = office.definitions.get(found.kind);
  if (!definition) return wrongState(found, `this version of Plumbline knows no ${found.kind}`);
  const refused = mayNotSteer(actor, definition, found);
  if (refused) return refused;
  const corrected = parse(input.correctedInput ?? null);
  if (corrected === undefined) return notJson();
  // Unchanged it is not checked again: what landed of it would speak against it.
  const again =
    corrected === null
      ? { input: found.input, inputHash: found.inputHash, facts: found.facts }
      : await correct(office, actor, definition, found, corrected);
  if ('userErrors' in again) return again;
  const audit = fact(office, actor.id, 'REPLAYED', { before: found.input, after: again.input });
  const moved = await office.journal.move(found.id, ['DEAD', 'UNKNOWN'], { to: 'QUEUED', audit, again });
  if (!moved) return wrongState(found, 'somebody replayed it before you');
  return { write: await queue(office, found.id, [], actor.id), userErrors: [] };
}

/** Who may ask for such a write may also press replay or stop it. */
function mayNotSteer(actor: Actor, { kind, roles }: WriteDefinition, { id }: WriteRecord): Answer | null {
  if (actor.roles.some((role) => roles.includes(role))) return null;
  const message = `Steering a ${kind} needs one of the roles ${roles.join(', ')}`;
  return refuse({ code: 'FORBIDDEN', message, field: [], record: id });
}

/** A corrected write is a new promise under the old number: checked anew, in the same company, with the same steps. */
async function correct(
  office: Office,
  actor: Actor,
  definition: WriteDefinition,
  found: WriteRecord,
  body: Readonly<Record<string, unknown>>,
): Promise<Answer | NonNullable<WriteChange['again']>> {
  if (await hasLanded(office, found.id))
    return wrongState(
      found,
      'a part of it may have landed; replay it unchanged, or reverse it once it succeeded',
    );
  const checkedAt = office.now();
  const verdict = await definition.validate(body, office.scopeFor(actor));
  if (isRefused(verdict)) return refuse(...verdict.problems);
  if (verdict.problems?.length) return refuse(...verdict.problems);
  if (verdict.company !== found.company)
    return wrongState(
      found,
      `the corrected input belongs to company ${verdict.company}; ask for a new write`,
    );
  const rule = ruleFor(office, found, verdict);
  if (rule)
    return wrongState(found, `the corrected input needs approval ("${rule.name}"); ask for a new write`);
  const [own, planned] = [await office.journal.steps(found.id), stepsOf(definition, body, verdict.facts)];
  if (own.map(({ name }) => name).join('\n') !== planned.map(({ name }) => name).join('\n'))
    return wrongState(found, 'the corrected input has other steps; ask for a new write');
  return {
    input: body,
    inputHash: hashOf(found.kind, body),
    facts: keptFacts(verdict, [], { checkedAt, actor }),
  };
}

/** Done, or perhaps done. */
async function hasLanded({ journal }: Office, id: string): Promise<boolean> {
  const steps = await journal.steps(id);
  return steps.some(({ status, lookFirst }) => status === 'DONE' || status === 'UNKNOWN' || lookFirst);
}

const notJson = (): Answer =>
  refuse({
    code: 'BAD_INPUT',
    message: 'correctedInput is not a JSON object; give the whole input of the mutation as JSON text',
    field: ['correctedInput'],
  });

/** Null when left out, undefined when it is not an object. */
function parse(text: string | null): Record<string, unknown> | null | undefined {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const { clientMutationId: _key, validateOnly: _only, ...body } = value as Record<string, unknown>;
    return body;
  } catch {
    return undefined;
  }
}

/** Before anything was sent; afterwards only a reversal takes it back. */
export async function cancelWrite(
  office: Office,
  actor: Actor,
  { write: id, reason }: { readonly write: string; readonly reason: string },
): Promise<Answer> {
  const found = await find(office, actor, id);
  if ('userErrors' in found) return found;
  const definition = office.definitions.get(found.kind);
  const refused = definition && mayNotSteer(actor, definition, found);
  if (refused) return refused;
  const audit = fact(office, actor.id, 'CANCELLED', { after: { reason } });
  const moved = await office.journal.move(id, ['RECEIVED', 'PENDING_APPROVAL', 'QUEUED'], {
    to: 'CANCELLED',
    audit,
  });
  if (!moved)
    return wrongState(found, 'only what has not started can be cancelled; reverse it once it succeeded');
  return { write: await office.journal.write(id), userErrors: [] };
}
