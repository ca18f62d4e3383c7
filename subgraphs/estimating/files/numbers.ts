/** Numbers as people type them into bid tabs: `$787,786.50*`, `1.234,50 €`, `(12.00)`. Exact, never a float. */
import { decimal, type Big } from '../../kit/decimal.js';

export type DecimalSeparator = 'auto' | '.' | ',';

export type ReadNumber =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'BAD'; readonly text: string }
  /** `marked`: carried a footnote mark, so its owner corrected or doubted it. */
  | { readonly kind: 'NUMBER'; readonly value: Big; readonly marked: boolean };

/** Reads a cell. JSON-like numbers of spreadsheets are taken by their shortest text. */
export function readNumber(
  cell: string | number | null | undefined,
  separator: DecimalSeparator = 'auto',
): ReadNumber {
  if (typeof cell === 'number')
    return Number.isFinite(cell)
      ? { kind: 'NUMBER', value: decimal(cell), marked: false }
      : { kind: 'BAD', text: String(cell) };
  const text = (cell ?? '').trim();
  if (text === '' || text === '-') return { kind: 'NONE' };
  const marked = /[*^†]/.test(text);
  const bare = text.replace(/[*^†$€£\s\u00a0\u202f']|USD|EUR/g, '');
  const negative = /^\(.*\)$/.test(bare) || /^-|-$/.test(bare);
  const plain = toPoint(bare.replace(/[()]|^[-+]|-$/g, ''), separator);
  if (plain === null) return { kind: 'BAD', text };
  const value = decimal(plain);
  return { kind: 'NUMBER', value: negative ? value.neg() : value, marked };
}

/** Digits with a decimal point and no grouping; null when the text is no number. */
function toPoint(text: string, separator: DecimalSeparator): string | null {
  const mark = separator === 'auto' ? guess(text) : separator;
  const group = mark === '.' ? ',' : '.';
  const [whole = '', fraction, ...rest] = text.split(mark);
  if (rest.length > 0 || fraction?.includes(group)) return null;
  const grouped = whole.includes(group);
  if (grouped && !/^\d{1,3}([.,]\d{3})+$/.test(whole)) return null;
  const plain = `${whole.replaceAll(group, '') || '0'}${fraction ? `.${fraction}` : ''}`;
  return /^\d+(\.\d+)?$/.test(plain) && /\d/.test(text) ? plain : null;
}

/** The later of the two marks is the decimal one; a lone comma groups when three digits follow each. */
function guess(text: string): '.' | ',' {
  const comma = text.lastIndexOf(',');
  const point = text.lastIndexOf('.');
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  if (comma >= 0) return /^\d{1,3}(,\d{3})+$/.test(text) ? '.' : ',';
  return /^\d{1,3}(\.\d{3}){2,}$/.test(text) ? ',' : '.';
}
