/** Where the crash run lets processes die: each point once before any is hit again, in an order that the seed repeats. */
import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../crash/random.mjs';
import { createSchedule, mayDieStarting, nameOf, START_UP, type Point } from '../crash/schedule.mjs';

const points: Point[] = ['first', 'second', 'third'].flatMap((write, at) =>
  Array.from({ length: 4 * (at + 1) }, (_, step) => ({ write, step: `step ${step}`, moment: 'before' })),
);
const scheduleOf = (seed: number) => createSchedule(points, createRandom(seed));
const take = (schedule: ReturnType<typeof scheduleOf>, count: number): string[] =>
  Array.from({ length: count }, () => nameOf(schedule.next()));

describe('the schedule of deaths', () => {
  it('names each point once per round, and is repeated by its seed', () => {
    const schedule = scheduleOf(3);
    const order = take(schedule, points.length);
    expect(new Set(order).size).toBe(points.length);
    expect(take(scheduleOf(3), points.length)).toEqual(order);
    expect(take(scheduleOf(4), points.length)).not.toEqual(order);
    expect(new Set(take(schedule, points.length)).size).toBe(points.length);
  });

  it('comes back to a point that was missed before any is hit a second time', () => {
    const schedule = scheduleOf(5);
    const missed = schedule.next();
    schedule.miss(missed);
    const rest = take(schedule, points.length);
    expect(new Set(rest).size).toBe(points.length);
    expect(rest).toContain(nameOf(missed));
  });

  it('leaves a point that cannot be reached behind, and begins the next round with it', () => {
    const schedule = scheduleOf(6);
    const hopeless = schedule.next();
    schedule.miss(hopeless);
    const seen: string[] = [];
    for (let point = schedule.next(); seen.length < points.length - 1; point = schedule.next())
      if (point === hopeless) schedule.miss(point);
      else seen.push(nameOf(point));
    expect(new Set(seen).size).toBe(points.length - 1);
    const tries = take(schedule, points.length).filter((name) => name === nameOf(hopeless));
    expect(tries).toHaveLength(1);
  });

  it('spreads the points of a write, so that its lanes are ready again', () => {
    const places = take(scheduleOf(7), points.length).flatMap((name, at) =>
      name.startsWith('first /') ? [at] : [],
    );
    const quarter = points.length / 4;
    expect(places.map((at) => Math.floor(at / quarter))).toEqual([0, 1, 2, 3]);
  });

  it('spends no death on starting again that a point was still to have', () => {
    const cells = [...points, START_UP];
    const hit = (...own: Point[]): ReadonlyMap<string, number> =>
      new Map(own.map((point) => [nameOf(point), 1]));
    const wanted = cells.length;
    expect(mayDieStarting({ kills: 1, wanted, cells, deaths: hit(points[0]!) })).toBe(true);
    const deaths = hit(points[0]!, START_UP);
    expect(mayDieStarting({ kills: 2, wanted, cells, deaths })).toBe(false);
    expect(mayDieStarting({ kills: 2, wanted: wanted + 1, cells, deaths })).toBe(true);
    expect(mayDieStarting({ kills: wanted, wanted, cells, deaths: hit(...cells) })).toBe(false);
  });
});
