import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { collect } from '../../../subgraphs/kit/files/bytes.js';
import { openFolder } from '../../../subgraphs/kit/files/folder.js';
import { FileRefused } from '../../../subgraphs/kit/files/report.js';
import { createFileShelf, type FileShelf } from '../../../subgraphs/kit/files/shelf.js';

let folder: string;
let reads: string[];
const open = (): FileShelf<string> =>
  createFileShelf({
    system: 'scheduling',
    folder: openFolder({ path: folder, ours: true }),
    extensions: ['.txt', '.tar.gz'],
    maxBytes: 20,
    read: async (name, bytes) => {
      const content = (await collect(bytes, 20)).toString();
      reads.push(`${name}=${content}`);
      if (content === 'bad') throw new FileRefused('it is bad');
      if (content === 'trip') throw new TypeError('tripped');
      const report = { rows: { words: 1 }, problems: [], problemCount: 0 };
      return { kind: 'TEXT', content, report, found: { words: [{ content }] } };
    },
  });
let shelf: FileShelf<string>;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'shelf-')), 'a', 'b');
  reads = [];
  shelf = open();
});
afterEach(() => {
  shelf.close();
  rmSync(path.dirname(path.dirname(folder)), { recursive: true });
});

async function* bytes(...chunks: (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    await Promise.resolve();
    if (chunk instanceof Error) throw chunk;
    yield Buffer.from(chunk);
  }
}
const put = (name: string, ...chunks: (string | Error)[]) => shelf.door.receive(name, bytes(...chunks));

describe('a file that is handed in', () => {
  it('is in the folder, read once, and read again by the next process', async () => {
    expect(await put('a.txt', 'one ', 'two')).toEqual({
      statement: {
        ...{ file: 'a.txt', kind: 'TEXT', refused: null, words: [{ content: 'one two' }] },
        ...{ rows: { words: 1 }, problems: [], problemCount: 0 },
      },
      replaced: false,
    });
    expect(await shelf.contents('ALWAYS')).toEqual(['one two']);
    expect(reads).toEqual(['a.txt=one two']);
    shelf.close();
    shelf = open();
    expect(await shelf.contents('ALWAYS')).toEqual(['one two']);
  });

  it('replaces one of the same name, and only when it can be read', async () => {
    await put('a.txt', 'one');
    expect((await put('a.txt', 'two')).replaced).toBe(true);
    await expect(put('a.txt', 'bad')).rejects.toThrow('it is bad');
    await expect(put('a.txt', 'trip')).rejects.toThrow('the file cannot be read: tripped');
    await expect(put('a.txt', 'x'.repeat(15), 'x'.repeat(15))).rejects.toMatchObject({
      refusal: 'TOO_LARGE',
    });
    await expect(put('a.txt', 'half', new Error('gone'))).rejects.toThrow('gone');
    expect(readdirSync(folder)).toEqual(['a.txt']);
    expect(readFileSync(path.join(folder, 'a.txt'), 'utf8')).toBe('two');
    expect(await shelf.contents('ALWAYS')).toEqual(['two']);
  });

  it('keeps one whole file of many that are sent at once under one name', async () => {
    const sent = ['first', 'second', 'third'];
    await Promise.all(sent.map((text) => put('a.txt', text.slice(0, 2), text.slice(2))));
    const kept = await shelf.contents('ALWAYS');
    expect(sent).toContain(kept[0]);
    expect(readFileSync(path.join(folder, 'a.txt'), 'utf8')).toBe(kept[0]);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it.each([
    ...[
      '../a.txt',
      '/etc/a.txt',
      'a/b.txt',
      'a\\b.txt',
      'C:a.txt',
      '.a.txt',
      '',
      '.txt',
      'a.txt\0',
      'a\n.txt',
    ],
    ...[
      ' a.txt',
      'a.txt ',
      'a.exe',
      'a',
      `${'x'.repeat(117)}.txt`,
      `${'\u{1f600}'.repeat(58)}aa.txt`,
      'a\u202e.txt',
    ],
  ])('is refused under the name %j before a byte is read', async (name) => {
    await expect(shelf.door.receive(name, bytes(new Error('was read')))).rejects.toMatchObject({
      name: 'FileRefused',
      refusal: 'NAME',
    });
    await expect(shelf.door.remove(name)).rejects.toMatchObject({ refusal: 'NAME' });
  });

  it.each(['Müller plan (3).TXT', 'a..txt', 'b.tar.gz', `${'x'.repeat(116)}.txt`])(
    'may be named %j',
    async (name) => {
      await put(name, 'one');
      expect(readdirSync(folder)).toEqual([name]);
    },
  );

  it('says that the folder is at fault when it is', async () => {
    rmSync(folder, { recursive: true });
    await expect(put('a.txt', 'one')).rejects.toMatchObject({
      refusal: 'FOLDER',
      message: expect.stringContaining('(ENOENT at open)') as unknown,
    });
  });
});

describe('the folder', () => {
  it('is the truth: what is copied into it is read, what is taken away is forgotten', async () => {
    writeFileSync(path.join(folder, 'a.txt'), 'one');
    expect(await shelf.contents('IF_CHANGED')).toEqual(['one']);
    expect(await shelf.door.remove('a.txt')).toBe(true);
    expect(existsSync(path.join(folder, 'a.txt'))).toBe(false);
    expect(await shelf.contents('ALWAYS')).toEqual([]);
    expect(await shelf.door.remove('a.txt')).toBe(false);
  });

  it('keeps what the former version held when the present one is refused', async () => {
    await put('a.txt', 'one');
    writeFileSync(path.join(folder, 'a.txt'), 'bad');
    writeFileSync(path.join(folder, 'b.txt'), 'x'.repeat(30));
    writeFileSync(path.join(folder, 'c.doc'), 'x');
    expect(await shelf.contents('ALWAYS')).toEqual(['one']);
    expect(shelf.problems()).toEqual([
      'a.txt: it is bad',
      'b.txt: the file is larger than 20 bytes; send less, or raise files.maxBytes',
      'c.doc: no reader is for files of this name; there are .txt, .tar.gz',
    ]);
    const [first, second] = await shelf.door.files();
    expect(first).toMatchObject({ file: 'a.txt', kind: 'TEXT', refused: 'it is bad', problemCount: 1 });
    expect(second).toMatchObject({ file: 'b.txt', kind: null, rows: {} });
  });

  it('is tidied of what a process that died had half written, a day later', async () => {
    const [old, young] = ['0', '1'].map((digit) => `.0000000${digit}-0000-4000-8000-000000000000.part`);
    writeFileSync(path.join(folder, old!), 'half');
    writeFileSync(path.join(folder, young!), 'half');
    utimesSync(path.join(folder, old!), 1, 1);
    expect(await shelf.contents('ALWAYS')).toEqual([]);
    expect(readdirSync(folder)).toEqual([young]);
  });
});
