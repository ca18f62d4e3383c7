/** A database of the run's own, on the server that is given or on a private one. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const SERVER = fileURLToPath(new URL('../../.ci/postgres.sh', import.meta.url));

/** Runs a program once more with a private server. Resolves with the exit code. @param main file of the program */
export function insidePostgres(main, argv) {
  const script = 'DATABASE_URL=$TEST_DATABASE_URL exec "$@"';
  const command = [SERVER, 'sh', '-c', script, 'sh', process.execPath, main, ...argv];
  const child = spawn('sh', command, { stdio: 'inherit' });
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)));
}

export async function ownDatabase(server) {
  const name = `crash_${randomUUID().replaceAll('-', '')}`;
  const run = async (statement) => {
    const client = new pg.Client(server);
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}
