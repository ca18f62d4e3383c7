/** When two spellings are the same. */

/** Upper case, letters and digits of any script only: `cat 0-12` → `CAT012`. */
export function compact(text: string | null | undefined): string {
  return (text ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** `compact`, then without the leading zeros of each group of digits: `j-0101` → `J101`. */
export function normalise(text: string | null | undefined): string {
  return compact(text).replace(/(?<!\p{Nd})0+(?=\p{Nd})/gu, '');
}

/**
 * Beginnings of a label that end before a space or a bracket, colon, comma, semicolon, longest first:
 * `J-101 Riverside` → `J-101`. A hyphen or dot ends nothing: `03-100` must not be read as `03`.
 */
export function leadingParts(label: string): string[] {
  const ends = [...label.matchAll(/[\s:;,([]/gu)].map((match) => match.index);
  return ends.reverse().map((end) => label.slice(0, end));
}
