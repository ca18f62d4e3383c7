/** Where a process dies: every step boundary and the inside of every step of every write, in a seeded order. */

/**
 * before: the step before it is written down (the write is acknowledged, for the first), the process dies before the
 * step sends anything. Inside, at each call that changes something: lost, it was sent and never arrived; late, it
 * lands once its sender is dead; cut, it was done and its answer is lost. after: all is done, the process dies while
 * it writes that down. A step in the product's own store makes no call: inside is some moment after it was asked for.
 */
export const INSIDE = ['lost', 'late', 'cut'];
export const REQUEST = '(being asked for)';
export const DECISION = '(being decided)';
/** One more point: a process dies while it starts again after its last death. */
export const START_UP = { write: 'any', step: '(starting again)', moment: 'before' };

/** @param seen by write: its steps in order, each with the names of its changing calls in order */
export function cellsOf(seen) {
  return [...seen].flatMap(([write, { steps, mayBeDear }]) => [
    { write, step: REQUEST, moment: 'before' },
    ...(mayBeDear ? [{ write, step: DECISION, moment: 'before' }] : []),
    ...[...steps].flatMap(([step, calls], at) => {
      // The last call before the step: of the nearest earlier step that makes one.
      const [of = null, earlier = []] = [...steps].slice(0, at).findLast(([, own]) => own.length > 0) ?? [];
      const last = { call: earlier.at(-1) ?? null, of };
      return [
        { write, step, moment: 'before', ...last },
        ...(calls.length === 0 ? [{ write, step, moment: 'inside', ...last }] : []),
        ...calls.flatMap((call) => INSIDE.map((moment) => ({ write, step, moment, call, of: step }))),
        ...(calls.length === 0 ? [] : [{ write, step, moment: 'after', call: calls.at(-1), of: step }]),
      ];
    }),
  ]);
}

/** A point at which no process died after so many tries in a row waits until all others were hit. */
const TRIES = 4;

/**
 * Which point is next. Those that were never hit go first; one that was missed is tried again before any is hit a
 * second time. The order is the seed's, and each write's points are spread over all of it, so that its lanes are ready
 * again when they are wanted.
 */
export function createSchedule(cells, random) {
  let left = [];
  let missed = [];
  const tries = new Map();
  return {
    next() {
      if (left.length === 0) {
        left = [...missed, ...spread(cells, random).filter((cell) => !missed.includes(cell))];
        missed = [];
        tries.clear();
      }
      return left.shift();
    },
    miss(cell) {
      const count = (tries.get(cell) ?? 0) + 1;
      tries.set(cell, count);
      (count < TRIES ? left : missed).push(cell);
    },
  };
}

function spread(cells, random) {
  const order = shuffled(cells, random);
  const placed = [...new Set(order.map(({ write }) => write))].flatMap((write) => {
    const own = order.filter((cell) => cell.write === write);
    return own.map((cell, at) => ({ cell, place: (at + random()) / own.length }));
  });
  return placed.sort((a, b) => a.place - b.place).map(({ cell }) => cell);
}

function shuffled(cells, random) {
  const order = [...cells];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

export const nameOf = ({ write, step, moment, call }) =>
  `${write} / ${step} / ${moment}${INSIDE.includes(moment) ? ` ${call}` : ''}`;

/** Points that were never hit go before a second death of a process that starts again. */
export function mayDieStarting({ kills, wanted, cells, deaths }) {
  const open = cells.filter((cell) => !deaths.has(nameOf(cell))).length;
  return kills < wanted && (!deaths.has(nameOf(START_UP)) || wanted - kills > open);
}

/** One row per write and step: how often a process died before it, at each point inside, and after it. */
export function deathTable(cells, deaths) {
  const rows = new Map();
  for (const cell of cells) {
    const key = `${cell.write} / ${cell.step}`;
    const row = rows.get(key) ?? {
      'write / step': key,
      before: 0,
      inside: 0,
      lost: 0,
      late: 0,
      cut: 0,
      after: 0,
    };
    rows.set(key, row);
    row[cell.moment] += deaths.get(nameOf(cell)) ?? 0;
  }
  return [...rows.values()];
}
