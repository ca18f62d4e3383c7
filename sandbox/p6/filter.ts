/** The part of P6's filter language the simulator understands: comparisons and IN, joined by `:and:`. */
import type { P6Row } from './records.js';

type Test = (row: P6Row) => boolean;
type Value = string | number;

const COMPARE: Readonly<Record<string, (a: Value, b: Value) => boolean>> = {
  eq: (a, b) => a === b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
};

/**
 * @param check throws for an unknown field, else answers its name
 * @throws Error that names the clause it cannot read
 */
export function parseFilter(filter: string, check: (field: string) => string): Test {
  if (filter.trim() === '') return () => true;
  const tests = filter.split(/\s*:and:\s*/).map((clause) => parseClause(clause.trim(), check));
  return (row) => tests.every((test) => test(row));
}

function parseClause(clause: string, check: (field: string) => string): Test {
  const among = /^(\w+)\s+IN\s*\(([^)]*)\)$/i.exec(clause);
  if (among) {
    const field = check(among[1] ?? '');
    const values = new Set((among[2] ?? '').split(',').map((value) => toValue(value.trim())));
    return (row) => values.has(row[field] as Value);
  }
  const [, name = '', operator = '', literal = ''] = /^(\w+)\s*:(\w+):\s*(.+)$/.exec(clause) ?? [];
  const compare = COMPARE[operator];
  if (!compare) throw new Error(`Invalid filter: ${clause}`);
  const field = check(name);
  const value = toValue(literal);
  return (row) => {
    const own = row[field];
    return own !== null && own !== undefined && compare(own as Value, value);
  };
}

function toValue(literal: string): Value {
  const quoted = /^'(.*)'$/.exec(literal);
  return quoted ? (quoted[1] ?? '').replaceAll("''", "'") : Number(literal);
}
