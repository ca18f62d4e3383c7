/**
 * One process per data directory. PGlite has no lock of its own: two processes on one directory lose acknowledged
 * commits. The lock is a file made with `wx`; it names its holder, who renews its time stamp. A lock is dead when
 * its process is gone (same host: pid and start time) or was not renewed for a while (another host or container).
 */
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { codeOf, StoreError } from '../errors.js';

export interface DirectoryLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Start of the process in clock ticks since boot (Linux), so that a reused pid is told apart; else null. */
  readonly started: string | null;
}

const RENEW_MS = 5_000;
/** A lock of another host not renewed for this long is dead. */
const DEAD_AFTER_MS = 30_000;

export function lockDirectory(directory: string, now: () => number = () => Date.now()): DirectoryLock {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, 'plumbline.lock');
  const own = JSON.stringify({ pid: process.pid, host: hostname(), started: startOf(process.pid) });
  if (!create(file, own)) takeOver(file, own, now);
  const timer = setInterval(() => renew(file, now), RENEW_MS);
  timer.unref();
  return {
    release() {
      clearInterval(timer);
      if (read(file) === own) rmSync(file, { force: true });
    },
  };
}

/** Only one process at a time may replace a dead lock; otherwise two could each remove the other's new one. */
function takeOver(file: string, own: string, now: () => number): void {
  const guard = `${file}.takeover`;
  if (isAbandoned(guard, now)) rmSync(guard, { force: true });
  if (!create(guard, own)) throw refused(file, read(guard));
  try {
    const text = read(file);
    if (text !== undefined && isHeld(file, text, now)) throw refused(file, text);
    rmSync(file, { force: true });
    if (!create(file, own)) throw refused(file, read(file));
  } finally {
    rmSync(guard, { force: true });
  }
}

function isHeld(file: string, text: string, now: () => number): boolean {
  const holder = parseHolder(text);
  if (holder?.host !== hostname()) return !isAbandoned(file, now);
  if (!isAlive(holder.pid)) return false;
  const started = startOf(holder.pid);
  return started === null || holder.started === null || started === holder.started;
}

function isAbandoned(file: string, now: () => number): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && now() - stats.mtimeMs > DEAD_AFTER_MS;
}

function refused(file: string, text: string | undefined): StoreError {
  const holder = parseHolder(text ?? '');
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
  const directory = path.dirname(file);
  return new StoreError(
    `store: the data directory ${directory} is in use by ${who}; stop it, choose another data directory, ` +
      'or configure a Postgres database to run several processes',
    'DIRECTORY_LOCKED',
  );
}

function create(file: string, text: string): boolean {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, text);
    closeSync(handle);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function renew(file: string, now: () => number): void {
  const seconds = now() / 1000;
  try {
    utimesSync(file, seconds, seconds);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null;
    if (typeof value?.pid !== 'number' || typeof value.host !== 'string') return undefined;
    return { pid: value.pid, host: value.host, started: value.started ?? null };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Field 22 of /proc/<pid>/stat; the name in field 2 may hold spaces, so fields are counted after its bracket. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
