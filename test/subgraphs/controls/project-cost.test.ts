import { describe, expect, it } from '@jest/globals';
import { projectCost } from '../../../subgraphs/controls/cost/project-cost.js';
import type { CostBook } from '../../../subgraphs/controls/model.js';
import { job, ledger, NO_BOOK, orderLine, progress, said } from './job.js';

const NOW = new Date('2026-10-31T12:00:00Z');
const cost = (
  over: Parameters<typeof job>[0] = {},
  book: Partial<CostBook> = {},
  method: 'BUDGET' | 'COMMITMENT' | 'CPI' = 'BUDGET',
) => projectCost(job(over), { ...NO_BOOK, ...book }, method, NOW);

/** Names order line 31. */
const accrual = {
  id: 'a',
  projectId: 'prj_1',
  costCode: '03-300',
  costType: 'MATERIAL',
  amount: '100.00',
  date: '2026-10-12',
  orderLineId: '31',
  reversedOn: null,
};

describe('unified cost of a job', () => {
  it('adds up by hand', () => {
    // 03-300: budget 1500, committed 1000, open 699.97, actual 300.03; EAC = max(1500, 1000) = 1500
    // 31-100: budget 500, accrued 75 (8 h of 5 October are posted); EAC = max(500, 75) = 500
    expect(cost()).toMatchObject({
      originalBudget: '2000.00',
      approvedChanges: '0.00',
      committedCost: '1000.00',
      openCommitment: '699.97',
      actualCost: '300.03',
      accruedEquipmentCost: '75.00',
      otherAccruedCost: '0.00',
      costToDate: '375.03',
      estimateAtCompletion: '2000.00',
      estimateToComplete: '1624.97',
      variance: '0.00',
    });
  });

  it('takes what was awarded here in place of what the estimating system says today', () => {
    const baseline = {
      ...{ estimateNumber: 'E-1', estimateRevision: 1, awardedOn: '2026-09-01', price: '2900.00' },
      lines: [{ costCode: '03-300', costType: 'MATERIAL', amount: '1400.00' }],
    };
    const answer = cost({}, { baseline });
    expect(answer).toMatchObject({ originalBudget: '1400.00', wip: { contractValue: '2900.00' } });
    expect(answer.exceptions).toMatchObject([
      { code: 'ESTIMATE_CHANGED', system: 'estimating', recordId: 'E-1', amount: '600.00' },
    ]);
    expect(answer.sources.map(({ system }) => system)).not.toContain('estimating');
    const away = cost({ awardedBudget: null }, { baseline });
    expect(away).toMatchObject({
      originalBudget: '1400.00',
      exceptions: [],
      wip: { contractValue: '2900.00' },
    });
    const foreign = { ...job().awardedBudget!, estimateNumber: 'E-2', currency: 'EUR' };
    expect(cost({ awardedBudget: foreign }, { baseline })).toMatchObject({
      originalBudget: '1400.00',
      exceptions: [],
    });
  });

  it('takes budget and price of approved change orders only', () => {
    const line = { costCode: '03-300', costType: 'MATERIAL', cost: '200.00' };
    const change = {
      id: 'c',
      projectId: 'prj_1',
      number: 'CO-1',
      title: '',
      approvedOn: null,
      price: '260.00',
      lines: [line],
    };
    const changeOrders = (['APPROVED', 'PENDING', 'REJECTED'] as const).map((status) => ({
      ...change,
      status,
    }));
    const answer = cost({}, { changeOrders });
    expect(answer).toMatchObject({ approvedChanges: '200.00', revisedBudget: '2200.00' });
    expect(answer.wip?.contractValue).toBe('3260.00');
  });

  it.each([
    ['billed above the order', { billed: '1200.00' }, '0.00'],
    ['down payment not yet deducted', { downPayment: '250.00' }, '750.00'],
    ['accrued in the ERP', { accrued: '400.00' }, '600.00'],
  ])('open commitment: %s', (_case, over, open) => {
    expect(cost({ ledger: ledger({ orderLines: [orderLine(over)] }) }).openCommitment).toBe(open);
  });

  it('closes a line a person closed, and subtracts live accruals that name it', () => {
    const lines = { ledger: ledger({ orderLines: [orderLine()] }) };
    expect(cost(lines, { orderLines: said({}, ['31']) }).openCommitment).toBe('0.00');
    expect(cost(lines, { accruals: [accrual], orderLines: said({ 31: [accrual] }) })).toMatchObject({
      openCommitment: '900.00',
      otherAccruedCost: '100.00',
    });
    const reversed = { ...accrual, reversedOn: '2026-10-20' };
    expect(cost(lines, { accruals: [reversed], orderLines: said({ 31: [reversed] }) })).toMatchObject({
      openCommitment: '1000.00',
      otherAccruedCost: '0.00',
    });
  });

  it('counts an accrual of a rental no longer once its line is billed more, and again when that is credited', () => {
    const rental = {
      ...{ madeBy: 'w1_0', equipment: 'CR-104', from: '2026-10-01', to: '2026-10-15' },
      ...{ billedBefore: '200.00', knownBills: [1], reversedBy: null },
    };
    const rented = { ...accrual, rental };
    const at = (billed: string) =>
      cost(
        { ledger: ledger({ orderLines: [orderLine({ billed })] }) },
        { accruals: [rented], orderLines: said({ 31: [rented] }) },
      );
    expect(at('200.00')).toMatchObject({ openCommitment: '700.00', otherAccruedCost: '100.00' });
    expect(at('200.01')).toMatchObject({ openCommitment: '799.99', otherAccruedCost: '0.00' });
    expect(at('150.00')).toMatchObject({ openCommitment: '750.00', otherAccruedCost: '100.00' });
  });

  it('takes what any job accrued on a shared line off every share, and counts the cost of its own book only', () => {
    const share = (percent: string, own: boolean) => ({ ...orderLine().shares[0]!, percent, own });
    const seenBy = (mine: 'first' | 'second') => ({
      ledger: ledger({
        actuals: [],
        orderLines: [orderLine({ shares: [share('60', mine === 'first'), share('40', mine === 'second')] })],
      }),
    });
    const orderLines = said({ 31: [accrual, { ...accrual, id: 'b', projectId: 'prj_2', amount: '50.01' }] });
    // 1000.00 − 100.00 − 50.01 = 849.99 → 509.99 and 340.00
    expect(cost(seenBy('first'), { accruals: [accrual], orderLines })).toMatchObject({
      openCommitment: '509.99',
      otherAccruedCost: '100.00',
    });
    expect(cost(seenBy('second'), { orderLines })).toMatchObject({
      openCommitment: '340.00',
      otherAccruedCost: '0.00',
    });
    expect(cost(seenBy('second'), { orderLines: said({}, ['31']) }).openCommitment).toBe('0.00');
  });

  it('gives the residual cent of a split to the largest share, ties to the lowest key, and keeps only its own', () => {
    const share = (percent: string, own: boolean) => ({
      percent,
      own,
      costCode: '03-300',
      costCodeName: null,
      costType: 'MATERIAL' as const,
    });
    const split = (subtotal: string, ...shares: ReturnType<typeof share>[]) =>
      cost({ ledger: ledger({ orderLines: [orderLine({ subtotal, shares })] }) }).committedCost;
    expect(split('100.01', share('50', true), share('50', false))).toBe('50.00'); // 50.01 + 50.01 − 0.01 on the first
    expect(split('100.00', share('33.34', true), share('33.33', false), share('33.33', false))).toBe('33.34');
    expect(split('100.05', share('60', true))).toBe('60.03');
  });

  it('forecasts by commitment with what people entered', () => {
    const entered = [{ projectId: 'prj_1', costCode: '03-300', costType: 'MATERIAL', amount: '50.00' }];
    // 03-300: 300.03 + 699.97 + 50; 31-100: 75 + max(0, 500 − 75)
    expect(cost({}, { estimatesToComplete: entered }, 'COMMITMENT').estimateAtCompletion).toBe('1550.00');
    expect(cost({}, {}, 'COMMITMENT').estimateAtCompletion).toBe('2000.00');
  });

  it('forecasts by CPI, and says null without a usable index', () => {
    // EV 0.4 × 2000 = 800; AC to 16 October = 200.03 + 75 = 275.03; CPI 2.908773…
    // 03-300: 300.03 + (1500 − 600)/CPI = 300.03 + 309.41; 31-100: 75 + (500 − 200)/CPI = 75 + 103.14
    expect(cost({}, {}, 'CPI').estimateAtCompletion).toBe('787.58');
    expect(
      cost({ scheduleProgress: progress({ percentComplete: '0' }) }, {}, 'CPI').estimateAtCompletion,
    ).toBeNull();
  });

  it('measures earned value by project percent at the data date', () => {
    // 10 of 20 working days are planned
    expect(cost().earnedValue).toEqual({
      method: 'PROJECT_PERCENT',
      dataDate: '2026-10-16',
      pv: '1000.00',
      ev: '800.00',
      ac: '275.03',
      bac: '2000.00',
      cv: '524.97',
      sv: '-200.00',
      cpi: '2.908774',
      spi: '0.800000',
      eac: '2000.00',
      etc: '1624.97',
    });
  });

  it('measures earned value by coded activities, others at the percent of the project', () => {
    const activity = {
      code: 'A10',
      costCode: '03-300',
      weight: '3',
      percentComplete: '1',
      baselineStart: '2026-10-05',
      baselineFinish: '2026-10-09',
    };
    const later = {
      ...activity,
      code: 'A20',
      weight: '1',
      percentComplete: '0',
      baselineStart: '2026-10-19',
      baselineFinish: '2026-10-23',
    };
    const answer = cost({
      scheduleProgress: progress({ activities: [activity, later], holidays: ['2026-10-12'] }),
    }).earnedValue;
    // 03-300: 1500 × 3/4 earned and planned; 31-100: 500 × 0.4 earned, 500 × 9/19 planned
    expect(answer).toMatchObject({ method: 'ACTIVITY', ev: '1325.00', pv: '1361.84' });
  });

  it('states work in progress', () => {
    // 375.03 / 2000 of 3000
    expect(cost().wip).toEqual({
      contractValue: '3000.00',
      percentComplete: '0.187515',
      earnedRevenue: '562.55',
      billed: '900.00',
      overBilling: '337.45',
      underBilling: '0.00',
      retainage: '90.00',
      expectedLoss: '0.00',
      backlog: '2437.45',
    });
  });

  it('has no earned value without a schedule, and no percent without a forecast', () => {
    expect(cost({ scheduleProgress: progress({ dataDate: null }) }).earnedValue).toBeNull();
    const bidding = cost({
      awardedBudget: { ...job().awardedBudget!, sellPrice: null, lines: [] },
      ledger: ledger({ orderLines: [], actuals: [] }),
      equipmentUsage: { ...job().equipmentUsage!, series: [] },
    });
    expect(bidding.wip).toMatchObject({
      contractValue: '0.00',
      percentComplete: null,
      earnedRevenue: null,
      backlog: null,
    });
  });
});

describe('a system that did not answer', () => {
  it('leaves what stands without the ERP, and names it', () => {
    const answer = cost({ ledger: null });
    expect(answer).toMatchObject({
      originalBudget: '2000.00',
      committedCost: null,
      actualCost: null,
      costToDate: null,
      estimateAtCompletion: null,
    });
    expect(answer.lines?.map((line) => line.originalBudget)).toEqual(['1500.00', '500.00']);
    expect(answer.sources.find(({ system }) => system === 'odoo')?.error).toContain('UPSTREAM_UNAVAILABLE');
  });

  it('never takes an unknown column for 0, even without lines', () => {
    const answer = cost({ ledger: null, awardedBudget: null, equipmentUsage: null, scheduleProgress: null });
    expect(answer).toMatchObject({
      originalBudget: null,
      actualCost: null,
      accruedEquipmentCost: null,
      lines: [],
      earnedValue: null,
    });
  });

  it('does not mix currencies', () => {
    const answer = cost({ awardedBudget: { ...job().awardedBudget!, currency: 'EUR' } });
    expect(answer.originalBudget).toBeNull();
    expect(answer.exceptions.map(({ code }) => code)).toEqual(['CURRENCY_MISMATCH']);
  });
});
