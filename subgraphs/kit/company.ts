/** What a firm configures for each of its companies; read once from `plumbline.yaml`, passed to the subgraphs. */
export const COST_TYPES = ['LABOR', 'EQUIPMENT', 'MATERIAL', 'SUBCONTRACT', 'OTHER', 'UNCLASSIFIED'] as const;
/** `UNCLASSIFIED` is money whose cost type no rule could find: counted, shown as an exception, never OTHER. */
export type CostType = (typeof COST_TYPES)[number];

/** The cost code of money that carries none: counted, shown as an exception. */
export const UNCODED = 'UNCODED';

export interface EquipmentRepair {
  /** General account code of a vendor's charge. */
  readonly account: string;
  /** `JOB` only where the internal rates leave repairs out: a job would pay for them twice otherwise. */
  readonly bookTo: 'POOL' | 'JOB';
  /** Project number and cost code of the cost pool; without it a charge to the pool carries no project. */
  readonly pool?: { readonly project: string; readonly costCode: string } | undefined;
  /** Odoo's ids for issuing parts from stock; without them parts are not issued. */
  readonly parts?:
    | {
        readonly operationTypeId: number;
        readonly fromLocationId: number;
        readonly toLocationId: number;
        /** Part number on the maintenance platform → `product.product` id. */
        readonly products: Readonly<Record<string, number>>;
      }
    | undefined;
}

/** A price may be over by the percentage, or its line by the amount (company currency), whichever is more. */
export interface BillTolerance {
  readonly quantityPercent: string;
  readonly pricePercent: string;
  readonly amount: string;
}

export interface CompanySettings {
  /** Our code of the company, for example `NB`. It is part of every canonical id. */
  readonly code: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** The company's id in Odoo (`res.company`). */
  readonly odooCompanyId: number;
  /** Label of the cost code list; a code itself is opaque. */
  readonly costCodeScheme: string;
  /** Which of the two carries labour cost; the other is left out of actual cost. */
  readonly labor: 'TIMESHEET' | 'PAYROLL';
  /** General account codes that payroll entries use (left out when `labor` is TIMESHEET). */
  readonly payrollAccounts: readonly string[];
  /** General account code that progress invoices earn revenue on. */
  readonly revenueAccount?: string | undefined;
  /** By how much a vendor's bill may exceed order and receipt; a default stands where it is left out. */
  readonly billTolerance?: BillTolerance | undefined;
  /** General account codes that hold retention receivable. */
  readonly retentionAccounts: readonly string[];
  /** General account codes that hold retention payable. */
  readonly retentionPayableAccounts?: readonly string[] | undefined;
  /** Code of the Odoo journal that internal equipment charges are posted in. */
  readonly equipmentJournal: string;
  /** General account codes of an internal equipment charge: what the job is debited on, what the pool is credited on. */
  readonly equipmentAccounts?: { readonly charge: string; readonly recovery: string } | undefined;
  /** How repairs of machines reach the books; without it only the maintenance platform hears of them. */
  readonly equipmentRepair?: EquipmentRepair | undefined;
  /** Cost type by general account code, used when a line carries no cost type. */
  readonly costTypeByAccount: Readonly<Record<string, CostType>>;
  /** Cost type by product category name (complete name), used after the account map. */
  readonly costTypeByCategory: Readonly<Record<string, CostType>>;
  /** Internal charge rate per hour in company currency, by equipment class, for example `Excavator: "95.00"`. */
  readonly equipmentRates: Readonly<Record<string, string>>;
  /** Unit of a rental's order line, as Odoo names it → the days it stands for, for example `Days: "1"`, `Months: "30"`. */
  readonly rentalUnits?: Readonly<Record<string, string>> | undefined;
  /** How a rented machine reaches a job: by the vendor's bill, or by the internal rate; never both. */
  readonly rentedEquipment: 'VENDOR' | 'INTERNAL';
  /** Configured crosswalk mappings: system → kind → that system's id or spelling → our number. */
  readonly crosswalk: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
}
