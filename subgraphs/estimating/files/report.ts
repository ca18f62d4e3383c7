/** What every reader hands over: the good rows, and one line for each bad one. No I/O. */
import type { Big } from '../../kit/decimal.js';
import type { Place, RowProblem } from '../../kit/files/report.js';

/** A bid item as the file states it. */
export interface FileItem {
  readonly place: Place;
  readonly number: string;
  readonly description: string | null;
  readonly quantity: Big | null;
  readonly unit: string | null;
  readonly unitPrice: Big | null;
  /** Rounded to the cent; null in an unpriced bill of quantities. */
  readonly amount: Big | null;
}

/** One bid: the items of one bidder for one contract. */
export interface FileBid {
  readonly bidder: string | null;
  readonly contract: string | null;
  readonly items: readonly FileItem[];
  /** Total the file states for the bid; null when it states none. */
  readonly statedTotal: Big | null;
}

export interface BidReading {
  readonly bids: readonly FileBid[];
  readonly problems: readonly RowProblem[];
  /** What the document says about itself; absent in spreadsheets. */
  readonly document?: {
    readonly name: string | null;
    readonly currency: string | null;
    readonly awardedOn: string | null;
    readonly phase: 'TENDER' | 'BID' | 'CONTRACT';
    /** A contract that lists change orders (GAEB COInfo) is no original award. */
    readonly changeOrder: boolean;
  };
}
