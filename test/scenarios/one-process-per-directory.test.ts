/** The embedded store serves one process: a second `npm start` on the same directory is refused and says why. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'plumbline-twice-'));
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) {
    if (child.exitCode !== null) continue;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(DATA_DIR, { recursive: true, force: true });
});

/** Runs the built product; resolves with what it printed once it printed `until` or ended. */
function start(until: string): Promise<{ output: string; code: number | null }> {
  const env = { ...process.env, PORT: '0', DATA_DIR, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, ['dist/gateway/main.js'], { env });
  children.push(child);
  return new Promise((done) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes(until)) done({ output, code: null });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => done({ output, code }));
  });
}

describe('two processes on one PGlite directory', () => {
  it('refuses the second, naming directory and process, and leaves the first alone', async () => {
    const first = await start('ready ');
    expect(first.code).toBeNull();
    const second = await start('ready ');
    expect(second.code).toBe(1);
    expect(second.output).toContain(DATA_DIR);
    expect(second.output).toContain(String(children[0]?.pid));
    const ready = /ready\s+(http:\S+)\/graphql/.exec(first.output)?.[1];
    expect((await fetch(`${ready ?? ''}/readyz`)).status).toBe(200);
  }, 60_000);
});
