/** A small job whose figures can be added up by hand. */
import type { AccrualRecord, OrderLineBook } from '../../../store/store.js';
import type { CompanySettings } from '../../../subgraphs/kit/company.js';
import type {
  CostBook,
  LedgerSupply,
  ProgressSupply,
  ProjectModel,
} from '../../../subgraphs/controls/model.js';

export const NORTH: CompanySettings = {
  code: 'NB',
  name: 'Northbank',
  currency: 'USD',
  odooCompanyId: 1,
  costCodeScheme: 'Northbank cost codes',
  labor: 'TIMESHEET',
  payrollAccounts: [],
  retentionAccounts: [],
  equipmentJournal: 'EQUIP',
  costTypeByAccount: {},
  costTypeByCategory: {},
  equipmentRates: {},
  rentedEquipment: 'VENDOR',
  crosswalk: {},
};

export const NO_BOOK: CostBook = {
  changeOrders: [],
  accruals: [],
  orderLines: said(),
  estimatesToComplete: [],
  baseline: null,
};

/** What the books of a company say about order lines. */
export function said(
  accruals: Record<string, readonly AccrualRecord[]> = {},
  closed: readonly string[] = [],
): OrderLineBook {
  return { accruals: new Map(Object.entries(accruals)), closed: new Set(closed) };
}

const source = (system: string) => ({ system, asOf: '2026-10-31T06:00:00Z', stale: false, error: null });

export function orderLine(over: Partial<NonNullable<LedgerSupply['orderLines']>[number]> = {}) {
  return {
    id: '31',
    orderNumber: 'P00031',
    subtotal: '1000.00',
    billed: '0.00',
    downPayment: '0.00',
    accrued: '0.00',
    shares: [
      {
        percent: '100',
        own: true,
        costCode: '03-300',
        costCodeName: 'Concrete',
        costType: 'MATERIAL' as const,
      },
    ],
    ...over,
  };
}

export function ledger(over: Partial<LedgerSupply> = {}): LedgerSupply {
  return {
    currency: 'USD',
    orderLines: [orderLine({ billed: '300.03' })],
    actuals: [
      { costCode: '03-300', costCodeName: 'Concrete', costType: 'MATERIAL', amount: '300.03', quantity: '3' },
    ],
    actualsByDay: { dates: ['2026-10-10', '2026-10-20'], amounts: ['200.03', '100.00'] },
    billed: '900.00',
    retainage: '90.00',
    postedUsage: ['EX-1/2026-10-05'],
    exceptions: [],
    sources: [source('odoo')],
    ...over,
  };
}

export function progress(over: Partial<ProgressSupply> = {}): ProgressSupply {
  return {
    dataDate: '2026-10-16',
    percentComplete: '0.4',
    baselineStart: '2026-10-05',
    baselineFinish: '2026-10-30',
    activities: [],
    workWeek: [1, 2, 3, 4, 5],
    holidays: [],
    sources: [source('scheduling')],
    ...over,
  };
}

export function job(over: Partial<ProjectModel> = {}): ProjectModel {
  return {
    id: 'prj_1',
    number: 'J-101',
    name: 'Bridge',
    company: NORTH,
    ledger: ledger(),
    awardedBudget: {
      estimateNumber: 'E-1',
      revision: 1,
      currency: 'USD',
      sellPrice: '3000.00',
      lines: [
        { costCode: '03-300', costType: 'MATERIAL', amount: '1500.00', quantity: null, unit: null },
        { costCode: '31-100', costType: 'EQUIPMENT', amount: '500.00', quantity: null, unit: null },
      ],
      exceptions: [],
      sources: [source('estimating')],
    },
    scheduleProgress: progress(),
    equipmentUsage: {
      series: [
        {
          equipment: 'EX-1',
          costCode: '31-100',
          costType: 'EQUIPMENT',
          dates: ['2026-10-05', '2026-10-06'],
          amounts: ['80.00', '75.00'],
        },
      ],
      exceptions: [],
      sources: [source('telematics'), source('maintenance')],
    },
    ...over,
  };
}
