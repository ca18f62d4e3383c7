/**
 * Bytes to text by the name of a character set. Windows-1252 is decoded here: several releases of Node take it for
 * ISO 8859-1, which turns euro signs and typographic quotes into control characters.
 * https://encoding.spec.whatwg.org/index-windows-1252.txt
 */
import { TextDecoder } from 'node:util';

export interface Charset {
  /** Lower case, as the Encoding Standard names it. */
  readonly name: string;
  /** With `partial`, a character cut off at the end is completed by the next call. */
  decode(bytes: Uint8Array, partial?: boolean): string;
}

/** 0x80 to 0x9F; a blank stands for the five bytes the set does not define. */
const HIGH = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Throws a RangeError for an unknown name. With `fatal`, decoding throws a TypeError for impossible bytes. */
export function findCharset(name: string, fatal = false): Charset {
  const decoder = new TextDecoder(name, { fatal });
  return decoder.encoding === 'windows-1252'
    ? { name: decoder.encoding, decode: decodeWindows1252 }
    : {
        name: decoder.encoding,
        decode: (bytes, partial = false) => decoder.decode(bytes, { stream: partial }),
      };
}

function decodeWindows1252(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return latin.replace(/[\u0080-\u009f]/g, (control) => {
    const character = HIGH.charAt(control.charCodeAt(0) - 0x80);
    return character === ' ' ? control : character;
  });
}
