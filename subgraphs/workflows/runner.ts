/**
 * Brings a write to its end: decides what comes next from the journal, and makes one attempt at a time. Both functions
 * may be repeated at any point, since the journal is written before and after every call.
 *
 * An attempt that was cut off, or failed without saying whether it landed, is never followed by a blind one: a target
 * that keeps our key (or a state) is simply asked again; any other is looked up once nothing can land any more.
 */
import type { AttemptEnd, Next, RunHandler, StepRecord, Store, WriteRecord } from '../../store/store.js';
import type { Effect } from '../kit/effect.js';
import { isUpstreamError, type UpstreamError } from '../kit/errors.js';
import { inLane } from '../kit/limiter.js';
import { stepsOf, type StepView, type WriteDefinition, type WriteSystems } from './define-write.js';
import { judge, MOST_ATTEMPTS, type Verdict } from './outcome.js';

export interface RunnerOptions {
  readonly journal: Store['journal'];
  readonly definitions: ReadonlyMap<string, WriteDefinition>;
  readonly systems: WriteSystems;
  readonly now: () => number;
  /** Checks a write anew that another write to its record overtook: it stands, or is DEAD. */
  readonly recheck: (write: WriteRecord) => Promise<void>;
  /** A step that changes this system was carried out, or may have been. */
  readonly changed?: (system: string) => void;
}

/** A run is a write and how often it was started: a replay makes a new one, and the old one ends. */
export const runIdOf = ({ id, run }: WriteRecord): string => `${id}:${run}`;
/** Unique for a step of a write, the same for every attempt and replay; fits every target. */
export const keyOf = (writeId: string, position: number): string => `${writeId}_${position}`;

const WAIT_FOR_TURN_MS = 250;
const UNDER_WAY = ['QUEUED', 'RUNNING', 'RETRYING'] as const;

export function createRunner(options: RunnerOptions): RunHandler {
  return {
    next: (runId) => next(options, runId),
    attempt: (runId) => inLane('write', () => attempt(options, runId)),
  };
}

async function load({ journal }: RunnerOptions, runId: string): Promise<WriteRecord | null> {
  const write = await journal.write(runId.slice(0, runId.lastIndexOf(':')));
  const current = write !== null && runIdOf(write) === runId;
  return current && UNDER_WAY.some((status) => status === write.status) ? write : null;
}

async function next(options: RunnerOptions, runId: string): Promise<Next> {
  const { journal, now } = options;
  const write = await load(options, runId);
  if (!write) return { kind: 'END' };
  if (write.status === 'QUEUED') {
    const begun = await journal.begin(write.id, fact(options, write, 'STARTED'));
    if (begun === 'CHECK') await options.recheck(write);
    if (begun !== 'BEGUN') return { kind: 'WAIT', ms: begun === 'WAIT' ? WAIT_FOR_TURN_MS : 0 };
  }
  const open = (await journal.steps(write.id)).find(({ status }) => status !== 'DONE');
  if (!open) {
    await journal.move(write.id, UNDER_WAY, { to: 'SUCCEEDED', audit: fact(options, write, 'SUCCEEDED') });
    return { kind: 'END' };
  }
  const wait = (open.notBefore?.getTime() ?? 0) - now();
  if (wait > 0) return { kind: 'WAIT', ms: wait };
  return { kind: 'ATTEMPT', queue: open.system };
}

/** One step of one write with what it needs. */
interface Task {
  readonly options: RunnerOptions;
  readonly write: WriteRecord;
  readonly step: StepRecord;
  readonly effect: Effect<unknown, unknown>;
  readonly argument: unknown;
  readonly key: string;
}

async function attempt(options: RunnerOptions, runId: string): Promise<void> {
  const write = await load(options, runId);
  if (!write) return;
  const { journal } = options;
  const open = (await journal.steps(write.id)).find(({ status }) => status !== 'DONE');
  // A process died after an attempt was written down and before the engine knew: the repeat finds nothing to do.
  if (!open || isTooEarly(options, open)) return;
  const task = await taskOf(options, write);
  if (!task) return strand(options, write, open.name);
  const { step, effect, key, argument } = task;
  if (await journal.openAttempt(task.write.id, step.position)) return cutOff(task);
  await journal.startAttempt(task.write.id, step.position);
  try {
    const found = step.lookFirst ? await effect.find(argument, key) : null;
    const result = found ?? (await effect.run(argument, key));
    await end(task, { outcome: found === null ? 'OK' : 'FOUND', answer: null, status: 'DONE', result });
  } catch (error) {
    await failed(task, error);
  }
}

/** What may still land is not looked for yet. */
const isTooEarly = ({ now }: RunnerOptions, { notBefore }: StepRecord): boolean =>
  (notBefore?.getTime() ?? 0) > now();

/** The code that knew the step is gone: somebody must bring it back, or do the rest by hand. */
async function strand(options: RunnerOptions, write: WriteRecord, step: string): Promise<void> {
  const message = `this version of Plumbline knows no step "${step}" of ${write.kind}; start the version that asked for it, or finish the write by hand`;
  const failure = { step, code: 'UNKNOWN_STEP', message };
  const audit = fact(options, write, 'DEAD', step);
  await options.journal.move(write.id, UNDER_WAY, { to: 'DEAD', failure, audit });
}

async function taskOf(options: RunnerOptions, write: WriteRecord): Promise<Task | null> {
  const steps = await options.journal.steps(write.id);
  const step = steps.find(({ status }) => status !== 'DONE');
  const definition = options.definitions.get(write.kind);
  const planned =
    definition && stepsOf(definition, write.input, write.facts).find(({ name }) => name === step?.name);
  if (!step || !planned) return null;
  const results = Object.fromEntries(steps.map(({ name, result }) => [name, result]));
  const view: StepView<unknown, unknown> = {
    input: write.input,
    facts: write.facts,
    results,
    by: write.actor,
  };
  const effect = planned.effect(options.systems) as unknown as Effect<unknown, unknown>;
  return {
    options,
    write,
    step,
    effect,
    argument: planned.arguments(view),
    key: keyOf(write.id, step.position),
  };
}

/** The process died between sending and writing down the answer. */
async function cutOff(task: Task): Promise<void> {
  const waitMs = boundOf(task.effect);
  await end(task, { outcome: 'CUT', answer: null, status: 'PENDING', lookFirst: true, waitMs });
}

const boundOf = ({ idempotency }: Effect<unknown, unknown>): number =>
  idempotency.kind === 'LOOK_UP' ? idempotency.delayBoundMs : 0;

async function failed(task: Task, error: unknown): Promise<void> {
  // A fault of our own says nothing about what the system did: a person looks.
  const { step, effect } = task;
  if (!isUpstreamError(error))
    return park(task, { kind: 'INTERNAL', message: String(error) }, 'UNKNOWN', boundOf(effect));
  const number = step.attempts + 1;
  const verdict = judge(error, effect.idempotency, number);
  // An effect is several calls: what refused or turned us away may be the reading back of a record that landed.
  const keyless = effect.idempotency.kind === 'LOOK_UP';
  if (verdict.kind === 'REFUSED') return keyless ? lastLook(task, error, verdict) : park(task, error, 'DEAD');
  const lookFirst = step.lookFirst || keyless || verdict.kind === 'MAYBE';
  if (number < MOST_ATTEMPTS) {
    const { kind: outcome, message: answer } = error;
    return end(task, { outcome, answer, status: 'PENDING', lookFirst, waitMs: verdict.afterMs });
  }
  if (!lookFirst) return park(task, error, 'DEAD');
  return lastLook(task, error, verdict);
}

/** It goes no further: neither DEAD nor UNKNOWN is said before the target was asked once more. */
async function lastLook(task: Task, error: UpstreamError, verdict: Verdict): Promise<void> {
  const { effect, argument, key } = task;
  // Without a key a call of unknown outcome may still land after this look, so nothing follows from its absence.
  const certain = effect.idempotency.kind !== 'LOOK_UP' || verdict.kind !== 'MAYBE';
  const found = await effect.find(argument, key).catch(() => undefined);
  if (found != null) return end(task, { outcome: 'FOUND', answer: null, status: 'DONE', result: found });
  if (found === null && certain) return park(task, error, 'DEAD');
  // Whoever replays it at once still waits until nothing can land any more.
  return park(task, error, 'UNKNOWN', verdict.kind === 'MAYBE' ? verdict.afterMs : 0);
}

/** A person decides how it goes on. */
async function park(
  task: Task,
  { kind, message }: { readonly kind: string; readonly message: string },
  to: 'DEAD' | 'UNKNOWN',
  waitMs = 0,
): Promise<void> {
  const { options, write, step } = task;
  const status = to === 'DEAD' ? 'FAILED' : 'UNKNOWN';
  await end(task, { outcome: kind, answer: message, status, lookFirst: to === 'UNKNOWN', waitMs });
  const failure = { step: step.name, code: kind, message };
  await options.journal.move(write.id, UNDER_WAY, {
    to,
    failure,
    audit: fact(options, write, to, step.name),
  });
}

interface End {
  readonly outcome: string;
  readonly answer: string | null;
  readonly status: StepRecord['status'];
  readonly result?: unknown;
  readonly lookFirst?: boolean;
  readonly waitMs?: number;
}

async function end(
  task: Task,
  { outcome, answer, status, result = null, lookFirst, waitMs }: End,
): Promise<void> {
  const { options, write, step } = task;
  const notBefore = waitMs ? new Date(options.now() + waitMs) : null;
  const change: AttemptEnd = {
    outcome,
    answer,
    step: { status, result, notBefore, lookFirst: lookFirst ?? false },
    audit: { ...fact(options, write, 'ATTEMPT', step.name), after: { outcome, answer, result } },
  };
  await options.journal.endAttempt(write.id, step.position, change);
  options.changed?.(step.system);
  if (status !== 'PENDING') return;
  await options.journal.move(write.id, UNDER_WAY, {
    to: 'RETRYING',
    audit: fact(options, write, 'RETRYING', step.name),
  });
}

function fact({ now }: RunnerOptions, { actor }: WriteRecord, event: string, step?: string) {
  return { at: new Date(now()).toISOString(), actor, event, ...(step !== undefined && { step }) };
}
