/** Bytes of a text file → text: UTF-8 (BOM or not), UTF-16 by BOM, else Windows-1252 with a note. */
import type { RowProblem } from '../../kit/files/report.js';

export function readText(bytes: Uint8Array): { readonly text: string; readonly problems: RowProblem[] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), problems: [] };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), problems: [] };
  } catch {
    const reason = 'is not UTF-8; it was read as Windows-1252, so check accents and symbols';
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      problems: [{ line: null, table: '', reason }],
    };
  }
}
