/** Ids that every process and database computes alike, so that a rebuilt store keeps every link to a record. */
import { createHash } from 'node:crypto';
import type { CrosswalkKind } from '../store.js';

const PREFIXES: Readonly<Record<CrosswalkKind, string>> = {
  PROJECT: 'prj_',
  COST_CODE: 'cc_',
  EQUIPMENT: 'eq_',
  PARTY: 'pty_',
};

function digest(parts: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);
}

/** Id of the canonical record: `prj_` and 20 hex digits of kind, company and number. */
export function canonicalId(kind: CrosswalkKind, company: string, number: string): string {
  return PREFIXES[kind] + digest([kind, company, number]);
}

/** Id of one system's entry; a system may list the same record once per company. */
export function entryId(
  kind: CrosswalkKind,
  system: string,
  externalId: string,
  company: string | null,
): string {
  return `cwe_${digest([kind, system, externalId, company])}`;
}
