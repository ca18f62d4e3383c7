/** Retention that is still open, by the job it was held on. */
import { centsText } from '../../kit/cents.js';
import type { DecimalString } from '../../kit/decimal.js';
import type { Session } from '../erp/session.js';
import { readDistribution, readLink } from '../erp/wire.js';
import { readDocuments, readItems, type DocumentItem } from './document-read.js';

/** Retention that is still held on a posted document. */
export interface HeldRetention {
  /** account.move.line id. */
  readonly lineId: number;
  readonly documentId: number;
  readonly number: string;
  readonly partnerId: number | null;
  readonly date: string;
  /** Positive, whichever side of the books it is on. */
  readonly open: DecimalString;
}

/** A retention line carries no job, so it is the job's whose revenue or cost its document bills. */
export async function readHeld(
  session: Session,
  accountId: number,
  projectAccountId: number,
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
    if (!document || !ours.has(document.id)) return [];
    return [
      {
        lineId: id,
        documentId: document.id,
        number: document.number ?? '',
        partnerId: document.partnerId,
        date: document.date ?? '',
        open: centsText(residual < 0n ? -residual : residual),
      },
    ];
  });
}

/** Ids of the documents that have a line of the job. */
function documentsOf(items: readonly DocumentItem[], projectAccountId: number): ReadonlySet<number | null> {
  const own = items.filter(({ row }) =>
    [...readDistribution(row).keys()].some((key) => key.split(',').map(Number).includes(projectAccountId)),
  );
  return new Set(own.map(({ row }) => readLink(row, 'move_id')));
}
