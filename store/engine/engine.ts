/**
 * The durable engine, as the rest of Plumbline sees it: a run is advanced step by step until it ends, survives the
 * death of its process and is taken over by any other. What a run has done is in the journal and not in the engine,
 * so that code may change between two steps of a run. docs/decisions/0007 says why.
 */

/** What a run needs next. */
export type Next =
  | { readonly kind: 'END' }
  /** Nothing to do for a while (a retry, a look-up that must wait, an earlier write to the same record). */
  | { readonly kind: 'WAIT'; readonly ms: number }
  /** One attempt at a call to an upstream, in turn on that system's queue. */
  | { readonly kind: 'ATTEMPT'; readonly queue: string };

/** Both are repeated when a process dies in the middle, so both look at the journal first. */
export interface RunHandler {
  next(runId: string): Promise<Next>;
  attempt(runId: string): Promise<void>;
}

export interface QueueLimits {
  /** Attempts in flight at once over all processes. */
  readonly concurrency: number;
  /** Attempts started per second over all processes. */
  readonly perSecond: number;
}

export interface EngineOptions {
  readonly handler: RunHandler;
  /** By queue name. */
  readonly queues: Readonly<Record<string, QueueLimits>>;
  readonly log: (line: string) => void;
}

export interface Engine {
  /** Starts a run, once however often it is asked, on whichever process is free. */
  submit(runId: string): Promise<void>;
  /** Lets running attempts end; unfinished runs go on in another process or at the next start. */
  stop(): Promise<void>;
}
