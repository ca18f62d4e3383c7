/** `npm run contract:odoo -- --url … --db … --key …`: the suite against any server. */
import { parseArgs } from 'node:util';
import { cases, createRunner, Skipped, runCase } from './suite.mjs';

const HELP = `Runs the recorded Odoo 19 contract against a server and says where it differs.

  npm run contract:odoo -- --url http://localhost:8069 --db mydb --key <api key>

  --url           address of the server
  --db            name of the database
  --key           API key of the service user; its records are called PLB-CONTRACT …
  --admin-key     key of an administrator     (cases that need it are skipped without)
  --reader-key    key of a user who may only read, in the first company
  --minimal-key   key of a user without accounting rights
  --password      password of the service user, for the older protocol
  --two-databases the server has a second database beside --db
  --only          run only cases whose name contains this text
  --help          this text
Use a database of your own for it: the cases create records and do not delete them.`;

const { values } = parseArgs({
  options: Object.fromEntries(
    ['url', 'db', 'key', 'admin-key', 'reader-key', 'minimal-key', 'password', 'only']
      .map((name) => [name, { type: 'string' }])
      .concat([
        ['help', { type: 'boolean' }],
        ['two-databases', { type: 'boolean' }],
      ]),
  ),
});

if (values.help || !values.url || !values.db || !values.key) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}

const runner = createRunner({
  url: values.url.replace(/\/$/, ''),
  database: values.db,
  password: values.password,
  twoDatabases: values['two-databases'] === true,
  keys: {
    gateway: values.key,
    admin: values['admin-key'],
    reader: values['reader-key'],
    minimal: values['minimal-key'],
  },
});
const counts = { passed: 0, failed: 0, skipped: 0 };
const rows = [];
const chosen = cases.filter(({ id }) => id.includes(values.only ?? ''));
for (const [at, one] of chosen.entries()) {
  if (process.stderr.isTTY)
    process.stderr.write(`\r${at + 1}/${chosen.length} ${one.id.padEnd(60).slice(0, 60)}`);
  let outcome = 'passed';
  let detail = '';
  try {
    detail = (await runCase(runner, one)) ?? '';
    if (detail !== '') outcome = 'failed';
  } catch (error) {
    outcome = error instanceof Skipped ? 'skipped' : 'failed';
    detail = error.message;
  }
  counts[outcome] += 1;
  if (outcome !== 'passed') rows.push([outcome, one.id, detail]);
}
if (process.stderr.isTTY) process.stderr.write('\r');
for (const [outcome, id, detail] of rows) console.log(`${outcome.padEnd(8)} ${id.padEnd(52)} ${detail}`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 ? 1 : 0);
