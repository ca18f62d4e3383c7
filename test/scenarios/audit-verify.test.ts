/** `npm run audit:verify` over the built product: says whether the trail is whole, and ends accordingly. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../../store/database.js';
import { openStore } from '../../store/open.js';
import { openPglite } from '../../store/pglite/open.js';
import { openPostgres } from '../../store/postgres/open.js';
import { temporaryDirectory } from '../store/stores.js';

const DATA_DIR = temporaryDirectory();
afterAll(() => rmSync(DATA_DIR, { recursive: true, force: true }));

interface Ended {
  readonly output: string;
  readonly code: number | null;
}

function verify(env: Record<string, string>, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['dist/gateway/audit-main.js', ...args], {
    env: { ...process.env, DATABASE_URL: '', NODE_OPTIONS: '', ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done) => child.once('exit', (code) => done({ output, code })));
}

type Where = Parameters<typeof openStore>[0];

async function writeTrail(where: Pick<Where, 'dataDir' | 'databaseUrl'>): Promise<void> {
  const store = await openStore({ ...where, configured: {} });
  for (const id of ['w1', 'w2', 'w3'])
    await store.journal.receive({
      ...{ id, key: id, kind: 'reportBreakdown', company: 'NB', project: null, subject: `equipment/${id}` },
      ...{ summary: id, actor: 'anna', input: {}, inputHash: id, facts: {}, reverses: null, steps: [] },
    });
  await store.close();
}

/** Somebody with every right on the database. */
async function tamper(database: Database): Promise<void> {
  for (const statement of [
    'alter table plumbline.audit_entry disable trigger all',
    "update plumbline.audit_entry set body = replace(body, 'anna', 'ben') where seq = 2",
    'alter table plumbline.audit_entry enable trigger all',
  ])
    await sql.raw(statement).execute(database.db);
  await database.close();
}

const WHOLE = { code: 0, output: 'audit: 3 entries checked, the chain is whole\n' };
function expectBroken({ code, output }: Ended): void {
  expect(code).toBe(1);
  expect(output).toContain('1 entries are whole, then the chain is broken at entry 2');
  expect(output).toContain('content is not what was hashed');
  expect(output).toContain('backup');
}

describe('audit:verify', () => {
  it('says what it is', async () => {
    const { output, code } = await verify({}, '--help');
    expect(code).toBe(0);
    expect(output).toContain('npm run audit:verify');
  });

  it('takes no missing directory for a whole chain', async () => {
    const missing = path.join(DATA_DIR, 'mistyped');
    const { output, code } = await verify({ DATA_DIR: missing });
    expect({ code, output: output.trim() }).toEqual({
      code: 1,
      output: `there is no store in ${missing}; give its directory as DATA_DIR, or a DATABASE_URL`,
    });
  });

  it('reads a data directory, unless a process holds it, and finds what was changed', async () => {
    await writeTrail({ dataDir: DATA_DIR });
    expect(await verify({ DATA_DIR })).toEqual(WHOLE);
    const held = await openPglite(DATA_DIR, () => undefined);
    const refused = await verify({ DATA_DIR });
    expect(refused.code).toBe(1);
    expect(refused.output).toContain(DATA_DIR);
    expect(refused.output).toContain(String(process.pid));
    await tamper(held);
    expectBroken(await verify({ DATA_DIR }));
  }, 120_000);
});

const server = process.env['TEST_DATABASE_URL'];
(server ? describe : describe.skip)('audit:verify on postgres', () => {
  const database = `audit_${randomBytes(6).toString('hex')}`;
  const url = new URL(server ?? 'postgres://unused');
  url.pathname = `/${database}`;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client(server);
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  beforeAll(() => run(`create database ${database}`));
  afterAll(() => run(`drop database ${database} with (force)`));

  it('reads beside a running process, and finds what was changed', async () => {
    await writeTrail({ dataDir: '', databaseUrl: url.href });
    const running = openPostgres(url.href, () => undefined);
    expect(await verify({ DATABASE_URL: url.href })).toEqual(WHOLE);
    await tamper(running);
    expectBroken(await verify({ DATABASE_URL: url.href }));
  }, 60_000);
});
