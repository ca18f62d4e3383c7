/** Postings as the books hold them now, by Odoo's id; one that is gone is null. */
import { centsText } from '../../kit/cents.js';
import type { DecimalString } from '../../kit/decimal.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readCents, readId, readIds, readLink, readNumber, readText } from '../erp/wire.js';

export interface PostedMove {
  readonly id: number;
  readonly number: string | null;
  readonly state: string;
  /** Accounting date. */
  readonly date: string | null;
  /** Sum of the debits of an entry; what is to be paid of an invoice or a bill. Document currency. */
  readonly total: DecimalString;
  /** Entries that reverse it. */
  readonly reversalIds: readonly number[];
}
export interface BookedLine {
  readonly id: number;
  readonly date: string | null;
  /** Cost is negative, company currency. */
  readonly amount: DecimalString;
  readonly hours: DecimalString;
  /** Analytic account of the job. */
  readonly projectAccountId: number | null;
}

const MOVE_NEEDS = { required: ['name', 'state', 'date', 'amount_total', 'reversal_move_ids'], optional: [] };
const LINE_NEEDS = { required: ['account_id', 'amount', 'date', 'unit_amount'], optional: [] };

export async function readMoves(
  session: Session,
  ids: readonly number[],
): Promise<ReadonlyMap<number, PostedMove>> {
  const fields = await session.choose('account.move', MOVE_NEEDS);
  const rows = await readFields(session, 'account.move', [['id', 'in', [...ids]]], fields);
  return new Map(
    rows.map((row) => [
      readId(row),
      {
        ...{ id: readId(row), number: readText(row, 'name'), state: readText(row, 'state') ?? '' },
        ...{ date: readText(row, 'date'), total: centsText(readCents(row, 'amount_total')) },
        reversalIds: readIds(row, 'reversal_move_ids'),
      },
    ]),
  );
}

export async function readBookedLines(
  session: Session,
  ids: readonly number[],
): Promise<ReadonlyMap<number, BookedLine>> {
  const fields = await session.choose('account.analytic.line', LINE_NEEDS);
  const rows = await readFields(session, 'account.analytic.line', [['id', 'in', [...ids]]], fields);
  return new Map(
    rows.map((row) => [
      readId(row),
      {
        ...{ id: readId(row), date: readText(row, 'date'), amount: centsText(readCents(row, 'amount')) },
        ...{ hours: readNumber(row, 'unit_amount').toFixed(), projectAccountId: readLink(row, 'account_id') },
      },
    ]),
  );
}
