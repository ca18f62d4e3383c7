import { afterEach, describe, expect, it } from '@jest/globals';
import { createBreaker } from '../../../subgraphs/kit/breaker.js';
import { createLimiter, inLane, shareLimits } from '../../../subgraphs/kit/limiter.js';

describe('limiter', () => {
  it('holds the number in flight and the order', async () => {
    const limiter = createLimiter({ concurrency: 2, perSecond: 1_000 });
    const started: number[] = [];
    let active = 0;
    let most = 0;
    const tasks = Array.from({ length: 10 }, (_, i) =>
      limiter.run(async () => {
        started.push(i);
        most = Math.max(most, (active += 1));
        await new Promise((done) => setImmediate(done));
        active -= 1;
        return i;
      }),
    );
    expect(limiter.waiting).toBe(8);
    expect(await Promise.all(tasks)).toEqual(started);
    expect([most, limiter.waiting]).toEqual([2, 0]);
  });

  it('starts no more than the rate, by its own clock', async () => {
    let clock = 0;
    const limiter = createLimiter({ concurrency: 100, perSecond: 5 }, () => clock);
    let started = 0;
    const tasks = Array.from({ length: 12 }, () => limiter.run(() => Promise.resolve((started += 1))));
    await tasks[0];
    expect(started).toBe(5);
    // Half a second later none has left the second yet.
    clock += 500;
    await new Promise((done) => setTimeout(done, 1_200));
    expect(started).toBe(5);
    clock += 500;
    await tasks[9];
    expect(started).toBe(10);
    clock += 1_000;
    await Promise.all(tasks);
    expect(started).toBe(12);
  });

  it('also works below one call per second', async () => {
    let clock = 0;
    const limiter = createLimiter({ concurrency: 1, perSecond: 0.5 }, () => (clock += 1_000));
    expect(await Promise.all([1, 2].map((n) => limiter.run(() => Promise.resolve(n))))).toEqual([1, 2]);
  });

  it('frees its place when a task fails', async () => {
    const limiter = createLimiter({ concurrency: 1, perSecond: 100 });
    await expect(limiter.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await limiter.run(() => Promise.resolve('next'))).toBe('next');
  });
});

describe('limits of an upstream that several share', () => {
  const started: string[] = [];
  const task = (name: string) => async () => {
    started.push(name);
    await new Promise((done) => setImmediate(done));
  };
  afterEach(() => {
    started.length = 0;
    shareLimits(1);
  });

  it('lets reads and writes take turns, whoever came first', async () => {
    const limiter = createLimiter({ concurrency: 1, perSecond: 1_000 });
    const reads = [1, 2, 3, 4].map((at) => limiter.run(task(`read ${at}`)));
    const writes = [1, 2].map((at) => inLane('write', () => limiter.run(task(`write ${at}`))));
    await Promise.all([...reads, ...writes]);
    expect(started).toEqual(['read 1', 'write 1', 'read 2', 'write 2', 'read 3', 'read 4']);
  });

  it('takes its part of what processes share, and all of it again when it is alone', async () => {
    let clock = 0;
    const limiter = createLimiter({ concurrency: 8, perSecond: 8 }, () => clock);
    shareLimits(4);
    const tasks = Array.from({ length: 12 }, (_, at) => limiter.run(task(String(at))));
    expect(limiter.waiting).toBe(10);
    await Promise.all(tasks.slice(0, 2));
    expect(started).toHaveLength(2);
    clock += 1_000;
    await Promise.all(tasks.slice(0, 4));
    expect(started).toHaveLength(4);
    shareLimits(1);
    clock += 1_000;
    await Promise.all(tasks);
    expect(started).toHaveLength(12);
  });

  it('leaves each process one call at least', async () => {
    shareLimits(10);
    const limiter = createLimiter({ concurrency: 2, perSecond: 1_000 });
    await Promise.all([limiter.run(task('one')), limiter.run(task('two'))]);
    expect(started).toEqual(['one', 'two']);
  });
});

describe('breaker', () => {
  it('opens after failures in a row, lets one trial through, and closes on success', () => {
    let clock = 0;
    const breaker = createBreaker({ failures: 2, openMs: 100 }, () => clock);
    breaker.failure();
    breaker.success();
    breaker.failure();
    expect([breaker.state, breaker.tryAcquire()]).toEqual(['CLOSED', true]);
    breaker.failure();
    expect([breaker.state, breaker.tryAcquire()]).toEqual(['OPEN', false]);
    clock = 100;
    expect([breaker.tryAcquire(), breaker.tryAcquire(), breaker.state]).toEqual([true, false, 'HALF_OPEN']);
    breaker.failure();
    expect(breaker.state).toBe('OPEN');
    clock = 200;
    expect(breaker.tryAcquire()).toBe(true);
    breaker.success();
    expect([breaker.state, breaker.tryAcquire(), breaker.tryAcquire()]).toEqual(['CLOSED', true, true]);
  });
});
