/** A person says which record of the firm a system's record is. It touches our crosswalk only, at once. */
import type { MatchExternalIdInput } from '../../codegen/generated/workflows.js';
import type { CanonicalRecord, CrosswalkEntry, Store } from '../../store/store.js';
import { seesCompany, seesProject, type Actor } from '../kit/actor.js';
import type { Problem } from './define-write.js';
import { isProblem } from './find-machine.js';

type Crosswalk = Pick<Store['crosswalk'], 'entries' | 'list' | 'assign'>;
export interface MatchAnswer {
  readonly entry: CrosswalkEntry | null;
  readonly userErrors: readonly Problem[];
}

const ROLES: readonly Actor['roles'][number][] = ['admin', 'integration'];

export async function matchExternalId(
  crosswalk: Crosswalk,
  actor: Actor,
  input: MatchExternalIdInput,
): Promise<MatchAnswer> {
  const reason = input.reason.trim();
  const refused = mayNot(actor, reason);
  if (refused) return refuse(refused);
  const entry = await findEntry(crosswalk, actor, input);
  if (isProblem(entry)) return refuse(entry);
  const number = input.number ?? null;
  const record = number === null ? null : await findRecord(crosswalk, actor, input, entry, number);
  if (record && isProblem(record)) return refuse(record);
  const assigned = await crosswalk.assign({
    ...{ entryId: entry.id, canonicalId: record?.id ?? null, by: actor.id, reason },
    problem: record ? null : `${named(entry)}: ${actor.id} took its match away (${reason}); match it again`,
  });
  return assigned ? { entry: assigned, userErrors: [] } : refuse(ofRecord(entry));
}

const refuse = (problem: Problem): MatchAnswer => ({ entry: null, userErrors: [problem] });
const named = ({ system, kind, label, externalId }: CrosswalkEntry): string =>
  `${system} ${kind} "${label}" (${externalId})`;

function mayNot(actor: Actor, reason: string): Problem | null {
  if (!actor.roles.some((role) => ROLES.includes(role))) {
    const message = `matchExternalId needs one of the roles ${ROLES.join(', ')}; you have ${actor.roles.join(', ') || 'none'}`;
    return { code: 'FORBIDDEN', message, field: [] };
  }
  if (reason !== '') return null;
  return { code: 'EMPTY', message: 'reason is empty; say in a line how you know', field: ['reason'] };
}

/** Entries without a company are for actors of every company. */
function maySee(actor: Actor, company: string | null): boolean {
  return company === null ? actor.companies === '*' : seesCompany(actor, company);
}

async function findEntry(
  crosswalk: Crosswalk,
  actor: Actor,
  { kind, system, externalId, company }: MatchExternalIdInput,
): Promise<CrosswalkEntry | Problem> {
  const all = await crosswalk.entries(kind, system);
  const own = all.filter((entry) => entry.externalId === externalId && maySee(actor, entry.company));
  // An entry whose system names no company may be matched to a record of any: then `company` says which.
  const fitting =
    company == null ? own : own.filter((entry) => entry.company === company || entry.company === null);
  const found = fitting.length > 1 ? fitting.filter((entry) => entry.company === company) : fitting;
  const [entry] = found.length > 0 ? found : fitting;
  if (!entry) {
    const message = `There is no ${kind} "${externalId}" of ${system} among those you may see; list them with crosswalk(filter: {unmatchedOnly: true})`;
    return { code: 'NOT_FOUND', message, field: ['externalId'], record: externalId, system };
  }
  if (fitting.length > 1 && found.length !== 1) {
    const companies = fitting.map((one) => one.company ?? 'none').join(', ');
    const message = `${named(entry)} is listed in companies ${companies}; name the company`;
    return { code: 'AMBIGUOUS', message, field: ['company'], record: externalId, system };
  }
  return entry.rule === 'SYSTEM_OF_RECORD' ? ofRecord(entry) : entry;
}

const ofRecord = (entry: CrosswalkEntry): Problem => ({
  code: 'OWNS_RECORD',
  message: `${named(entry)} is the record itself, since ${entry.system} owns it; change its number there`,
  field: ['externalId'],
  record: entry.externalId,
  system: entry.system,
});

async function findRecord(
  crosswalk: Crosswalk,
  actor: Actor,
  { kind, company }: MatchExternalIdInput,
  entry: CrosswalkEntry,
  number: string,
): Promise<CanonicalRecord | Problem> {
  const within = entry.company ?? company ?? null;
  const records = (await crosswalk.list(kind)).filter(
    (own) =>
      own.number === number &&
      (within === null || own.company === within) &&
      (kind === 'PROJECT' ? seesProject(actor, own.company, number) : seesCompany(actor, own.company)),
  );
  const [record] = records;
  if (record && records.length === 1) return record;
  const where = within === null ? 'any company' : `company ${within}`;
  const companies = records.map((own) => own.company).join(', ');
  const message = record
    ? `${kind} "${number}" exists in companies ${companies}; name the company`
    : `There is no ${kind} "${number}" in ${where} among those you may see`;
  return {
    ...{ code: record ? 'AMBIGUOUS' : 'NOT_FOUND', message, record: number },
    field: [record ? 'company' : 'number'],
  };
}
