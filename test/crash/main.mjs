/** `npm run crash`: kills the product over and over, at every point of every write, and counts what landed where. */
import { parseArgs } from 'node:util';
import { chooseWrites } from './catalogue/index.mjs';
import { insidePostgres, ownDatabase } from './postgres.mjs';
import { report } from './report.mjs';
import { startRun } from './run.mjs';
import { killing } from './killing.mjs';

const HELP = `Kills Plumbline with SIGKILL at every step boundary and inside every step of every write, and counts what landed.

  npm run crash -- [--kills N] [--minutes M] [--backend pglite|postgres] [--seed 1]
               [--write NAMES]

  --kills N     how many processes die; as many as there are points, and some more, when left out
  --minutes M   after these no more die, and what was done by then is counted; a quarter of a minute for each when left
                out
  --backend B   pglite: one process on a data directory; postgres: three processes on DATABASE_URL, or on a private
                server (needs initdb)
  --seed S      another schedule of deaths
  --write NAMES only the writes whose name begins so; several with commas
  --help        this text

Exit code 1 when fewer died than were to, an effect is lost or doubled, a record is there that nobody asked for, or a
figure of the unified cost is not what the writes should have made it.`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string' },
      minutes: { type: 'string' },
      backend: { type: 'string', default: 'pglite' },
      seed: { type: 'string', default: '1' },
      write: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  const { backend, write, help } = values;
  const kills = values.kills === undefined ? null : Number(values.kills);
  const minutes = values.minutes === undefined ? null : Number(values.minutes);
  const seed = Number(values.seed);
  if (kills !== null && (!Number.isInteger(kills) || kills < 0))
    throw new Error(`--kills ${values.kills} must be a whole number`);
  if (minutes !== null && !(minutes > 0)) throw new Error(`--minutes ${values.minutes} must be above 0`);
  if (!Number.isInteger(seed)) throw new Error(`--seed ${values.seed} must be a whole number`);
  if (!['pglite', 'postgres'].includes(backend))
    throw new Error(`--backend ${backend} must be pglite or postgres`);
  return { kills, minutes, seed, backend, writes: chooseWrites(write), help };
}

async function crash(options, databaseUrl) {
  const run = await startRun({ ...options, databaseUrl, processes: databaseUrl ? 3 : 1 });
  try {
    await killing(run, options);
    return await report(run);
  } finally {
    await run.stop();
  }
}

async function main() {
  const options = readOptions();
  if (options.help) return console.log(HELP);
  if (options.backend === 'pglite') process.exitCode = (await crash(options, null)) ? 0 : 1;
  else if (!process.env.DATABASE_URL)
    process.exitCode = await insidePostgres(process.argv[1], process.argv.slice(2));
  else {
    const database = await ownDatabase(process.env.DATABASE_URL);
    process.exitCode = await crash(options, database.url)
      .finally(database.drop)
      .then((whole) => (whole ? 0 : 1));
  }
}

main().then(
  // A client that still waits for an answer must not hold the process.
  () => process.exit(),
  (error) => {
    console.error(error.stack);
    process.exit(1);
  },
);
