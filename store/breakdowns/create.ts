/** Acknowledgements in SQL. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { change, inTransaction, jsonList, rowsOf, toDate, type Database, type Sql } from '../database.js';
import type { Appended, NewEvent } from '../events/event.js';
import type { AcknowledgedBreakdown, Acknowledgement, Acknowledgements } from './acknowledgement.js';

const TABLE = 'plumbline.breakdown_acknowledgement';

interface Row {
  readonly breakdown: string;
  readonly acknowledged_by: string;
  readonly acknowledged_at: Date;
  readonly note: string | null;
  readonly made_by: string;
}

/** @param tell appends to the event log in the transaction of the acknowledgement */
export function createAcknowledgements(
  database: Database,
  now: () => number,
  tell: (tx: Sql, events: readonly NewEvent[]) => Promise<readonly Appended[]>,
): Acknowledgements {
  return {
    acknowledgements: (breakdowns) => read(database.db, breakdowns),
    acknowledge: (given, of) =>
      inTransaction(database, TABLE, async (tx) => {
        const { breakdown, by, note, madeBy } = given;
        const at = new Date(now());
        const added = await change(
          tx,
          TABLE,
          sql`insert into plumbline.breakdown_acknowledgement (breakdown, acknowledged_by, acknowledged_at, note, made_by)
            values (${breakdown}, ${by}, ${at.toISOString()}::timestamptz, ${note}, ${madeBy})
            on conflict (breakdown) do nothing`,
        );
        if (added > 0) await tell(tx, [toEvent({ ...given, at }, of)]);
        const kept = (await read(tx, [breakdown])).get(breakdown);
        if (!kept) throw new Error(`the acknowledgement of ${breakdown} was not kept`);
        return kept;
      }),
  };
}

async function read(db: Sql, breakdowns: readonly string[]): Promise<Map<string, Acknowledgement>> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<Row>`select breakdown, acknowledged_by, acknowledged_at, note, made_by
      from plumbline.breakdown_acknowledgement
      where breakdown in (select json_array_elements_text(${jsonList(breakdowns)}))`,
  );
  return new Map(rows.map((row) => [row.breakdown, toAcknowledgement(row)]));
}

function toAcknowledgement({ breakdown, note, ...row }: Row): Acknowledgement {
  const { acknowledged_by: by, acknowledged_at: at, made_by: madeBy } = row;
  return { breakdown, by, at: toDate(at), note, madeBy };
}

function toEvent({ breakdown, by, at }: Acknowledgement, of: AcknowledgedBreakdown): NewEvent {
  const { company, project, equipment, severity } = of;
  // Sources choose their own ids: a long one would not fit the key.
  const name = createHash('sha256').update(breakdown).digest('hex');
  return {
    ...{ type: 'BREAKDOWN_ACKNOWLEDGED', company, project, equipment, severity, occurredAt: at },
    source: { system: 'plumbline', record: `breakdowns/${breakdown}` },
    dedupeKey: `BREAKDOWN_ACKNOWLEDGED/${name}`,
    payload: { breakdown, by },
  };
}
