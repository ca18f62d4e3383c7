/**
 * Mutations of an app that may be offline: kept first, sent in order, each until the server has answered it. The key
 * (`clientMutationId`) is added when a mutation is queued and never changes, so that the server carries one out once
 * however often it is sent.
 */
import { problemsOf, type Answer, type Problem } from './transport.js';
import type { Storage } from './storage/storage.js';

export interface QueuedMutation {
  /** Also its `clientMutationId`. */
  readonly key: string;
  readonly query: string;
  /** As they are sent: `input.clientMutationId` is the key. */
  readonly variables: { readonly input: Readonly<Record<string, unknown>> };
  /** ISO 8601. */
  readonly queuedAt: string;
}

/** The server's word on a mutation: it is out of the queue. */
export type Outcome =
  | { readonly kind: 'ANSWERED'; readonly mutation: QueuedMutation; readonly data: Answer['data'] }
  /** `problems` are the payload's `userErrors`, or GraphQL errors. The same mutation would be refused again. */
  | { readonly kind: 'REFUSED'; readonly mutation: QueuedMutation; readonly problems: readonly Problem[] };

export interface QueueOptions {
  readonly storage: Storage;
  /** Sends one and gives its answer; rejects when none came. */
  readonly send: (mutation: QueuedMutation) => Promise<Answer>;
  /**
   * Called before a mutation leaves the queue, and again after a crash in between; tell outcomes apart by the key.
   * When it rejects, the mutation stays and is sent again.
   */
  readonly onOutcome: (outcome: Outcome) => void | Promise<void>;
  /** Told of each failure that is waited out. */
  readonly onTrouble?: (error: unknown) => void;
  /** Longest wait between attempts, in milliseconds; 30,000 when left out. The first one is half a second. */
  readonly longestWaitMs?: number;
  readonly newKey?: () => string;
}

export interface MutationQueue {
  /**
   * Resolves once it is kept, not once it is sent.
   * @param input without `clientMutationId`, or with the app's own
   * @returns its key
   * @throws Error when a mutation with the same key and another content waits
   */
  add(query: string, input: Readonly<Record<string, unknown>>): Promise<string>;
  /** What waits, in order. */
  waiting(): Promise<readonly QueuedMutation[]>;
  /** Sends at once instead of after the wait: the app is online again. */
  wake(): void;
  /** What is being sent is let go; it is sent again by the next queue over the same storage. */
  stop(): void;
}

/** One at a time per storage: two would send out of order. */
export function createMutationQueue(options: QueueOptions): MutationQueue {
  const shelf = createShelf(options.storage);
  const bell = createBell();
  let stopped = false;
  void run(options, shelf, bell, () => stopped);
  return {
    async add(query, input) {
      const given = input['clientMutationId'];
      const key = typeof given === 'string' ? given : (options.newKey ?? (() => crypto.randomUUID()))();
      const variables = { input: { ...input, clientMutationId: key } };
      await shelf.add({ key, query, variables, queuedAt: new Date().toISOString() });
      bell.ring();
      return key;
    },
    waiting: async () => (await shelf.list()).map(({ mutation }) => mutation),
    wake: () => bell.ring(),
    stop() {
      stopped = true;
      bell.ring();
    },
  };
}

const FIRST_WAIT_MS = 500;

async function run(options: QueueOptions, shelf: Shelf, bell: Bell, stopped: () => boolean): Promise<void> {
  let failures = 0;
  while (!stopped()) {
    const heard = bell.next();
    try {
      const [first] = await shelf.list();
      if (!first) {
        await heard;
        continue;
      }
      const answer = await answerOf(options, first.mutation);
      // A queue that was stopped meanwhile has a successor, which sends it again under the same key.
      if (stopped()) return;
      await options.onOutcome(outcomeOf(first.mutation, answer));
      await shelf.remove(first.name);
      failures = 0;
    } catch (error) {
      if (stopped()) return;
      options.onTrouble?.(error);
      const full = Math.min(options.longestWaitMs ?? 30_000, FIRST_WAIT_MS * 2 ** Math.min(failures, 16));
      failures += 1;
      await bell.within(heard, full * (0.5 + Math.random() / 2));
    }
  }
}

/** Errors the server may not repeat: it is not itself, or the token is to be renewed. */
const PASSING = ['UNAUTHENTICATED', 'INTERNAL_SERVER_ERROR', 'TIMEOUT', 'OVERLOADED', 'UNAVAILABLE'];

/** Rejects with what is to be tried again. */
async function answerOf({ send }: QueueOptions, mutation: QueuedMutation): Promise<Answer> {
  let answer: Answer;
  try {
    answer = await send(mutation);
  } catch (error) {
    const problems = problemsOf(error);
    if (!problems) throw error;
    answer = { errors: problems };
  }
  const [problem] = answer.errors ?? [];
  if (problem && PASSING.includes(String(problem.extensions?.['code'])))
    throw new Error(problem.message, { cause: problem });
  if (!problem && answer.data == null) throw new Error('The answer has neither data nor errors');
  return answer;
}

function outcomeOf(mutation: QueuedMutation, { data, errors }: Answer): Outcome {
  const said = Object.values(data ?? {}).flatMap((payload) => {
    const { userErrors } = (payload ?? {}) as { userErrors?: unknown };
    return Array.isArray(userErrors) ? (userErrors as Problem[]) : [];
  });
  const problems = [...(errors ?? []), ...said];
  return problems.length > 0 ? { kind: 'REFUSED', mutation, problems } : { kind: 'ANSWERED', mutation, data };
}

interface Kept {
  readonly name: string;
  readonly mutation: QueuedMutation;
}
interface Shelf {
  add(mutation: QueuedMutation): Promise<void>;
  list(): Promise<readonly Kept[]>;
  remove(name: string): Promise<void>;
}

const PREFIX = 'mutation/';

/** Names count up, so that the order of names is the order of the queue. */
function createShelf(storage: Storage): Shelf {
  let adding: Promise<unknown> = Promise.resolve();
  let last = 0;
  const list = async (): Promise<readonly Kept[]> => {
    const names = [...(await storage.names(PREFIX))].sort();
    const texts = await Promise.all(names.map((name) => storage.get(name)));
    return names.flatMap((name, i) => {
      const text = texts[i];
      return text == null ? [] : [{ name, mutation: JSON.parse(text) as QueuedMutation }];
    });
  };
  const put = async (mutation: QueuedMutation): Promise<void> => {
    const kept = await list();
    const same = kept.find((own) => own.mutation.key === mutation.key)?.mutation;
    if (same) {
      if (contentOf(same) === contentOf(mutation)) return;
      throw new Error(`A mutation with clientMutationId "${mutation.key}" and another content waits`);
    }
    // Also above what this queue has already taken out.
    last = Math.max(last, Number(kept.at(-1)?.name.slice(PREFIX.length) ?? 0)) + 1;
    await storage.set(PREFIX + String(last).padStart(12, '0'), JSON.stringify(mutation));
  };
  return {
    list,
    add(mutation) {
      const turn = adding.then(() => put(mutation));
      adding = turn.catch(() => undefined);
      return turn;
    },
    remove: (name) => storage.delete(name),
  };
}

const contentOf = ({ query, variables }: QueuedMutation): string => JSON.stringify([query, variables]);

interface Bell {
  ring(): void;
  /** Resolves with the next ring. */
  next(): Promise<void>;
  /** Resolves with the ring, at the latest after so many milliseconds. */
  within(heard: Promise<void>, ms: number): Promise<void>;
}

function createBell(): Bell {
  let ring: () => void = () => undefined;
  let heard: Promise<void> = Promise.resolve();
  const renew = (): void => void (heard = new Promise((done) => (ring = done)));
  renew();
  return {
    ring() {
      ring();
      renew();
    },
    next: () => heard,
    async within(own, ms) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      await Promise.race([own, new Promise<void>((done) => (timer = setTimeout(done, ms)))]);
      clearTimeout(timer);
    },
  };
}
