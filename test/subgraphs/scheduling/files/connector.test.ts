import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openFolder } from '../../../../subgraphs/kit/files/folder.js';
import { createFileConnector, type FileConnector } from '../../../../subgraphs/scheduling/files/index.js';
import { schedulingSettings } from '../../../../subgraphs/scheduling/index.js';
import { startBench } from '../bench.js';
import { bytes, xer } from './read.js';

const job = (dataDate: string, label = 'J-101'): string =>
  xer({
    PROJECT: [
      ['proj_id', 'proj_short_name', 'last_recalc_date'],
      ['1', label, `${dataDate} 17:00`],
    ],
    TASK: [
      ['task_id', 'proj_id', 'task_code', 'task_type', 'status_code', 'early_end_date'],
      ['10', '1', 'M10', 'TT_FinMile', 'TK_NotStart', '2026-06-10 17:00'],
    ],
  });

describe('a folder of schedule files', () => {
  let folder: string;
  let connector: FileConnector;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'schedules-'));
    const settings = schedulingSettings.parse({ files: { folder, company: 'NB' } }).files!;
    connector = createFileConnector(settings, openFolder({ path: folder, ours: false }));
  });
  afterEach(async () => {
    await connector.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const put = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);

  it('is read, read again where a file changed, and forgets a file that is gone', async () => {
    put('a.xer', job('2026-05-01'));
    put('.hidden.xer', 'not looked at');
    mkdirSync(path.join(folder, 'old.xer'));
    expect(await connector.list()).toMatchObject({
      headers: [{ id: 'file:a.xer#1', label: 'J-101', company: 'NB' }],
      problems: [],
    });
    put('a.xer', job('2026-06-01', 'J-101 update'));
    expect((await connector.list()).headers.map(({ label }) => label)).toEqual(['J-101 update']);
    unlinkSync(path.join(folder, 'a.xer'));
    expect((await connector.list()).headers).toEqual([]);
    expect(await connector.schedules(['file:a.xer#1'])).toEqual([null]);
  });

  it('keeps the former schedule of a file that is refused, and says why', async () => {
    put('a.xer', job('2026-05-01'));
    await connector.list();
    put('a.xer', 'half a file');
    const { headers, problems } = await connector.list();
    expect(headers).toHaveLength(1);
    expect(problems).toEqual(['a.xer: the file does not begin with ERMHDR; it is no XER export']);
  });

  it('names file, line and reason of a bad row', async () => {
    put('a.xer', job('2026-05-01').replace('TT_FinMile', 'TT_FinMile\tmore'));
    expect((await connector.list()).problems).toEqual([
      'a.xer line 7 TASK: long row: 7 values for 6 columns',
    ]);
  });

  it('says of a file that nobody reads it, and of one without a schedule what is wrong with it', async () => {
    put('notes.txt', 'not a schedule');
    put('empty.xer', 'ERMHDR\t19.12\r\n%E\r\n');
    expect((await connector.list()).problems).toEqual([
      'empty.xer: there is no schedule in the file; line 1 ERMHDR: the header has 2 of 9 values',
      'notes.txt: no reader is for files of this name; there are .xer, .xml, .pmxml',
    ]);
  });

  it('is reported as unavailable when it cannot be read', async () => {
    rmSync(folder, { recursive: true });
    await expect(connector.list()).rejects.toMatchObject({ name: 'UpstreamError', system: 'scheduling' });
  });
});

describe('several schedules of a job', () => {
  it('the one with the latest data date is current, whatever its source', async () => {
    const bench = await startBench({ files: { company: 'NB' } });
    try {
      const files = bench.subgraph.files!;
      const current = async (): Promise<unknown> => {
        bench.pass(3_600_000);
        await bench.sync();
        const id = bench.projects.get('NB J-101')!;
        return (await bench.entities('Project', [id], 'schedule { source dataDate }')).entities[0];
      };
      const p6 = { schedule: { source: 'P6', dataDate: expect.any(String) } };
      await files.receive('job.xer', bytes(job('2020-01-01')));
      expect(await current()).toEqual(p6);
      await files.receive('job.xer', bytes(job('2031-01-01')));
      expect(await current()).toEqual({ schedule: { source: 'job.xer', dataDate: '2031-01-01' } });
    } finally {
      await bench.stop();
    }
  });
});
