/** What a write names by code or id, looked up in one company's view: journals and general accounts. */
import type { CompanySettings } from '../../kit/company.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readId, readText, type WireRecord } from '../erp/wire.js';
import { inCompany, refusal } from './scope.js';

export interface LedgerAccount {
  readonly id: number;
  readonly code: string;
  /** Odoo's `account_type`, for example `expense` or `asset_current`. */
  readonly type: string;
  /** Lines on it stay open until they are matched. */
  readonly reconcile: boolean;
}
export interface Journal {
  readonly id: number;
  readonly code: string;
  /** Odoo's `type`: `general`, `sale`, `purchase`, `bank`, `cash`, `credit`. */
  readonly type: string;
}

const ACCOUNT_NEEDS = { required: ['code', 'account_type', 'reconcile'], optional: [] };
const JOURNAL_NEEDS = { required: ['code', 'type', 'company_id'], optional: [] };

/** By code. Since 18 a code is the code in the first allowed company, so one company is asked at a time. */
export async function findAccounts(
  session: Session,
  company: CompanySettings,
  codes: readonly string[],
): Promise<ReadonlyMap<string, LedgerAccount>> {
  const fields = await session.choose('account.account', ACCOUNT_NEEDS);
  const domain = [['code', 'in', [...new Set(codes)]]] as const;
  const rows = await readFields(inCompany(session, company), 'account.account', domain, fields);
  return byCode(rows, (row, id, code) => ({
    id,
    code,
    type: readText(row, 'account_type') ?? '',
    reconcile: row['reconcile'] === true,
  }));
}

/** By code; Odoo keeps journal codes unique within a company. */
export async function findJournals(
  session: Session,
  company: CompanySettings,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Journal>> {
  const fields = await session.choose('account.journal', JOURNAL_NEEDS);
  const domain = [
    ['code', 'in', [...new Set(codes)]],
    ['company_id', '=', company.odooCompanyId],
  ] as const;
  const rows = await readFields(inCompany(session, company), 'account.journal', domain, fields);
  return byCode(rows, (row, id, code) => ({ id, code, type: readText(row, 'type') ?? '' }));
}

function byCode<T>(
  rows: readonly WireRecord[],
  map: (row: WireRecord, id: number, code: string) => T,
): ReadonlyMap<string, T> {
  return new Map(
    rows.flatMap((row) => {
      const code = readText(row, 'code');
      return code === null ? [] : [[code, map(row, readId(row), code)] as const];
    }),
  );
}

/** Ids by code. @throws UpstreamError (BUSINESS) that names the codes the company does not have. */
export function idsOf(
  what: string,
  found: ReadonlyMap<string, { readonly id: number }>,
  codes: readonly string[],
  company: CompanySettings,
): ReadonlyMap<string, number> {
  const missing = [...new Set(codes)].filter((code) => !found.has(code));
  if (missing.length > 0)
    throw refusal(
      `company ${company.code} has no ${what} ${missing.join(', ')} in odoo; create it or correct the code`,
    );
  return new Map([...found].map(([code, { id }]) => [code, id]));
}
