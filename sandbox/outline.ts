/** What the product's side of the sandbox needs to know of it, small enough to leave the thread the sandbox runs in. */
import type { AnswerKey } from './answer-key/index.js';
import type { Firm } from './firm/ledger.js';

/** The ledger less what only the simulators and the answer key read. */
export type FirmOutline = Omit<
  Firm,
  | 'moves'
  | 'timesheets'
  | 'stockIssues'
  | 'estimates'
  | 'schedules'
  | 'machines'
  | 'assignments'
  | 'usage'
  | 'faults'
  | 'issues'
  | 'workOrders'
  | 'fuel'
>;

export interface SandboxOutline<Credentials> {
  readonly firm: FirmOutline;
  readonly answerKey: AnswerKey;
  /** Where each simulator listens. */
  readonly upstreams: Readonly<Record<UpstreamName, { readonly url: string }>>;
  readonly credentials: Credentials;
  stop(): Promise<void>;
}

export const UPSTREAM_NAMES = ['odoo', 'telematics', 'maintenance', 'scheduling', 'estimating'] as const;
export type UpstreamName = (typeof UPSTREAM_NAMES)[number];

export function toFirmOutline(firm: Firm): FirmOutline {
  const { scale, today, companies, analyticAccounts, accounts, products, parties, projects, orders } = firm;
  const { changeOrders, accruals, closedOrderLineIds, estimatesToComplete, configuredMatches } = firm;
  const { costTypeByAccount, costTypeByCategory, payrollAccounts, costCodeScheme } = firm;
  const { retentionAccounts, retentionPayableAccounts } = firm;
  return {
    ...{ scale, today, companies, analyticAccounts, accounts, products, parties, projects, orders },
    ...{ changeOrders, accruals, closedOrderLineIds, estimatesToComplete, configuredMatches },
    ...{ costTypeByAccount, costTypeByCategory, payrollAccounts, costCodeScheme },
    ...{ retentionAccounts, retentionPayableAccounts },
  };
}
