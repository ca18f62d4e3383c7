/** What a system of record lists, as canonical records and their entries. Pure. */
import type { CanonicalRecord, CrosswalkKind, ExternalRecord } from '../store.js';
import { canonicalId, entryId } from './ids.js';
import type { EntryInput } from './rows.js';

/**
 * A record without company is kept as unmatched, with the reason. Two records of one number in one company share
 * the canonical record and both say so: nothing is dropped, and a person can see it.
 */
export function toPublished(
  kind: CrosswalkKind,
  system: string,
  records: readonly ExternalRecord[],
): { canonical: CanonicalRecord[]; entries: EntryInput[] } {
  const canonical = new Map<string, CanonicalRecord>();
  const owners = new Map<string, Set<string>>();
  for (const { company, externalId, name, ...rest } of records) {
    if (company === null) continue;
    const number = rest.number ?? rest.label;
    const id = canonicalId(kind, company, number);
    if (!canonical.has(id)) canonical.set(id, { id, kind, company, number, name: name ?? null });
    owners.set(id, (owners.get(id) ?? new Set()).add(externalId));
  }
  const entries = records.map((record) => toEntryInput(kind, system, record, owners));
  return { canonical: [...canonical.values()], entries };
}

function toEntryInput(
  kind: CrosswalkKind,
  system: string,
  record: ExternalRecord,
  owners: ReadonlyMap<string, ReadonlySet<string>>,
): EntryInput {
  const { company, externalId, label } = record;
  const number = record.number ?? label;
  const id = company === null ? null : canonicalId(kind, company, number);
  return {
    id: entryId(kind, system, externalId, company),
    kind,
    system,
    external_id: externalId,
    label,
    company,
    canonical_id: id,
    matched_by: id === null ? null : 'RULE',
    rule: id === null ? null : 'SYSTEM_OF_RECORD',
    problem: problemOf(`${system} ${kind} "${label}" (${externalId})`, number, company, owners.get(id ?? '')),
    url: record.url ?? null,
    attributes: { ...record.attributes },
  };
}

function problemOf(
  named: string,
  number: string,
  company: string | null,
  owners: ReadonlySet<string> | undefined,
): string | null {
  if (company === null) return `${named}: it has no company; set its company in its system`;
  if (!owners || owners.size < 2) return null;
  const all = [...owners].join(', ');
  return `${named}: number "${number}" is used by several records of company ${company} (${all}); give each its own number`;
}
