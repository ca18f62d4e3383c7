/** Orders, accounting entries, timesheets and stock issues, as the ERP holds them. */
import type { Day, Dec } from './basics.js';
import type { FirmShare } from './reference.js';

export interface FirmOrder {
  readonly id: number;
  readonly number: string;
  readonly company: string;
  readonly vendorId: number;
  readonly currency: string;
  /** Company → order currency; company amount = subtotal / rate. */
  readonly rate: Dec;
  readonly state: 'draft' | 'purchase' | 'cancel';
  readonly confirmedAt: string | null;
  readonly lines: readonly FirmOrderLine[];
}

export interface FirmOrderLine {
  readonly id: number;
  readonly description: string;
  readonly productId: number | null;
  readonly quantity: Dec;
  readonly unitPrice: Dec;
  /** Untaxed, order currency. */
  readonly subtotal: Dec;
  readonly downPayment: boolean;
  /** `line_section` rows carry no money. */
  readonly displayType: false | 'line_section';
  readonly shares: readonly FirmShare[];
}

/** A posted or draft accounting entry: vendor bill, credit note, customer invoice or journal entry. */
export interface FirmMove {
  readonly id: number;
  readonly number: string;
  readonly ref: string;
  readonly company: string;
  readonly type: 'in_invoice' | 'in_refund' | 'out_invoice' | 'out_refund' | 'entry';
  readonly journal: 'PURCHASE' | 'SALE' | 'MISC' | 'EQUIP' | 'PAYROLL';
  readonly state: 'draft' | 'posted' | 'cancel';
  /** Accounting date; the period. */
  readonly date: Day;
  readonly invoiceDate: Day | null;
  readonly partnerId: number | null;
  readonly currency: string;
  readonly lines: readonly FirmMoveLine[];
}

export interface FirmMoveLine {
  readonly id: number;
  readonly name: string;
  readonly accountId: number;
  readonly productId: number | null;
  /** `product` for document lines; balancing lines are `payment_term` or `tax`. */
  readonly displayType: 'product' | 'payment_term' | 'tax';
  /** Company currency, debit positive. */
  readonly balance: Dec;
  /** Document currency, unsigned, product lines only. */
  readonly priceSubtotal: Dec;
  readonly quantity: Dec;
  readonly orderLineId: number | null;
  /** Open amount on reconcilable accounts, company currency. */
  readonly residual: Dec;
  readonly shares: readonly FirmShare[];
}

export interface FirmTimesheet {
  readonly id: number;
  readonly company: string;
  readonly date: Day;
  readonly employee: string;
  readonly hours: Dec;
  /** Positive = cost; company currency. */
  readonly cost: Dec;
  readonly projectOdooId: number;
  readonly share: FirmShare;
}

/** Parts issued from stock to a job. Its analytic lines exist once picked, but it is cost only when done. */
export interface FirmStockIssue {
  readonly moveId: number;
  readonly pickingId: number;
  readonly company: string;
  readonly date: Day;
  readonly productId: number;
  readonly quantity: Dec;
  readonly state: 'assigned' | 'done';
  readonly picked: boolean;
  readonly projectOdooId: number;
  /** Ids of its analytic lines, one per share. */
  readonly analyticLineIds: readonly number[];
  readonly shares: readonly FirmShare[];
}
