/**
 * Counts the calls that reach each system: how many at once, and how many began in any second. The second is a little
 * short, since calls that left evenly may arrive bunched.
 */
const SECOND_MS = 900;

export function createGauge() {
  const systems = new Map();
  const of = (system) => {
    const own = systems.get(system) ?? { calls: 0, now: 0, atOnce: 0, begun: [], perSecond: 0 };
    systems.set(system, own);
    return own;
  };
  return {
    /** @returns hooks of a relay */
    watch({ system }) {
      const own = of(system);
      const at = Date.now();
      own.calls += 1;
      own.now += 1;
      own.atOnce = Math.max(own.atOnce, own.now);
      own.begun.push(at);
      while (own.begun[0] <= at - SECOND_MS) own.begun.shift();
      own.perSecond = Math.max(own.perSecond, own.begun.length);
      // The call is over once the answer is on its way.
      return { after: () => void (own.now -= 1) };
    },
    peaks: () =>
      [...systems].map(([system, { calls, atOnce, perSecond }]) => ({ system, calls, atOnce, perSecond })),
  };
}
