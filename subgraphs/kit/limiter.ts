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
  let active = 0;
  let tokens = limits.perSecond;
  let filledAt = now();
  let timer: NodeJS.Timeout | undefined;

  function refill(): void {
    const at = now();
    tokens = Math.min(limits.perSecond, tokens + ((at - filledAt) / 1000) * limits.perSecond);
    filledAt = at;
  }

  function pump(): void {
    refill();
    while (queue.length > 0 && active < limits.concurrency && tokens >= 1) {
      tokens -= 1;
      active += 1;
      queue.shift()?.();
    }
    if (queue.length > 0 && active < limits.concurrency && timer === undefined) {
      const waitMs = Math.max(1, ((1 - tokens) / limits.perSecond) * 1000);
      timer = setTimeout(() => {
        timer = undefined;
        pump();
      }, waitMs);
      timer.unref();
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
