/**
 * Up to which day a company's books are closed for the configured key. Odoo does not refuse a posting into a locked
 * period: `action_post` succeeds and moves the date, and analytic lines ignore locks. So locks are read before.
 */
import type { CompanySettings } from '../../kit/company.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readId, readText, type WireRecord } from '../erp/wire.js';
import { refusal } from './scope.js';

/** Which books a document is in: sales and purchases can be closed earlier than the rest. */
export type Book = 'GENERAL' | 'SALE' | 'PURCHASE';

/** Last closed day, YYYY-MM-DD, by book; null when nothing is closed. */
export type LockDates = Readonly<Record<Book, string | null>>;

/** `user_…` (since 18) is what binds this very key, exceptions considered; older servers have the plain ones. */
const KINDS = {
  year: ['user_fiscalyear_lock_date', 'fiscalyear_lock_date'],
  hard: ['user_hard_lock_date', 'hard_lock_date'],
  /** Until 17: binds everybody but advisers. */
  period: ['period_lock_date'],
  sale: ['user_sale_lock_date', 'sale_lock_date'],
  purchase: ['user_purchase_lock_date', 'purchase_lock_date'],
} as const;
const NEEDS = { required: ['name'], optional: Object.values(KINDS).flat() };

/** By company code. */
export async function readLockDates(
  session: Session,
  companies: readonly CompanySettings[],
): Promise<ReadonlyMap<string, LockDates>> {
  const fields = await session.choose('res.company', NEEDS);
  const ids = companies.map((company) => company.odooCompanyId);
  const rows = await readFields(session, 'res.company', [['id', 'in', ids]], fields);
  const byId = new Map(rows.map((row) => [readId(row), row]));
  return new Map(
    companies.map(({ code, odooCompanyId }) => {
      const row = byId.get(odooCompanyId);
      if (row) return [code, toLockDates(row)];
      throw refusal(`odoo shows no company ${odooCompanyId} (${code}) to the configured key; give it access`);
    }),
  );
}

function toLockDates(row: WireRecord): LockDates {
  const of = (kind: keyof typeof KINDS): string[] => {
    const shown = KINDS[kind].find((field) => field in row);
    const text = shown === undefined ? null : readText(row, shown);
    // An unset lock is `1-01-01`.
    return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) ? [text] : [];
  };
  const general = [...of('year'), ...of('hard'), ...of('period')];
  const last = (days: readonly string[]): string | null => [...days].sort().at(-1) ?? null;
  return {
    GENERAL: last(general),
    SALE: last([...general, ...of('sale')]),
    PURCHASE: last([...general, ...of('purchase')]),
  };
}

/** The lock that closes a day, or null for an open one. The locked day itself is closed. */
export function lockOn(locks: LockDates | undefined, date: string, book: Book = 'GENERAL'): string | null {
  const lock = locks?.[book] ?? null;
  return lock !== null && date <= lock ? lock : null;
}

/** @throws UpstreamError (BUSINESS) that names the locked period. */
export function refuseLocked(
  locks: LockDates | undefined,
  { company, date, what, book }: { company: string; date: string; what: string; book?: Book },
): void {
  const lock = lockOn(locks, date, book);
  if (lock === null) return;
  throw refusal(
    `${what} is dated ${date}, but the books of ${company} are locked up to ${lock}; choose a later date or have the period opened`,
  );
}
