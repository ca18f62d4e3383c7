/** The whole ledger. */
import type { Day, Dec, LedgerCostType } from './basics.js';
import type {
  FirmCompany,
  FirmAnalyticAccount,
  FirmParty,
  FirmProject,
  FirmProduct,
  FirmAccount,
} from './reference.js';
import type { FirmOrder, FirmMove, FirmTimesheet, FirmStockIssue } from './documents.js';
import type { FirmEstimate, FirmSchedule } from './planning.js';
import type {
  FirmMachine,
  FirmAssignment,
  FirmUsage,
  FirmFault,
  FirmIssue,
  FirmWorkOrder,
  FirmFuel,
} from './equipment.js';
import type { FirmChangeOrder, FirmAccrual, FirmConfiguredMatch } from './controls.js';

export interface Firm {
  readonly scale: number;
  /** The day the firm's books stand at; machines are assigned and jobs run as of it. */
  readonly today: Day;
  readonly companies: readonly FirmCompany[];
  readonly analyticAccounts: readonly FirmAnalyticAccount[];
  readonly accounts: readonly FirmAccount[];
  readonly products: readonly FirmProduct[];
  readonly parties: readonly FirmParty[];
  readonly projects: readonly FirmProject[];
  readonly orders: readonly FirmOrder[];
  readonly moves: readonly FirmMove[];
  readonly timesheets: readonly FirmTimesheet[];
  readonly stockIssues: readonly FirmStockIssue[];
  readonly estimates: readonly FirmEstimate[];
  readonly schedules: readonly FirmSchedule[];
  readonly machines: readonly FirmMachine[];
  readonly assignments: readonly FirmAssignment[];
  readonly usage: readonly FirmUsage[];
  readonly faults: readonly FirmFault[];
  readonly issues: readonly FirmIssue[];
  readonly workOrders: readonly FirmWorkOrder[];
  readonly fuel: readonly FirmFuel[];
  readonly changeOrders: readonly FirmChangeOrder[];
  readonly accruals: readonly FirmAccrual[];
  readonly closedOrderLineIds: readonly number[];
  readonly estimatesToComplete: readonly {
    readonly company: string;
    readonly accountId: number;
    readonly costCodeId: number;
    readonly costType: LedgerCostType;
    readonly amount: Dec;
  }[];
  /** Cost type rules the firm configured, the answer key's source for lines without a cost type. */
  readonly costTypeByAccount: Readonly<Record<string, LedgerCostType>>;
  readonly costTypeByCategory: Readonly<Record<string, LedgerCostType>>;
  readonly payrollAccounts: readonly string[];
  /** Hold what customers keep back of the firm's invoices. */
  readonly retentionAccounts: readonly string[];
  /** Hold what the firm keeps back of vendors' bills. */
  readonly retentionPayableAccounts: readonly string[];
  /** Label of the cost code list; the list is the firm's own invention. */
  readonly costCodeScheme: string;
  /** Spellings that need a configured mapping. */
  readonly configuredMatches: readonly FirmConfiguredMatch[];
}
