/** Estimates and schedules. */
import type { Day, Dec, LedgerCostType } from './basics.js';

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
