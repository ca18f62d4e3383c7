/** Time from process start to ready, first and second start on one data directory, and memory at rest. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/gateway/main.js', import.meta.url));
const dataDir = mkdtempSync(path.join(tmpdir(), 'plumbline-bench-'));

/** @returns milliseconds until /readyz answered 200, and the resident memory in MB then. */
async function startOnce(port) {
  const started = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: 'ignore',
  });
  for (;;) {
    if (performance.now() - started > 60_000 || child.exitCode !== null) {
      child.kill('SIGKILL');
      throw new Error(
        `not ready after ${Math.round(performance.now() - started)} ms, exit code ${child.exitCode}`,
      );
    }
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.status === 200,
      () => false,
    );
    if (ready) break;
    await new Promise((done) => setTimeout(done, 20));
  }
  const ms = performance.now() - started;
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
  return { 'ready after ms': Math.round(ms), 'resident MB': Math.round(Number(resident) / 1024) };
}

console.log('\nStart to ready, sandbox at scale 1, embedded store');
console.table({ 'first start': await startOnce(41_971), 'second start': await startOnce(41_972) });
rmSync(dataDir, { recursive: true, force: true });
