/** Retention that is still open, by the job it was held on. */
import { centsText } from '../../kit/cents.js';
import type { DecimalString } from '../../kit/decimal.js';
import type { Session } from '../erp/session.js';
import { readDistribution, readLink } from '../erp/wire.js';
import { readDocuments, readItems, type DocumentItem } from './document-read.js';

/** Which retention: that on an account, on one side of the books, of a job. */
export interface HeldOf {
  /** Code of the retention account. */
  readonly account: string;
  /** RECEIVABLE is held by customers on invoices, PAYABLE by us on vendors' bills. */
  readonly direction: 'RECEIVABLE' | 'PAYABLE';
  /** Analytic account of the job. */
  readonly projectAccountId: number;
}

/** Retention that is still held on a posted document. */
export interface HeldRetention {
  /** account.move.line id. */
  readonly lineId: number;
  readonly documentId: number;
  readonly number: string;
  readonly partnerId: number | null;
  readonly date: string;
  /** Positive on either side of the books; a credit note's is negative. */
  readonly open: DecimalString;
  /** Some of the document is no work of the job, so that not all of what is held on it is the job's. */
  readonly shared: boolean;
}

/** A retention line carries no job, so it is the job's whose revenue or cost its document bills. */
export async function readHeld(
  session: Session,
  accountId: number,
  { direction, projectAccountId }: HeldOf,
): Promise<HeldRetention[]> {
  const held = await readItems(session, [
    ['account_id', '=', accountId],
    ['parent_state', '=', 'posted'],
    ['amount_residual', '!=', 0],
  ]);
  const documentIds = [...new Set(held.flatMap(({ row }) => readLink(row, 'move_id') ?? []))];
  const [documents, items] = await Promise.all([
    readDocuments(session, [['id', 'in', documentIds]]),
    readItems(session, [
      ['move_id', 'in', documentIds],
      ['analytic_distribution', '!=', false],
    ]),
  ]);
  const ours = documentsOf(items, projectAccountId);
  return held.flatMap(({ id, residual, row }) => {
    const document = documents.find((one) => one.id === readLink(row, 'move_id'));
    const share = document && ours.get(document.id);
    if (!document || share === undefined || share === 'NONE') return [];
    return [
      {
        lineId: id,
        documentId: document.id,
        number: document.number ?? '',
        partnerId: document.partnerId,
        date: document.date ?? '',
        open: centsText(direction === 'RECEIVABLE' ? residual : -residual),
        shared: share === 'SOME',
      },
    ];
  });
}

type Share = 'ALL' | 'SOME' | 'NONE';

/** By document: how much of its coded work is the job's. */
function documentsOf(
  items: readonly DocumentItem[],
  projectAccountId: number,
): ReadonlyMap<number | null, Share> {
  const found = new Map<number | null, Share>();
  for (const { row } of items)
    for (const key of readDistribution(row).keys()) {
      const own: Share = key.split(',').map(Number).includes(projectAccountId) ? 'ALL' : 'NONE';
      const id = readLink(row, 'move_id');
      const before = found.get(id) ?? own;
      found.set(id, before === own ? own : 'SOME');
    }
  return found;
}
