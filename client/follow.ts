/** One subscription from its start to its end, over as many connections as it takes. */
import type { CursorKeeper } from './keeper.js';
import type { Gap, LiveOptions } from './live.js';
import type { Progress } from './progress.js';
import {
  asError,
  isFinal,
  problemsOf,
  type Answer,
  type Payload,
  type Problem,
  type Sink,
  type Transport,
} from './transport.js';

export interface Following<A extends Answer> extends LiveOptions {
  readonly keeper: CursorKeeper;
  readonly progress: Progress;
  readonly transport: Transport<A>;
  readonly payload: Payload;
  readonly name: string | null;
  readonly sink: Sink<A>;
}

interface Run<A extends Answer> extends Following<A> {
  /** Aborted when the app leaves. */
  readonly left: AbortSignal;
  placed: boolean;
  /** In a row, without an answer between. */
  failures: number;
}

/** How one connection's subscription ended. */
type End =
  | { readonly kind: 'GAP'; readonly code: Gap['code']; readonly message: string }
  /** The server refused the subscription and said why, or the app left. */
  | { readonly kind: 'OVER' }
  | { readonly kind: 'FAILED'; readonly error: unknown };

/** Not to be tried again. */
class Final extends Error {
  constructor(readonly reason: unknown) {
    super('final');
  }
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/**
 * A state that is read right after a cursor may be a moment older than it. Events of this long before are told again
 * after a gap, so that none falls between.
 */
const OVERLAP_SECONDS = 60;

export function follow<A extends Answer>(following: Following<A>): () => void {
  const controller = new AbortController();
  // A copy of our own: the place is written into it, and the app's variables are the app's.
  const payload = { ...following.payload, variables: { ...following.payload.variables } };
  const run: Run<A> = { ...following, payload, left: controller.signal, placed: false, failures: 0 };
  goOn(run).then(
    () => run.left.aborted || run.sink.complete(),
    (error: unknown) => run.left.aborted || run.sink.error(error instanceof Final ? error.reason : error),
  );
  return () => controller.abort();
}

/** What fails in passing is waited out, and the subscription opened again from its place. */
async function goOn<A extends Answer>(run: Run<A>): Promise<void> {
  if (!/\$after\b/.test(run.payload.query))
    throw new Error('The subscription cannot resume: declare $after: String, give its field after: $after');
  while (!run.left.aborted) {
    try {
      if (!run.placed) await findPlace(run);
      const end = await openOnce(run);
      if (end.kind === 'OVER') return;
      if (end.kind === 'GAP') await crossGap(run, end);
      else await passOrThrow(run, end.error);
    } catch (error) {
      await passOrThrow(run, error);
    }
  }
}

/** Waits what fails in passing out. Throws the rest, wrapped: what the server says is a list, no Error. */
async function passOrThrow<A extends Answer>(run: Run<A>, error: unknown): Promise<void> {
  if (error instanceof Final) throw error;
  if (problemsOf(error) || isFinal(error)) throw new Final(error);
  await waitOut(run, error);
}

/** The kept place; else the one the app gave; else the end of the log, so that nothing falls before the first event. */
async function findPlace<A extends Answer>(run: Run<A>): Promise<void> {
  const { keeper, payload } = run;
  const name = run.name ?? '';
  const kept = await keeper.get(name);
  const given = payload.variables['after'];
  const place = kept ?? (typeof given === 'string' ? given : await askCursor(run, 0));
  if (kept === null) await keeper.set(name, place);
  payload.variables['after'] = place;
  run.placed = true;
}

async function crossGap<A extends Answer>(run: Run<A>, gap: End & { kind: 'GAP' }): Promise<void> {
  const { keeper, payload, progress, name } = run;
  // Before the state is read: what happens while it is read comes as an event.
  const place = await askCursor(run, OVERLAP_SECONDS);
  try {
    await run.onGap({ name, code: gap.code, message: gap.message });
  } catch (error) {
    throw new Final(error);
  }
  // Only now: an app that dies before it knows the state must meet the gap again.
  progress.forget();
  await keeper.set(name ?? '', place);
  payload.variables['after'] = place;
}

function openOnce<A extends Answer>(run: Run<A>): Promise<End> {
  return new Promise((resolve) => {
    let refused = false;
    const ends = new AbortController();
    const leave = (): void => {
      resolve({ kind: 'OVER' });
      ends.abort();
    };
    const fail = (error: unknown): void => {
      resolve(gapOf(problemsOf(error)) ?? { kind: 'FAILED', error });
      ends.abort();
    };
    run.left.addEventListener('abort', leave, { signal: ends.signal });
    const stop = run.transport.subscribe(run.payload, {
      next(answer) {
        if (ends.signal.aborted) return;
        refused = answer.data == null;
        if (gapOf(answer.errors)) fail(answer.errors);
        else if (refused) run.sink.next(answer);
        else deliver(run, answer, fail);
      },
      error: fail,
      complete: () => (refused ? leave() : fail(new Error('The server ended the subscription'))),
    });
    if (ends.signal.aborted) stop();
    else ends.signal.addEventListener('abort', () => stop());
  });
}

function deliver<A extends Answer>(run: Run<A>, answer: A, fail: (error: unknown) => void): void {
  const [[field, event] = ['the field', null]] = Object.entries(answer.data ?? {});
  const cursor = (event as { cursor?: unknown } | null | undefined)?.cursor;
  if (typeof cursor !== 'string') {
    const told = new Error(`Select cursor on ${field}: without it the subscription cannot resume`);
    fail(new Final(told));
    return;
  }
  run.failures = 0;
  // The library sends these same variables when it reconnects.
  run.payload.variables['after'] = cursor;
  if (run.progress.received(cursor)) run.sink.next(answer);
}

function gapOf(problems: readonly Problem[] | null | undefined): (End & { kind: 'GAP' }) | undefined {
  for (const { message, extensions } of problems ?? []) {
    const code = extensions?.['code'];
    if (code === 'CURSOR_EXPIRED' || code === 'CURSOR_INVALID') return { kind: 'GAP', code, message };
  }
  return undefined;
}

/** Asked over the same way as the subscription, so that it needs no second one. */
async function askCursor<A extends Answer>(run: Run<A>, back: number): Promise<string> {
  const query = 'query EventCursor($back: Int!) { eventCursor(secondsBack: $back) }';
  const payload = { query, operationName: 'EventCursor', variables: { back } };
  for (;;) {
    const answer = await askOnce(run.transport, payload, run.left);
    const cursor = answer?.data?.['eventCursor'];
    if (typeof cursor === 'string') return cursor;
    const told = answer?.errors?.[0]?.message ?? 'The connection ended before the server gave a cursor';
    const failure = new AggregateError(answer?.errors ?? [], told);
    if (answer || run.left.aborted) throw failure;
    // The client of graphql-ws ends at once what is asked while its last socket closes.
    await waitOut(run, failure);
  }
}

/** Undefined when it ended without an answer, or the app left. */
function askOnce<A extends Answer>(
  transport: Transport<A>,
  payload: Payload,
  left: AbortSignal,
): Promise<A | undefined> {
  const ends = new AbortController();
  const asked = new Promise<A | undefined>((resolve, reject) => {
    const fail = (error: unknown): void => {
      const problems = problemsOf(error);
      if (problems) reject(new AggregateError(problems, problems[0]?.message ?? 'refused'));
      else reject(asError(error));
    };
    const stop = transport.subscribe(payload, {
      next: resolve,
      error: fail,
      complete: () => resolve(undefined),
    });
    const leave = (): void => {
      stop();
      resolve(undefined);
    };
    left.addEventListener('abort', leave, { signal: ends.signal });
  });
  return asked.finally(() => ends.abort());
}

async function waitOut<A extends Answer>(run: Run<A>, error: unknown): Promise<void> {
  if (run.left.aborted) return;
  run.onTrouble?.(error);
  const full = Math.min(
    run.longestWaitMs ?? LONGEST_WAIT_MS,
    FIRST_WAIT_MS * 2 ** Math.min(run.failures, 16),
  );
  run.failures += 1;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      run.left.removeEventListener('abort', go);
      resolve();
    };
    // Spread, so that a thousand apps do not come back at the same moment.
    const timer = setTimeout(go, full * (0.5 + Math.random() / 2));
    run.left.addEventListener('abort', go);
  });
}
