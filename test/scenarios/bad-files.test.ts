/** Broken schedule files in the watched folder: each is reported, the good one is served, nothing falls over. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startScenario, type Scenario } from './plumbline.js';

const TABLES = [
  ['ERMHDR', '19.12', '2026-10-31', 'Project', 'planner'],
  ['%T', 'PROJECT'],
  ['%F', 'proj_id', 'proj_short_name', 'last_recalc_date'],
  ['%R', '1', 'S-301', '2026-10-30 00:00'],
  ['%T', 'TASK'],
  [
    '%F',
    'task_id',
    'proj_id',
    'task_code',
    'task_name',
    'task_type',
    'status_code',
    'early_start_date',
    'early_end_date',
    'target_start_date',
    'target_end_date',
  ],
  [
    '%R',
    '10',
    '1',
    'M100',
    'Handover',
    'TT_FinMile',
    'TK_NotStart',
    '2026-11-20 08:00',
    '2026-11-20 17:00',
    '2026-11-16 08:00',
    '2026-11-16 17:00',
  ],
];
const xer = (rows: string[][]): string => [...rows, ['%E']].map((row) => row.join('\t')).join('\r\n');

const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-files-'));
let scenario: Scenario;
beforeAll(async () => {
  const short = ['%R', '11', '1'];
  const badDate = ['%R', '12', '1', 'M200', 'Opening', 'TT_Mile', 'TK_NotStart', 'someday', 'never', '', ''];
  writeFileSync(path.join(folder, 'good.xer'), xer([...TABLES, short, badDate]));
  writeFileSync(
    path.join(folder, 'bomb.xml'),
    '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Project>&b;</Project>',
  );
  writeFileSync(
    path.join(folder, 'encoding.xml'),
    Buffer.from('<?xml version="1.0" encoding="klingon"?><Project/>'),
  );
  writeFileSync(path.join(folder, 'cut.xer'), 'ERMHDR\t19.12\r\n%T\tPROJECT\r\n%F\tproj_id\tproj_sh');
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      scheduling: { ...config.scheduling, files: { folder, company: 'HB' } },
    }),
  });
}, 60_000);
afterAll(async () => {
  await scenario.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a folder with broken schedule files', () => {
  it('serves the good rows of the good file', async () => {
    const answer = await scenario.ask(
      '{ projects(filter: { numbers: ["S-301"], company: "HB" }) { nodes { schedule { dataDate source } milestones { code } } } }',
    );
    expect(answer.errors).toBeUndefined();
    const [job] = answer.data.projects.nodes;
    expect(job?.schedule?.dataDate).toBe('2026-10-30');
    expect(job?.milestones.map(({ code }) => code)).toContain('M100');
  });

  it('reports every broken file and row with its reason', () => {
    const log = scenario.log.join('\n');
    expect(log).toMatch(/bomb\.xml/);
    expect(log).toMatch(/encoding\.xml/);
    expect(log).toMatch(/good\.xer line 8 TASK/);
  });

  it('still answers every other job', async () => {
    const answer = await scenario.ask('{ projects(first: 50) { nodes { number cost { originalBudget } } } }');
    const key = scenario.sandbox.answerKey.projects.map(({ cost }) => cost.originalBudget);
    expect(answer.data.projects.nodes.map(({ cost }) => cost.originalBudget)).toEqual(key);
  });
});
