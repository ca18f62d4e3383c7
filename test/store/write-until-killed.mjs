// Writes numbers to the embedded database in argv[2] and prints each once it is acknowledged, until killed.
// It holds the directory the way the store does: a lock file naming this process, and the store's own worker.
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

const dataDir = process.argv[2];
const lock = { pid: process.pid, host: hostname(), started: null };
writeFileSync(path.join(dataDir, 'plumbline.lock'), JSON.stringify(lock), { flag: 'wx' });

const worker = new Worker(new URL('../../store/pglite/worker.mjs', import.meta.url), {
  workerData: { directory: path.join(dataDir, 'pglite') },
});
const next = () => new Promise((done) => worker.once('message', done));
const ask = async (text, values = []) => {
  worker.postMessage({ id: 1, op: 'query', text, values });
  const { error } = await next();
  if (error) throw new Error(error.message);
};

await next();
await ask('create table acknowledged (n int primary key)');
for (let n = 1; ; n += 1) {
  await ask('insert into acknowledged values ($1)', [n]);
  process.stdout.write(`${n}\n`);
}
