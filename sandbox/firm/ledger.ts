/**
 * The sandbox firm's raw ledger: what the make-believe contractor really did, as its own systems would hold it.
 * Simulators serve it in their vendors' wire; the answer key adds it up by plain sums. It imports nothing of the
 * product, so that a mistake in a connector or in the cost engine cannot cancel out.
 *
 * Amounts are decimal text. Dates are YYYY-MM-DD, moments ISO 8601 UTC.
 */
export type Day = string;
export type Dec = string;
export type LedgerCostType = 'LABOR' | 'EQUIPMENT' | 'MATERIAL' | 'SUBCONTRACT' | 'OTHER';

export interface FirmCompany {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  /** res.company id in Odoo. */
  readonly odooId: number;
  /** Business unit in the estimating system, EPS in the scheduling system. */
  readonly estimatingUnit: string;
  readonly labor: 'TIMESHEET' | 'PAYROLL';
  readonly rentedEquipment: 'VENDOR' | 'INTERNAL';
  /** Units of company currency for one unit of a foreign currency is 1 / rate; rate is Odoo's company → order rate. */
  readonly rates: Readonly<Record<string, Dec>>;
  /** Internal hourly rates by machine class, company currency. */
  readonly equipmentRates: Readonly<Record<string, Dec>>;
}

/** An account of the ERP's analytic plans; ids are the ERP's own, since ties in a split go to the lowest key. */
export interface FirmAnalyticAccount {
  readonly id: number;
  readonly plan: 'PROJECT' | 'COST_CODE' | 'COST_TYPE';
  readonly code: string;
  readonly name: string;
  /** null: shared by all companies. */
  readonly company: string | null;
}

export interface FirmParty {
  readonly id: number;
  readonly name: string;
  readonly taxId: string;
  readonly email: string;
  readonly role: 'CUSTOMER' | 'VENDOR';
}

export type ProjectStage = 'BIDDING' | 'ACTIVE' | 'ON_HOLD' | 'COMPLETED' | 'CLOSED';

export interface FirmProject {
  /** Odoo project.project id. */
  readonly odooId: number;
  /** Analytic account of the project. */
  readonly accountId: number;
  /** Job number: the code of its analytic account. */
  readonly number: string;
  readonly name: string;
  /** null: the trap "a project without company": one project per company that books on it. */
  readonly company: string | null;
  readonly stage: ProjectStage;
  readonly customerId: number | null;
  readonly start: Day;
  readonly finish: Day;
  /** How the other systems call it; undefined where that system does not know the job. */
  readonly spelling: {
    readonly scheduling?: string;
    readonly estimating?: string;
    readonly maintenance?: string;
  };
}

/** A share of a document line. `amount` is the ERP's own cents for posted lines (positive = cost), absent on orders. */
export interface FirmShare {
  readonly accountId: number;
  /** null where the source carries no cost code or cost type. */
  readonly costCodeId: number | null;
  readonly costTypeId: number | null;
  readonly percent: Dec;
  readonly amount?: Dec;
}

export interface FirmProduct {
  readonly id: number;
  readonly name: string;
  readonly category: string;
  /** Stocked: vendor bills for it are not job cost, its issues are. */
  readonly storable: boolean;
}

/** General account types as Odoo names them. */
export type AccountType =
  | 'expense'
  | 'expense_direct_cost'
  | 'expense_depreciation'
  | 'expense_other'
  | 'income'
  | 'income_other'
  | 'asset_receivable'
  | 'asset_current'
  | 'asset_cash'
  | 'liability_payable'
  | 'liability_current'
  | 'equity';
export interface FirmAccount {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly type: AccountType;
  readonly reconcile: boolean;
}

export interface FirmOrder {
  readonly id: number;
  readonly number: string;
  readonly company: string;
  readonly vendorId: number;
  readonly currency: string;
  /** Company → order currency; company amount = subtotal / rate. */
  readonly rate: Dec;
  readonly state: 'draft' | 'purchase' | 'cancel';
  readonly confirmedAt: string | null;
  readonly lines: readonly FirmOrderLine[];
}
export interface FirmOrderLine {
  readonly id: number;
  readonly description: string;
  readonly productId: number | null;
  readonly quantity: Dec;
  readonly unitPrice: Dec;
  /** Untaxed, order currency. */
  readonly subtotal: Dec;
  readonly downPayment: boolean;
  /** `line_section` rows carry no money. */
  readonly displayType: false | 'line_section';
  readonly shares: readonly FirmShare[];
}

/** A posted or draft accounting entry: vendor bill, credit note, customer invoice or journal entry. */
export interface FirmMove {
  readonly id: number;
  readonly number: string;
  readonly ref: string;
  readonly company: string;
  readonly type: 'in_invoice' | 'in_refund' | 'out_invoice' | 'out_refund' | 'entry';
  readonly journal: 'PURCHASE' | 'SALE' | 'MISC' | 'EQUIP' | 'PAYROLL';
  readonly state: 'draft' | 'posted' | 'cancel';
  /** Accounting date; the period. */
  readonly date: Day;
  readonly invoiceDate: Day | null;
  readonly partnerId: number | null;
  readonly currency: string;
  readonly lines: readonly FirmMoveLine[];
}
export interface FirmMoveLine {
  readonly id: number;
  readonly name: string;
  readonly accountId: number;
  readonly productId: number | null;
  /** `product` for document lines; balancing lines are `payment_term` or `tax`. */
  readonly displayType: 'product' | 'payment_term' | 'tax';
  /** Company currency, debit positive. */
  readonly balance: Dec;
  /** Document currency, unsigned, product lines only. */
  readonly priceSubtotal: Dec;
  readonly quantity: Dec;
  readonly orderLineId: number | null;
  /** Open amount on reconcilable accounts, company currency. */
  readonly residual: Dec;
  readonly shares: readonly FirmShare[];
}

export interface FirmTimesheet {
  readonly id: number;
  readonly company: string;
  readonly date: Day;
  readonly employee: string;
  readonly hours: Dec;
  /** Positive = cost; company currency. */
  readonly cost: Dec;
  readonly projectOdooId: number;
  readonly share: FirmShare;
}

/** Parts issued from stock to a job. Its analytic lines exist once picked, but it is cost only when done. */
export interface FirmStockIssue {
  readonly moveId: number;
  readonly pickingId: number;
  readonly company: string;
  readonly date: Day;
  readonly productId: number;
  readonly quantity: Dec;
  readonly state: 'assigned' | 'done';
  readonly picked: boolean;
  readonly projectOdooId: number;
  /** Ids of its analytic lines, one per share. */
  readonly analyticLineIds: readonly number[];
  readonly shares: readonly FirmShare[];
}

export interface FirmEstimate {
  readonly id: string;
  readonly number: string;
  readonly company: string;
  readonly name: string;
  /** As the estimating system spells the job. */
  readonly job: string;
  readonly revision: number;
  readonly status: 'DRAFT' | 'SUBMITTED' | 'AWARDED' | 'LOST' | 'SUPERSEDED';
  readonly awardedOn: Day | null;
  readonly currency: string;
  readonly bidItems: readonly FirmBidItem[];
}
export interface FirmBidItem {
  readonly id: string;
  readonly number: string;
  readonly description: string;
  readonly quantity: Dec;
  readonly unit: string;
  readonly unitPrice: Dec;
  /** Sell, stated by the estimate. */
  readonly amount: Dec;
  readonly activities: readonly FirmEstimateActivity[];
}
/** Activity of the cost build-up; its resources carry the cost types. */
export interface FirmEstimateActivity {
  readonly id: string;
  readonly description: string;
  /** As the estimating system spells the cost code. */
  readonly costCodeSpelling: string;
  /** What it means; the answer key uses this. */
  readonly costCodeId: number;
  readonly quantity: Dec;
  readonly unit: string;
  readonly resources: readonly {
    readonly id: string;
    readonly description: string;
    readonly type: LedgerCostType;
    readonly quantity: Dec;
    readonly unit: string;
    readonly unitCost: Dec;
    readonly amount: Dec;
  }[];
}

export interface FirmSchedule {
  /** P6 object id and project id (spelling). */
  readonly objectId: number;
  readonly spelling: string;
  readonly name: string;
  readonly company: string;
  readonly dataDate: Day;
  /** 0 to 1, up to four decimals, as stated. */
  readonly percentComplete: Dec;
  readonly baselineStart: Day;
  readonly baselineFinish: Day;
  readonly holidays: readonly Day[];
  readonly activities: readonly FirmActivity[];
}
export interface FirmActivity {
  readonly objectId: number;
  readonly code: string;
  readonly name: string;
  readonly type: 'TASK' | 'START_MILESTONE' | 'FINISH_MILESTONE' | 'LEVEL_OF_EFFORT' | 'WBS_SUMMARY';
  readonly status: 'NOT_STARTED' | 'IN_PROGRESS' | 'COMPLETED';
  readonly percentType: 'PHYSICAL' | 'DURATION' | 'UNITS';
  /** 0 to 1, two decimals. */
  readonly percentComplete: Dec;
  readonly plannedStart: Day;
  readonly plannedFinish: Day;
  readonly actualStart: Day | null;
  readonly actualFinish: Day | null;
  readonly baselineStart: Day;
  readonly baselineFinish: Day;
  readonly totalFloatHours: Dec;
  /** Planned cost, the weight of the activity within its cost code. */
  readonly plannedCost: Dec;
  /** As the scheduling system spells the cost code; null when not coded. */
  readonly costCodeSpelling: string | null;
  readonly costCodeId: number | null;
  readonly predecessors: readonly number[];
}

export interface FirmMachine {
  /** Fleetio vehicle id. */
  readonly vehicleId: number;
  readonly number: string;
  readonly company: string;
  readonly name: string;
  readonly class: string;
  readonly make: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly pin: string;
  readonly ownership: 'owned' | 'leased' | 'rented' | 'customer';
  readonly status: 'Active' | 'In Shop' | 'Out of Service' | 'Inactive';
  /** How telematics knows it; null without telematics. Some carry no PIN, some only an equipment id. */
  readonly telematics: {
    readonly equipmentId: string;
    readonly serialNumber: string | null;
    readonly pin: string | null;
    readonly format: 'XML' | 'JSON';
  } | null;
  readonly latitude: number;
  readonly longitude: number;
  /** Cumulative operating hours at the end of each day, oldest first. Daily differences are the hours worked. */
  readonly hourReadings: readonly { readonly date: Day; readonly hours: Dec }[];
}
export interface FirmAssignment {
  readonly id: number;
  readonly vehicleId: number;
  readonly accountId: number;
  /** As the maintenance platform spells the job. */
  readonly job: string;
  readonly costCodeId: number;
  readonly costCodeSpelling: string;
  readonly start: Day;
  /** Last day, or null while it runs. */
  readonly end: Day | null;
}
/** One machine, one day, one job: what the answer key accrues. Only machines charged by internal rate. */
export interface FirmUsage {
  readonly key: string;
  readonly company: string;
  readonly machine: string;
  readonly date: Day;
  readonly hours: Dec;
  readonly rate: Dec;
  readonly accountId: number;
  readonly costCodeId: number;
  /** The journal entry that posted it, if any; a reversed entry means it is not posted. */
  readonly postedMoveId: number | null;
  readonly reversed: boolean;
}
export interface FirmFault {
  readonly vehicleId: number;
  readonly code: string;
  readonly description: string;
  readonly severity: string;
  readonly at: string;
}
export interface FirmIssue {
  readonly id: number;
  readonly vehicleId: number;
  readonly name: string;
  readonly description: string;
  readonly state: 'open' | 'resolved' | 'closed';
  readonly reportedAt: string;
  readonly resolvedAt: string | null;
  readonly priority: 'critical' | 'high' | 'medium' | 'low' | 'no_priority';
}
export interface FirmWorkOrder {
  readonly id: number;
  readonly number: number;
  readonly vehicleId: number;
  readonly status: string;
  readonly description: string;
  readonly issuedAt: string;
  readonly completedAt: string | null;
  readonly laborCost: Dec;
  readonly partsCost: Dec;
}
export interface FirmFuel {
  readonly id: number;
  readonly vehicleId: number;
  readonly date: string;
  readonly gallons: Dec;
  readonly cost: Dec;
}

/** What Plumbline's own people decided; it lives in Plumbline's store. */
export interface FirmChangeOrder {
  readonly id: string;
  readonly company: string;
  readonly accountId: number;
  readonly number: string;
  readonly title: string;
  readonly status: 'PENDING' | 'APPROVED' | 'REJECTED';
  readonly approvedOn: Day | null;
  readonly price: Dec;
  readonly lines: readonly {
    readonly costCodeId: number;
    readonly costType: LedgerCostType;
    readonly cost: Dec;
  }[];
}
export interface FirmAccrual {
  readonly id: string;
  readonly company: string;
  readonly accountId: number;
  readonly costCodeId: number;
  readonly costType: LedgerCostType;
  readonly amount: Dec;
  readonly date: Day;
  readonly orderLineId: number | null;
  readonly reversedOn: Day | null;
}

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
  readonly retentionAccounts: readonly string[];
}
