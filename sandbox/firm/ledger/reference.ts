/** Master data: companies, analytic and general accounts, parties, jobs, products. */
import type { Day, Dec } from './basics.js';

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

/**
 * A share of a document line. `amount` is the ERP's own cents of posted lines, debit positive: cost is positive,
 * revenue (shares of income lines) negative. Absent on orders and drafts.
 */
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
