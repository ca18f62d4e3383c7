/** `npm run live:chaos`: cuts connections and kills gateways while events are written, and counts what clients heard. */
import { parseArgs } from 'node:util';
import { insidePostgres, ownDatabase } from '../crash/postgres.mjs';
import { report } from './report.mjs';
import { runChaos } from './run.mjs';

const HELP = `Cuts clients off at random and kills gateways with SIGKILL while events are appended, and counts what was heard.

  npm run live:chaos -- [--backend pglite|postgres] [--events 20000] [--disconnects 500] [--kills 3] [--writers 10]
                        [--clients 6] [--rate 400] [--seed 1] [--minutes 10]

  --backend B      pglite: one gateway, killed and started again on its data directory, with the writers in it;
                   postgres: two gateways and writers in processes of their own, on DATABASE_URL or on a private
                   server (needs initdb); both, one after the other, when left out
  --events N       at least so many, shared by the writers
  --disconnects N  of the resuming clients, in all
  --kills N        of gateways; each is started again
  --writers N      that append at the same time
  --writer-processes N  in which they work on postgres; as many as writers when left out
  --clients N      that go on behind the last change they handled; one more only connects again, for contrast
  --rate N         events per second
  --seed S         another schedule
  --minutes M      after these nothing is cut any more, and the run has failed
  --help           this text

The ledger is the writers' own file; which event a client heard is told by its moment. Exit code 1 when a resuming
client lost or doubled an event or heard a writer's events out of order, or when fewer connections were cut, or fewer
gateways killed, than were to.`;

const NUMBERS = {
  ...{ events: 20_000, disconnects: 500, kills: 3, writers: 10, 'writer-processes': null },
  ...{ clients: 6, rate: 400, seed: 1, minutes: 10 },
};

function readOptions() {
  const names = Object.keys(NUMBERS);
  const { values } = parseArgs({
    options: {
      ...Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
      backend: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const numbers = Object.fromEntries(names.map((name) => [name, readNumber(name, values[name])]));
  const { backend, help } = values;
  if (backend !== undefined && !['pglite', 'postgres'].includes(backend))
    throw new Error(`--backend ${backend} must be pglite or postgres`);
  const writerProcesses = numbers['writer-processes'] ?? numbers.writers;
  return { ...numbers, writerProcesses, backend, help };
}

function readNumber(name, text) {
  if (text === undefined) return NUMBERS[name];
  const value = Number(text);
  const least = name === 'kills' || name === 'disconnects' ? 0 : 1;
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`--${name} ${text} must be a whole number from ${least}`);
}

async function chaos(options, databaseUrl) {
  const result = await runChaos({ ...options, databaseUrl });
  return report(result, options, databaseUrl ? 'postgres' : 'pglite');
}

async function onPostgres(options) {
  const argv = process.argv.slice(2);
  if (!process.env.DATABASE_URL)
    return (await insidePostgres(process.argv[1], [...argv, '--backend', 'postgres'])) === 0;
  const database = await ownDatabase(process.env.DATABASE_URL);
  return chaos(options, database.url).finally(database.drop);
}

async function main() {
  const options = readOptions();
  if (options.help) return console.log(HELP);
  const { backend } = options;
  const embedded = backend === 'postgres' || (await chaos(options, null));
  const shared = backend === 'pglite' || (await onPostgres(options));
  process.exitCode = embedded && shared ? 0 : 1;
}

main().then(
  () => process.exit(),
  (error) => {
    console.error(error.stack);
    process.exit(1);
  },
);
