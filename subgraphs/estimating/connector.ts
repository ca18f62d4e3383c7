/** The verbs any estimating source must offer. Every method rejects with an UpstreamError when the source fails. */
import type { EstimateDetail, EstimateHeader } from './model.js';

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
