import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  it('reads a watched file, again only when it changes, and answers it', async () => {
    const sync = sandbox.subgraph.syncs.find(({ name }) => name === 'estimating.files')!;
    await writeFile(join(folder, 'F-1.csv'), 'item,quantity,unit,unit price\n1,2,m,3.50\n2,x,m,1\n');
    await writeFile(join(folder, 'notes.doc'), 'hello');
    const report = await sync.run();
    expect(report.records).toBe(2);
    expect(report.problems).toEqual([
      'F-1.csv line 3: quantity "x" is not a number',
      expect.stringContaining('notes.doc has a name we have no reader for'),
    ]);
    expect((await sync.run()).records).toBe(0);
    const { data } = await sandbox.query('{ estimate(number: "F-1") { sellPrice cost status source } }');
    expect(data).toEqual({
      estimate: { sellPrice: '7.00', cost: null, status: 'SUBMITTED', source: 'File F-1.csv' },
    });
  });

  it('keeps an upload and refuses what it cannot read', async () => {
    const report = await sandbox.subgraph.upload('U-1.csv', Buffer.from('item,quantity,unit price\n1,2,3\n'));
    expect(report).toEqual({ name: 'U-1.csv', estimates: 1, items: 1, problems: [] });
    await expect(sandbox.subgraph.upload('U-2.x83', Buffer.from('<a/>'))).rejects.toThrow(
      'U-2.x83 is not GAEB',
    );
  });
});
