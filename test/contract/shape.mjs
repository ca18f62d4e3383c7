/** Compares an answer with the shape a case expects; gives the first difference in words, or null. */
const DAY = /^\d{1,4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const isNumber = (value) => typeof value === 'number';

const kinds = {
  null: (value) => value === null || value === undefined,
  number: isNumber,
  text: (value) => typeof value === 'string',
  day: (value) => typeof value === 'string' && DAY.test(value),
  moment: (value) => typeof value === 'string' && MOMENT.test(value),
  pair: (value) => Array.isArray(value) && isNumber(value[0]) && typeof value[1] === 'string',
  period: (value) => Array.isArray(value) && DAY.test(value[0]) && typeof value[1] === 'string',
  list: (value) => Array.isArray(value),
  /** Empty or filled, but never null. */
  value: (value) => value !== null && value !== undefined,
  shares: (value) =>
    value !== null &&
    typeof value === 'object' &&
    Object.keys(value).every((key) => /^\d+(,\d+)*$/.test(key)),
  ids: (value) => Array.isArray(value) && value.every(isNumber),
};

export function difference(expected, actual, { at = 'the answer', partial = false } = {}) {
  const told = (what) => `${at}: expected ${what}, got ${JSON.stringify(actual)?.slice(0, 120)}`;
  if (typeof expected === 'string') return kinds[expected](actual) ? null : told(expected);
  if (typeof expected === 'boolean') return actual === expected ? null : told(String(expected));
  if (Array.isArray(expected)) return listDifference(expected, actual, { at, partial, told });
  if (actual === null || typeof actual !== 'object' || Array.isArray(actual)) return told('an object');
  const own = Object.keys(expected).sort();
  const given = Object.keys(actual).sort();
  const missing = own.filter((key) => !given.includes(key));
  if (missing.length > 0) return told(`the keys ${missing.join(', ')}`);
  const extra = given.filter((key) => !own.includes(key));
  if (!partial && extra.length > 0) return told(`no key ${extra.join(', ')}`);
  for (const key of own) {
    const found = difference(expected[key], actual[key], { at: `${at}.${key}`, partial });
    if (found) return found;
  }
  return null;
}

function listDifference(expected, actual, { at, partial, told }) {
  if (!Array.isArray(actual)) return told('a list');
  if (expected.length === 0) return actual.length === 0 ? null : told('an empty list');
  if (actual.length === 0) return told('a list with records');
  const found = actual.map((item, index) =>
    difference(expected[0], item, { at: `${at}[${index}]`, partial }),
  );
  return found.includes(null) ? null : found[0];
}
