/** Brings a database to the schema of this code: numbered steps, one process at a time, all or nothing. */
import { sql } from 'kysely';
import { change, inTransaction, rowsOf, type Database, type Sql } from '../database.js';
import { StoreError } from '../errors.js';
import { crosswalkTables } from './0001-crosswalk.js';
import { mirrorTables } from './0002-mirror.js';
import { controlsTables } from './0003-controls.js';
import { orderLineIndexes } from './0004-order-lines.js';
import { writeTables } from './0005-writes.js';
import { writesAtRest } from './0006-writes-at-rest.js';
import { baselineTables } from './0007-baselines.js';
import { rentalAccruals } from './0008-rental-accruals.js';
import { enginePace } from './0009-engine-pace.js';
import { flowTables } from './0010-flows.js';
import { eventTables } from './0011-events.js';
import { acknowledgements } from './0012-acknowledgements.js';
import { trackedStates } from './0013-tracked.js';
import { openAlerts } from './0014-open-alerts.js';
import type { Migration } from './migration.js';

export const MIGRATIONS: readonly Migration[] = [
  crosswalkTables,
  mirrorTables,
  controlsTables,
  orderLineIndexes,
  writeTables,
  writesAtRest,
  baselineTables,
  rentalAccruals,
  enginePace,
  flowTables,
  eventTables,
  acknowledgements,
  trackedStates,
  openAlerts,
];

/** Key of the advisory lock that serialises migrating processes; any constant of ours. */
const MIGRATION_LOCK = 7_210_431;
const TABLE = 'plumbline.migration';

/** Rejects when the database was migrated by newer code than this. */
export async function migrate(
  database: Database,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await inTransaction(database, TABLE, async (db) => {
    await rowsOf(db, TABLE, sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`);
    await change(db, TABLE, sql`create schema if not exists plumbline`);
    await change(
      db,
      TABLE,
      sql`create table if not exists plumbline.migration (
        number int primary key, name text not null, applied_at timestamptz not null default now())`,
    );
    const applied = await rowsOf(db, TABLE, sql<{ number: number }>`select number from plumbline.migration`);
    const numbers = new Set(applied.map((row) => row.number));
    refuseNewer(numbers, migrations);
    for (const step of migrations) if (!numbers.has(step.number)) await apply(db, step);
  });
}

function refuseNewer(applied: ReadonlySet<number>, migrations: readonly Migration[]): void {
  const known = Math.max(0, ...migrations.map((step) => step.number));
  const newest = Math.max(0, ...applied);
  if (newest <= known) return;
  throw new StoreError(
    `store: the database has schema ${newest}, this version of Plumbline knows ${known}; ` +
      'start the newer version or restore a backup from before it',
    'SCHEMA_NEWER',
  );
}

async function apply(db: Sql, step: Migration): Promise<void> {
  for (const statement of step.statements) await change(db, `migration ${step.number}`, sql.raw(statement));
  await change(
    db,
    TABLE,
    sql`insert into plumbline.migration (number, name) values (${step.number}, ${step.name})`,
  );
}
