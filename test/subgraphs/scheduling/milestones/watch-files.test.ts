/** Revisions of a job's schedule that are dropped into the folder: the differences are told, and nothing else. */
import { copyFileSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Store } from '../../../../store/store.js';
import { openStore } from '../../../../store/open.js';
import {
  createSchedulingSubgraph,
  schedulingSettings,
  type SchedulingSubgraph,
} from '../../../../subgraphs/scheduling/index.js';
import { shared, xer } from '../files/read.js';
import { toldOf } from './told.js';

let root: string;
let folder: string;
let store: Store;
let subgraph: SchedulingSubgraph;
let jobs: ReadonlyMap<string, string>;

const REAL = ['BL-54069-B2-20250902', 'UP-54069-20251121', 'UP-54069-20251204'];

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'milestones-'));
  folder = mkdtempSync(path.join(root, 'schedules-'));
  const PROJECT = Object.fromEntries(REAL.map((label) => [label, '54069']));
  store = await openStore({
    dataDir: path.join(root, 'store'),
    configured: { NB: { scheduling: { PROJECT } } },
  });
  const numbers = ['54069', 'J-1', 'J-2'];
  await store.crosswalk.publish(
    'PROJECT',
    'odoo',
    numbers.map((label, at) => ({ externalId: `${at}`, label, company: 'NB' })),
  );
  const records = await store.crosswalk.list('PROJECT');
  jobs = new Map(records.map(({ number, id }) => [number, id]));
  subgraph = start();
});
afterEach(async () => {
  await subgraph.stop();
  await store.close();
  rmSync(root, { recursive: true, force: true });
});

function start(): SchedulingSubgraph {
  return createSchedulingSubgraph({
    settings: schedulingSettings.parse({ files: { folder, company: 'NB' } }),
    ...{ store, companies: [], ownFolder: folder, now: () => new Date() },
  });
}

async function watch(): Promise<readonly string[]> {
  const { problems } = await subgraph.syncs.find(({ name }) => name === 'scheduling.milestones')!.run();
  return problems;
}
const told = (job: string): Promise<readonly string[]> => toldOf(store, jobs.get(job)!);

type Task = readonly [code: string, early: string, actual?: string];
function revision(label: string, dataDate: string, tasks: readonly Task[]): string {
  const rows = tasks.map(([code, early, actual = ''], at) => [
    ...[`${at + 10}`, '1', code, 'TT_FinMile', actual === '' ? 'TK_NotStart' : 'TK_Complete'],
    ...[early, early, actual].map((day) => (day === '' ? '' : `${day} 17:00`)),
  ]);
  return xer({
    PROJECT: [
      ['proj_id', 'proj_short_name', 'last_recalc_date'],
      ['1', label, `${dataDate} 17:00`],
    ],
    TASK: [
      [
        ...['task_id', 'proj_id', 'task_code', 'task_type', 'status_code'],
        ...['target_end_date', 'early_end_date', 'act_end_date'],
      ],
      ...rows,
    ],
  });
}
const put = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);

const first = revision('J-1', '2026-01-31', [
  ['A', '2026-06-10'],
  ['B', '2026-03-10'],
  ['C', '2026-01-20', '2026-01-20'],
]);
const second = revision('J-1', '2026-02-28', [
  ['A', '2026-06-20'],
  ['B', '2026-03-10'],
  ['C', '2026-01-20', '2026-01-20'],
  ['D', '2026-09-01'],
]);
const third = revision('J-1', '2026-03-31', [
  ['A', '2026-06-30'],
  ['B', '2026-03-12', '2026-03-12'],
  ['C', '2026-01-20', '2026-01-20'],
  ['D', '2026-09-01'],
]);
const SECOND = ['FORECAST_CHANGED A 2026-06-10 → 2026-06-20', 'ADDED D - → 2026-09-01'];
const THIRD = ['FORECAST_CHANGED A 2026-06-20 → 2026-06-30', 'COMPLETED B 2026-03-10 → 2026-03-12'];

describe('a baseline and two updates', () => {
  it('dropped one after the other tell what differs', async () => {
    put('baseline.xer', first);
    await watch();
    expect(await told('J-1')).toEqual([]);
    put('first update.xer', second);
    await watch();
    expect(await told('J-1')).toEqual(SECOND);
    put('second update.xer', third);
    await watch();
    await watch();
    expect(await told('J-1')).toEqual([...SECOND, ...THIRD]);
  });

  it('dropped in place of each other tell the same', async () => {
    for (const text of [first, second, third]) {
      put('job.xer', text);
      await watch();
    }
    expect(await told('J-1')).toEqual([...SECOND, ...THIRD]);
  });

  it('of which both updates came at once tell the same', async () => {
    put('baseline.xer', first);
    await watch();
    put('a second update.xer', third);
    put('b first update.xer', second);
    await watch();
    expect(await told('J-1')).toEqual([...SECOND, ...THIRD]);
  });

  it('of which one came while nothing was running tell the same', async () => {
    put('baseline.xer', first);
    await watch();
    put('first update.xer', second);
    await watch();
    await subgraph.stop();
    put('second update.xer', third);
    subgraph = start();
    await watch();
    expect(await told('J-1')).toEqual([...SECOND, ...THIRD]);
  });
});

describe('what is no news', () => {
  beforeEach(async () => {
    put('baseline.xer', first);
    await watch();
    put('update.xer', second);
    await watch();
    expect(await told('J-1')).toEqual(SECOND);
  });

  it('is an older revision that comes late, under its own name or in place of the later one', async () => {
    put('older.xer', revision('J-1', '2025-12-31', [['A', '2026-05-01']]));
    expect(await watch()).toEqual([]);
    put('update.xer', first);
    expect(await watch()).toEqual([]);
    expect(await told('J-1')).toEqual(SECOND);
    put('update.xer', third);
    await watch();
    expect(await told('J-1')).toEqual([...SECOND, ...THIRD]);
  });

  it('is the same file again, under its own name or another', async () => {
    put('update.xer', second);
    await watch();
    put('copy of update.xer', second);
    await watch();
    expect(await told('J-1')).toEqual(SECOND);
  });

  it('is a file that is renamed or taken away, also when it comes back', async () => {
    renameSync(path.join(folder, 'update.xer'), path.join(folder, 'renamed.xer'));
    await watch();
    unlinkSync(path.join(folder, 'renamed.xer'));
    await watch();
    put('back.xer', second);
    await watch();
    expect(await told('J-1')).toEqual(SECOND);
  });

  it('is a broken file, also after a restart; mended, it tells', async () => {
    put('update.xer', third.slice(0, 40));
    put('other.xer', 'no schedule at all');
    await watch();
    await subgraph.stop();
    subgraph = start();
    await watch();
    expect(await told('J-1')).toEqual(SECOND);
    const crosswalk = await subgraph.syncs.find(({ name }) => name === 'scheduling.crosswalk')!.run();
    expect(crosswalk.problems.filter((line) => /^(other|update)\.xer: /.test(line))).toHaveLength(2);
    put('update.xer', third);
    await watch();
    expect(await told('J-1')).toEqual([...SECOND, ...THIRD]);
  });

  it('is a milestone whose row cannot be read', async () => {
    put('update.xer', third.replace('\tD\t', '\tD\tmore\t'));
    await watch();
    expect(await told('J-1')).toEqual([...SECOND, ...THIRD]);
    put('update.xer', third);
    await watch();
    expect(await told('J-1')).toEqual([...SECOND, ...THIRD]);
  });
});

describe('a file of another job', () => {
  it('in place of this one tells nothing of either', async () => {
    put('job.xer', first);
    await watch();
    put('job.xer', revision('J-2', '2026-02-28', [['A', '2027-01-01']]));
    await watch();
    expect([...(await told('J-1')), ...(await told('J-2'))]).toEqual([]);
    put('job.xer', revision('J-2', '2026-03-31', [['A', '2027-02-01']]));
    await watch();
    expect(await told('J-1')).toEqual([]);
    expect(await told('J-2')).toEqual(['FORECAST_CHANGED A 2027-01-01 → 2027-02-01']);
  });

  it('that nobody knows tells nothing', async () => {
    put('job.xer', first);
    await watch();
    put('unknown.xer', revision('Z-9', '2026-02-28', [['A', '2027-01-01']]));
    await watch();
    expect(await told('J-1')).toEqual([]);
  });

  it('that was named as this job’s says so instead of a change of every milestone', async () => {
    put('job.xer', first);
    await watch();
    put('wrong.xer', revision('J-1', '2026-02-28', [['X', '2027-01-01']]));
    expect(await watch()).toEqual([
      expect.stringMatching(/^wrong\.xer: job J-1 has none of the milestones of the schedule before/),
    ]);
    expect(await told('J-1')).toEqual([]);
  });
});

(shared ? describe : describe.skip)('the real files of job 54069', () => {
  it('tell exactly the changes of the record of the job', async () => {
    const effective = async (): Promise<readonly string[]> => [...(await told('54069'))].sort();
    const drop = async (name: string): Promise<void> => {
      copyFileSync(`../shared/data/schedules/xer/${name}.xer`, path.join(folder, `${name}.xer`));
      expect(await watch()).toEqual([]);
    };
    await drop(REAL[0]!);
    expect(await effective()).toEqual([]);
    await drop(REAL[1]!);
    const one = [
      'ADDED IPP-SAFE-20 - → 2025-11-17',
      'ADDED IPP-SAFE-30 - → 2025-12-12',
      'FORECAST_CHANGED MILE-130 2025-12-03 → 2026-01-12',
      'FORECAST_CHANGED MILE-140 2026-01-09 → 2026-02-17',
      'FORECAST_CHANGED PCO-130 2025-12-03 → 2026-01-12',
      'FORECAST_CHANGED PCS-150 2026-01-09 → 2026-02-17',
    ];
    expect(await effective()).toEqual(one);
    await drop(REAL[2]!);
    const two = [
      'FORECAST_CHANGED MILE-130 2026-01-12 → 2026-01-15',
      'FORECAST_CHANGED MILE-140 2026-02-17 → 2026-02-20',
      'FORECAST_CHANGED PCO-130 2026-01-12 → 2026-01-15',
      'FORECAST_CHANGED PCS-150 2026-02-17 → 2026-02-20',
    ];
    expect(await effective()).toEqual([...one, ...two].sort());
  });
});
