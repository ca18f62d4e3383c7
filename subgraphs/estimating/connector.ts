/** The verbs any estimating source must offer. Every method rejects with an UpstreamError when the source fails. */
import type { CostLineModel, EstimateDetail, EstimateHeader } from './model.js';

export interface EstimatingConnector {
  /** Prefix of the canonical ids it issues: `heavybid`, `files`. */
  readonly name: string;
  /** It answers from memory, so nothing it said is kept. */
  readonly inMemory?: true;
  readonly capabilities: {
    /** Carries a cost build-up below the bid items. */
    readonly costs: boolean;
    readonly writes: false;
    readonly webhooks: false;
  };
  /** Every estimate revision; used by the background sync only. Problems name records that cannot be placed. */
  list(): Promise<{ readonly headers: readonly EstimateHeader[]; readonly problems: readonly string[] }>;
  /** By canonical id, in the order asked; null for one that is gone. */
  headersById(ids: readonly string[]): Promise<readonly (EstimateHeader | null)[]>;
  /** Every revision of the numbers asked, in the order asked; empty for an unknown number. */
  headersByNumber(numbers: readonly string[]): Promise<readonly (readonly EstimateHeader[])[]>;
  /** Items and cost build-up, in the order asked; an estimate without items has an empty list. */
  details(headers: readonly EstimateHeader[]): Promise<readonly EstimateDetail[]>;
  close(): Promise<void>;
}

/** An estimate's revision as an award needs it: what it costs by code and type, what it sells for, whose job it is. */
export interface EstimateToAward {
  readonly header: EstimateHeader;
  /** Sum of the bid items; null when none states a price. */
  readonly sellPrice: string | null;
  /** False where the source holds prices only. */
  readonly hasCosts: boolean;
  /** One entry per code (or unmatched spelling) and type. Amounts are exact to the cent. */
  readonly lines: readonly EstimateLine[];
  /** Bid items in order, less what hangs on none. */
  readonly items: readonly { readonly number: string; readonly description: string | null }[];
  /** How the crosswalk lists the job it names, or the estimate itself where it names none. */
  readonly job: {
    readonly externalId: string;
    readonly label: string;
    readonly attributes: Readonly<Record<string, string>>;
    /** Number of the job that is matched to; null when there is none. */
    readonly number: string | null;
  };
}
export interface EstimateLine extends Pick<CostLineModel, 'costType' | 'resourceType' | 'amount'> {
  /** The firm's own code; null when the spelling is matched to none. */
  readonly costCode: string | null;
  /** As the source writes it, and how the crosswalk lists that; null when it writes none. */
  readonly spelling: string | null;
  readonly externalId: string | null;
}
/** What the estimating system says was awarded of a job. */
export interface AwardedEstimate {
  readonly currency: string | null;
  readonly price: string;
  readonly lines: readonly {
    readonly costCode: string;
    readonly costType: CostLineModel['costType'];
    readonly amount: string;
  }[];
}

/** Asked from the sources themselves, not from what was read before. They change nothing in them. */
export interface EstimateChecks {
  /** Every revision of a number, of every source. */
  revisions(number: string): Promise<readonly EstimateHeader[]>;
  toAward(header: EstimateHeader): Promise<EstimateToAward>;
  /** By canonical job id; null when none of its estimates is awarded. */
  awarded(projectId: string): Promise<AwardedEstimate | null>;
}
