/** A changed, removed or cut-off entry is found; the table itself refuses changes. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { inTransaction, type Database } from '../../store/database.js';
import { appendAudit, verifyAudit } from '../../store/journal/audit.js';
import { migrate } from '../../store/migrations/migrate.js';
import { openPglite } from '../../store/pglite/open.js';
import { temporaryDirectory } from './stores.js';

const directory = temporaryDirectory();
let database: Database;

beforeAll(async () => {
  database = await openPglite(directory, () => undefined);
  await migrate(database);
  for (let i = 1; i <= 12; i += 1) {
    const fact = { at: '2026-11-20T10:00:00Z', actor: 'anna', event: `E${i}` };
    await inTransaction(database, 'audit', (db) => appendAudit(db, 'w1', fact));
  }
}, 60_000);
afterAll(async () => {
  await database.close();
  rmSync(directory, { recursive: true, force: true });
});

const TRIGGER = 'plumbline.audit_entry';
/** Somebody with every right on the database tampers, is found, and takes it back. */
async function tampered(statement: string, back: string): Promise<unknown> {
  const run = (text: string) => sql.raw(text).execute(database.db);
  await run(`alter table ${TRIGGER} disable trigger all`);
  await run(statement);
  const { broken } = await verifyAudit(database.db);
  await run(back);
  await run(`alter table ${TRIGGER} enable trigger all`);
  return broken;
}

it('is whole', async () => {
  expect(await verifyAudit(database.db)).toEqual({ entries: 12, broken: null });
});

it('refuses to be changed', async () => {
  for (const statement of [
    `update ${TRIGGER} set body = '{}'`,
    `delete from ${TRIGGER}`,
    `truncate ${TRIGGER}`,
  ])
    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow('append-only');
});

it('shows what somebody with every right did to it', async () => {
  const swap = (from: string, to: string) =>
    `update ${TRIGGER} set body = replace(body, '${from}', '${to}') where seq = 5`;
  expect(await tampered(swap('anna', 'ben'), swap('ben', 'anna'))).toMatchObject({ seq: '5' });
  const away = 'create table kept as select * from plumbline.audit_entry where seq = 7';
  const back = `insert into ${TRIGGER} select * from kept; drop table kept`;
  await sql.raw(away).execute(database.db);
  const [insert = '', drop = ''] = back.split('; ');
  expect(await tampered(`delete from ${TRIGGER} where seq = 7`, insert)).toMatchObject({
    reason: 'entry 7 is missing',
  });
  await sql.raw(drop).execute(database.db);
  await sql
    .raw('create table kept as select * from plumbline.audit_entry where seq = 12')
    .execute(database.db);
  expect(await tampered(`delete from ${TRIGGER} where seq = 12`, insert)).toMatchObject({
    reason: 'the chain ends here, but its head is entry 12',
  });
  expect(await verifyAudit(database.db)).toEqual({ entries: 12, broken: null });
});
