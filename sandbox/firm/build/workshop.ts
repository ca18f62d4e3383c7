/** The ledger while it is being written: mutable lists, id counters and the seeded generator. */
import { createRandom, type Random } from '../random.js';
import * as reference from '../reference.js';
import type { Firm, FirmCompany, FirmProject } from '../ledger.js';

export type DraftFirm = {
  -readonly [Key in keyof Firm]: Firm[Key] extends readonly (infer Row)[] ? Row[] : Firm[Key];
};

export interface Workshop {
  readonly firm: DraftFirm;
  readonly random: Random;
  /** The next id of a sequence; every sequence starts above 0 and never repeats. */
  id(sequence: Sequence): number;
}
export type Sequence =
  | 'order'
  | 'orderLine'
  | 'move'
  | 'moveLine'
  | 'timesheet'
  | 'stockMove'
  | 'picking'
  | 'analyticLine'
  | 'estimate'
  | 'estimateRow'
  | 'schedule'
  | 'activity'
  | 'assignment'
  | 'record';

/** A job under construction, with the company that books on it. */
export interface Job {
  readonly project: FirmProject;
  readonly company: FirmCompany;
}

const FIRST_IDS: Readonly<Record<Sequence, number>> = {
  order: 301,
  orderLine: 1001,
  move: 5001,
  moveLine: 20001,
  timesheet: 100001,
  stockMove: 401,
  picking: 201,
  analyticLine: 900001,
  estimate: 1,
  estimateRow: 1,
  schedule: 3001,
  activity: 40001,
  assignment: 701,
  record: 801,
};

function emptyFirm(scale: number): DraftFirm {
  return {
    scale,
    today: '2026-10-31',
    companies: [...reference.COMPANIES],
    analyticAccounts: [...reference.CODE_AND_TYPE_ACCOUNTS],
    accounts: [...reference.ACCOUNTS],
    products: [...reference.PRODUCTS],
    parties: [...reference.PARTIES],
    projects: [],
    orders: [],
    moves: [],
    timesheets: [],
    stockIssues: [],
    estimates: [],
    schedules: [],
    machines: [],
    assignments: [],
    usage: [],
    faults: [],
    issues: [],
    workOrders: [],
    fuel: [],
    changeOrders: [],
    accruals: [],
    closedOrderLineIds: [],
    estimatesToComplete: [],
    costTypeByAccount: reference.COST_TYPE_BY_ACCOUNT,
    costTypeByCategory: reference.COST_TYPE_BY_CATEGORY,
    payrollAccounts: ['600100', '600200'],
    retentionAccounts: ['121500'],
    retentionPayableAccounts: ['214000'],
    costCodeScheme: 'Northbank cost codes',
    configuredMatches: [],
  };
}

export function createWorkshop(scale: number, seed: string): Workshop {
  const next: Record<Sequence, number> = { ...FIRST_IDS };
  return {
    firm: emptyFirm(scale),
    random: createRandom(seed),
    id: (sequence) => next[sequence]++,
  };
}
