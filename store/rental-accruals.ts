/**
 * Accruals that writes make and take back, one by one; the rest of a job's book is left alone. Whoever accrues a
 * machine holds the machine's lock until the transaction ends, so that no two accruals of the same days stand.
 */
import { sql, type RawBuilder } from 'kysely';
import { change, inTransaction, jsonList, rowsOf, type Database, type Sql } from './database.js';
import { ACCRUAL_JSON } from './order-lines.js';
import type { AccrualRecord, LiveRental, NewRental, RentalAccruals } from './accrual.js';

const TABLE = 'plumbline.accrual';

export function createRentalAccruals(database: Database): RentalAccruals {
  return {
    accrueRental: (rental) => inTransaction(database, TABLE, (db) => accrue(db, rental)),
    rentalAccruals: (madeBy) => read(database.db, sql`a.made_by = ${madeBy}`),
    overlappingRentals: (rental) => overlapping(database.db, rental),
    reverseRental: async (madeBy, on, by) => {
      await change(
        database.db,
        TABLE,
        sql`update plumbline.accrual set reversed_on = ${on}::date, reversed_by = ${by}
          where made_by = ${madeBy} and reversed_on is null`,
      );
    },
    liveRentals: () => readLive(database.db),
  };
}

async function accrue(db: Sql, rental: NewRental): Promise<readonly AccrualRecord[]> {
  const { projectId, equipment, madeBy } = rental;
  await rowsOf(
    db,
    TABLE,
    sql`select pg_advisory_xact_lock(hashtextextended(${`${projectId}/${equipment}`}, 0))`,
  );
  const earlier = await read(db, sql`a.made_by = ${madeBy}`);
  if (earlier.length > 0) return [];
  const standing = await overlapping(db, rental);
  if (standing.length > 0) return standing;
  const { date, orderLineId, from, to, billedBefore, knownBills } = rental;
  const lines = rental.lines.map((line, at) => ({ id: `${madeBy}_${at + 1}`, ...line }));
  await change(
    db,
    TABLE,
    sql`insert into plumbline.accrual (id, project_id, cost_code, cost_type, amount, date, order_line_id,
        made_by, equipment, period_from, period_to, billed_before, known_bills)
      select id, ${projectId}, "costCode", "costType", amount, ${date}::date, ${orderLineId},
        ${madeBy}, ${equipment}, ${from}::date, ${to}::date, ${billedBefore}::numeric, ${JSON.stringify(knownBills)}
      from json_to_recordset(${jsonList(lines)}) as l (id text, "costCode" text, "costType" text, amount numeric)`,
  );
  return [];
}

/** Live ones of the same machine on the same job that touch a day of the period. */
function overlapping(
  db: Sql,
  { projectId, equipment, from, to }: Pick<NewRental, 'projectId' | 'equipment' | 'from' | 'to'>,
): Promise<AccrualRecord[]> {
  return read(
    db,
    sql`a.project_id = ${projectId} and a.equipment = ${equipment} and a.reversed_on is null
      and a.period_from <= ${to}::date and a.period_to >= ${from}::date`,
  );
}

async function read(db: Sql, where: RawBuilder<unknown>): Promise<AccrualRecord[]> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<{
      body: string;
    }>`select ${ACCRUAL_JSON} as body from plumbline.accrual a where ${where} order by a.id`,
  );
  return rows.map(({ body }) => JSON.parse(body) as AccrualRecord);
}

async function readLive(db: Sql): Promise<LiveRental[]> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<{ company: string; body: string }>`select r.company, ${ACCRUAL_JSON} as body
      from plumbline.accrual a join plumbline.canonical_record r on r.id = a.project_id
      where a.made_by is not null and a.reversed_on is null order by a.date, a.id`,
  );
  return rows.map(({ company, body }) => ({ company, accrual: JSON.parse(body) as AccrualRecord }));
}
