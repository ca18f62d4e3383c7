/** Vendors and items: what the ERP calls them, whether the maintenance platform has them, and what is to be done. */
import type { CanonicalRecord } from '../../../store/store.js';
import type { KeptRecord } from '../../equipment/effects.js';
import { seesCompany } from '../../kit/actor.js';
import { isUpstreamError } from '../../kit/errors.js';
import type { Problem, WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import type { Publication, PublishInput } from './publish-master-data.js';

export async function vendorCopy(scope: WriteScope, input: PublishInput): Promise<Publication | Problem> {
  const parties = await partiesCalled(scope, input);
  const [party] = parties;
  if (!party) return notFound('vendor', input);
  if (new Set(parties.map(({ number }) => number)).size > 1) return ambiguous('vendors', input.record);
  const [now] = await scope.systems.erp.parties([Number(party.number)]);
  if (!now?.name) return notFound('vendor', input);
  const { name } = now;
  const linked = await linkedCopy(scope, parties);
  if (linked !== null && input.as != null && input.as !== linked) return matchedOtherwise(name, linked);
  const there = await copyOf(scope, 'VENDOR', linked ?? input.as ?? null, () =>
    scope.systems.maintenance.checks.vendors(name),
  );
  if (there && isProblem(there)) return there;
  const other = there && (await otherPartyOf(scope, there.key, parties));
  if (other != null) return takenCopy(name, other);
  if (there?.name === name && linked !== null) return upToDate(`Vendor "${name}"`, input.record);
  const previous = there && { name: there.name ?? '' };
  const change = there?.name === name ? null : { record: there?.key ?? null, values: { name }, previous };
  const { company, number } = party;
  return {
    ...{ company, project: null, called: name },
    copy: { vendor: { change, party: { company, number, name, copy: there?.key ?? null } } },
  };
}

export async function itemCopy(scope: WriteScope, input: PublishInput): Promise<Publication | Problem> {
  const found = await itemCalled(scope, input);
  if (isProblem(found)) return found;
  const { company, number, name } = found;
  const there = await copyOf(scope, 'PART', input.as ?? null, () =>
    scope.systems.maintenance.checks.parts(number),
  );
  if (there && isProblem(there)) return there;
  if (there?.number === number && there.name === name) return upToDate(`Item "${number}"`, input.record);
  const previous = there && { number: there.number ?? '', name: there.name ?? '' };
  const change = { record: there?.key ?? null, values: { number, name }, previous };
  return { company, project: null, called: number, copy: { part: change } };
}

/** Parties of the actor's companies that are called so; a shared one is listed for each company. */
async function partiesCalled(
  { crosswalk, actor }: WriteScope,
  { record, company }: PublishInput,
): Promise<readonly CanonicalRecord[]> {
  const all = (await crosswalk.list('PARTY')).filter(
    (own) => (company == null || own.company === company) && seesCompany(actor, own.company),
  );
  const byId = all.filter(({ id, number }) => id === record || number === record);
  return byId.length > 0 ? byId : all.filter(({ name }) => name === record);
}

/** The platform's id of a vendor that was matched before, under whatever name. */
async function linkedCopy(
  { crosswalk }: WriteScope,
  parties: readonly CanonicalRecord[],
): Promise<string | null> {
  const ids = parties.map(({ id }) => id);
  const entries = await crosswalk.entriesOf('PARTY', 'maintenance', ids);
  return ids.flatMap((id) => entries.get(id) ?? [])[0]?.externalId ?? null;
}

/** What the copy is matched to, when that is another party. */
async function otherPartyOf(
  { crosswalk }: WriteScope,
  copy: string,
  parties: readonly CanonicalRecord[],
): Promise<string | null> {
  const entry = (await crosswalk.entries('PARTY', 'maintenance')).find(
    ({ externalId }) => externalId === copy,
  );
  if (entry?.canonicalId == null || parties.some(({ id }) => id === entry.canonicalId)) return null;
  return entry.canonicalNumber ?? entry.canonicalId;
}

/** @param called those of exactly the name; asked when no id is known */
async function copyOf(
  { systems }: WriteScope,
  kind: 'VENDOR' | 'PART',
  key: string | null,
  called: () => Promise<readonly KeptRecord[]>,
): Promise<KeptRecord | Problem | null> {
  if (key === null) {
    const [one, ...others] = await called();
    return others.length > 0 ? severalCopies(kind, [one, ...others]) : (one ?? null);
  }
  const word = kind === 'VENDOR' ? 'vendor' : 'part';
  try {
    const there = await systems.maintenance.checks.kept(kind, key);
    if (!there.archived) return there;
    return copyProblem('ARCHIVED', `Maintenance has ${word} ${key} in its archive; restore it there`, key);
  } catch (error) {
    if (!isUpstreamError(error) || error.kind !== 'BUSINESS') throw error;
    return copyProblem('NOT_FOUND', error.message, key);
  }
}

async function itemCalled(
  { systems, companies, actor }: WriteScope,
  input: PublishInput,
): Promise<{ readonly company: string; readonly number: string; readonly name: string } | Problem> {
  const codes = [...companies.keys()].filter(
    (code) => (input.company == null || code === input.company) && seesCompany(actor, code),
  );
  for (const company of codes) {
    const [item, ...others] = await systems.erp.reviews.items(company, input.record);
    if (others.length > 0) return ambiguous('stocked items', input.record);
    if (item) return { company, number: item.number, name: item.name };
  }
  return notFound('stocked item', input);
}

const problem = (code: string, message: string, record: string, system = 'odoo'): Problem => ({
  ...{ code, message, field: ['record'], record, system },
});
const copyProblem = (code: string, message: string, key: string): Problem => ({
  ...problem(code, message, key, 'maintenance'),
  field: ['as'],
});
const notFound = (what: string, { record }: PublishInput): Problem =>
  problem(
    'NOT_FOUND',
    `The ERP has no ${what} "${record}" in your companies; add it there, or correct the name`,
    record,
  );
const ambiguous = (what: string, record: string): Problem =>
  problem(
    'AMBIGUOUS',
    `The ERP has several ${what} called "${record}"; name one by its id or reference`,
    record,
  );
const matchedOtherwise = (name: string, linked: string): Problem =>
  copyProblem(
    'MATCHED_ALREADY',
    `Vendor "${name}" is matched to ${linked} of maintenance already; correct the match with matchExternalId`,
    linked,
  );
const takenCopy = (name: string, other: string): Problem =>
  copyProblem(
    'MATCHED_ALREADY',
    `The vendor "${name}" of maintenance is matched to party ${other}; rename one of the two in the ERP, or correct the match with matchExternalId`,
    other,
  );
const severalCopies = (kind: 'VENDOR' | 'PART', all: readonly (KeptRecord | undefined)[]): Problem => {
  const keys = all.flatMap((own) => own?.key ?? []).join(', ');
  const word = kind === 'VENDOR' ? 'vendors' : 'parts';
  return copyProblem('AMBIGUOUS', `Maintenance has several such ${word} (${keys}); name one with "as"`, keys);
};

export const upToDate = (what: string, record: string): Problem =>
  problem('UP_TO_DATE', `${what} is there as the ERP has it; nothing is to be published`, record);
