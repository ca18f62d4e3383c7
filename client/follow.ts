/** One subscription from its start to its end, over as many connections as it takes. */
import type { CursorKeeper } from './keeper.js';
import type { LiveOptions, Gap } from './live.js';
import type { Progress } from './progress.js';
import {
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

/** How one connection's subscription ended. */
type End =
  | { readonly kind: 'GAP'; readonly code: Gap['code']; readonly message: string }
  /** To be opened again. */
  | { readonly kind: 'LOST'; readonly error: unknown }
  /** The server refused the subscription and said so. */
  | { readonly kind: 'REFUSED' }
  | { readonly kind: 'FAILED'; readonly error: unknown };

interface Run<A extends Answer> extends Following<A> {
  readonly payload: Payload;
  /** Aborted when the app leaves. */
  readonly left: AbortSignal;
  /** In a row, without an answer between. */
  failures: number;
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
  const run: Run<A> = { ...following, payload, left: controller.signal, failures: 0 };
  runOn(run).catch((error: unknown) => {
    if (!run.left.aborted) run.sink.error(error);
  });
  return () => controller.abort();
}

async function runOn<A extends Answer>(run: Run<A>): Promise<void> {
  if (!/\$after\b/.test(run.payload.query))
    throw new Error(
      'The subscription cannot be resumed: declare $after: String and give its field after: $after',
    );
  let placed = false;
  while (!run.left.aborted) {
    try {
      if (!placed) await findPlace(run);
      placed = true;
    } catch (error) {
      if (problemsOf(error) || isFinal(error)) throw error;
      await waitOut(run, error);
      continue;
    }
    const end = await openOnce(run);
    if (run.left.aborted) return;
    if (end.kind === 'REFUSED') return run.sink.complete();
    if (end.kind === 'FAILED') throw end.error;
    if (end.kind === 'GAP') await crossGap(run, end);
    else await waitOut(run, end.error);
  }
}

/** The kept place; else the one the app gave; else the end of the log, so that nothing falls before the first event. */
async function findPlace<A extends Answer>({
  keeper,
  name,
  payload,
  transport,
  left,
}: Run<A>): Promise<void> {
  const kept = await keeper.get(name ?? '');
  const given = payload.variables['after'];
  const place = kept ?? (typeof given === 'string' ? given : await askCursor(transport, 0, left));
  if (kept === null) await keeper.set(name ?? '', place);
  payload.variables['after'] = place;
}

async function crossGap<A extends Answer>(
  run: Run<A>,
  { code, message }: End & { kind: 'GAP' },
): Promise<void> {
  // Before the state is read: what happens while it is read comes as an event.
  const place = await askCursor(run.transport, OVERLAP_SECONDS, run.left);
  await run.onGap({ name: run.name, code, message });
  // Only now: an app that dies before it knows the state must meet the gap again.
  await run.keeper.set(run.name ?? '', place);
  run.payload.variables['after'] = place;
}

function openOnce<A extends Answer>(run: Run<A>): Promise<End> {
  return new Promise((resolve) => {
    let refused = false;
    const stop = run.transport.subscribe(run.payload, {
      next(answer) {
        if (run.left.aborted) return;
        const end = endOf(answer.errors);
        if (end) return settle(end);
        refused = answer.data == null;
        if (refused) return run.sink.next(answer);
        run.failures = 0;
        deliver(run, answer, settle);
      },
      error: (error) => settle(endOf(problemsOf(error)) ?? failureOf(error)),
      complete: () =>
        settle(
          refused
            ? { kind: 'REFUSED' }
            : { kind: 'LOST', error: new Error('The server ended the subscription') },
        ),
    });
    function settle(end: End): void {
      run.left.removeEventListener('abort', leave);
      resolve(end);
      // Not within subscribe itself, which may call back before it returns.
      queueMicrotask(() => stop());
    }
    const leave = (): void => settle({ kind: 'REFUSED' });
    run.left.addEventListener('abort', leave);
  });
}

function deliver<A extends Answer>(run: Run<A>, answer: A, settle: (end: End) => void): void {
  const [event] = Object.values(answer.data ?? {});
  const cursor = (event as { cursor?: unknown } | null | undefined)?.cursor;
  if (typeof cursor !== 'string') {
    const [field] = Object.keys(answer.data ?? {});
    return settle({
      kind: 'FAILED',
      error: new Error(
        `Select cursor on ${field ?? 'the field'}: without it the subscription cannot be resumed`,
      ),
    });
  }
  // The library sends these same variables when it reconnects.
  run.payload.variables['after'] = cursor;
  if (run.progress.received(cursor)) run.sink.next(answer);
}

function endOf(problems: readonly Problem[] | null | undefined): End | undefined {
  for (const { message, extensions } of problems ?? []) {
    const code = extensions?.['code'];
    if (code === 'CURSOR_EXPIRED' || code === 'CURSOR_INVALID') return { kind: 'GAP', code, message };
  }
  return undefined;
}

const failureOf = (error: unknown): End => ({
  kind: problemsOf(error) || isFinal(error) ? 'FAILED' : 'LOST',
  error,
});

/** Asked over the same way as the subscription, so that it needs no second one. */
function askCursor<A extends Answer>(
  transport: Transport<A>,
  back: number,
  left: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = transport.subscribe(
      { query: 'query ($back: Int!) { eventCursor(secondsBack: $back) }', variables: { back } },
      {
        next({ data, errors }) {
          const cursor = data?.['eventCursor'];
          if (typeof cursor === 'string') resolve(cursor);
          else reject(new AggregateError(errors ?? [], errors?.[0]?.message ?? 'The server gave no cursor'));
        },
        error: reject,
        complete: () => reject(new Error('The server gave no cursor')),
      },
    );
    left.addEventListener('abort', () => stop(), { once: true });
  });
}

async function waitOut<A extends Answer>(run: Run<A>, error: unknown): Promise<void> {
  run.onTrouble?.(error);
  const longest = run.longestWaitMs ?? LONGEST_WAIT_MS;
  const full = Math.min(longest, FIRST_WAIT_MS * 2 ** Math.min(run.failures, 16));
  run.failures += 1;
  await new Promise<void>((resolve) => {
    // Spread, so that a thousand apps do not come back at the same moment.
    const timer = setTimeout(resolve, full * (0.5 + Math.random() / 2));
    run.left.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
