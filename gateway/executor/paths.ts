/**
 * Paths of the plan (`projects.nodes.@`, where `@` is every item of a list) and the places in the data they mean.
 * `collect` and `locate` visit in the same order, so that the n-th target has the n-th path.
 */
import { isRecord, type Json } from './merge.js';

export type Pattern = readonly string[];
export type ResponsePath = readonly (string | number)[];

/** The objects a pattern leads to; nulls on the way are left out. */
export function collect(root: Json, pattern: Pattern): Json[] {
  const found: Json[] = [];
  collectFrom(root, pattern, 0, found);
  return found;
}

function collectFrom(value: unknown, pattern: Pattern, at: number, found: Json[]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    const next = pattern[at] === '@' ? at + 1 : at;
    for (const item of value) collectFrom(item, pattern, next, found);
  } else if (at === pattern.length) {
    if (isRecord(value)) found.push(value);
  } else if (isRecord(value)) {
    collectFrom(value[pattern[at] as string], pattern, at + 1, found);
  }
}

/** The paths of what `collect` finds, in the same order. */
export function locate(root: Json, pattern: Pattern): ResponsePath[] {
  const found: ResponsePath[] = [];
  locateFrom(root, pattern, 0, [], found);
  return found;
}

function locateFrom(
  value: unknown,
  pattern: Pattern,
  at: number,
  here: ResponsePath,
  found: ResponsePath[],
): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    const next = pattern[at] === '@' ? at + 1 : at;
    value.forEach((item, i) => locateFrom(item, pattern, next, [...here, i], found));
  } else if (at === pattern.length) {
    if (isRecord(value)) found.push(here);
  } else if (isRecord(value)) {
    const key = pattern[at] as string;
    locateFrom(value[key], pattern, at + 1, [...here, key], found);
  }
}

/** The pattern of a path without its list positions: `projects.nodes.cost`. */
export function fieldsOf(path: ResponsePath): string[] {
  return path.filter((part) => typeof part === 'string' && part !== '@') as string[];
}
