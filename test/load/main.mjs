/**
 * `npm run load`: thousands of timesheet lines and dozens of awards at once, with a breakdown from the field in the
 * middle. How fast they are done, whether any system was asked more than its limit allows, and whether every line is
 * there once.
 */
import { parseArgs } from 'node:util';
import { insidePostgres, ownDatabase } from '../crash/postgres.mjs';
import { load } from './load.mjs';

const HELP = `Loads the product with writes and measures.

  npm run load -- [--lines 10000] [--awards 50] [--backend pglite|postgres] [--processes 1]

  --lines N      timesheet lines, up to 200 in a call
  --awards N     estimates awarded meanwhile
  --backend B    pglite, or postgres on DATABASE_URL or on a private server (needs initdb); by default one process on
                 pglite, then one and two processes on postgres
  --processes P  on postgres
  --help         this text

Exit code 1 when a line or a job is missing or there twice, or a limit was exceeded.`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      lines: { type: 'string', default: '10000' },
      awards: { type: 'string', default: '50' },
      backend: { type: 'string' },
      processes: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  const whole = (name) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= 1) return value;
    throw new Error(`--${name} ${values[name]} must be a whole number above 0`);
  };
  const { backend, help } = values;
  if (backend !== undefined && !['pglite', 'postgres'].includes(backend))
    throw new Error(`--backend ${backend} must be pglite or postgres`);
  return { lines: whole('lines'), awards: whole('awards'), processes: whole('processes'), backend, help };
}

async function onPostgres(options, argv) {
  if (!process.env.DATABASE_URL) return insidePostgres(process.argv[1], argv);
  const database = await ownDatabase(process.env.DATABASE_URL);
  const { whole } = await load({ ...options, databaseUrl: database.url }).finally(database.drop);
  return whole ? 0 : 1;
}

async function main() {
  const options = readOptions();
  if (options.help) return console.log(HELP);
  const common = ['--lines', String(options.lines), '--awards', String(options.awards)];
  const own = (processes) => [...common, '--backend', 'postgres', '--processes', String(processes)];
  let failed = 0;
  if (options.backend !== 'postgres')
    failed += (await load({ ...options, processes: 1, databaseUrl: null })).whole ? 0 : 1;
  if (options.backend === 'postgres') failed += await onPostgres(options, own(options.processes));
  if (options.backend === undefined)
    for (const processes of [1, 2]) failed += await onPostgres({ ...options, processes }, own(processes));
  process.exitCode = failed === 0 ? 0 : 1;
}

main().then(
  () => process.exit(),
  (error) => {
    console.error(error.stack);
    process.exit(1);
  },
);
