/** `npm run audit:verify`: walks the audit trail of a store and says whether anybody changed it. */
import { existsSync } from 'node:fs';
import { openStore } from '../store/open.js';
import type { Store } from '../store/store.js';
import { readEnvironment, type Environment } from './config/environment.js';

const HELP = `Walks the whole audit trail and says whether the chain is whole: every entry is hashed with the one before it, so
a changed, removed, inserted or cut-off entry shows.

  npm run audit:verify

It ends with 0 when the chain is whole and with 1 when it is broken or could not be read.
  DATABASE_URL=        a Postgres address; a running Plumbline does not mind
  DATA_DIR=.plumbline  the embedded store, used without DATABASE_URL; stop Plumbline first, it serves one process`;

type Where = Pick<Environment, 'dataDir' | 'databaseUrl'>;

/** @throws Error with one line per problem. */
function readWhere(): Where {
  const problems: string[] = [];
  const { dataDir, databaseUrl } = readEnvironment({ env: process.env, exists: existsSync }, problems);
  // Opening would make an empty store, and an empty chain is whole: a mistyped path must not pass for a proof.
  if (databaseUrl === null && !existsSync(dataDir))
    problems.push(`there is no store in ${dataDir}; give its directory as DATA_DIR, or a DATABASE_URL`);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { dataDir, databaseUrl };
}

type Verdict = Awaited<ReturnType<Store['verifyAudit']>>;

function report({ entries, broken }: Verdict): string {
  if (broken === null) return `audit: ${entries} entries checked, the chain is whole`;
  return `audit: ${entries} entries are whole, then the chain is broken at entry ${broken.seq}: ${broken.reason}
Keep a copy of the database as it is. Compare the trail from entry ${broken.seq} on with your last backup, find out who
had the right to change the table plumbline.audit_entry, and restore it from the backup. See docs/writes.md.`;
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(HELP);
    return;
  }
  const { dataDir, databaseUrl } = readWhere();
  const store = await openStore({ dataDir, databaseUrl: databaseUrl ?? undefined, configured: {} });
  try {
    const verdict = await store.verifyAudit();
    console.log(report(verdict));
    process.exitCode = verdict.broken === null ? 0 : 1;
  } finally {
    await store.close();
  }
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exit(1);
});
