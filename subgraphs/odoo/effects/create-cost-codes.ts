/**
 * Makes the cost codes that are missing: analytic accounts of the cost code plan, `load` with external ids. A code the
 * plan has already is used as it is, so that two estimates with one code share it.
 */
import type { Effect } from '../../kit/effect.js';
import type { Session } from '../erp/session.js';
import { readFields } from '../erp/read.js';
import { readId, readLink, readText } from '../erp/wire.js';
import { archive, findKeyed, flatLoading, loadAll } from './keyed-records.js';
import { externalId } from './load.js';
import { companyOf, refusal, type EffectScope } from './scope.js';

export interface CostCodesInput {
  /** Company code; left out, every company shares the codes. */
  readonly company?: string;
  readonly codes: readonly { readonly code: string; readonly name: string }[];
}

export interface CostCodesResult {
  /** In the order of the input. */
  readonly codes: readonly CostCodeRecord[];
}
export interface CostCodeRecord {
  readonly code: string;
  /** account.analytic.account id. */
  readonly id: number;
  /** False for a code that was there before. */
  readonly created: boolean;
}

export type CreateCostCodes = Effect<CostCodesInput, CostCodesResult>;

const MODEL = 'account.analytic.account';
const NEEDS = { required: ['code', 'company_id'], optional: [] };

export function createCreateCostCodes(scope: EffectScope): CreateCostCodes {
  return {
    name: 'create-cost-codes',
    system: 'odoo',
    idempotency: { kind: 'KEY' },
    run: (input, key) => scope.use((session) => create(session, input, ownerOf(scope, input), key)),
    find: (input, key) => scope.use((session) => find(session, input, ownerOf(scope, input), key)),
    undo: (_input, result) =>
      scope.use((session) =>
        archive(
          session,
          MODEL,
          result.codes.filter(({ created }) => created).map(({ id }) => id),
        ),
      ),
  };
}

async function create(
  session: Session,
  input: CostCodesInput,
  owner: number | null,
  key: string,
): Promise<CostCodesResult> {
  check(input);
  const known = await readCodes(session, input, owner);
  const missing = input.codes.flatMap(({ code, name }, at) =>
    known.has(code)
      ? []
      : [
          {
            id: external(key, at),
            code,
            name,
            'plan_id/.id': String(session.costCode.id),
            'company_id/.id': owner === null ? '' : String(owner),
          },
        ],
  );
  const what = `cost codes ${missing.map(({ code }) => code).join(', ')}`;
  await loadAll(session, flatLoading(MODEL, missing), what);
  const result = await find(session, input, owner, key);
  if (result) return result;
  throw refusal('odoo made the cost codes, but does not show all to the configured key; give it access');
}

const external = (key: string, at: number): string => externalId(key, `_c${at + 1}`);

function ownerOf(scope: EffectScope, { company }: CostCodesInput): number | null {
  return company === undefined ? null : companyOf(scope, company).odooCompanyId;
}

function check({ codes }: CostCodesInput): void {
  const seen = new Set<string>();
  for (const { code, name } of codes) {
    if (code.trim() === '' || name.trim() === '')
      throw refusal(`cost code "${code}" ("${name}") needs both a code and a name`);
    if (seen.has(code)) throw refusal(`cost code "${code}" is there twice; name each code once`);
    seen.add(code);
  }
}

/** Ids by code; a code of the company itself goes before one that all share. */
async function readCodes(
  session: Session,
  { codes }: CostCodesInput,
  owner: number | null,
): Promise<ReadonlyMap<string, number>> {
  const domain = [
    ['plan_id', '=', session.costCode.id],
    ['code', 'in', codes.map(({ code }) => code)],
    ['company_id', 'in', owner === null ? [false] : [owner, false]],
    ['active', '=', true],
  ] as const;
  const rows = await readFields(session, MODEL, domain, await session.choose(MODEL, NEEDS));
  const own = (row: (typeof rows)[number]): number => (readLink(row, 'company_id') === null ? 0 : 1);
  return new Map(
    [...rows].sort((a, b) => own(a) - own(b)).map((row) => [readText(row, 'code') ?? '', readId(row)]),
  );
}

async function find(
  session: Session,
  input: CostCodesInput,
  owner: number | null,
  key: string,
): Promise<CostCodesResult | null> {
  const known = await readCodes(session, input, owner);
  const externals = input.codes.map((_, at) => external(key, at));
  const domain = [['id', 'in', [...known.values()]]] as const;
  const ours = await findKeyed(session, MODEL, { domain, fields: ['code'] }, externals);
  const created = new Set([...ours.values()].map(readId));
  const records = input.codes.flatMap(({ code }) => {
    const id = known.get(code);
    return id === undefined ? [] : [{ code, id, created: created.has(id) }];
  });
  return records.length === input.codes.length ? { codes: records } : null;
}
