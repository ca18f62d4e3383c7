/**
 * The older grouped read, still answered: `amount` instead of `amount:sum`, `__domain`, counts by group, the label of a
 * period instead of its first day, which `__range` says. Source: odoo/odoo, `odoo/orm/models.py` of 19.0,
 * `_read_group_format_result`, and `odoo/addons/test_read_group/tests/test_date_range.py`.
 */
import type { Env } from './access.js';
import type { Value } from './database.js';
import { formattedReadGroup } from './group.js';
import { nextPeriod } from './periods.js';
import { fieldOf } from './read.js';
import type { Model } from './schema.js';
import { textOf } from './text.js';

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
  const count = lazy && groupby.length > 0 ? `${nameOf(groupby[0] ?? '')}_count` : '__count';
  const keys = groupby.map((spec) => ({ spec, ...keyOf(env, model, spec) }));
  return groups.map((group) => {
    const row: Record<string, Value> = {};
    const ranges: Record<string, Value> = {};
    for (const { spec, key, period } of keys) {
      const value = group[key] ?? false;
      row[spec] = period && Array.isArray(value) ? ((value as readonly Value[])[1] ?? false) : value;
      if (period) ranges[spec] = rangeOf(value, period);
    }
    if (Object.keys(ranges).length > 0) row['__range'] = ranges;
    row[count] = group['__count'] ?? 0;
    for (const spec of aggregates) row[nameOf(spec)] = group[spec] ?? 0;
    row['__domain'] = [...domain, ...(group['__extra_domain'] as readonly Value[])];
    if (lazy && all.length > 1) row['__context'] = { group_by: all.slice(1) };
    return row;
  });
}

/** How the newer read names the key of a group; a date without a period is grouped by month. */
function keyOf(env: Env, model: Model, spec: string): { readonly key: string; readonly period?: string } {
  const [name = '', period = 'month'] = spec.split(':');
  const { type } = fieldOf(env, model, name);
  return type === 'date' || type === 'datetime' ? { key: `${name}:${period}`, period } : { key: spec };
}

/** First day and the day after the last; `false` is the group of records without a date. */
function rangeOf(value: Value, period: string): Value {
  if (!Array.isArray(value)) return false;
  const from = textOf((value as readonly Value[])[0] ?? '');
  return { from, to: nextPeriod(from, period) };
}

const nameOf = (spec: string): string => spec.split(':')[0] ?? spec;

const isNumber = (env: Env, model: Model, spec: string): boolean =>
  ['monetary', 'float', 'integer'].includes(fieldOf(env, model, nameOf(spec)).type);
