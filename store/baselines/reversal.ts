/** Takes a revision back by its opposite. What it takes back stays where it is. */
import { sql } from 'kysely';
import { centsText, toCents } from '../../subgraphs/kit/cents.js';
import { change, rowsOf, type Sql } from '../database.js';
import type { BaselineConflict, BaselineRevision, RevisionReversal } from './baseline.js';
import { putChangeOrder } from './change-order.js';
import { addRevision, AWARDS, readStanding, REVISIONS } from './rows.js';

const opposite = (amount: string): string => centsText(-toCents(amount));

export async function reverseRevision(
  tx: Sql,
  revised: BaselineRevision,
  reversal: RevisionReversal,
  at: string,
): Promise<BaselineConflict | null> {
  const { projectId, revision, kind, changeOrder: number } = revised;
  if (kind === 'AWARD') {
    const later = await buildsOnIt(tx, projectId);
    if (later !== null) return { conflict: 'REVISED_SINCE', revision: later };
  }
  const before = await readStanding(tx, projectId, reversal.original);
  const lines = revised.lines.map(({ costCode, costType, change: amount }) => ({
    ...{ costCode, costType, amount: opposite(amount) },
  }));
  const price = opposite(revised.price.change);
  const changeOrder = number === null ? null : { id: `co_${reversal.key}`, number: `${number}-R` };
  if (changeOrder)
    await putChangeOrder(tx, {
      ...{ ...changeOrder, projectId, title: `Reversal of ${number ?? ''}: ${reversal.reason}` },
      ...{ date: reversal.date, price },
      lines: lines.map(({ costCode, costType, amount: cost }) => ({ costCode, costType, cost })),
    });
  else await endAward(tx, projectId, reversal.date);
  const own = { projectId, kind: 'REVERSAL', original: kind === 'AWARD', changeOrder } as const;
  await addRevision(tx, { ...own, reverses: revision, proposed: null, price, lines }, reversal, before, at);
  return null;
}

/** The latest change order that was not taken back; null when none stands. */
async function buildsOnIt(tx: Sql, projectId: string): Promise<number | null> {
  const [row] = await rowsOf(
    tx,
    REVISIONS,
    sql<{ revision: number | null }>`select max(r.revision) as revision from plumbline.baseline_revision r
      where r.project_id = ${projectId} and r.kind = 'CHANGE_ORDER' and not exists (
        select 1 from plumbline.baseline_revision b
        where b.project_id = r.project_id and b.reverses = r.revision)`,
  );
  return row?.revision ?? null;
}

/** The estimate may be awarded again, as another job. */
async function endAward(tx: Sql, projectId: string, date: string): Promise<void> {
  await change(
    tx,
    AWARDS,
    sql`update plumbline.award set reversed_on = ${date}::date where project_id = ${projectId}`,
  );
}
