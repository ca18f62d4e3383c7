/** Takes a write: key, validation, journal, approval, queue. Nothing of it touches an upstream but checks. */
import { createHash } from 'node:crypto';
import type { WriteRecord } from '../../store/store.js';
import type { Actor } from '../kit/actor.js';
import { OWN_NAME, seesCompany } from '../kit/actor.js';
import { toCents } from '../kit/cents.js';
import { isRefused, stepsOf, type Accepted, type Problem, type WriteDefinition } from './define-write.js';
import { fact, queue, refuse, type Answer, type Office } from './office.js';
import type { ApprovalRule } from './settings.js';

interface Envelope {
  readonly clientMutationId: string;
  readonly validateOnly?: boolean | null;
}

export async function submit(
  office: Office,
  actor: Actor,
  definition: WriteDefinition,
  input: Envelope,
): Promise<Answer> {
  const { clientMutationId: key, validateOnly, ...given } = input;
  // As the journal keeps it, so that a replay sees the same: moments are text.
  const body = JSON.parse(JSON.stringify(given)) as unknown;
  const refused = mayNot(definition, actor, key);
  if (refused) return refuse(refused);
  const inputHash = hashOf(definition.kind, body);
  const earlier = validateOnly ? null : await office.journal.byKey(actor.id, key);
  if (earlier) return again(office, earlier, inputHash);
  const checkedAt = office.now();
  const verdict = await definition.validate(body, office.scopeFor(actor));
  if (isRefused(verdict)) return refuse(...verdict.problems);
  const problems = verdict.problems ?? [];
  if (!seesCompany(actor, verdict.company)) return refuse(notYours(verdict.company));
  const shown = planOf(office, definition, body, verdict.facts, actor);
  if (validateOnly) return { write: null, userErrors: problems, plan: shown };
  const { company, project, subject, summary } = verdict;
  const facts = keptFacts(verdict, problems, { checkedAt, actor });
  const { write, created } = await office.journal.receive({
    ...{ id: office.newId(), kind: definition.kind, company, project, subject, summary, facts },
    ...{ actor: actor.id, key, input: body, inputHash, reverses: verdict.reverses ?? null },
    steps: shown.map(({ name, system }) => ({ name, system })),
  });
  if (!created) return again(office, write, inputHash);
  return { write: await release(office, write, verdict), userErrors: problems };
}

function mayNot({ kind, roles }: WriteDefinition, actor: Actor, key: string): Problem | null {
  if (!actor.roles.some((role) => roles.includes(role))) {
    const message = `${kind} needs one of the roles ${roles.join(', ')}; you have ${actor.roles.join(', ') || 'none'}`;
    return { code: 'FORBIDDEN', message, field: [] };
  }
  if (/^[\x20-\x7e]{8,200}$/.test(key)) return null;
  const message = `clientMutationId "${key.slice(0, 40)}" must be 8 to 200 printable characters; use a UUID made on the device`;
  return { code: 'BAD_KEY', message, field: ['clientMutationId'] };
}

const notYours = (company: string): Problem => ({
  code: 'FORBIDDEN',
  message: `The record belongs to company ${company}, which is not among yours`,
  field: [],
});

/** The same key is the same write; a key that meant something else is a mistake of the client. */
async function again(office: Office, earlier: WriteRecord, inputHash: string): Promise<Answer> {
  if (earlier.inputHash === inputHash) {
    // A crash between keeping and queueing, or between queueing and starting, is mended by whoever asks again.
    const write = earlier.status === 'RECEIVED' ? await resume(office, earlier) : earlier;
    if (earlier.status === 'QUEUED') await queue(office, earlier.id, [], earlier.actor);
    return { write, userErrors: keptOf(write).problems };
  }
  const message = `clientMutationId "${earlier.key}" was used for ${earlier.kind} (${earlier.summary}) with another input; take a new key for a new write`;
  return refuse({ code: 'KEY_REUSED', message, field: ['clientMutationId'], record: earlier.id });
}

/**
 * What was left out is kept with the write, so that a client whose first answer was lost is told again; so is the
 * amount, so that a write that is released after a crash is asked about like any other; so is when it was checked and
 * with whose eyes, so that it can be checked again before it starts.
 */
export const keptFacts = (
  { facts, amount }: Accepted<unknown>,
  problems: readonly Problem[],
  { checkedAt, actor }: { readonly checkedAt: number; readonly actor: Actor },
): unknown => ({
  ...(facts as object),
  checkedAt: new Date(checkedAt).toISOString(),
  checkedFor: actor,
  ...(amount !== undefined && { approvalAmount: amount }),
  ...(problems.length > 0 && { problems }),
});
export function keptOf({ facts }: WriteRecord): {
  readonly problems: readonly Problem[];
  readonly amount: string | undefined;
  /** Null for a write that was kept before this was written down. */
  readonly checkedFor: Actor | null;
} {
  const kept = facts as {
    problems?: readonly Problem[];
    approvalAmount?: string;
    checkedFor?: Actor;
  } | null;
  return {
    problems: kept?.problems ?? [],
    amount: kept?.approvalAmount,
    checkedFor: kept?.checkedFor ?? null,
  };
}

/** A write that was kept and not released: its facts are in the journal, its approval rule is asked anew. */
export async function resume(office: Office, write: WriteRecord): Promise<WriteRecord> {
  const { company, project, subject, summary, facts } = write;
  const { amount } = keptOf(write);
  return release(office, write, {
    company,
    project,
    subject,
    summary,
    facts,
    ...(amount !== undefined && { amount }),
  });
}

async function release(
  office: Office,
  write: WriteRecord,
  accepted: Accepted<unknown>,
): Promise<WriteRecord> {
  const rule = ruleFor(office, write, accepted);
  if (!rule) return queue(office, write.id, ['RECEIVED'], write.actor);
  const expiresAt = new Date(office.now() + rule.expiresAfterHours * 3_600_000);
  const audit = fact(office, write.actor, 'APPROVAL_ASKED', { after: { rule: rule.name, expiresAt } });
  await office.journal.askApproval(write.id, rule.name, expiresAt, audit);
  return { ...write, status: 'PENDING_APPROVAL' };
}

/** The first rule that asks for somebody's agreement. */
export function ruleFor(
  { settings }: Office,
  write: Pick<WriteRecord, 'kind' | 'actor'>,
  accepted: Accepted<unknown>,
): ApprovalRule | undefined {
  return settings.approvals.find((rule) => asks(rule, write, accepted));
}

function asks(
  rule: ApprovalRule,
  { kind, actor }: Pick<WriteRecord, 'kind' | 'actor'>,
  { company, amount }: Accepted<unknown>,
): boolean {
  // An accrual that its bill replaced was agreed to with the bill in mind; only a rule that means reversals asks again.
  if (rule.write === undefined && actor === OWN_NAME) return false;
  if (rule.write !== undefined && rule.write !== kind) return false;
  if (rule.company !== undefined && rule.company !== company) return false;
  return rule.from === undefined || (amount !== undefined && toCents(amount) >= toCents(rule.from));
}

/** The steps of this version of Plumbline, as a person and the journal see them. */
export function planOf(
  office: Office,
  definition: WriteDefinition,
  input: unknown,
  facts: unknown,
  actor: Actor,
): { readonly name: string; readonly system: string; readonly title: string }[] {
  const { systems } = office.scopeFor(actor);
  return stepsOf(definition, input, facts).map((own) => ({
    name: own.name,
    system: own.effect(systems).system,
    title: own.title({ input, facts }),
  }));
}

/** Equal for inputs that say the same, whatever the order of their fields. */
export function hashOf(kind: string, input: unknown): string {
  return createHash('sha256')
    .update(`${kind}\n${canonical(input)}`)
    .digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null || value instanceof Date)
    return JSON.stringify(value ?? null);
  const fields = Object.entries(value as Record<string, unknown>).filter(([, own]) => own != null);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => `${JSON.stringify(name)}:${canonical(own)}`)
    .join(',')}}`;
}
