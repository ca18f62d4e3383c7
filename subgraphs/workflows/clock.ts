/**
 * What happens by itself as time passes: questions whose time is over are closed, writes that a dead process left are
 * started, flows that are due are run, and alerts that nobody acknowledged are escalated. Every step checks where its
 * record is, so any number of processes may do it at once.
 */
import type { WriteRecord } from '../../store/store.js';
import { expire } from './decisions.js';
import type { Office } from './office.js';
import { runIdOf } from './runner.js';
import { resume } from './submit.js';

export interface Clock {
  stop(): Promise<void>;
}

/** A process that is alive moves a write on within this time; nothing bad happens when it was only slow. */
const FORGOTTEN_MS = 30_000;
const AT_ONCE = 100;

export interface ClockOptions {
  readonly everyMs: number;
  readonly log: (line: string) => void;
  /** What else is looked at, after the writes, by what is said when it fails. */
  readonly more: Readonly<Record<string, () => Promise<void>>>;
}

/** The first round is made at once. */
export function startClock(office: Office, { everyMs, log, more }: ClockOptions): Clock {
  let round: Promise<void> | undefined;
  const tick = (): void => {
    round ??= oneRound(office, log, more).finally(() => (round = undefined));
  };
  tick();
  const timer = setInterval(tick, everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await round;
    },
  };
}

async function oneRound(office: Office, log: ClockOptions['log'], more: ClockOptions['more']): Promise<void> {
  const told = async (what: string, work: Promise<void>, of = 'writes'): Promise<void> =>
    work.catch((error: unknown) => log(`${of}: ${what}: ${(error as Error).message}`));
  await told('questions whose time is over could not be closed', closeQuestions(office));
  await told('writes that were left could not be started', startForgotten(office));
  for (const [what, work] of Object.entries(more)) await told(what, work(), 'clock');
}

export async function closeQuestions(office: Office): Promise<void> {
  for (const { write, expiredAt } of await office.journal.overdue(AT_ONCE))
    await expire(office, write, expiredAt);
}

export async function startForgotten(office: Office): Promise<void> {
  const before = new Date(office.now() - FORGOTTEN_MS);
  for (const write of await office.journal.forgotten(before, AT_ONCE)) await start(office, write);
}

export async function start(office: Office, write: WriteRecord): Promise<void> {
  if (write.status === 'RECEIVED') await resume(office, write);
  else await (await office.engine()).submit(runIdOf(write));
}
