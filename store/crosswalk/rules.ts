/**
 * How a record of one system finds its canonical record. Rules are tried in a fixed order; the first that finds
 * anything decides. Two findings are a problem for a person, never a guess.
 *
 * CONFIGURED → PIN → SERIAL_NUMBER → EQUIPMENT_ID (equipment only) → EXACT → NORMALISED → unmatched
 */
import type {
  CanonicalRecord,
  ConfiguredMatches,
  CrosswalkKind,
  ExternalRecord,
  MatchRule,
} from '../store.js';
import { compact, leadingParts, normalise } from './spelling.js';

/** A canonical record with the identifiers its system of record publishes (pin, serialNumber, equipmentId). */
export interface Candidate {
  readonly record: CanonicalRecord;
  readonly attributes: readonly Readonly<Record<string, string>>[];
}

export type Match =
  | { readonly found: true; readonly record: CanonicalRecord; readonly rule: MatchRule }
  | { readonly found: false; readonly problem: string };

export type Matcher = (record: ExternalRecord) => Match;

/** Spelling → records; one map per rule and field. */
type Index = ReadonlyMap<string, readonly CanonicalRecord[]>;

interface Indexes {
  readonly number: Index;
  readonly name: Index;
  readonly looseNumber: Index;
  readonly looseName: Index;
  readonly looseBoth: Index;
  readonly pin: Index;
  readonly serialNumber: Index;
  readonly equipmentId: Index;
}

type Finding =
  { readonly rule: MatchRule; readonly records: readonly CanonicalRecord[] } | { readonly problem: string };

/** Prepares the rules for one kind and system; matching a record is then a few look-ups. */
export function createMatcher(
  kind: CrosswalkKind,
  system: string,
  candidates: readonly Candidate[],
  configured: ConfiguredMatches,
): Matcher {
  const indexes = createIndexes(candidates);
  return (record) => {
    const finding =
      byConfiguration(kind, system, record, configured, indexes) ??
      (kind === 'EQUIPMENT' ? byIdentifier(record, indexes) : undefined) ??
      byExactSpelling(record, indexes) ??
      byLooseSpelling(record, indexes);
    return decide(kind, system, record, finding);
  };
}

function decide(
  kind: CrosswalkKind,
  system: string,
  record: ExternalRecord,
  finding: Finding | undefined,
): Match {
  const named = `${system} ${kind} "${record.label}" (${record.externalId})`;
  const where = `companies[${record.company ?? ''}].crosswalk.${system}.${kind} in plumbline.yaml`;
  if (finding === undefined) {
    const scope = record.company === null ? 'any company' : `company ${record.company}`;
    const problem = `${named}: nothing in ${scope} has this number or name; correct it in its system, or add it under ${where}`;
    return { found: false, problem };
  }
  if ('problem' in finding) return { found: false, problem: `${named}: ${finding.problem}` };
  const [first, ...others] = finding.records;
  if (first && others.length === 0) return { found: true, record: first, rule: finding.rule };
  const all = finding.records.map((one) => `${one.company} ${one.number}`).join(', ');
  return {
    found: false,
    problem: `${named}: ${finding.rule} fits several records (${all}); say which under ${where}`,
  };
}

/** A configured target that does not exist is a problem of its own: no other rule may overrule a person. */
function byConfiguration(
  kind: CrosswalkKind,
  system: string,
  record: ExternalRecord,
  configured: ConfiguredMatches,
  indexes: Indexes,
): Finding | undefined {
  const companies = record.company === null ? Object.keys(configured) : [record.company];
  const records: CanonicalRecord[] = [];
  for (const company of companies) {
    const map = configured[company]?.[system]?.[kind];
    const number = own(map, record.externalId) ?? own(map, record.label);
    if (number === undefined) continue;
    const target = (indexes.number.get(number) ?? []).find((one) => one.company === company);
    if (!target)
      return {
        problem: `plumbline.yaml maps it to "${number}", which company ${company} does not have; correct the mapping`,
      };
    records.push(target);
  }
  return records.length > 0 ? { rule: 'CONFIGURED', records } : undefined;
}

function own(map: Readonly<Record<string, string>> | undefined, key: string): string | undefined {
  return map && Object.hasOwn(map, key) ? map[key] : undefined;
}

function byIdentifier(record: ExternalRecord, indexes: Indexes): Finding | undefined {
  const { pin, serialNumber, equipmentId } = record.attributes ?? {};
  return (
    look('PIN', indexes.pin, compact(pin), record.company) ??
    look('SERIAL_NUMBER', indexes.serialNumber, compact(serialNumber), record.company) ??
    look('EQUIPMENT_ID', indexes.equipmentId, compact(equipmentId), record.company)
  );
}

function byExactSpelling({ label, company }: ExternalRecord, indexes: Indexes): Finding | undefined {
  return look('EXACT', indexes.number, label, company) ?? look('EXACT', indexes.name, label, company);
}

function byLooseSpelling({ label, company }: ExternalRecord, indexes: Indexes): Finding | undefined {
  const whole = normalise(label);
  const found =
    look('NORMALISED', indexes.looseNumber, whole, company) ??
    look('NORMALISED', indexes.looseName, whole, company) ??
    look('NORMALISED', indexes.looseBoth, whole, company);
  if (found) return found;
  for (const part of leadingParts(label)) {
    const byNumber = look('NORMALISED', indexes.looseNumber, normalise(part), company);
    if (byNumber) return byNumber;
  }
  return undefined;
}

function look(rule: MatchRule, index: Index, key: string, company: string | null): Finding | undefined {
  if (key === '') return undefined;
  const records = (index.get(key) ?? []).filter((one) => company === null || one.company === company);
  return records.length > 0 ? { rule, records } : undefined;
}

function createIndexes(candidates: readonly Candidate[]): Indexes {
  const index = (keysOf: (candidate: Candidate) => readonly (string | null | undefined)[]): Index => {
    const found = new Map<string, CanonicalRecord[]>();
    for (const candidate of candidates) {
      for (const key of new Set(keysOf(candidate))) {
        if (!key) continue;
        const list = found.get(key);
        if (list) list.push(candidate.record);
        else found.set(key, [candidate.record]);
      }
    }
    return found;
  };
  const published = (name: string) => (c: Candidate) => c.attributes.map((one) => compact(one[name]));
  return {
    number: index((c) => [c.record.number]),
    name: index((c) => [c.record.name]),
    looseNumber: index((c) => [normalise(c.record.number)]),
    looseName: index((c) => [normalise(c.record.name)]),
    looseBoth: index((c) => [c.record.name && normalise(`${c.record.number} ${c.record.name}`)]),
    pin: index(published('pin')),
    serialNumber: index(published('serialNumber')),
    equipmentId: index((c) => [...published('equipmentId')(c), compact(c.record.number)]),
  };
}
