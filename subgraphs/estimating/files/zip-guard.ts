/**
 * Guards against zip bombs: every entry is really inflated under a budget before the spreadsheet library sees the
 * bytes, since the sizes a zip declares can lie. Throws FileRefused.
 */
import { inflateRawSync } from 'node:zlib';
import { FileRefused } from '../../kit/files/report.js';

const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const MOST_ENTRIES = 1_000;

export function guardZip(bytes: Uint8Array, maxUnpackedBytes: number): void {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.length < end + 22 || zip.readUInt32LE(end) !== END)
    throw new FileRefused('is not a complete XLSX (zip) file; save it again');
  const entries = zip.readUInt16LE(end + 10);
  if (entries > MOST_ENTRIES) throw new FileRefused(`packs ${entries} files, more than ${MOST_ENTRIES}`);
  let left = maxUnpackedBytes;
  let at = zip.readUInt32LE(end + 16);
  try {
    for (let i = 0; i < entries; i += 1) {
      if (zip.readUInt32LE(at) !== CENTRAL)
        throw new FileRefused('has a broken zip directory; save it again');
      left -= unpackedSize(zip, at, left);
      at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    }
  } catch (error) {
    if ((error as Error).name === 'FileRefused') throw error;
    throw new FileRefused('has a broken zip entry or unpacks to more than the limit; save it again');
  }
}

function unpackedSize(zip: Buffer, at: number, left: number): number {
  const method = zip.readUInt16LE(at + 10);
  const packed = zip.readUInt32LE(at + 20);
  const header = zip.readUInt32LE(at + 42);
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const data = zip.subarray(start, start + packed);
  if (method !== 0 && method !== 8) throw new FileRefused(`uses zip method ${method}; save it again`);
  const size = method === 0 ? data.length : inflateRawSync(data, { maxOutputLength: left + 1 }).length;
  if (size > left) throw new FileRefused('unpacks to more than files.maxUnpackedBytes');
  return size;
}
