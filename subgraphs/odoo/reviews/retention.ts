/**
 * Retention that is still open, receivable and payable. A retention line carries no distribution, so it belongs to the
 * jobs whose revenue or cost its document bills, by their amounts.
 */
import { centsText, type Cents } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import { ZERO, type Big, type DecimalString } from '../../kit/decimal.js';
import { byKey } from '../../kit/group.js';
import { splitByWeight } from '../../kit/split.js';
import { createCoding, type Coding } from '../erp/coding.js';
import { readFields, type Domain } from '../erp/read.js';
import type { Accounts } from '../erp/reference.js';
import type { Session } from '../erp/session.js';
import {
  readCents,
  readDistribution,
  readId,
  readLink,
  readLinkName,
  readNumber,
  readText,
  type WireRecord,
} from '../erp/wire.js';

export interface OpenRetention {
  readonly side: 'RECEIVABLE' | 'PAYABLE';
  /** Analytic account of the job; null for a document that bills none. */
  readonly projectAccountId: number | null;
  readonly partnerId: number | null;
  /** What the ERP calls the party. */
  readonly partner: string | null;
  /** account.move id and number. */
  readonly documentId: number;
  readonly number: string | null;
  /** YYYY-MM-DD: when it is to be paid; the document's date where the line says none. */
  readonly due: string;
  /** Held and not yet released, company currency, positive; a credit note's is negative. */
  readonly open: DecimalString;
}

const LINE_NEEDS = {
  required: [
    ...[
      'account_id',
      'amount_residual',
      'analytic_distribution',
      'balance',
      'date',
      'date_maturity',
      'move_id',
    ],
    'partner_id',
  ],
  optional: [],
};

/** @param session in the company's view @param accountIds analytic accounts of jobs, which tell their plan from others */
export async function readRetention(
  session: Session,
  accounts: Accounts,
  company: CompanySettings,
  accountIds: readonly number[],
): Promise<OpenRetention[]> {
  const sides = sidesOf(accounts, company);
  if (sides.size === 0) return [];
  const own = ['company_id', '=', company.odooCompanyId] as const;
  const held = await readLines(session, [
    own,
    ['account_id', 'in', [...sides.keys()]],
    ['parent_state', '=', 'posted'],
    ['amount_residual', '!=', 0],
  ]);
  const moveIds = [...new Set(held.flatMap((row) => readLink(row, 'move_id') ?? []))];
  if (moveIds.length === 0) return [];
  const billed = await readLines(session, [
    ['move_id', 'in', moveIds],
    ['analytic_distribution', '!=', false],
  ]);
  const plans = accountIds.map((id) => accounts.analytic.get(id)?.planId ?? null);
  const coding = createCoding(session, accounts.analytic, new Set(plans.filter((id) => id !== null)));
  const weights = new Map(
    [...byKey(billed, (row) => readLink(row, 'move_id') ?? 0)].map(([id, rows]) => [
      id,
      jobsOf(rows, coding),
    ]),
  );
  return held.flatMap((row) =>
    toOpen(row, sides.get(readLink(row, 'account_id') ?? 0) ?? 'RECEIVABLE', weights),
  );
}

function sidesOf(accounts: Accounts, company: CompanySettings): Map<number, OpenRetention['side']> {
  const sides = new Map<number, OpenRetention['side']>();
  for (const [id, { code }] of accounts.general) {
    if (company.retentionAccounts.includes(code)) sides.set(id, 'RECEIVABLE');
    if (company.retentionPayableAccounts?.includes(code)) sides.set(id, 'PAYABLE');
  }
  return sides;
}

async function readLines(session: Session, domain: Domain): Promise<WireRecord[]> {
  const fields = await session.choose('account.move.line', LINE_NEEDS);
  return readFields(session, 'account.move.line', domain, fields);
}

/** How much of a document each job has, lowest account first. */
function jobsOf(rows: readonly WireRecord[], coding: Coding): [number, Big][] {
  const weights = new Map<number, Big>();
  for (const row of rows)
    for (const { projectId, percent } of coding.shares(readDistribution(row))) {
      if (projectId === null) continue;
      const part = readNumber(row, 'balance').times(percent).abs();
      weights.set(projectId, (weights.get(projectId) ?? ZERO).plus(part));
    }
  return [...weights].sort(([a], [b]) => a - b);
}

function toOpen(
  row: WireRecord,
  side: OpenRetention['side'],
  weights: ReadonlyMap<number, readonly (readonly [number, Big])[]>,
): OpenRetention[] {
  const residual = readCents(row, 'amount_residual');
  const open: Cents = side === 'RECEIVABLE' ? residual : -residual;
  const documentId = readLink(row, 'move_id') ?? readId(row);
  const shared = {
    ...{ side, documentId, number: readLinkName(row, 'move_id') },
    ...{ partnerId: readLink(row, 'partner_id'), partner: readLinkName(row, 'partner_id') },
    due: readText(row, 'date_maturity') ?? readText(row, 'date') ?? '',
  };
  const jobs = weights.get(documentId) ?? [];
  if (jobs.length === 0) return [{ ...shared, projectAccountId: null, open: centsText(open) }];
  const parts = splitByWeight(
    open,
    jobs.map(([, weight]) => weight),
  );
  return jobs.map(([projectAccountId], at) => ({
    ...shared,
    projectAccountId,
    open: centsText(parts[at] ?? 0n),
  }));
}
