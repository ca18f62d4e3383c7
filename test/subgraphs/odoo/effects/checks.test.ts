/** What a write looks up first, over the wire of the sandbox ERP. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FOREIGN, JOB, openDesk, type Desk } from './desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe('lock dates', () => {
  it('are null while nothing is closed', async () => {
    const open = { GENERAL: null, SALE: null, PURCHASE: null };
    expect(await desk.checks.lockDates(['NB', 'HB'])).toEqual(
      new Map([
        ['NB', open],
        ['HB', open],
      ]),
    );
  });

  it('close the locked day itself, by company and by book', async () => {
    const vals = { fiscalyear_lock_date: '2026-08-31', purchase_lock_date: '2026-09-30' };
    await desk.admin('res.company', 'write', { ids: [2], vals });
    expect((await desk.checks.lockDates(['HB'])).get('HB')).toEqual({
      GENERAL: '2026-08-31',
      SALE: '2026-08-31',
      PURCHASE: '2026-09-30',
    });
    expect(await desk.checks.isLocked('HB', '2026-08-31')).toBe(true);
    expect(await desk.checks.isLocked('HB', '2026-09-01')).toBe(false);
    expect(await desk.checks.isLocked('HB', '2026-09-30', 'PURCHASE')).toBe(true);
    expect(await desk.checks.isLocked('NB', '2026-08-31')).toBe(false);
  });

  it('name the companies there are when one is not configured', async () => {
    await expect(desk.checks.isLocked('XX', '2026-08-31')).rejects.toMatchObject({
      kind: 'BUSINESS',
      message: 'company "XX" is not configured; the companies are NB, HB',
    });
  });
});

describe('records', () => {
  it('of projects say company, account and where the job stands', async () => {
    const [job, closed, none] = await desk.checks.projects([JOB.projectId, 3, 987654]);
    expect(job).toEqual({
      id: JOB.projectId,
      name: 'Northgate Water Main',
      company: 'NB',
      accountId: JOB.projectAccountId,
      status: 'ACTIVE',
      active: true,
    });
    expect([closed?.status, none]).toEqual(['CLOSED', null]);
  });

  it('of accounts and journals exist or are absent', async () => {
    const accounts = await desk.checks.accounts('NB', ['500300', '599999']);
    expect([...accounts]).toEqual([['500300', expect.objectContaining({ type: 'expense_direct_cost' })]]);
    const journals = await desk.checks.journals('HB', ['EQUIP', 'NOPE']);
    expect([...journals]).toEqual([['EQUIP', { id: 24, code: 'EQUIP', type: 'general' }]]);
  });

  it('of employees say what an hour costs', async () => {
    const [person] = await desk.rows('hr.employee', [['company_id', '=', 2]], ['name']);
    const id = person!['id'] as number;
    await desk.admin('hr.employee', 'write', { ids: [id], vals: { hourly_cost: 61.255 } });
    expect(await desk.checks.employees([id, 987654])).toEqual([
      { id, name: person!['name'], company: 'HB', hourlyCost: '61.26', active: true },
      null,
    ]);
  });

  it('of posted entries are found by journal and ref, drafts are not', async () => {
    const [reversed, draft] = ['PLB-USE EX-101/2026-07-06', 'PLB-USE EX-101/2026-08-03'] as const;
    const entries = await desk.checks.postedEntries('NB', 'EQUIP', [reversed, draft, 'nothing']);
    expect(entries.map(({ ref }) => ref)).toEqual([reversed, reversed]);
    expect(entries[0]).toEqual({
      id: expect.any(Number),
      name: expect.stringMatching(/./),
      date: '2026-07-06',
      ref: reversed,
      reverses: null,
      reversalIds: [],
    });
    expect(await desk.checks.postedEntries('HB', 'EQUIP', [reversed])).toEqual([]);
    expect(await desk.checks.postedEntries('NB', 'MISC', [reversed])).toEqual([]);
  });

  it('are asked for in one call, however many', async () => {
    await desk.checks.projects([1]);
    const count = (): number => desk.server.calls.get('POST /json/2/project.project/search_read') ?? 0;
    const before = count();
    await desk.checks.projects(Array.from({ length: 500 }, (_, i) => i + 1));
    expect(count() - before).toBe(1);
  });
});

it('distributions are checked against the accounts there are', async () => {
  const { projectAccountId, costCodeId, costTypeId } = JOB;
  const good = `${projectAccountId},${costCodeId},${costTypeId}`;
  const problems = await desk.checks.distributions('NB', [
    { [good]: '100' },
    { [good]: '60' },
    { [`${FOREIGN.accountId},${costCodeId},${costTypeId}`]: '100' },
  ]);
  expect(problems).toEqual([
    [],
    ['the shares add up to 60 %, not 100'],
    [expect.stringContaining('of another company')],
  ]);
});
