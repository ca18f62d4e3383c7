/**
 * Writers that append events and keep a ledger of their own beside it: a plain file to which each adds a line before an
 * append and another after it. Where the second is missing the outcome is unknown, and the append is repeated with the
 * same key. As a program: argv is JSON { databaseUrl, ...what `writeAll` takes }.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom, sleep } from '../crash/random.mjs';

const BASE = Date.parse('2026-03-01T00:00:00Z');
const AGAIN_MS = 100;
const MOST_TRIES = 300;

/** The moment names the event: no two of a run share one, and the root value of the subscription shows it. */
export const momentOf = ({ writers }, writer, n) => new Date(BASE + n * writers + writer).toISOString();

const fileOf = ({ directory }, writer) => path.join(directory, `ledger-${writer}`);

/** How many lines of each kind a writer's ledger has. */
export function readLedger(plan, writer) {
  const file = fileOf(plan, writer);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  const done = lines.filter((line) => line.startsWith('done ')).length;
  return { done, tries: lines.filter((line) => line.startsWith('try ')).length };
}

/**
 * @param events the product's event log
 * @param plan { directory, writers, each: events per writer, pauseMs: on average between two of a writer, company }
 * @param chosen numbers of the writers that work here, all at once
 */
export async function writeAll(events, plan, chosen) {
  await Promise.all(chosen.map((writer) => write(events, plan, writer)));
}

async function write(events, plan, writer) {
  const random = createRandom(writer + 1);
  const file = fileOf(plan, writer);
  for (let { done: n } = readLedger(plan, writer); n < plan.each; n += 1) {
    appendFileSync(file, `try ${n}\n`);
    await persist(() => events.append([eventOf(plan, writer, n)]));
    appendFileSync(file, `done ${n}\n`);
    await sleep(random() * 2 * plan.pauseMs);
  }
}

const eventOf = (plan, writer, n) => ({
  type: 'WRITE_CHANGED',
  company: plan.company,
  project: null,
  equipment: null,
  severity: null,
  occurredAt: new Date(momentOf(plan, writer, n)),
  source: { system: 'plumbline', record: `writes/${writer}-${n}` },
  dedupeKey: `chaos/${writer}/${n}`,
  payload: { write: `wrt_chaos_${writer}_${n}`, kind: 'recordEquipmentUsage', status: 'SUCCEEDED' },
});

async function persist(append) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await append();
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await sleep(AGAIN_MS);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Whoever started it is gone.
  process.on('disconnect', () => process.exit(1));
  const { openStore } = await import('../../dist/store/open.js');
  const { databaseUrl, chosen, ...plan } = JSON.parse(process.argv[2]);
  const store = await openStore({ databaseUrl, dataDir: '', configured: {} });
  await writeAll(store.events, plan, chosen);
  await store.close();
  process.exit(0);
}
