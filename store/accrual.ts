/** Accruals that Plumbline owns: kept by hand, or made by a write for a rented machine. Amounts as in the store's other books. */

export interface AccrualRecord {
  readonly id: string;
  readonly projectId: string;
  readonly costCode: string;
  readonly costType: string;
  readonly amount: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** The ERP's id of the order line it names, if any. */
  readonly orderLineId: string | null;
  readonly reversedOn: string | null;
  /** Absent for an accrual that people keep by hand. */
  readonly rental?: RentalOrigin;
}
/** What a write noted when it accrued the days of a rented machine. */
export interface RentalOrigin {
  /** Key of the write's step. */
  readonly madeBy: string;
  /** Equipment number. */
  readonly equipment: string;
  /** First and last day, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  /** What the order line was billed by then, company currency: once it is billed more, the accrual counts no longer. */
  readonly billedBefore: string;
  /** The ERP's ids of the posted bills of the line by then. */
  readonly knownBills: readonly number[];
  /** Why it was taken back; null while it stands. */
  readonly reversedBy: string | null;
}
export interface NewRental
  extends Omit<RentalOrigin, 'reversedBy'>, Pick<AccrualRecord, 'projectId' | 'date'> {
  readonly orderLineId: string;
  /** One accrual for each cost code and type the order line is coded to. */
  readonly lines: readonly Pick<AccrualRecord, 'costCode' | 'costType' | 'amount'>[];
}
/** A standing accrual with the company of its job. */
export interface LiveRental {
  readonly company: string;
  readonly accrual: AccrualRecord;
}

export interface RentalAccruals {
  /**
   * Keeps the accruals of a rental, all or none; asked again with the same key it changes nothing. Resolves with the
   * live accruals of the same machine and job that share a day: then nothing was kept.
   */
  accrueRental(rental: NewRental): Promise<readonly AccrualRecord[]>;
  /** What a key made, reversed or not. */
  rentalAccruals(madeBy: string): Promise<readonly AccrualRecord[]>;
  /** Live accruals of the same machine and job that share a day. */
  overlappingRentals(
    rental: Pick<NewRental, 'projectId' | 'equipment' | 'from' | 'to'>,
  ): Promise<readonly AccrualRecord[]>;
  /** Takes back what a key made; what is taken back already stays as it is. */
  reverseRental(madeBy: string, on: string, by: string): Promise<void>;
  /** Every standing accrual that a write made, oldest first. */
  liveRentals(): Promise<readonly LiveRental[]>;
}
