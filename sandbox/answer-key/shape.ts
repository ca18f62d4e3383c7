/** Shape of the answer key. Money has two decimals, ratios six; null where the definition says null. */
import type { KeyCostType } from './booking.js';

export interface AnswerKey {
  /** By company, then number. */
  readonly projects: readonly AnswerKeyProject[];
  /** What is held back and not yet released, by side, company, job and party. */
  readonly retention: readonly AnswerKeyRetention[];
}

/** Ages are days from the document's date to the firm's day. */
export interface AnswerKeyRetention {
  readonly side: 'RECEIVABLE' | 'PAYABLE';
  readonly company: string;
  readonly project: string;
  readonly party: string;
  readonly held: string;
  readonly notDue: string;
  readonly due1To30: string;
  readonly due31To60: string;
  readonly due61To90: string;
  readonly dueOver90: string;
  readonly oldestDue: string;
  /** Sorted. */
  readonly documents: readonly string[];
}

/** Additive figures in company currency; EAC by BUDGET. */
export interface AnswerKeyFigures {
  readonly originalBudget: string;
  readonly approvedChanges: string;
  readonly revisedBudget: string;
  readonly committedCost: string;
  readonly openCommitment: string;
  readonly actualCost: string;
  readonly accruedEquipmentCost: string;
  readonly otherAccruedCost: string;
  readonly costToDate: string;
  readonly estimateToComplete: string;
  readonly estimateAtCompletion: string;
  readonly variance: string;
}

export interface AnswerKeyLine extends AnswerKeyFigures {
  readonly costCode: string;
  readonly costType: KeyCostType;
}

export interface AnswerKeyProject {
  readonly number: string;
  readonly company: string;
  readonly currency: string;
  readonly cost: AnswerKeyFigures;
  readonly earnedValue: {
    readonly method: 'ACTIVITY' | 'PROJECT_PERCENT';
    readonly dataDate: string;
    readonly pv: string;
    readonly ev: string;
    readonly ac: string;
    readonly bac: string;
    readonly cv: string;
    readonly sv: string;
    readonly cpi: string | null;
    readonly spi: string | null;
    readonly eac: string;
    readonly etc: string;
  } | null;
  readonly wip: {
    readonly contractValue: string;
    readonly percentComplete: string | null;
    readonly earnedRevenue: string | null;
    readonly billed: string;
    readonly overBilling: string | null;
    readonly underBilling: string | null;
    readonly retainage: string;
    readonly expectedLoss: string;
    readonly backlog: string | null;
  };
  /** By cost code, then cost type; they add up to `cost`. */
  readonly lines: readonly AnswerKeyLine[];
  /** Heads by the other forecast methods; null where CPI has no usable index. */
  readonly otherMethods: {
    readonly COMMITMENT: { readonly estimateAtCompletion: string };
    readonly CPI: { readonly estimateAtCompletion: string | null };
  };
}
