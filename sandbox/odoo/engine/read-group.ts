/** The older grouped read, still answered: `amount` instead of `amount:sum`, `__domain`, counts by group. */
import type { Env } from './access.js';
import type { Value } from './database.js';
import { formattedReadGroup } from './group.js';
import { fieldOf } from './read.js';
import type { Model } from './schema.js';

export function readGroup(env: Env, model: Model, args: Readonly<Record<string, Value>>): Value[] {
  const domain = (args['domain'] ?? []) as readonly Value[];
  const given = args['groupby'] ?? [];
  const all = typeof given === 'string' ? [given] : (given as readonly string[]);
  const lazy = args['lazy'] !== false && args['lazy'] !== 0;
  const groupby = lazy ? all.slice(0, 1) : [...all];
  const sums = ((args['fields'] ?? []) as readonly string[]).filter((spec) => !groupby.includes(spec));
  const aggregates = sums
    .map((spec) => (spec.includes(':') ? spec : `${spec}:sum`))
    .filter((spec) => isNumber(env, model, spec));
  const groups = formattedReadGroup(env, model, {
    domain,
    groupby,
    aggregates: [...aggregates, '__count'],
    order: args['orderby'],
    offset: args['offset'],
    limit: args['limit'],
  }) as Record<string, Value>[];
  const count = lazy && groupby.length > 0 ? `${(groupby[0] ?? '').split(':')[0] ?? ''}_count` : '__count';
  return groups.map((group) => {
    const row: Record<string, Value> = {};
    for (const spec of groupby) {
      const key = group[spec] ?? false;
      row[spec] = spec.includes(':') && Array.isArray(key) ? ((key as readonly Value[])[1] ?? false) : key;
    }
    row[count] = group['__count'] ?? 0;
    for (const spec of aggregates) row[spec.split(':')[0] ?? spec] = group[spec] ?? 0;
    row['__domain'] = [...(group['__extra_domain'] as readonly Value[]), ...domain];
    if (lazy && all.length > 1) row['__context'] = { group_by: all.slice(1) };
    return row;
  });
}

const isNumber = (env: Env, model: Model, spec: string): boolean =>
  ['monetary', 'float', 'integer'].includes(fieldOf(env, model, spec.split(':')[0] ?? '').type);
