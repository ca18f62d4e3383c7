/** Every change this connector can make in the ERP, one file each. A new effect is one line in each of the two lists. */
import { createBookTimesheetLines, type BookTimesheetLines } from './book-timesheet-lines.js';
import { createPostJournalEntry, type PostJournalEntry } from './post-journal-entry.js';
import { createCreateDraftBill, type CreateDraftBill } from './create-draft-bill.js';
import { createPostInvoice, type PostInvoice } from './post-invoice.js';
import { createPostVendorBill, type PostVendorBill } from './post-vendor-bill.js';
import { createReleaseRetention, type ReleaseRetention } from './release-retention.js';
import { createCreatePartner, type CreatePartner } from './create-partner.js';
import { createCreateProject, type CreateProject } from './create-project.js';
import { createCreatePurchaseOrders, type CreatePurchaseOrders } from './create-purchase-orders.js';
import { createCreateCostCodes, type CreateCostCodes } from './create-cost-codes.js';
import { createIssueStock, type IssueStock } from './issue-stock.js';
import { createFlagTask, type FlagTask } from './flag-task.js';
import { createReachMilestone, type ReachMilestone } from './reach-milestone.js';
import type { EffectScope } from './scope.js';

export type {
  JournalEntryInput,
  JournalEntryLine,
  JournalEntryResult,
  LineDistribution,
} from './journal-entry.js';
export type { Distribution } from './check-distribution.js';
export type { CostCodeRecord, CostCodesInput, CostCodesResult } from './create-cost-codes.js';
export type { PartnerInput, PartnerResult } from './create-partner.js';
export type { ProjectInput, ProjectResult } from './create-project.js';
export type {
  PurchaseOrderInput,
  PurchaseOrderLineInput,
  PurchaseOrdersInput,
  PurchaseOrdersResult,
} from './create-purchase-orders.js';
export type { FlagTaskInput, FlagTaskResult, TaskFlags, TaskPriority, TaskState } from './flag-task.js';
export type { ReachMilestoneInput, ReachMilestoneResult } from './reach-milestone.js';
export type { IssueStockInput, IssueStockResult, TransferLine } from './issue-stock.js';
export type { DraftBillInput, DraftBillResult } from './create-draft-bill.js';
export type {
  BilledOrder,
  BilledOrderLine,
  BillOnLine,
  DocumentChecks,
  HeldOf,
  HeldRetention,
  OrderLineRecord,
  OrderWithReceipts,
} from './document-checks.js';
export type { BillToMatch, MatchProblem, MatchTolerance, OrderToMatch, Receipts } from './match-bill.js';
export type { PartnerMatch, PartnerQuery } from './partner-matches.js';
export type { DocumentLine } from './document.js';
export type { InvoiceInput, InvoiceLine, InvoiceResult, RetentionLine } from './post-invoice.js';
export type { PostedBill, PostVendorBillInput } from './post-vendor-bill.js';
export type { ReleaseRetentionInput, ReleaseRetentionResult } from './release-retention.js';
export type { TimesheetLine, TimesheetLinesInput, TimesheetLinesResult } from './timesheet-line.js';

export interface ErpEffects {
  readonly bookTimesheetLines: BookTimesheetLines;
  readonly postJournalEntry: PostJournalEntry;
  readonly createDraftBill: CreateDraftBill;
  readonly postInvoice: PostInvoice;
  readonly postVendorBill: PostVendorBill;
  readonly releaseRetention: ReleaseRetention;
  readonly createPartner: CreatePartner;
  readonly createProject: CreateProject;
  readonly createPurchaseOrders: CreatePurchaseOrders;
  readonly createCostCodes: CreateCostCodes;
  readonly issueStock: IssueStock;
  readonly flagTask: FlagTask;
  readonly reachMilestone: ReachMilestone;
}

export function createErpEffects(scope: EffectScope): ErpEffects {
  return {
    bookTimesheetLines: createBookTimesheetLines(scope),
    postJournalEntry: createPostJournalEntry(scope),
    createDraftBill: createCreateDraftBill(scope),
    postInvoice: createPostInvoice(scope),
    postVendorBill: createPostVendorBill(scope),
    releaseRetention: createReleaseRetention(scope),
    createPartner: createCreatePartner(scope),
    createProject: createCreateProject(scope),
    createPurchaseOrders: createCreatePurchaseOrders(scope),
    createCostCodes: createCreateCostCodes(scope),
    issueStock: createIssueStock(scope),
    flagTask: createFlagTask(scope),
    reachMilestone: createReachMilestone(scope),
  };
}
