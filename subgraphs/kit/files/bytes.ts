/** Streams of bytes, whatever they come from. */
import { FileRefused } from './report.js';

export type Bytes = AsyncIterable<Uint8Array>;

/** Passes a stream through; throws FileRefused as soon as it is larger than allowed. */
export async function* limitBytes(bytes: Bytes, maxBytes: number): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > maxBytes) throw tooLarge(maxBytes);
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
  }
}

export function tooLarge(maxBytes: number): FileRefused {
  return new FileRefused(
    `the file is larger than ${maxBytes} bytes; send less, or raise files.maxBytes`,
    'TOO_LARGE',
  );
}

/** The whole stream, for readers that cannot work piece by piece. */
export async function collect(bytes: Bytes, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of limitBytes(bytes, maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
