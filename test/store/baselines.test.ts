/** Baselines are frozen once, revised in one transaction with their trace, and taken back by a revision of their own. */
import { expect, it } from '@jest/globals';
import type { ChangeOrderApproval, NewAward, RevisionOrigin } from '../../store/store.js';
import { forEachStore } from './stores.js';

const origin = (key: string): RevisionOrigin => ({ key, by: 'anna', date: '2026-10-31', reason: 'because' });
const award = (key: string, number: string, estimateNumber: string): NewAward => ({
  ...origin(key),
  job: { company: 'NB', number },
  ...{ estimateNumber, estimateRevision: 2, price: '1000.10' },
  lines: [
    { costCode: '03-100', costType: 'LABOR', amount: '500.05' },
    { costCode: '03-100', costType: 'MATERIAL', amount: '300.00' },
  ],
});
const change = (key: string, job: string, number: string, over: Partial<ChangeOrderApproval> = {}) => ({
  ...origin(key),
  job: { company: 'NB', number: job },
  ...{ number, title: 'Longer piles', price: '90.00', original: null },
  lines: [
    { costCode: '03-100', costType: 'LABOR', cost: '70.07' },
    { costCode: '06-100', costType: 'SUBCONTRACT', cost: '-20.00' },
  ],
  ...over,
});
const step = (before: string, by: string, after: string) => ({ before, change: by, after });

forEachStore('baselines', (opened) => {
  it('freezes an award once per job and once per estimate', async () => {
    const { baselines, controls } = opened().store;
    const first = await baselines.award(award('w1_0', 'J-1', 'E-1'));
    expect(first).toMatchObject({
      ...{ revision: 0, kind: 'AWARD', by: 'anna', date: '2026-10-31', changeOrder: null, reverses: null },
      ...{ price: step('0.00', '1000.10', '1000.10'), cost: step('0.00', '800.05', '800.05') },
    });
    expect(await baselines.award(award('w1_0', 'J-1', 'E-1'))).toEqual(first);
    expect(await baselines.award(award('w2_0', 'J-1', 'E-9'))).toEqual({
      ...{ conflict: 'JOB_AWARDED', estimateNumber: 'E-1' },
    });
    expect(await baselines.award(award('w3_0', 'J-9', 'E-1'))).toEqual({
      ...{ conflict: 'ESTIMATE_AWARDED', project: 'J-1' },
    });
    if ('conflict' in first) throw new Error(first.conflict);
    expect((await controls.book([first.projectId])).get(first.projectId)?.baseline).toEqual({
      ...{ estimateNumber: 'E-1', estimateRevision: 2, awardedOn: '2026-10-31', price: '1000.10' },
      lines: award('', '', '').lines,
    });
    expect(await baselines.awardOf('NB', 'E-1')).toEqual({
      ...{ project: 'J-1', estimateRevision: 2, awardedOn: '2026-10-31', key: 'w1_0' },
    });
    expect(await baselines.awardOf('HB', 'E-1')).toBeNull();
  });

  it('lets one of many awards at the same moment through', async () => {
    const { baselines } = opened().store;
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, at) => baselines.award(award(`race${at}_0`, `R-${at}`, 'E-race'))),
    );
    expect(outcomes.filter((one) => !('conflict' in one))).toHaveLength(1);
    expect(outcomes.filter((one) => 'conflict' in one && one.conflict === 'ESTIMATE_AWARDED')).toHaveLength(
      5,
    );
  });

  it('approves a change order with price, cost and trace in one go', async () => {
    const { baselines, controls } = opened().store;
    await baselines.award(award('w4_0', 'J-4', 'E-4'));
    const made = await baselines.approve(change('w5_0', 'J-4', 'CO-1'));
    expect(made).toMatchObject({
      ...{ revision: 1, kind: 'CHANGE_ORDER', changeOrder: 'CO-1', proposed: null },
      ...{ price: step('1000.10', '90.00', '1090.10'), cost: step('800.05', '50.07', '850.12') },
      lines: [
        { costCode: '03-100', costType: 'LABOR', ...step('500.05', '70.07', '570.12') },
        { costCode: '06-100', costType: 'SUBCONTRACT', ...step('0.00', '-20.00', '-20.00') },
      ],
    });
    if ('conflict' in made) throw new Error(made.conflict);
    expect(await baselines.approve(change('w5_0', 'J-4', 'CO-1'))).toEqual(made);
    expect(await baselines.byKey('w5_0')).toEqual(made);
    expect(await baselines.approve(change('w6_0', 'J-4', 'CO-1'))).toMatchObject({
      conflict: 'CHANGE_ORDER_APPROVED',
    });
    const book = (await controls.book([made.projectId])).get(made.projectId);
    expect(book?.changeOrders).toMatchObject([
      { number: 'CO-1', status: 'APPROVED', approvedOn: '2026-10-31', price: '90.00' },
    ]);
    expect(book?.baseline?.lines).toEqual(award('', '', '').lines);
  });

  it('approves a pending one as it was agreed on and keeps how it stood; a rejected one stays rejected', async () => {
    const { baselines, controls } = opened().store;
    const made = await baselines.approve(change('w7_0', 'J-7', 'CO-0'));
    if ('conflict' in made) throw new Error(made.conflict);
    const { projectId } = made;
    const own = { projectId, title: 'Night work', approvedOn: null, price: '9.00', lines: [] };
    await controls.putBook(projectId, {
      changeOrders: [
        { ...own, id: 'p', number: 'CO-3', status: 'PENDING' },
        { ...own, id: 'r', number: 'CO-4', status: 'REJECTED' },
      ],
      ...{ accruals: [], closedOrderLines: [], estimatesToComplete: [] },
    });
    const original = {
      price: '100.00',
      lines: [{ costCode: '03-100', costType: 'LABOR', amount: '60.00' }],
    };
    const approved = await baselines.approve(change('w8_0', 'J-7', 'CO-3', { original }));
    expect(approved).toMatchObject({
      ...{ price: step('100.00', '90.00', '190.00'), cost: step('60.00', '50.07', '110.07') },
    });
    if ('conflict' in approved) throw new Error(approved.conflict);
    expect(JSON.parse(approved.proposed!)).toEqual({ title: 'Night work', price: '9.00', lines: [] });
    expect((await controls.book([projectId])).get(projectId)?.changeOrders).toMatchObject([
      { id: 'p', status: 'APPROVED', title: 'Longer piles', price: '90.00' },
      { id: 'r', status: 'REJECTED' },
    ]);
    expect(await baselines.approve(change('w9_0', 'J-7', 'CO-4'))).toEqual({
      ...{ conflict: 'CHANGE_ORDER_REJECTED', id: 'r' },
    });
  });

  it('numbers revisions of one job in turn, each beside what stood before it', async () => {
    const { baselines } = opened().store;
    await baselines.award(award('w10_0', 'J-10', 'E-10'));
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, at) => baselines.approve(change(`turn${at}_0`, 'J-10', `CO-${at}`))),
    );
    const revisions = made.flatMap((one) => ('conflict' in one ? [] : [one]));
    const [{ projectId } = { projectId: '' }] = revisions;
    const all = (await baselines.revisions([projectId, 'prj_none'])).get(projectId)!;
    expect(all.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    for (const [at, revision] of all.entries()) {
      if (at === 0) continue;
      expect(revision.price.before).toBe(all[at - 1]!.price.after);
      expect(revision.cost.before).toBe(all[at - 1]!.cost.after);
    }
    expect(all.at(-1)?.price.after).toBe('1720.10');
  });

  it('takes back by the opposite, and an award only when nothing builds on it', async () => {
    const { baselines, controls } = opened().store;
    const awarded = await baselines.award(award('w11_0', 'J-11', 'E-11'));
    if ('conflict' in awarded) throw new Error(awarded.conflict);
    await baselines.approve(change('w12_0', 'J-11', 'CO-1'));
    const back = (key: string) => baselines.reverse({ ...origin(`${key}_r`), of: key, original: null });
    expect(await back('w11_0')).toEqual({ conflict: 'REVISED_SINCE', revision: 1 });
    const taken = await back('w12_0');
    expect(taken).toMatchObject({
      ...{ revision: 2, kind: 'REVERSAL', reverses: 1, changeOrder: 'CO-1-R' },
      ...{ price: step('1090.10', '-90.00', '1000.10'), cost: step('850.12', '-50.07', '800.05') },
    });
    expect(await back('w12_0')).toEqual(taken);
    const { projectId } = awarded;
    expect((await controls.book([projectId])).get(projectId)?.changeOrders).toMatchObject([
      ...[
        { number: 'CO-1', price: '90.00' },
        { number: 'CO-1-R', price: '-90.00', status: 'APPROVED' },
      ],
    ]);
    expect(await back('w11_0')).toMatchObject({
      revision: 3,
      reverses: 0,
      price: step('1000.10', '-1000.10', '0.00'),
    });
    expect((await controls.book([projectId])).get(projectId)?.baseline).toMatchObject({
      price: '0.00',
      lines: [{ amount: '0.00' }, { amount: '0.00' }],
    });
    expect(await baselines.awardOf('NB', 'E-11')).toBeNull();
    expect(await baselines.award(award('w13_0', 'J-12', 'E-11'))).toMatchObject({ revision: 0 });
    expect(await back('nothing_0')).toEqual({ conflict: 'NOT_FOUND' });
  });
});
