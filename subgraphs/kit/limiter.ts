/** Limits calls to one upstream instance: how many at once, and how many per second. Waits are first come, first served. */
export interface Limits {
  /** Calls in flight at once. */
  readonly concurrency: number;
  /** Calls started per second, averaged; bursts up to one second's worth. */
  readonly perSecond: number;
}

export interface Limiter {
  run<T>(task: () => Promise<T>): Promise<T>;
  readonly waiting: number;
}

export function createLimiter(limits: Limits, now: () => number = () => performance.now()): Limiter {
  const queue: (() => void)[] = [];
  const bucket = createBucket(limits.perSecond, now);
  let active = 0;
  let timer: NodeJS.Timeout | undefined;

  function pump(): void {
    while (queue.length > 0 && active < limits.concurrency && bucket.take()) {
      active += 1;
      queue.shift()?.();
    }
    if (queue.length > 0 && active < limits.concurrency) {
      timer ??= setTimeout(() => {
        timer = undefined;
        pump();
      }, bucket.waitMs()).unref();
    }
  }

  return {
    get waiting() {
      return queue.length;
    },
    async run(task) {
      await new Promise<void>((start) => {
        queue.push(start);
        pump();
      });
      try {
        return await task();
      } finally {
        active -= 1;
        pump();
      }
    },
  };
}

interface Bucket {
  /** Takes a token if there is one. */
  take(): boolean;
  /** Milliseconds until the next token, at least one. */
  waitMs(): number;
}

/** Token bucket, full at the start. It holds at least one token, so that a rate below one per second still works. */
function createBucket(perSecond: number, now: () => number): Bucket {
  const size = Math.max(1, perSecond);
  let tokens = size;
  let filledAt = now();
  return {
    take() {
      const at = now();
      tokens = Math.min(size, tokens + ((at - filledAt) / 1000) * perSecond);
      filledAt = at;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    waitMs: () => Math.max(1, ((1 - tokens) / perSecond) * 1000),
  };
}
