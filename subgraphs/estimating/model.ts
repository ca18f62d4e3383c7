/**
 * What estimating connectors return: the SDL types less relations, with spellings still as the source writes
 * them. Amounts are decimal text in the estimate's currency.
 */
import type * as sdl from '../../codegen/generated/estimating.js';

/** The own fields of an estimate; everything else is computed from its details or the crosswalk. */
export type EstimateModel = Omit<
  sdl.Estimate,
  'cost' | 'sellPrice' | 'bidItems' | 'revisions' | 'project' | '__typename'
>;

/** One revision of an estimate without its items. `id` is ours: connector name, colon, the source's id. */
export interface EstimateHeader {
  readonly id: string;
  readonly number: string;
  readonly revision: number;
  readonly name: string | null;
  /** null where the source cannot say, for example a change order file. */
  readonly status: sdl.EstimateStatus | null;
  /** YYYY-MM-DD. */
  readonly awardedOn: string | null;
  readonly currency: string | null;
  readonly source: string;
  /** Company code; null when the source's business unit is not configured. */
  readonly company: string | null;
  /** The job as the source spells it; null when it names none. */
  readonly job: string | null;
  /** Changes whenever anything inside the estimate changes; part of the cache key of its details. */
  readonly modified: string;
}

/** Cost build-up of a bid item: one line per resource. */
export interface CostLineModel {
  readonly id: string;
  /** As the source spells it; null when the line carries none. */
  readonly costCodeSpelling: string | null;
  /** UNCLASSIFIED when the resource type is not in the settings. */
  readonly costType: sdl.CostType;
  /** The source's own word for the type, for messages. */
  readonly resourceType: string | null;
  readonly quantity: string | null;
  readonly unit: string | null;
  /** Rounded to the cent. */
  readonly amount: string;
}

export interface BidItemModel {
  readonly id: string;
  readonly number: string;
  readonly description: string | null;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly unitPrice: string | null;
  /** null where the source states no price, for example an unpriced bill of quantities. */
  readonly amount: string | null;
  readonly costLines: readonly CostLineModel[];
}

export interface EstimateDetail {
  readonly bidItems: readonly BidItemModel[];
  /** False for sources that hold prices only (bid tabs, GAEB): then cost is unknown, not zero. */
  readonly hasCosts: boolean;
}
