/** Text of a value of the wire; lists and objects as JSON. */
import type { Value } from './database.js';

export function textOf(value: Value | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
