/** Patterns of `like`: % any text, _ one character; `like` and `ilike` look anywhere, `=like` and `=ilike` at the whole. */
import type { Value } from './database.js';
import { textOf } from './text.js';

export function likeTest(operator: string, value: Value): (text: string) => boolean {
  const pattern = value === false || value === null ? '' : textOf(value);
  const whole = operator.includes('=');
  const body = whole ? escaped(pattern) : `.*${escaped(pattern)}.*`;
  const expression = new RegExp(`^${body}$`, operator.includes('ilike') ? 'is' : 's');
  return operator.startsWith('not ') ? (text) => !expression.test(text) : (text) => expression.test(text);
}

const escaped = (pattern: string): string =>
  pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
