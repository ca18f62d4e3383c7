import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createFirm } from '../../../../sandbox/firm/index.js';
import { startEstimating } from '../sandbox.js';

describe('estimate files in the graph', () => {
  let folder: string;
  let sandbox: Awaited<ReturnType<typeof startEstimating>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-files-'));
    const company = createFirm().companies[0]!.code;
    sandbox = await startEstimating(createFirm(), { folder, default: { company, currency: 'USD' } });
  });
  afterAll(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('reads a watched file, again when it changes, and answers it', async () => {
    await writeFile(join(folder, 'F-1.csv'), 'item,quantity,unit,unit price\n1,2,m,3.50\n2,x,m,1\n');
    await writeFile(join(folder, 'notes.doc'), 'hello');
    const { problems } = await sandbox.sync();
    expect(problems).toEqual([
      'F-1.csv line 3: quantity "x" is not a number',
      expect.stringContaining('notes.doc: no reader is for files of this name'),
    ]);
    const price = '{ estimate(number: "F-1") { sellPrice cost status source } }';
    expect((await sandbox.query(price)).data).toEqual({
      estimate: { sellPrice: '7.00', cost: null, status: 'SUBMITTED', source: 'File F-1.csv' },
    });
    await writeFile(join(folder, 'F-1.csv'), 'item,quantity,unit,unit price\n1,2,m,30.50\n');
    await sandbox.sync();
    expect((await sandbox.query(price)).data).toMatchObject({ estimate: { sellPrice: '61.00' } });
    await rm(join(folder, 'F-1.csv'));
    await sandbox.sync();
    expect((await sandbox.query(price)).data).toEqual({ estimate: null });
  });

  it('keeps a file that is handed in and refuses what it cannot read', async () => {
    const door = sandbox.subgraph.files!;
    const bytes = (text: string) => Readable.from([Buffer.from(text)]);
    const { statement } = await door.receive('U-1.csv', bytes('item,quantity,unit price\n1,2,3\n'));
    expect(statement).toMatchObject({
      file: 'U-1.csv',
      kind: 'BID_CSV',
      rows: { bidItems: 1 },
      problems: [],
    });
    expect(statement['estimates']).toMatchObject([{ number: 'U-1', status: 'SUBMITTED', bidItems: 1 }]);
    await expect(door.receive('U-2.x83', bytes('<a/>'))).rejects.toThrow('the file is not GAEB');
    await expect(door.receive('U-1.csv', bytes('item,quantity,unit price\n'))).rejects.toThrow('no bid item');
    expect((await door.files()).map(({ file, refused }) => [file, refused])).toEqual([
      ['U-1.csv', null],
      ['notes.doc', expect.stringContaining('no reader')],
    ]);
  });
});
