/** Machine time charged to a job, over the wire of the sandbox ERP: once, however often it is tried. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { JournalEntryInput } from '../../../../subgraphs/odoo/connector.js';
import { FOREIGN, JOB, openDesk, type Desk, type DeskOptions, type Rows } from './desk.js';

const KEY = 'wrt_7_charge';
const REF = 'PLB-USE EX-901/2026-11-16';
const { projectAccountId, costCodeId, costTypeId } = JOB;

const charge: JournalEntryInput = {
  company: 'NB',
  journal: 'EQUIP',
  date: '2026-11-16',
  ref: REF,
  lines: [
    {
      account: '500300',
      label: 'EX-901 7.5 h @ 145.00',
      side: 'DEBIT',
      amount: '1087.50',
      quantity: '7.5',
      distribution: { projectAccountId, costCodeId, costTypeId },
    },
    { account: '610100', label: 'EX-901 recovery', side: 'CREDIT', amount: '1087.5', distribution: null },
  ],
};
const why = { date: '2026-11-18', reason: 'wrong machine' };

let desk: Desk;
afterEach(() => desk.close());
async function open(options?: DeskOptions): Promise<Desk> {
  desk = await openDesk(options);
  return desk;
}

const entries = (): Promise<Rows> =>
  desk.rows('account.move', [['ref', '=like', `${REF}%`]], ['ref', 'state', 'date', 'reversed_entry_id']);
const costs = (): Promise<Rows> =>
  desk.rows(
    'account.analytic.line',
    [['ref', '=like', `${REF}%`]],
    ['amount', 'unit_amount', 'date', 'account_id', 'x_plan4_id', 'x_plan5_id'],
  );
const numbers = (rows: Rows, field: string): unknown[] => rows.map((row) => row[field]);
const sum = (rows: Rows, field: string): number =>
  rows.reduce((total, row) => total + (row[field] as number), 0);
const lock = (id: number, date: string): Promise<unknown> =>
  desk.admin('res.company', 'write', { ids: [id], vals: { hard_lock_date: date } });

describe.each(['auto', 'jsonrpc'] as const)('a charge over %s', (protocol) => {
  it('is posted with its cost on the job and its hours beside it', async () => {
    const { effects } = await open({ protocol });
    const result = await effects.postJournalEntry.run(charge, KEY);
    expect(result).toEqual({
      id: expect.any(Number),
      name: expect.stringMatching(/^EQUIP\//),
      date: '2026-11-16',
    });
    expect(await entries()).toEqual([expect.objectContaining({ id: result.id, state: 'posted' })]);
    expect(await costs()).toEqual([
      expect.objectContaining({
        amount: -1087.5,
        unit_amount: 7.5,
        account_id: [projectAccountId, expect.any(String)],
        x_plan4_id: [costCodeId, expect.any(String)],
        x_plan5_id: [costTypeId, expect.any(String)],
      }),
    ]);
  });

  it('is one charge when it is run twice, and found by its key alone', async () => {
    const { effects } = await open({ protocol });
    expect(await effects.postJournalEntry.find(charge, KEY)).toBeNull();
    const first = await effects.postJournalEntry.run(charge, KEY);
    expect(await effects.postJournalEntry.run(charge, KEY)).toEqual(first);
    expect(await effects.postJournalEntry.find(charge, KEY)).toEqual(first);
    expect(await effects.postJournalEntry.find(charge, 'wrt_8_charge')).toBeNull();
    expect(await entries()).toHaveLength(1);
    expect(await costs()).toHaveLength(1);
  });

  it('nets to zero when it is taken back, however often', async () => {
    const { effects, connector } = await open({ protocol });
    const result = await effects.postJournalEntry.run(charge, KEY);
    const ref = {
      id: 'p',
      company: 'NB',
      number: 'J-101',
      odooId: JOB.projectId,
      accountId: projectAccountId,
    };
    const posted = async (): Promise<boolean> =>
      (await connector.books([ref]))[0]!.ledger.postedUsage!.includes('EX-901/2026-11-16');
    expect(await posted()).toBe(true);
    await effects.postJournalEntry.undo!(charge, result, KEY, why);
    await effects.postJournalEntry.undo!(charge, result, KEY, { ...why, date: '2026-11-19' });
    const [, reversal, ...more] = await entries();
    expect(more).toEqual([]);
    expect(reversal).toMatchObject({ ref: `${REF} reversal`, date: '2026-11-18', state: 'posted' });
    expect(reversal?.['reversed_entry_id']).toEqual([result.id, expect.any(String)]);
    expect([sum(await costs(), 'amount'), sum(await costs(), 'unit_amount')]).toEqual([0, 0]);
    expect(await posted()).toBe(false);
  });
});

describe('an answer that got lost', () => {
  it.each([
    ['load', null],
    ['action_post', KEY],
  ])('after %s leaves one charge behind', async (method, found) => {
    const { effects, server } = await open();
    await effects.postJournalEntry.find(charge, KEY);
    server.setFaults({ cut: 'after', path: `account.move/${method}` });
    await expect(effects.postJournalEntry.run(charge, KEY)).rejects.toMatchObject({
      name: 'UpstreamError',
      kind: 'NETWORK',
    });
    expect(server.calls.get(`POST /json/2/account.move/${method}`)).toBe(1);
    server.setFaults({});
    const earlier = await effects.postJournalEntry.find(charge, KEY);
    expect(earlier === null).toBe(found === null);
    const result = await effects.postJournalEntry.run(charge, KEY);
    if (earlier) expect(result).toEqual(earlier);
    expect(await entries()).toEqual([expect.objectContaining({ state: 'posted' })]);
    expect(await costs()).toHaveLength(1);
  });

  it('is made up for when two run at once', async () => {
    const { effects } = await open();
    const both = await Promise.all([1, 2].map(() => effects.postJournalEntry.run(charge, KEY)));
    expect(both[0]).toEqual(both[1]);
    expect(await entries()).toHaveLength(1);
  });

  it('leaves one reversal behind', async () => {
    const { effects, server } = await open();
    const result = await effects.postJournalEntry.run(charge, KEY);
    server.setFaults({ cut: 'after', path: 'account.move/action_post' });
    await expect(effects.postJournalEntry.undo!(charge, result, KEY, why)).rejects.toMatchObject({
      kind: 'NETWORK',
    });
    server.setFaults({});
    await effects.postJournalEntry.undo!(charge, result, KEY, why);
    expect(numbers(await entries(), 'state')).toEqual(['posted', 'posted']);
  });
});

describe('a closed period', () => {
  it('is refused by name, and nothing is loaded', async () => {
    const { effects, server } = await open();
    await lock(1, '2026-11-16');
    await expect(effects.postJournalEntry.run(charge, KEY)).rejects.toMatchObject({
      kind: 'BUSINESS',
      message: expect.stringMatching(/2026-11-16.*NB are locked up to 2026-11-16/),
    });
    expect(await entries()).toEqual([]);
    expect(server.calls.has('POST /json/2/account.move/load')).toBe(false);
  });

  it('of the other company does not matter', async () => {
    const { effects } = await open();
    await lock(2, '2026-11-16');
    await expect(effects.postJournalEntry.run(charge, KEY)).resolves.toMatchObject({ date: '2026-11-16' });
  });

  it('does not hide what was posted before it was closed', async () => {
    const { effects } = await open();
    const result = await effects.postJournalEntry.run(charge, KEY);
    await lock(1, '2026-11-17');
    expect(await effects.postJournalEntry.run(charge, KEY)).toEqual(result);
    await expect(
      effects.postJournalEntry.undo!(charge, result, KEY, { ...why, date: '2026-11-17' }),
    ).rejects.toMatchObject({ kind: 'BUSINESS', message: expect.stringContaining('locked') });
    expect(await entries()).toHaveLength(1);
  });

  it('that closes between look and posting is noticed by the date, and the entry taken back', async () => {
    let closing: Promise<unknown> | undefined;
    const { effects, server } = await open({
      observe: ({ path }) => {
        if (path.endsWith('account.move/load')) closing ??= lock(1, '2026-10-31');
      },
    });
    server.setFaults({ latencyMs: 150, path: 'action_post' });
    const early = { ...charge, date: '2026-10-30' };
    const moved = /from 2026-10-30 to 2026-11-20, since the books of NB are locked/;
    const refused = { kind: 'BUSINESS', message: expect.stringMatching(moved) };
    await expect(effects.postJournalEntry.run(early, KEY)).rejects.toMatchObject(refused);
    await closing;
    expect(await effects.postJournalEntry.find(early, KEY)).toBeNull();
    await expect(effects.postJournalEntry.run(early, KEY)).rejects.toMatchObject(refused);
    expect(numbers(await entries(), 'state')).toEqual(['posted', 'posted']);
    expect([sum(await costs(), 'amount'), sum(await costs(), 'unit_amount')]).toEqual([0, 0]);
  });
});

describe('a wrong entry', () => {
  const [debit, credit] = charge.lines as readonly [
    JournalEntryInput['lines'][number],
    JournalEntryInput['lines'][number],
  ];
  const withJob = (change: object): JournalEntryInput => ({
    ...charge,
    lines: [{ ...debit, distribution: { ...debit.distribution!, ...change } }, credit],
  });
  it.each([
    ['an unknown company', { ...charge, company: 'XX' }, /company "XX".*NB, HB/],
    ['an unknown journal', { ...charge, journal: 'EQX' }, /NB has no journal EQX/],
    ['an unknown account', { ...charge, lines: [{ ...debit, account: '599' }, credit] }, /no account 599/],
    ['a bad day', { ...charge, date: '16.11.2026' }, /"16\.11\.2026"/],
    ['no balance', { ...charge, lines: [debit, { ...credit, amount: '1087.49' }] }, /less credit is 0\.01/],
    ['half a cent', { ...charge, lines: [{ ...debit, amount: '0.005' }, credit] }, /"0\.005" on 500300/],
    ['an unknown job', withJob({ projectAccountId: 987654 }), /987654, which is no analytic account/],
    ['a job as cost code', withJob({ costCodeId: projectAccountId + 1 }), /more than one job/],
    ['no cost type', withJob({ costTypeId: null }), /no cost type/],
    [
      "another company's job",
      withJob({ projectAccountId: FOREIGN.accountId }),
      /no analytic account of the company/,
    ],
  ] as const)('with %s is refused and leaves nothing behind', async (_, input, message) => {
    const { effects } = await open();
    await expect(effects.postJournalEntry.run(input, KEY)).rejects.toMatchObject({
      kind: 'BUSINESS',
      message: expect.stringMatching(message),
    });
    expect(await entries()).toEqual([]);
  });

  it('does not make the connector forget what it learnt', async () => {
    const { effects, server } = await open();
    const wrong = { ...charge, journal: 'EQX' };
    await expect(effects.postJournalEntry.run(wrong, KEY)).rejects.toMatchObject({ kind: 'BUSINESS' });
    const learnt = server.calls.get('POST /json/2/account.analytic.line/fields_get');
    await effects.postJournalEntry.run(charge, KEY);
    expect(server.calls.get('POST /json/2/account.analytic.line/fields_get')).toBe(learnt);
  });

  it('with lines that are not ours stays a draft', async () => {
    const { effects, server, admin } = await open();
    server.setFaults({ cut: 'before', path: 'account.move/action_post' });
    await expect(effects.postJournalEntry.run(charge, KEY)).rejects.toMatchObject({ kind: 'NETWORK' });
    server.setFaults({});
    const [draft] = await entries();
    const [account] = await desk.rows('account.account', [['code', '=', '610100']], []);
    const line = { account_id: account!['id'], quantity: 1, name: 'tax' };
    const line_ids = [
      [0, 0, { ...line, debit: 5, credit: 0 }],
      [0, 0, { ...line, debit: 0, credit: 5 }],
    ];
    await admin('account.move', 'write', { ids: [draft!['id']], vals: { line_ids } });
    await expect(effects.postJournalEntry.run(charge, KEY)).rejects.toMatchObject({
      kind: 'BUSINESS',
      message: expect.stringMatching(/5\.00 1\.00 no job was not sent.*draft \d+ was not posted/),
    });
    expect(numbers(await entries(), 'state')).toEqual(['draft']);
  });

  it('in the books under our key is named, not taken for ours', async () => {
    const { effects } = await open();
    await effects.postJournalEntry.run(charge, KEY);
    const other = {
      ...charge,
      lines: [
        { ...debit, amount: '1000' },
        { ...credit, amount: '1000' },
      ],
    };
    await expect(effects.postJournalEntry.run(other, KEY)).rejects.toMatchObject({
      kind: 'BUSINESS',
      message: expect.stringMatching(/with other lines than were sent: .*1000\.00.* is missing/),
    });
  });
});

describe('people in the ERP', () => {
  it('may have reversed the charge already', async () => {
    const { effects, admin } = await open();
    const { id } = await effects.postJournalEntry.run(charge, KEY);
    const vals_list = [{ move_ids: [[6, 0, [id]]], date: '2026-11-18', reason: 'by hand' }];
    const [wizard] = (await admin('account.move.reversal', 'create', { vals_list })) as number[];
    await admin('account.move.reversal', 'reverse_moves', { ids: [wizard] });
    await effects.postJournalEntry.undo!(charge, { id, name: '', date: charge.date }, KEY, why);
    const moves = await desk.rows('account.move', [['reversed_entry_id', '=', id]], ['ref']);
    expect(moves).toHaveLength(1);
  });

  it('may have reset it to draft: that is for a person to look at', async () => {
    const { effects, admin } = await open();
    const result = await effects.postJournalEntry.run(charge, KEY);
    await admin('account.move', 'button_draft', { ids: [result.id] });
    await expect(effects.postJournalEntry.undo!(charge, result, KEY, why)).rejects.toMatchObject({
      kind: 'BUSINESS',
      message: expect.stringContaining('reset to draft'),
    });
  });

  it('may charge the same day again after a reversal: another key, another entry', async () => {
    const { effects } = await open();
    const first = await effects.postJournalEntry.run(charge, KEY);
    await effects.postJournalEntry.undo!(charge, first, KEY, why);
    const second = await effects.postJournalEntry.run(charge, 'wrt_8_charge');
    expect(second.id).not.toBe(first.id);
    expect(await effects.postJournalEntry.find(charge, KEY)).toEqual(first);
    expect(await effects.postJournalEntry.find(charge, 'wrt_8_charge')).toEqual(second);
  });
});

it('a key without the right to post is told so', async () => {
  const { effects } = await open({ apiKey: 'sandbox-odoo-key-minimal' });
  await expect(effects.postJournalEntry.run(charge, KEY)).rejects.toMatchObject({
    kind: 'AUTH',
    message: expect.stringContaining('subgraphs/odoo/README.md'),
  });
});
