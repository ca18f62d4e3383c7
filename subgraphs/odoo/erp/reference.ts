/** Slow-moving records that give numbers their meaning: analytic and general accounts, products. */
import { createStaleCache, type StaleCache } from '../../kit/cache.js';
import { readAll, type Domain } from './read.js';
import type { Session } from './session.js';
import { readId, readLink, readLinkName, readText, type WireRecord } from './wire.js';

export interface AnalyticAccount {
  readonly id: number;
  readonly code: string;
  readonly name: string | null;
  /** Root plan. */
  readonly planId: number | null;
  /** res.company id; null for an account that all companies share. */
  readonly companyId: number | null;
}
export interface GeneralAccount {
  readonly code: string;
  readonly type: string;
}
export interface Accounts {
  readonly analytic: ReadonlyMap<number, AnalyticAccount>;
  readonly general: ReadonlyMap<number, GeneralAccount>;
}
export interface Product {
  /** Complete name of its category, or null. */
  readonly category: string | null;
}

export interface Reference {
  /** @param mustKnow analytic accounts that were made since are read at once */
  accounts(session: Session, mustKnow?: readonly number[]): Promise<Accounts>;
  products(session: Session, ids: Iterable<number>): Promise<ReadonlyMap<number, Product>>;
  outdate(): void;
}

export interface ReferencePolicy {
  readonly maxAgeMs: number;
  readonly staleIfErrorMs: number;
  readonly companyIds: readonly number[];
  readonly now: () => number;
}

export function createReference(policy: ReferencePolicy): Reference {
  // The session of the call that renews; every session of one subgraph asks the same server with the same key.
  let current: Session | undefined;
  const session = (): Session => {
    if (current) return current;
    throw new Error('reference data was asked for before Odoo was opened');
  };
  const ages = { maxAgeMs: policy.maxAgeMs, staleIfErrorMs: policy.staleIfErrorMs };
  const accounts = createStaleCache<'all', Accounts>(
    { kind: 'odoo.accounts', maxEntries: 1, ...ages },
    async () => [await loadAccounts(session(), policy.companyIds)],
    policy.now,
  );
  const products = createStaleCache<string, Product | null>(
    { kind: 'odoo.products', maxEntries: 50_000, ...ages },
    (keys) => loadProducts(session(), keys),
    policy.now,
  );
  const readAccounts = createAccounts(accounts);
  return {
    accounts: (opened, mustKnow = []) => {
      current = opened;
      return readAccounts(mustKnow);
    },
    async products(opened, ids) {
      current = opened;
      const keys = [...new Set(ids)];
      const kept = keys.length > 0 ? await products.loadMany(keys.map(String)) : [];
      const found = new Map<number, Product>();
      kept.forEach((entry, i) => {
        if (entry instanceof Error || !('value' in entry)) throw entry;
        if (entry.value) found.set(keys[i] ?? 0, entry.value);
      });
      return found;
    },
    outdate: () => accounts.outdate(),
  };
}

function createAccounts(
  cache: StaleCache<'all', Accounts>,
): (mustKnow: readonly number[]) => Promise<Accounts> {
  const read = async (): Promise<Accounts> => {
    const [kept] = await cache.loadMany(['all']);
    if (kept === undefined || kept instanceof Error || !('value' in kept))
      throw kept ?? new Error('no accounts');
    return kept.value;
  };
  // An account that stays unknown (deleted, or hidden from the key) is looked for once.
  const missed = new Set<number>();
  return async (mustKnow) => {
    const known = await read();
    const fresh = mustKnow.filter((id) => !known.analytic.has(id) && !missed.has(id));
    if (fresh.length === 0) return known;
    for (const id of fresh) missed.add(id);
    cache.outdate();
    return read();
  };
}

async function loadAccounts(session: Session, companyIds: readonly number[]): Promise<Accounts> {
  const [analytic, general] = await Promise.all([
    readAll(session, 'account.analytic.account', []),
    loadGeneral(session, companyIds),
  ]);
  return { analytic: new Map(analytic.map((row) => [readId(row), toAnalyticAccount(row)])), general };
}

function toAnalyticAccount(row: WireRecord): AnalyticAccount {
  const name = readText(row, 'name');
  return {
    id: readId(row),
    code: readText(row, 'code') ?? name ?? String(readId(row)),
    name,
    planId: readLink(row, 'root_plan_id') ?? readLink(row, 'plan_id'),
    companyId: readLink(row, 'company_id'),
  };
}

/**
 * General accounts of every company. Since 18 `code` is the code in the *first* allowed company, so accounts that
 * show none are read again with each other company in front.
 */
async function loadGeneral(
  session: Session,
  companyIds: readonly number[],
): Promise<ReadonlyMap<number, GeneralAccount>> {
  const found = new Map<number, GeneralAccount>();
  let missing: number[] = [];
  for (const [i, first] of companyIds.entries()) {
    if (i > 0 && missing.length === 0) break;
    const allowed = [first, ...companyIds.filter((id) => id !== first)];
    const view = { ...session, context: { ...session.context, allowed_company_ids: allowed } };
    const rows = await readAll(view, 'account.account', i === 0 ? [] : [['id', 'in', missing]]);
    for (const row of rows) {
      const code = readText(row, 'code');
      if (code !== null || i === 0)
        found.set(readId(row), { code: code ?? '', type: readText(row, 'account_type') ?? '' });
    }
    missing = [...found].filter(([, account]) => account.code === '').map(([id]) => id);
  }
  return found;
}

async function loadProducts(session: Session, keys: readonly string[]): Promise<(Product | null)[]> {
  const domain: Domain = [['id', 'in', keys.map(Number)]];
  const rows = await readAll(session, 'product.product', domain, ['categ_id']);
  const byId = new Map(rows.map((row) => [String(readId(row)), { category: readLinkName(row, 'categ_id') }]));
  return keys.map((key) => byId.get(key) ?? null);
}
