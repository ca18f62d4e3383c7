/** What Plumbline's own people decided; it lives in Plumbline's store. */
import type { Day, Dec, LedgerCostType } from './basics.js';

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

/** A spelling no rule can match, mapped by hand in the configuration: system's spelling → canonical number. */
export interface FirmConfiguredMatch {
  readonly company: string;
  readonly system: 'scheduling' | 'estimating' | 'maintenance';
  readonly kind: 'PROJECT' | 'COST_CODE';
  readonly spelling: string;
  readonly number: string;
}
