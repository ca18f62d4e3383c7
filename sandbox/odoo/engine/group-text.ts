/**
 * The answer of a grouped read, written down as JSON without a record in between: ten thousand groups share few keys,
 * and each key is written once. The same text as `JSON.stringify(formattedReadGroup(…))`; a test holds the two equal.
 */
import type { Env } from './access.js';
import type { Value } from './database.js';
import { groupRows, type GroupQuery, type Listed, type Term } from './group.js';
import { remembered } from './group-keys.js';
import type { Model } from './schema.js';

export function formattedReadGroupText(env: Env, model: Model, query: GroupQuery): string {
  const { terms, aggregates, groups } = groupRows(env, model, query);
  const keys = terms.map(keyTexts);
  const sums = aggregates.map(({ spec }) => `,${JSON.stringify(spec)}:`);
  let text = '';
  for (const listed of groups) text += `${text === '' ? '' : ','}${groupText(listed, keys, sums)}`;
  return `[${text}]`;
}

interface KeyTexts {
  /** `"account_id":[12,"J-101"]` */
  readonly shown: (key: Value) => string;
  /** Conditions of the group's domain, each with a comma before it. */
  readonly leaves: (key: Value) => { readonly text: string; readonly count: number };
}

function keyTexts(term: Term): KeyTexts {
  const name = JSON.stringify(term.spec);
  return {
    shown: remembered((key) => `${name}:${JSON.stringify(term.shown(key))}`),
    leaves: remembered((key) => {
      const leaves = term.leavesOf(key);
      return { text: leaves.map((leaf) => `,${JSON.stringify(leaf)}`).join(''), count: leaves.length };
    }),
  };
}

const AND = ',"&"';

function groupText({ entry, values }: Listed, keys: readonly KeyTexts[], sums: readonly string[]): string {
  let shown = '';
  let leaves = '';
  let count = 0;
  for (let at = 0; at < keys.length; at += 1) {
    const key = entry.keys[at] ?? false;
    shown += `${keys[at]?.shown(key) ?? ''},`;
    const own = keys[at]?.leaves(key);
    leaves += own?.text ?? '';
    count += own?.count ?? 0;
  }
  const domain = count === 0 ? '[1,"=",1]' : `${AND.repeat(count - 1)}${leaves}`.slice(1);
  let text = `{${shown}"__extra_domain":[${domain}]`;
  for (let at = 0; at < sums.length; at += 1) text += `${sums[at] ?? ''}${valueText(values[at] ?? false)}`;
  return `${text}}`;
}

const valueText = (value: Value): string =>
  typeof value === 'number' ? String(value) : JSON.stringify(value);
