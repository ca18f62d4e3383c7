/** Splits a byte stream into lines without holding more than one of them. */
import { limitBytes, type Bytes } from '../../kit/files/bytes.js';
import { FileRefused } from '../../kit/files/report.js';

const LINE_FEED = 0x0a;
const MOST_LINE_BYTES = 1_000_000;

/** Lines without their CR and LF, in order. Throws FileRefused for a line over 1 MB or a file over `maxBytes`. */
export async function* splitLines(bytes: Bytes, maxBytes: number): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let restLength = 0;
  let line = 1;
  for await (const chunk of limitBytes(bytes, maxBytes)) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      yield trimReturn(Buffer.concat([...rest, chunk.subarray(start, end)]));
      rest = [];
      restLength = 0;
      line += 1;
      start = end + 1;
    }
    if (start < chunk.length) {
      rest.push(chunk.subarray(start));
      restLength += chunk.length - start;
    }
    if (restLength > MOST_LINE_BYTES) {
      throw new FileRefused(
        `line ${line} is longer than ${MOST_LINE_BYTES} bytes; this is no schedule export`,
      );
    }
  }
  if (restLength > 0) yield trimReturn(Buffer.concat(rest));
}

function trimReturn(line: Buffer): Buffer {
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}
