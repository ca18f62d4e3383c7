import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { WriteModel } from '../../subgraphs/workflows/model.js';
import type { WriteEventModel } from '../../subgraphs/workflows/events.js';
import type { WorkflowsContext } from '../../subgraphs/workflows/context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day, ISO 8601 (YYYY-MM-DD). */
  Date: { input: string; output: string; }
  /** A moment in UTC, ISO 8601. */
  DateTime: { input: Date; output: Date; }
  /** An exact decimal number as text, for example "1234.50". Never a binary float. */
  Decimal: { input: string; output: string; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type AcknowledgeBreakdownInput = {
  /** Id of the breakdown in the graph. */
  breakdown: Scalars['ID']['input'];
  clientMutationId: Scalars['String']['input'];
  /** What others should know, at most 1,000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Approval = {
  __typename?: 'Approval';
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  decidedBy?: Maybe<Scalars['String']['output']>;
  decision?: Maybe<ApprovalDecision>;
  expiresAt: Scalars['DateTime']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  requestedAt: Scalars['DateTime']['output'];
  /** The rule that asks for it. */
  rule: Scalars['String']['output'];
};

export type ApprovalDecision =
  | 'APPROVED'
  | 'EXPIRED'
  | 'REJECTED';

export type ApprovalRequest = {
  __typename?: 'ApprovalRequest';
  /** Send it as `after` to go on behind this question. */
  cursor: Scalars['String']['output'];
  occurredAt: Scalars['DateTime']['output'];
  write?: Maybe<Write>;
};

export type ApproveChangeOrderInput = {
  /** Activity of the job's schedule that gets a note of it, by its id. */
  activity?: InputMaybe<Scalars['ID']['input']>;
  clientMutationId: Scalars['String']['input'];
  /** Company code, where two companies use the project number. */
  company?: InputMaybe<Scalars['String']['input']>;
  /** Day of the approval. */
  date: Scalars['Date']['input'];
  /** Effect on the budget, at most 200, one for each code and type; none for a change of price only. */
  lines: Array<ChangeOrderCostInput>;
  /** Number of the change order; a pending one of the job with it is approved as it is given here, else a new one is made. */
  number: Scalars['String']['input'];
  /** Effect on the contract, company currency; negative takes away. */
  price: Scalars['Decimal']['input'];
  /** Project number. */
  project: Scalars['String']['input'];
  /** Why, and who agreed; kept in the trace. The title when left out. */
  reason?: InputMaybe<Scalars['String']['input']>;
  title: Scalars['String']['input'];
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ApproveVendorBillInput = {
  /** The ERP's id of the draft bill. */
  bill: Scalars['ID']['input'];
  /** Date on the bill, where the draft has none. */
  billDate?: InputMaybe<Scalars['Date']['input']>;
  clientMutationId: Scalars['String']['input'];
  /** Company code. */
  company: Scalars['String']['input'];
  /** Accounting day. */
  date: Scalars['Date']['input'];
  /** Last day of the subcontractor's insurance. */
  insuranceUntil?: InputMaybe<Scalars['Date']['input']>;
  /** The subcontractor's waiver of lien for this payment is there. */
  lienWaiver?: InputMaybe<Scalars['Boolean']['input']>;
  /** The ERP's id of the order it bills; needed unless withoutOrder. */
  order?: InputMaybe<Scalars['ID']['input']>;
  /** The bill is a subcontractor's: lienWaiver and insuranceUntil are needed. */
  subcontract?: InputMaybe<Scalars['Boolean']['input']>;
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
  /** Agree to a bill that no order stands behind. */
  withoutOrder?: InputMaybe<Scalars['Boolean']['input']>;
};

/** One entry of the append-only, hash-chained trail (`npm run audit:verify`). */
export type AuditEntry = {
  __typename?: 'AuditEntry';
  actor: Scalars['String']['output'];
  /** JSON text. */
  after?: Maybe<Scalars['String']['output']>;
  at: Scalars['DateTime']['output'];
  /** JSON text. */
  before?: Maybe<Scalars['String']['output']>;
  event: Scalars['String']['output'];
  step?: Maybe<Scalars['String']['output']>;
};

/** Name one that the firm has by party, or describe it: one that is surely the same is taken, one that may be is asked about. */
export type AwardCustomerInput = {
  city?: InputMaybe<Scalars['String']['input']>;
  /** It is none of the partners that look like it: make a new one. */
  createNew?: InputMaybe<Scalars['Boolean']['input']>;
  email?: InputMaybe<Scalars['String']['input']>;
  /** Legal name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Party.id, or the ERP's id of the partner; instead of everything else. */
  party?: InputMaybe<Scalars['ID']['input']>;
  phone?: InputMaybe<Scalars['String']['input']>;
  street?: InputMaybe<Scalars['String']['input']>;
  taxId?: InputMaybe<Scalars['String']['input']>;
  zip?: InputMaybe<Scalars['String']['input']>;
};

export type AwardEstimateInput = {
  clientMutationId: Scalars['String']['input'];
  /** Company code, where two companies use the estimate number. */
  company?: InputMaybe<Scalars['String']['input']>;
  customer: AwardCustomerInput;
  /** Day of the award. */
  date: Scalars['Date']['input'];
  /** Estimate number, for example E-2041. */
  estimate: Scalars['String']['input'];
  finish?: InputMaybe<Scalars['Date']['input']>;
  /** Milestones of the job in the ERP. */
  milestones?: InputMaybe<Array<AwardMilestoneInput>>;
  /** Name of the job; the estimate's when left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Codes that the estimate uses and the company's list lacks: they are made in the ERP. */
  newCostCodes?: InputMaybe<Array<NewCostCodeInput>>;
  /** What is bought: one draft order for each, confirmed by the buyer in the ERP. */
  packages?: InputMaybe<Array<ProcurementPackageInput>>;
  /** Number of the new job; no job of the company has it. */
  project: Scalars['String']['input'];
  /** The revision that was agreed on; another one is never taken in its place. */
  revision: Scalars['Int']['input'];
  /** The job's project in the scheduling system, by its id there or as planners call it; it must be there and be no other job's. */
  schedule?: InputMaybe<Scalars['String']['input']>;
  /** Planned first and last day of the job. */
  start?: InputMaybe<Scalars['Date']['input']>;
  /** Tasks of the job in the ERP, at most 500; one for each bid item when left out. */
  tasks?: InputMaybe<Array<AwardTaskInput>>;
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type AwardMilestoneInput = {
  deadline?: InputMaybe<Scalars['Date']['input']>;
  /** Unique among the milestones. */
  name: Scalars['String']['input'];
};

export type AwardTaskInput = {
  allocatedHours?: InputMaybe<Scalars['Decimal']['input']>;
  /** Name of one of the milestones. */
  milestone?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
};

export type BillingLineInput = {
  /** Net of tax and gross of retention, company currency; above 0. */
  amount: Scalars['Decimal']['input'];
  /** Cost code of the job; a bill's line is coded as its order line is. */
  costCode?: InputMaybe<Scalars['String']['input']>;
  description: Scalars['String']['input'];
  /** With PAYABLE, and needed there: the ERP's id of the order line that is billed. */
  orderLine?: InputMaybe<Scalars['ID']['input']>;
};

export type BreakdownSeverity =
  | 'CRITICAL'
  | 'HIGH'
  | 'LOW'
  | 'MEDIUM';

export type CancelWriteInput = {
  reason: Scalars['String']['input'];
  write: Scalars['ID']['input'];
};

export type ChangeOrderCostInput = {
  /** Company currency; negative takes away. */
  cost: Scalars['Decimal']['input'];
  costCode: Scalars['String']['input'];
  costType: CostType;
};

export type CompleteWorkOrderInput = {
  clientMutationId: Scalars['String']['input'];
  completedAt: Scalars['DateTime']['input'];
  /** Goes with project. */
  costCode?: InputMaybe<Scalars['String']['input']>;
  /** Hour meter at completion. */
  meter?: InputMaybe<Scalars['Decimal']['input']>;
  /** Project number of the job that pays; only where the company's internal rates leave repairs out. The cost pool when left out. */
  project?: InputMaybe<Scalars['String']['input']>;
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
  /** What a vendor charges for the repair; becomes a draft bill. */
  vendorCharge?: InputMaybe<VendorChargeInput>;
  /** WorkOrder.id, or the maintenance platform's id alone. */
  workOrder: Scalars['ID']['input'];
};

/** What kind of cost it is. */
export type CostType =
  | 'EQUIPMENT'
  | 'LABOR'
  | 'MATERIAL'
  | 'OTHER'
  | 'SUBCONTRACT'
  /** No rule could tell: the money is counted and listed as an exception. */
  | 'UNCLASSIFIED';

export type CrosswalkConnection = {
  __typename?: 'CrosswalkConnection';
  edges: Array<CrosswalkEdge>;
  nodes: Array<CrosswalkEntry>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type CrosswalkEdge = {
  __typename?: 'CrosswalkEdge';
  cursor: Scalars['String']['output'];
  node: CrosswalkEntry;
};

/** One system's own id or spelling of a record. */
export type CrosswalkEntry = {
  __typename?: 'CrosswalkEntry';
  /** Canonical id; null when it could not be matched. */
  canonicalId?: Maybe<Scalars['ID']['output']>;
  /** What people call the canonical record, for example J-101. */
  canonicalNumber?: Maybe<Scalars['String']['output']>;
  /** Company code. */
  company?: Maybe<Scalars['String']['output']>;
  /** The record's id in that system. */
  externalId: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  kind: CrosswalkKind;
  /** What that system calls it. */
  label?: Maybe<Scalars['String']['output']>;
  matchedAt?: Maybe<Scalars['DateTime']['output']>;
  /** RULE, MANUAL (also where a person took the match away) or WRITE; null when no rule matched. */
  matchedBy?: Maybe<MatchedBy>;
  /** Why it could not be matched, and what to do. */
  problem?: Maybe<Scalars['String']['output']>;
  /** The rule that matched (EXACT, NORMALISED, CONFIGURED, SYSTEM_OF_RECORD), the person, or the write. */
  rule?: Maybe<Scalars['String']['output']>;
  system: Scalars['String']['output'];
};

export type CrosswalkFilter = {
  kind?: InputMaybe<CrosswalkKind>;
  /** odoo, telematics, maintenance, scheduling or estimating. */
  system?: InputMaybe<Scalars['String']['input']>;
  /** Only records that could not be matched. */
  unmatchedOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type CrosswalkKind =
  | 'COST_CODE'
  | 'EQUIPMENT'
  | 'PARTY'
  | 'PROJECT';

export type DecideApprovalInput = {
  approve: Scalars['Boolean']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  write: Scalars['ID']['input'];
};

export type DispatchEquipmentInput = {
  /** Activity of the job's schedule that the machine works on, by its id. */
  activity?: InputMaybe<Scalars['ID']['input']>;
  clientMutationId: Scalars['String']['input'];
  /** Company code, where two companies use the project number. */
  company?: InputMaybe<Scalars['String']['input']>;
  costCode: Scalars['String']['input'];
  /** Last day; open when left out. */
  end?: InputMaybe<Scalars['Date']['input']>;
  /** Ends the assignment that is open, on the day before start. */
  endCurrent?: InputMaybe<Scalars['Boolean']['input']>;
  /** Equipment number. */
  equipment: Scalars['String']['input'];
  /** Contact id of who operates it on the maintenance platform; its configured contact when left out. */
  operator?: InputMaybe<Scalars['String']['input']>;
  /** Hours planned on the activity. */
  plannedHours?: InputMaybe<Scalars['Decimal']['input']>;
  /** Project number. */
  project: Scalars['String']['input'];
  /** First day on the job. */
  start: Scalars['Date']['input'];
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ExceptionKind =
  /** The vendor's bill has come, and the accrual could not be taken back. */
  | 'ACCRUAL_NOT_REVERSED'
  /** Nobody decided in time; nothing was sent. */
  | 'APPROVAL_EXPIRED'
  /** A posting of ours is not what it was, or gone. */
  | 'CHANGED_AFTER_POSTING'
  /** A webhook delivery that could not be handled. */
  | 'DELIVERY_PARKED'
  /** The last run of a batch flow failed to the end. */
  | 'FLOW_FAILED'
  /** A record of the ERP that another system could not be given, or lost. */
  | 'NOT_PUBLISHED'
  /** Two systems, or two books of one, do not say the same. */
  | 'RECONCILIATION_DIFFERENCE'
  /** Retention is held longer than it should be. */
  | 'RETENTION_OVERDUE'
  /** A record of a system that is none of the firm's by any rule. */
  | 'UNMATCHED'
  /** Machine time that a flow could not charge to its job. */
  | 'USAGE_NOT_POSTED'
  /** A step was refused, or its system stayed away. */
  | 'WRITE_DEAD'
  /** Nobody can say whether a step of it landed. */
  | 'WRITE_UNKNOWN';

/** A record of a system that stands behind an exception. */
export type ExceptionRecord = {
  __typename?: 'ExceptionRecord';
  /** The system's id. */
  id: Scalars['String']['output'];
  /** For example account.move. */
  kind: Scalars['String']['output'];
  /** What people call it there. */
  label?: Maybe<Scalars['String']['output']>;
  system: Scalars['String']['output'];
};

export type FlowCount = {
  __typename?: 'FlowCount';
  count: Scalars['Int']['output'];
  name: Scalars['String']['output'];
};

export type FlowPayload = {
  __typename?: 'FlowPayload';
  /** With validateOnly: what a person should look at. */
  exceptions?: Maybe<Array<OpenException>>;
  /** With validateOnly: what would be posted, a line each. */
  plan?: Maybe<Array<Scalars['String']['output']>>;
  /** Null when it was refused, or with validateOnly. */
  run?: Maybe<FlowRun>;
  /** Why nothing was started. */
  userErrors: Array<UserError>;
};

/** One run of a batch flow. */
export type FlowRun = {
  __typename?: 'FlowRun';
  /** Who asked; null for the schedule. */
  askedBy?: Maybe<Scalars['String']['output']>;
  attempts: Scalars['Int']['output'];
  /** What it did, by name. */
  counts: Array<FlowCount>;
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why the last attempt failed. */
  error?: Maybe<Scalars['String']['output']>;
  flow: Scalars['String']['output'];
  /** The days it looks at, both included. */
  from: Scalars['Date']['output'];
  id: Scalars['ID']['output'];
  /** The moment of the schedule it stands for, or when a person asked. */
  occurrence: Scalars['DateTime']['output'];
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  status: FlowRunStatus;
  to: Scalars['Date']['output'];
};

export type FlowRunStatus =
  /** Out of attempts: the next occurrence looks at its days again. */
  | 'FAILED'
  | 'RUNNING'
  | 'SUCCEEDED'
  /** Kept; starts, or tries again, by itself. */
  | 'WAITING';

/** When a batch flow runs. */
export type FlowSchedule = {
  __typename?: 'FlowSchedule';
  /** Five fields of cron, in UTC. */
  cron: Scalars['String']['output'];
  enabled: Scalars['Boolean']['output'];
  last?: Maybe<FlowRun>;
  /** Null while it is off. */
  nextOccurrence?: Maybe<Scalars['DateTime']['output']>;
};

export type FlowType =
  | 'BATCH'
  | 'WRITE';

export type MasterObject =
  /** A cost code: a value of the activity code that planners code with. */
  | 'COST_CODE'
  /** A stocked item: a part of the maintenance platform, by internal reference or name. */
  | 'ITEM'
  /** A job: an empty schedule under the company's EPS, for planners to fill. */
  | 'PROJECT'
  /** A vendor: by name among those of the maintenance platform. */
  | 'VENDOR';

export type MatchExternalIdInput = {
  /** Company code, where the record is listed in several, or its system names none. */
  company?: InputMaybe<Scalars['String']['input']>;
  /** The record's id in that system, as the crosswalk lists it. */
  externalId: Scalars['String']['input'];
  kind: CrosswalkKind;
  /** What people call the record of the firm, for example J-101; null takes the match away. */
  number?: InputMaybe<Scalars['String']['input']>;
  /** How you know; kept in the audit trail. */
  reason: Scalars['String']['input'];
  /** odoo, telematics, maintenance, scheduling or estimating. */
  system: Scalars['String']['input'];
};

export type MatchPayload = {
  __typename?: 'MatchPayload';
  /** Null when it was refused. */
  entry?: Maybe<CrosswalkEntry>;
  /** Why nothing was changed. */
  userErrors: Array<UserError>;
};

export type MatchedBy =
  | 'MANUAL'
  | 'RULE'
  | 'WRITE';

export type MoveMilestoneInput = {
  /** Day an activity was finished; of a milestone the day it was reached. */
  actualFinish?: InputMaybe<Scalars['Date']['input']>;
  /** Day an activity was begun. A milestone has none. */
  actualStart?: InputMaybe<Scalars['Date']['input']>;
  clientMutationId: Scalars['String']['input'];
  /** Company code, where two companies use the project number. */
  company?: InputMaybe<Scalars['String']['input']>;
  /** The ERP's id of the milestone that goes with it; the one of the job with the same name or code when left out. */
  erpMilestone?: InputMaybe<Scalars['ID']['input']>;
  /** Where it goes now: the day of a milestone, the finish of an activity. Not before the schedule's data date. */
  forecastDate?: InputMaybe<Scalars['Date']['input']>;
  /** Milestone or activity of the job's schedule, by its id, or by its code as planners write it. */
  milestone: Scalars['String']['input'];
  /** Percent complete of an activity, 0 to 100; never less than it is at. What is finished is at 100 by itself. */
  percent?: InputMaybe<Scalars['Decimal']['input']>;
  /** Project number. */
  project: Scalars['String']['input'];
  /** The ERP's id of the task that goes with it; the open one of the job with the same name or code when left out. */
  task?: InputMaybe<Scalars['ID']['input']>;
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Your device has kept every event up to this cursor. An earlier one than before changes nothing. Answers the cursor that is kept. */
  ackEvents: Scalars['String']['output'];
  /** Says that somebody has seen a breakdown. The first one stays; a later one is told who was first. */
  acknowledgeBreakdown: WritePayload;
  /** A change order becomes part of the contract and of the budget of its job, both at once, with a trace (project.baselineRevisions). */
  approveChangeOrder: WritePayload;
  /** Posts a vendor's draft bill once order, receipt and bill agree within the company's tolerance. */
  approveVendorBill: WritePayload;
  /** A won estimate becomes a job: customer, cost codes, project with tasks and draft orders in the ERP, frozen budget baseline, link to its schedule. */
  awardEstimate: WritePayload;
  /** Stops a write of which nothing has been sent yet. */
  cancelWrite: WritePayload;
  /** A repair is done: work order completed on the maintenance platform, its parts issued and the vendor's charge a draft bill in the ERP. */
  completeWorkOrder: WritePayload;
  /** Agrees to a write that waits, or turns it down. Nobody decides about a write of their own. */
  decideApproval: WritePayload;
  /** A machine goes to a job: assignment on the maintenance platform, resource on an activity of the schedule. */
  dispatchEquipment: WritePayload;
  /** Says which record of the firm a system's record is, or that it is none. No sync changes it afterwards. */
  matchExternalId: MatchPayload;
  /** A milestone moves or is reached, or an activity goes on: the schedule, and the ERP's task and milestone with it. Reaching a billing milestone makes its part of the sale order due to bill. */
  moveMilestone: WritePayload;
  /** Charges a job with the machine time of a day that is not charged yet, in one entry, at the company's rates. */
  postDailyUsage: WritePayload;
  /** A customer's progress invoice from the schedule of values, or a subcontractor's progress bill of their order; gross, with retention on an account of its own. */
  postProgressBilling: WritePayload;
  /** Cost of a rented machine that its vendor has not billed yet: accrued in Plumbline at the order line's price and the days on the job, until the bill comes. */
  postRentalAccrual: WritePayload;
  /** A record of the ERP as another system keeps a copy of it: made there, or brought in line. The flow masterData asks for it. */
  publishMasterData: WritePayload;
  /** Hours of a machine on a job: meter reading on the maintenance platform, internal charge on the job in the ERP. */
  recordEquipmentUsage: WritePayload;
  /** Bills retention that was held back on a job's invoices, or on a vendor's bills of it, oldest first. No revenue and no cost arises. */
  releaseRetention: WritePayload;
  /** Starts a DEAD or UNKNOWN write again from the step that failed, with a corrected input if given, checked anew. */
  replayWrite: WritePayload;
  /** A machine broke down: issue and work order on the maintenance platform, availability set, the job's task flagged in the ERP. */
  reportBreakdown: WritePayload;
  /** Tries a webhook delivery that was set aside once more, after its cause was mended. */
  retryDelivery: RetryDeliveryPayload;
  /** Takes a write that succeeded back by reversals of its own, last step first. Never deletes, once only. */
  reverseWrite: WritePayload;
  /** Runs a batch flow now, over days you name. It posts nothing twice, whatever the schedule does meanwhile. */
  runFlow: FlowPayload;
  /** Hours of people on jobs, one or many lines: timesheet lines in the ERP, priced there by each person's hourly cost. */
  submitTimesheet: WritePayload;
};


export type MutationAckEventsArgs = {
  cursor: Scalars['String']['input'];
  device: Scalars['String']['input'];
};


export type MutationAcknowledgeBreakdownArgs = {
  input: AcknowledgeBreakdownInput;
};


export type MutationApproveChangeOrderArgs = {
  input: ApproveChangeOrderInput;
};


export type MutationApproveVendorBillArgs = {
  input: ApproveVendorBillInput;
};


export type MutationAwardEstimateArgs = {
  input: AwardEstimateInput;
};


export type MutationCancelWriteArgs = {
  input: CancelWriteInput;
};


export type MutationCompleteWorkOrderArgs = {
  input: CompleteWorkOrderInput;
};


export type MutationDecideApprovalArgs = {
  input: DecideApprovalInput;
};


export type MutationDispatchEquipmentArgs = {
  input: DispatchEquipmentInput;
};


export type MutationMatchExternalIdArgs = {
  input: MatchExternalIdInput;
};


export type MutationMoveMilestoneArgs = {
  input: MoveMilestoneInput;
};


export type MutationPostDailyUsageArgs = {
  input: PostDailyUsageInput;
};


export type MutationPostProgressBillingArgs = {
  input: PostProgressBillingInput;
};


export type MutationPostRentalAccrualArgs = {
  input: PostRentalAccrualInput;
};


export type MutationPublishMasterDataArgs = {
  input: PublishMasterDataInput;
};


export type MutationRecordEquipmentUsageArgs = {
  input: RecordEquipmentUsageInput;
};


export type MutationReleaseRetentionArgs = {
  input: ReleaseRetentionInput;
};


export type MutationReplayWriteArgs = {
  input: ReplayWriteInput;
};


export type MutationReportBreakdownArgs = {
  input: ReportBreakdownInput;
};


export type MutationRetryDeliveryArgs = {
  id: Scalars['ID']['input'];
};


export type MutationReverseWriteArgs = {
  input: ReverseWriteInput;
};


export type MutationRunFlowArgs = {
  input: RunFlowInput;
};


export type MutationSubmitTimesheetArgs = {
  input: SubmitTimesheetInput;
};

export type NewCostCodeInput = {
  /** As the company's list shall write it; the estimate's spelling may differ in case and punctuation. */
  code: Scalars['String']['input'];
  name: Scalars['String']['input'];
};

export type OpenException = {
  __typename?: 'OpenException';
  /** Company code. */
  company?: Maybe<Scalars['String']['output']>;
  /** Of the amounts; null for counts. */
  currency?: Maybe<Scalars['String']['output']>;
  /** The accounting day it is about. */
  day?: Maybe<Scalars['Date']['output']>;
  /** The amount or count that should be there, and what is there. */
  expected?: Maybe<Scalars['Decimal']['output']>;
  /** The batch flow that found it. */
  flow?: Maybe<Scalars['String']['output']>;
  found?: Maybe<Scalars['Decimal']['output']>;
  kind: ExceptionKind;
  /** When a batch flow last found it; null for what no flow found. */
  lastSeen?: Maybe<Scalars['DateTime']['output']>;
  /** What is wrong, and what to do. */
  message: Scalars['String']['output'];
  /** Project number. */
  project?: Maybe<Scalars['String']['output']>;
  /** Why, as a word a machine can tell apart, for example LOCKED_PERIOD; null where the kind says it all. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The record it is about: of a write as people say it (equipment/EX-204), else the system's id. */
  record: Scalars['String']['output'];
  /** The records of the systems behind it. */
  records: Array<ExceptionRecord>;
  /** When it was first seen; null where that is not known. */
  since?: Maybe<Scalars['DateTime']['output']>;
  /** Null for a write; its steps name their systems. */
  system?: Maybe<Scalars['String']['output']>;
  write?: Maybe<Write>;
};

export type PackageLineInput = {
  /** Code and type of the estimate that the line is bought for. */
  costCode: Scalars['String']['input'];
  costType: CostType;
  /** The package's name and the code when left out. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 1 when left out. */
  quantity?: InputMaybe<Scalars['Decimal']['input']>;
  /** Net of tax, company currency; what the estimate has for code and type when left out. */
  unitPrice?: InputMaybe<Scalars['Decimal']['input']>;
  /** Day it is wanted on site. */
  wantedOn?: InputMaybe<Scalars['Date']['input']>;
};

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A webhook delivery that could not be handled. Polling finds what it told of too; this says what is wrong with it. */
export type ParkedDelivery = {
  __typename?: 'ParkedDelivery';
  attempts: Scalars['Int']['output'];
  /** As received, the first 2,000 characters. */
  body: Scalars['String']['output'];
  /** The last part of the address it came to, for example maintenance. */
  connector: Scalars['String']['output'];
  /** Why the last attempt failed. */
  error: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  receivedAt: Scalars['DateTime']['output'];
};

export type PlannedStep = {
  __typename?: 'PlannedStep';
  name: Scalars['String']['output'];
  system: Scalars['String']['output'];
  title: Scalars['String']['output'];
};

export type PostDailyUsageInput = {
  clientMutationId: Scalars['String']['input'];
  /** Company code, where two companies use the project number. */
  company?: InputMaybe<Scalars['String']['input']>;
  /** The day worked, and the accounting day. */
  date: Scalars['Date']['input'];
  /** Project number. */
  project: Scalars['String']['input'];
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type PostProgressBillingInput = {
  /** Bill beyond the contract value; with PAYABLE beyond what is left of an order line. */
  allowOverbilling?: InputMaybe<Scalars['Boolean']['input']>;
  /** With PAYABLE: date on the bill; date when left out. */
  billDate?: InputMaybe<Scalars['Date']['input']>;
  clientMutationId: Scalars['String']['input'];
  /** Company code, where two companies use the project number. */
  company?: InputMaybe<Scalars['String']['input']>;
  /** Contract value, company currency: needed for a job whose award nobody told Plumbline, unless allowOverbilling; for any other it must be project.cost.wip.contractValue or left out. Not with PAYABLE. */
  contractValue?: InputMaybe<Scalars['Decimal']['input']>;
  /** Date of the invoice and accounting day. */
  date: Scalars['Date']['input'];
  /** With PAYABLE, and needed there: last day of the subcontractor's insurance. */
  insuranceUntil?: InputMaybe<Scalars['Date']['input']>;
  /** With PAYABLE, and needed there: the subcontractor's waiver of lien for this payment is there. */
  lienWaiver?: InputMaybe<Scalars['Boolean']['input']>;
  /** Billed this time, from the schedule of values; 1 to 200. */
  lines: Array<BillingLineInput>;
  /** With PAYABLE, and needed there: number of the vendor's order, for example "P00017". */
  order?: InputMaybe<Scalars['String']['input']>;
  /** Project number. */
  project: Scalars['String']['input'];
  /** What the customer calls it, for example "Application 4"; with PAYABLE the vendor's number of the bill, and needed there. */
  reference?: InputMaybe<Scalars['String']['input']>;
  /** Amount that is held back, company currency; instead of the percent. */
  retentionAmount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Percent of the lines' sum that is held back. */
  retentionPercent?: InputMaybe<Scalars['Decimal']['input']>;
  /** RECEIVABLE, also when left out, bills the job's customer; PAYABLE books a subcontractor's progress bill of their order. */
  side?: InputMaybe<RetentionSide>;
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type PostRentalAccrualInput = {
  /** Accrue although a bill of the line is dated on the last day or later, since it bills other days. */
  allowBilled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Accrue more than the order line has open. */
  allowOverOrder?: InputMaybe<Scalars['Boolean']['input']>;
  clientMutationId: Scalars['String']['input'];
  /** Company code, where two companies use the project number. */
  company?: InputMaybe<Scalars['String']['input']>;
  /** Number of the rented machine. */
  equipment: Scalars['String']['input'];
  /** First day accrued. */
  from: Scalars['Date']['input'];
  /** The ERP's id of the rental's order line; the line of the job whose description names the machine when left out. */
  orderLine?: InputMaybe<Scalars['ID']['input']>;
  /** Project number. */
  project: Scalars['String']['input'];
  /** Last day accrued and day of the accrual; at most 366 days in all. */
  to: Scalars['Date']['input'];
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ProcurementPackageInput = {
  /** 1 to 200. */
  lines: Array<PackageLineInput>;
  /** What is bought, for example "Concrete supply". */
  name: Scalars['String']['input'];
  /** The ERP's id of the product that its lines are ordered as. */
  product: Scalars['ID']['input'];
  /** The vendor's reference, for example the number of its quotation. */
  reference?: InputMaybe<Scalars['String']['input']>;
  /** Party.id, or the vendor's name as the ERP writes it. */
  vendor: Scalars['String']['input'];
};

export type PublishMasterDataInput = {
  /** Id of the copy in the other system, where it is there under another name. */
  as?: InputMaybe<Scalars['String']['input']>;
  clientMutationId: Scalars['String']['input'];
  /** Company code, where two companies have the record. */
  company?: InputMaybe<Scalars['String']['input']>;
  object: MasterObject;
  /** Project number, cost code, the vendor's party (its id, its number, or a name only one has), or the item's reference. */
  record: Scalars['String']['input'];
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Query = {
  __typename?: 'Query';
  /** Writes that wait for somebody's agreement, newest first. */
  approvals: WriteConnection;
  /** How every system's own ids and spellings were matched to canonical records, and what could not be. */
  crosswalk: CrosswalkConnection;
  /** Writes that ended DEAD or UNKNOWN: a person looks at them and presses replay, or leaves them. */
  deadLetters: WriteConnection;
  /** The place up to which your device has everything, as it last said with ackEvents; null when it never did. An app that was installed anew subscribes with it as `after`. */
  deviceCursor?: Maybe<Scalars['String']['output']>;
  /** The end of the event log as it is now: send it as `after` of any subscription. Ask for it before you read a state, in a request of its own, so that nothing falls between the two. */
  eventCursor: Scalars['String']['output'];
  /** What a person should look at: writes that are UNKNOWN or DEAD, questions that expired, what batch flows found, records without a match. */
  exceptions: Array<OpenException>;
  /** Runs of a batch flow, the newest occurrence first. For those who may see every company. */
  flowRuns: Array<FlowRun>;
  /** How each kind of write and each batch flow goes. */
  flows: Array<WriteFlow>;
  /** Webhook deliveries that could not be handled, oldest first. For the integration owner. */
  parkedDeliveries: Array<ParkedDelivery>;
  /** One write with its steps, attempts, approval and audit trail. */
  write?: Maybe<Write>;
  /** Cross-system writes, newest first. */
  writes: WriteConnection;
};


export type QueryApprovalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCrosswalkArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CrosswalkFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDeadLettersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDeviceCursorArgs = {
  device: Scalars['String']['input'];
};


export type QueryEventCursorArgs = {
  secondsBack?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryExceptionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryFlowRunsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  flow: Scalars['String']['input'];
};


export type QueryParkedDeliveriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryWriteArgs = {
  id: Scalars['ID']['input'];
};


export type QueryWritesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WriteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type RecordEquipmentUsageInput = {
  /** The client's idempotency key: the same key with the same input gives the first write, with another input an error. */
  clientMutationId: Scalars['String']['input'];
  /** Company code, where two companies use the project number. */
  company?: InputMaybe<Scalars['String']['input']>;
  costCode: Scalars['String']['input'];
  /** The day worked. */
  date: Scalars['Date']['input'];
  /** Equipment number. */
  equipment: Scalars['String']['input'];
  /** Litres filled that day. */
  fuelLitres?: InputMaybe<Scalars['Decimal']['input']>;
  /** Hours worked that day, at most 24. */
  hours: Scalars['Decimal']['input'];
  /** Hour meter at the end of the day; the last reading plus the hours when left out. */
  meter?: InputMaybe<Scalars['Decimal']['input']>;
  operator?: InputMaybe<Scalars['String']['input']>;
  /** Project number. */
  project: Scalars['String']['input'];
  /** Run every check and say what would be done; change nothing. */
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ReleaseRetentionInput = {
  /** What is released, company currency; all that is held when left out. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  clientMutationId: Scalars['String']['input'];
  /** Company code, where two companies use the project number. */
  company?: InputMaybe<Scalars['String']['input']>;
  /** Date of the invoice and accounting day. */
  date: Scalars['Date']['input'];
  /** With PAYABLE, and needed there: the vendor's final waiver of lien is there. */
  lienWaiver?: InputMaybe<Scalars['Boolean']['input']>;
  /** Project number. */
  project: Scalars['String']['input'];
  reference?: InputMaybe<Scalars['String']['input']>;
  /** RECEIVABLE, also when left out, bills the customer what they hold of our invoices; PAYABLE owes a vendor what we hold of their bills. */
  side?: InputMaybe<RetentionSide>;
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
  /** With PAYABLE: Party.id, or the vendor's name as the ERP writes it; needed where retention of several vendors is held on the job. */
  vendor?: InputMaybe<Scalars['String']['input']>;
};

export type ReplayWriteInput = {
  /** The corrected input of the mutation as JSON text; the first one when left out. */
  correctedInput?: InputMaybe<Scalars['String']['input']>;
  write: Scalars['ID']['input'];
};

export type ReportBreakdownInput = {
  clientMutationId: Scalars['String']['input'];
  description?: InputMaybe<Scalars['String']['input']>;
  /** Equipment number. */
  equipment: Scalars['String']['input'];
  /** When it happened; now when left out. */
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** True when the machine cannot work. */
  outOfService?: InputMaybe<Scalars['Boolean']['input']>;
  severity: BreakdownSeverity;
  /** What is wrong, in a line. */
  summary: Scalars['String']['input'];
  /** The ERP's id of the task that is held up, of the job the machine is on; found by the machine or its cost code when left out. */
  task?: InputMaybe<Scalars['ID']['input']>;
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type RetentionSide =
  /** A vendor's: held by us on their bills. */
  | 'PAYABLE'
  /** The customer's: held by them on our invoices. */
  | 'RECEIVABLE';

export type RetryDeliveryPayload = {
  __typename?: 'RetryDeliveryPayload';
  /** It is tried again now. */
  retried: Scalars['Boolean']['output'];
  userErrors: Array<UserError>;
};

export type ReverseWriteInput = {
  clientMutationId: Scalars['String']['input'];
  /** Accounting day of the reversal. */
  date: Scalars['Date']['input'];
  reason: Scalars['String']['input'];
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
  write: Scalars['ID']['input'];
};

export type RunFlowInput = {
  /** The client's idempotency key: the same key with the same input gives the first run. */
  clientMutationId: Scalars['String']['input'];
  /** Name of the flow, as flows { kind } lists it. */
  flow: Scalars['String']['input'];
  /** First day; as many days back as the flow is set up for when left out. */
  from?: InputMaybe<Scalars['Date']['input']>;
  /** Last day; yesterday when left out. */
  to?: InputMaybe<Scalars['Date']['input']>;
  /** Look and say what would be posted; post and keep nothing. */
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type SubmitTimesheetInput = {
  /** Write the good lines and tell the others in userErrors; with false one bad line refuses all. */
  allowPartial?: InputMaybe<Scalars['Boolean']['input']>;
  clientMutationId: Scalars['String']['input'];
  /** 1 to 200, all of one company. */
  lines: Array<TimesheetLineInput>;
  validateOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** Each write that waits for somebody's agreement from now on. */
  approvalRequested: ApprovalRequest;
  /** Each change of a write's status, once and in order. */
  writeChanged: WriteChange;
};


export type SubscriptionApprovalRequestedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  company?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionWriteChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  company?: InputMaybe<Scalars['String']['input']>;
  kinds?: InputMaybe<Array<Scalars['String']['input']>>;
  write?: InputMaybe<Scalars['ID']['input']>;
};

export type TimesheetLineInput = {
  /** Company code, where two companies use the project number. */
  company?: InputMaybe<Scalars['String']['input']>;
  costCode: Scalars['String']['input'];
  /** The day worked. */
  date: Scalars['Date']['input'];
  /** What was done. */
  description: Scalars['String']['input'];
  /** The ERP's id of the employee. */
  employee: Scalars['ID']['input'];
  /** At most two decimals; all lines of a person and day together at most 24. */
  hours: Scalars['Decimal']['input'];
  /** Project number. */
  project: Scalars['String']['input'];
};

/** An expected refusal: what, why, and what to do. */
export type UserError = {
  __typename?: 'UserError';
  code: Scalars['String']['output'];
  /** Path in the input. */
  field: Array<Scalars['String']['output']>;
  message: Scalars['String']['output'];
  /** The record it is about, as its system calls it. */
  record?: Maybe<Scalars['String']['output']>;
  system?: Maybe<Scalars['String']['output']>;
};

export type VendorChargeInput = {
  /** Net of tax, company currency. */
  amount: Scalars['Decimal']['input'];
  description?: InputMaybe<Scalars['String']['input']>;
  /** The vendor's number of the bill; the work order's number when it is not known yet. */
  reference?: InputMaybe<Scalars['String']['input']>;
  /** Party.id, or the vendor's name as the ERP writes it. */
  vendor: Scalars['String']['input'];
};

/** One promise across systems and what became of it. Source: Plumbline's journal. */
export type Write = {
  __typename?: 'Write';
  approval?: Maybe<Approval>;
  audit: Array<AuditEntry>;
  clientMutationId: Scalars['String']['output'];
  /** Company code. */
  company: Scalars['String']['output'];
  failure?: Maybe<WriteFailure>;
  id: Scalars['ID']['output'];
  /** The input as JSON text. */
  input: Scalars['String']['output'];
  /** Name of the mutation. */
  kind: Scalars['String']['output'];
  /** Project number. */
  project?: Maybe<Scalars['String']['output']>;
  receivedAt: Scalars['DateTime']['output'];
  /** Who asked. */
  requestedBy: Scalars['String']['output'];
  /** The write this one takes back. */
  reverses?: Maybe<Write>;
  /** 1, and one more with every replay. */
  run: Scalars['Int']['output'];
  status: WriteStatus;
  steps: Array<WriteStep>;
  summary: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
};

export type WriteAttempt = {
  __typename?: 'WriteAttempt';
  answer?: Maybe<Scalars['String']['output']>;
  /** Null while it runs. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** OK; FOUND (it had landed already); CUT (its process ended); else the kind of failure. */
  outcome?: Maybe<Scalars['String']['output']>;
  startedAt: Scalars['DateTime']['output'];
};

export type WriteChange = {
  __typename?: 'WriteChange';
  /** Send it as `after` to go on behind this change. */
  cursor: Scalars['String']['output'];
  occurredAt: Scalars['DateTime']['output'];
  /** What it changed to; `write` shows what it is by now. */
  status: WriteStatus;
  write?: Maybe<Write>;
};

export type WriteConnection = {
  __typename?: 'WriteConnection';
  edges: Array<WriteEdge>;
  nodes: Array<Write>;
  pageInfo: PageInfo;
};

export type WriteEdge = {
  __typename?: 'WriteEdge';
  cursor: Scalars['String']['output'];
  node: Write;
};

export type WriteFailure = {
  __typename?: 'WriteFailure';
  code: Scalars['String']['output'];
  /** What the upstream answered, in our words. */
  message: Scalars['String']['output'];
  step: Scalars['String']['output'];
};

export type WriteFilter = {
  /** Name of the mutation. */
  kind?: InputMaybe<Scalars['String']['input']>;
  statuses?: InputMaybe<Array<WriteStatus>>;
};

/** One kind of write, or one batch flow. */
export type WriteFlow = {
  __typename?: 'WriteFlow';
  /** Writes received and not at rest, those that wait for approval left out; runs that were due and have not ended. */
  backlog: Scalars['Int']['output'];
  /** DEAD or UNKNOWN; runs that were given up. */
  failed: Scalars['Int']['output'];
  /** failed of all that came to rest; null when none did. */
  failureRate?: Maybe<Scalars['Float']['output']>;
  /** Name of the mutation or of the flow. */
  kind: Scalars['String']['output'];
  /** Since the oldest of the backlog was received or due; null without a backlog. */
  oldestWaitingSeconds?: Maybe<Scalars['Float']['output']>;
  /** Median from received to rest, time for approval included, or from the occurrence to the end of its run; null when none came to rest. */
  p50Seconds?: Maybe<Scalars['Float']['output']>;
  p95Seconds?: Maybe<Scalars['Float']['output']>;
  /** Of a batch flow; null for a kind of write. */
  schedule?: Maybe<FlowSchedule>;
  /** Within which it should be done. */
  slaSeconds: Scalars['Float']['output'];
  /** Of those that came to rest lately: writes in the last 24 hours (the newest 50,000), runs in the last 30 days. */
  succeeded: Scalars['Int']['output'];
  type: FlowType;
  /** False while the oldest of the backlog, or one in twenty of those that came to rest, took longer. */
  withinSla: Scalars['Boolean']['output'];
};

export type WritePayload = {
  __typename?: 'WritePayload';
  /** With validateOnly: what would be done, step by step. */
  plan?: Maybe<Array<PlannedStep>>;
  /** Why nothing was written; beside a write, which parts of the input it leaves out. */
  userErrors: Array<UserError>;
  /** Null when it was refused, or with validateOnly. */
  write?: Maybe<Write>;
};

export type WriteStatus =
  | 'CANCELLED'
  /** A step was refused or out of attempts; it did not land. */
  | 'DEAD'
  /** Waits for somebody's agreement. */
  | 'PENDING_APPROVAL'
  | 'QUEUED'
  /** Kept; not yet checked to the end. */
  | 'RECEIVED'
  | 'REJECTED'
  /** An attempt failed or was cut off; the next one follows by itself. */
  | 'RETRYING'
  | 'RUNNING'
  /** Every step landed. */
  | 'SUCCEEDED'
  /** Nobody can say whether a step landed: look at the system, then replay. */
  | 'UNKNOWN';

export type WriteStep = {
  __typename?: 'WriteStep';
  attempts: Array<WriteAttempt>;
  name: Scalars['String']['output'];
  /** What the system holds now, as JSON text; null until it landed. */
  result?: Maybe<Scalars['String']['output']>;
  status: WriteStepStatus;
  system: Scalars['String']['output'];
};

export type WriteStepStatus =
  | 'DONE'
  | 'FAILED'
  | 'PENDING'
  | 'UNKNOWN';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  CrosswalkEntry: CrosswalkEntry;
  Write: Write;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  CrosswalkEntry:
    ( { __typename: 'CrosswalkEntry' }
    & GraphQLRecursivePick<FederationTypes['CrosswalkEntry'], {"id":true}> );
  Write:
    ( { __typename: 'Write' }
    & GraphQLRecursivePick<FederationTypes['Write'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcknowledgeBreakdownInput: AcknowledgeBreakdownInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Approval: ResolverTypeWrapper<Approval>;
  ApprovalDecision: ApprovalDecision;
  ApprovalRequest: ResolverTypeWrapper<WriteEventModel>;
  ApproveChangeOrderInput: ApproveChangeOrderInput;
  ApproveVendorBillInput: ApproveVendorBillInput;
  AuditEntry: ResolverTypeWrapper<AuditEntry>;
  AwardCustomerInput: AwardCustomerInput;
  AwardEstimateInput: AwardEstimateInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AwardMilestoneInput: AwardMilestoneInput;
  AwardTaskInput: AwardTaskInput;
  BillingLineInput: BillingLineInput;
  BreakdownSeverity: BreakdownSeverity;
  CancelWriteInput: CancelWriteInput;
  ChangeOrderCostInput: ChangeOrderCostInput;
  CompleteWorkOrderInput: CompleteWorkOrderInput;
  CostType: CostType;
  CrosswalkConnection: ResolverTypeWrapper<CrosswalkConnection>;
  CrosswalkEdge: ResolverTypeWrapper<CrosswalkEdge>;
  CrosswalkEntry: ResolverTypeWrapper<CrosswalkEntry>;
  CrosswalkFilter: CrosswalkFilter;
  CrosswalkKind: CrosswalkKind;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DecideApprovalInput: DecideApprovalInput;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DispatchEquipmentInput: DispatchEquipmentInput;
  ExceptionKind: ExceptionKind;
  ExceptionRecord: ResolverTypeWrapper<ExceptionRecord>;
  FlowCount: ResolverTypeWrapper<FlowCount>;
  FlowPayload: ResolverTypeWrapper<Omit<FlowPayload, 'exceptions'> & { exceptions?: Maybe<Array<ResolversTypes['OpenException']>> }>;
  FlowRun: ResolverTypeWrapper<FlowRun>;
  FlowRunStatus: FlowRunStatus;
  FlowSchedule: ResolverTypeWrapper<FlowSchedule>;
  FlowType: FlowType;
  MasterObject: MasterObject;
  MatchExternalIdInput: MatchExternalIdInput;
  MatchPayload: ResolverTypeWrapper<MatchPayload>;
  MatchedBy: MatchedBy;
  MoveMilestoneInput: MoveMilestoneInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NewCostCodeInput: NewCostCodeInput;
  OpenException: ResolverTypeWrapper<Omit<OpenException, 'write'> & { write?: Maybe<ResolversTypes['Write']> }>;
  PackageLineInput: PackageLineInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  ParkedDelivery: ResolverTypeWrapper<ParkedDelivery>;
  PlannedStep: ResolverTypeWrapper<PlannedStep>;
  PostDailyUsageInput: PostDailyUsageInput;
  PostProgressBillingInput: PostProgressBillingInput;
  PostRentalAccrualInput: PostRentalAccrualInput;
  ProcurementPackageInput: ProcurementPackageInput;
  PublishMasterDataInput: PublishMasterDataInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordEquipmentUsageInput: RecordEquipmentUsageInput;
  ReleaseRetentionInput: ReleaseRetentionInput;
  ReplayWriteInput: ReplayWriteInput;
  ReportBreakdownInput: ReportBreakdownInput;
  RetentionSide: RetentionSide;
  RetryDeliveryPayload: ResolverTypeWrapper<RetryDeliveryPayload>;
  ReverseWriteInput: ReverseWriteInput;
  RunFlowInput: RunFlowInput;
  SubmitTimesheetInput: SubmitTimesheetInput;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TimesheetLineInput: TimesheetLineInput;
  UserError: ResolverTypeWrapper<UserError>;
  VendorChargeInput: VendorChargeInput;
  Write: ResolverTypeWrapper<WriteModel>;
  WriteAttempt: ResolverTypeWrapper<WriteAttempt>;
  WriteChange: ResolverTypeWrapper<WriteEventModel>;
  WriteConnection: ResolverTypeWrapper<Omit<WriteConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['WriteEdge']>, nodes: Array<ResolversTypes['Write']> }>;
  WriteEdge: ResolverTypeWrapper<Omit<WriteEdge, 'node'> & { node: ResolversTypes['Write'] }>;
  WriteFailure: ResolverTypeWrapper<WriteFailure>;
  WriteFilter: WriteFilter;
  WriteFlow: ResolverTypeWrapper<WriteFlow>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  WritePayload: ResolverTypeWrapper<Omit<WritePayload, 'write'> & { write?: Maybe<ResolversTypes['Write']> }>;
  WriteStatus: WriteStatus;
  WriteStep: ResolverTypeWrapper<WriteStep>;
  WriteStepStatus: WriteStepStatus;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcknowledgeBreakdownInput: AcknowledgeBreakdownInput;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  Approval: Approval;
  ApprovalRequest: WriteEventModel;
  ApproveChangeOrderInput: ApproveChangeOrderInput;
  ApproveVendorBillInput: ApproveVendorBillInput;
  AuditEntry: AuditEntry;
  AwardCustomerInput: AwardCustomerInput;
  AwardEstimateInput: AwardEstimateInput;
  Int: Scalars['Int']['output'];
  AwardMilestoneInput: AwardMilestoneInput;
  AwardTaskInput: AwardTaskInput;
  BillingLineInput: BillingLineInput;
  CancelWriteInput: CancelWriteInput;
  ChangeOrderCostInput: ChangeOrderCostInput;
  CompleteWorkOrderInput: CompleteWorkOrderInput;
  CrosswalkConnection: CrosswalkConnection;
  CrosswalkEdge: CrosswalkEdge;
  CrosswalkEntry: CrosswalkEntry | FederationReferenceTypes['CrosswalkEntry'];
  CrosswalkFilter: CrosswalkFilter;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  DecideApprovalInput: DecideApprovalInput;
  Decimal: Scalars['Decimal']['output'];
  DispatchEquipmentInput: DispatchEquipmentInput;
  ExceptionRecord: ExceptionRecord;
  FlowCount: FlowCount;
  FlowPayload: Omit<FlowPayload, 'exceptions'> & { exceptions?: Maybe<Array<ResolversParentTypes['OpenException']>> };
  FlowRun: FlowRun;
  FlowSchedule: FlowSchedule;
  MatchExternalIdInput: MatchExternalIdInput;
  MatchPayload: MatchPayload;
  MoveMilestoneInput: MoveMilestoneInput;
  Mutation: Record<PropertyKey, never>;
  NewCostCodeInput: NewCostCodeInput;
  OpenException: Omit<OpenException, 'write'> & { write?: Maybe<ResolversParentTypes['Write']> };
  PackageLineInput: PackageLineInput;
  PageInfo: PageInfo;
  ParkedDelivery: ParkedDelivery;
  PlannedStep: PlannedStep;
  PostDailyUsageInput: PostDailyUsageInput;
  PostProgressBillingInput: PostProgressBillingInput;
  PostRentalAccrualInput: PostRentalAccrualInput;
  ProcurementPackageInput: ProcurementPackageInput;
  PublishMasterDataInput: PublishMasterDataInput;
  Query: Record<PropertyKey, never>;
  RecordEquipmentUsageInput: RecordEquipmentUsageInput;
  ReleaseRetentionInput: ReleaseRetentionInput;
  ReplayWriteInput: ReplayWriteInput;
  ReportBreakdownInput: ReportBreakdownInput;
  RetryDeliveryPayload: RetryDeliveryPayload;
  ReverseWriteInput: ReverseWriteInput;
  RunFlowInput: RunFlowInput;
  SubmitTimesheetInput: SubmitTimesheetInput;
  Subscription: Record<PropertyKey, never>;
  TimesheetLineInput: TimesheetLineInput;
  UserError: UserError;
  VendorChargeInput: VendorChargeInput;
  Write: WriteModel;
  WriteAttempt: WriteAttempt;
  WriteChange: WriteEventModel;
  WriteConnection: Omit<WriteConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['WriteEdge']>, nodes: Array<ResolversParentTypes['Write']> };
  WriteEdge: Omit<WriteEdge, 'node'> & { node: ResolversParentTypes['Write'] };
  WriteFailure: WriteFailure;
  WriteFilter: WriteFilter;
  WriteFlow: WriteFlow;
  Float: Scalars['Float']['output'];
  WritePayload: Omit<WritePayload, 'write'> & { write?: Maybe<ResolversParentTypes['Write']> };
  WriteStep: WriteStep;
};

export type ApprovalResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['Approval'] = ResolversParentTypes['Approval']> = {
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['ApprovalDecision']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ApprovalRequestResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['ApprovalRequest'] = ResolversParentTypes['ApprovalRequest']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  write?: Resolver<Maybe<ResolversTypes['Write']>, ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  event?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CrosswalkConnectionResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['CrosswalkConnection'] = ResolversParentTypes['CrosswalkConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CrosswalkEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CrosswalkEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CrosswalkEdgeResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['CrosswalkEdge'] = ResolversParentTypes['CrosswalkEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CrosswalkEntry'], ParentType, ContextType>;
};

export type CrosswalkEntryResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['CrosswalkEntry'] = ResolversParentTypes['CrosswalkEntry'], FederationReferenceType extends FederationReferenceTypes['CrosswalkEntry'] = FederationReferenceTypes['CrosswalkEntry']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['CrosswalkEntry']> | FederationReferenceType, FederationReferenceType, ContextType>;
  canonicalId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  canonicalNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CrosswalkKind'], ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  matchedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  matchedBy?: Resolver<Maybe<ResolversTypes['MatchedBy']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type ExceptionRecordResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['ExceptionRecord'] = ResolversParentTypes['ExceptionRecord']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FlowCountResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['FlowCount'] = ResolversParentTypes['FlowCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FlowPayloadResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['FlowPayload'] = ResolversParentTypes['FlowPayload']> = {
  exceptions?: Resolver<Maybe<Array<ResolversTypes['OpenException']>>, ParentType, ContextType>;
  plan?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['FlowRun']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type FlowRunResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['FlowRun'] = ResolversParentTypes['FlowRun']> = {
  askedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  counts?: Resolver<Array<ResolversTypes['FlowCount']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  flow?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  occurrence?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FlowRunStatus'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type FlowScheduleResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['FlowSchedule'] = ResolversParentTypes['FlowSchedule']> = {
  cron?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  last?: Resolver<Maybe<ResolversTypes['FlowRun']>, ParentType, ContextType>;
  nextOccurrence?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type MatchPayloadResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['MatchPayload'] = ResolversParentTypes['MatchPayload']> = {
  entry?: Resolver<Maybe<ResolversTypes['CrosswalkEntry']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  ackEvents?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<MutationAckEventsArgs, 'cursor' | 'device'>>;
  acknowledgeBreakdown?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationAcknowledgeBreakdownArgs, 'input'>>;
  approveChangeOrder?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationApproveChangeOrderArgs, 'input'>>;
  approveVendorBill?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationApproveVendorBillArgs, 'input'>>;
  awardEstimate?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationAwardEstimateArgs, 'input'>>;
  cancelWrite?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationCancelWriteArgs, 'input'>>;
  completeWorkOrder?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationCompleteWorkOrderArgs, 'input'>>;
  decideApproval?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationDecideApprovalArgs, 'input'>>;
  dispatchEquipment?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationDispatchEquipmentArgs, 'input'>>;
  matchExternalId?: Resolver<ResolversTypes['MatchPayload'], ParentType, ContextType, RequireFields<MutationMatchExternalIdArgs, 'input'>>;
  moveMilestone?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationMoveMilestoneArgs, 'input'>>;
  postDailyUsage?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationPostDailyUsageArgs, 'input'>>;
  postProgressBilling?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationPostProgressBillingArgs, 'input'>>;
  postRentalAccrual?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationPostRentalAccrualArgs, 'input'>>;
  publishMasterData?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationPublishMasterDataArgs, 'input'>>;
  recordEquipmentUsage?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationRecordEquipmentUsageArgs, 'input'>>;
  releaseRetention?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationReleaseRetentionArgs, 'input'>>;
  replayWrite?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationReplayWriteArgs, 'input'>>;
  reportBreakdown?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationReportBreakdownArgs, 'input'>>;
  retryDelivery?: Resolver<ResolversTypes['RetryDeliveryPayload'], ParentType, ContextType, RequireFields<MutationRetryDeliveryArgs, 'id'>>;
  reverseWrite?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationReverseWriteArgs, 'input'>>;
  runFlow?: Resolver<ResolversTypes['FlowPayload'], ParentType, ContextType, RequireFields<MutationRunFlowArgs, 'input'>>;
  submitTimesheet?: Resolver<ResolversTypes['WritePayload'], ParentType, ContextType, RequireFields<MutationSubmitTimesheetArgs, 'input'>>;
};

export type OpenExceptionResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['OpenException'] = ResolversParentTypes['OpenException']> = {
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  day?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  flow?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  found?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ExceptionKind'], ParentType, ContextType>;
  lastSeen?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  record?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['ExceptionRecord']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  write?: Resolver<Maybe<ResolversTypes['Write']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ParkedDeliveryResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['ParkedDelivery'] = ResolversParentTypes['ParkedDelivery']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  connector?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  error?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PlannedStepResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['PlannedStep'] = ResolversParentTypes['PlannedStep']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  approvals?: Resolver<ResolversTypes['WriteConnection'], ParentType, ContextType, RequireFields<QueryApprovalsArgs, 'first'>>;
  crosswalk?: Resolver<ResolversTypes['CrosswalkConnection'], ParentType, ContextType, RequireFields<QueryCrosswalkArgs, 'first'>>;
  deadLetters?: Resolver<ResolversTypes['WriteConnection'], ParentType, ContextType, RequireFields<QueryDeadLettersArgs, 'first'>>;
  deviceCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<QueryDeviceCursorArgs, 'device'>>;
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<QueryEventCursorArgs, 'secondsBack'>>;
  exceptions?: Resolver<Array<ResolversTypes['OpenException']>, ParentType, ContextType, RequireFields<QueryExceptionsArgs, 'first'>>;
  flowRuns?: Resolver<Array<ResolversTypes['FlowRun']>, ParentType, ContextType, RequireFields<QueryFlowRunsArgs, 'first' | 'flow'>>;
  flows?: Resolver<Array<ResolversTypes['WriteFlow']>, ParentType, ContextType>;
  parkedDeliveries?: Resolver<Array<ResolversTypes['ParkedDelivery']>, ParentType, ContextType, RequireFields<QueryParkedDeliveriesArgs, 'first'>>;
  write?: Resolver<Maybe<ResolversTypes['Write']>, ParentType, ContextType, RequireFields<QueryWriteArgs, 'id'>>;
  writes?: Resolver<ResolversTypes['WriteConnection'], ParentType, ContextType, RequireFields<QueryWritesArgs, 'first'>>;
};

export type RetryDeliveryPayloadResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['RetryDeliveryPayload'] = ResolversParentTypes['RetryDeliveryPayload']> = {
  retried?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  approvalRequested?: SubscriptionResolver<ResolversTypes['ApprovalRequest'], "approvalRequested", ParentType, ContextType, Partial<SubscriptionApprovalRequestedArgs>>;
  writeChanged?: SubscriptionResolver<ResolversTypes['WriteChange'], "writeChanged", ParentType, ContextType, Partial<SubscriptionWriteChangedArgs>>;
};

export type UserErrorResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WriteResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['Write'] = ResolversParentTypes['Write'], FederationReferenceType extends FederationReferenceTypes['Write'] = FederationReferenceTypes['Write']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Write']> | FederationReferenceType, FederationReferenceType, ContextType>;
  approval?: Resolver<Maybe<ResolversTypes['Approval']>, ParentType, ContextType>;
  audit?: Resolver<Array<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  clientMutationId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  company?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['WriteFailure']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  input?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reverses?: Resolver<Maybe<ResolversTypes['Write']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WriteStatus'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['WriteStep']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type WriteAttemptResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['WriteAttempt'] = ResolversParentTypes['WriteAttempt']> = {
  answer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type WriteChangeResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['WriteChange'] = ResolversParentTypes['WriteChange']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WriteStatus'], ParentType, ContextType>;
  write?: Resolver<Maybe<ResolversTypes['Write']>, ParentType, ContextType>;
};

export type WriteConnectionResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['WriteConnection'] = ResolversParentTypes['WriteConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WriteEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Write']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WriteEdgeResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['WriteEdge'] = ResolversParentTypes['WriteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Write'], ParentType, ContextType>;
};

export type WriteFailureResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['WriteFailure'] = ResolversParentTypes['WriteFailure']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WriteFlowResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['WriteFlow'] = ResolversParentTypes['WriteFlow']> = {
  backlog?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failureRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  oldestWaitingSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p50Seconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p95Seconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  schedule?: Resolver<Maybe<ResolversTypes['FlowSchedule']>, ParentType, ContextType>;
  slaSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  succeeded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['FlowType'], ParentType, ContextType>;
  withinSla?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type WritePayloadResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['WritePayload'] = ResolversParentTypes['WritePayload']> = {
  plan?: Resolver<Maybe<Array<ResolversTypes['PlannedStep']>>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  write?: Resolver<Maybe<ResolversTypes['Write']>, ParentType, ContextType>;
};

export type WriteStepResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['WriteStep'] = ResolversParentTypes['WriteStep']> = {
  attempts?: Resolver<Array<ResolversTypes['WriteAttempt']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WriteStepStatus'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = WorkflowsContext> = {
  Approval?: ApprovalResolvers<ContextType>;
  ApprovalRequest?: ApprovalRequestResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  CrosswalkConnection?: CrosswalkConnectionResolvers<ContextType>;
  CrosswalkEdge?: CrosswalkEdgeResolvers<ContextType>;
  CrosswalkEntry?: CrosswalkEntryResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  ExceptionRecord?: ExceptionRecordResolvers<ContextType>;
  FlowCount?: FlowCountResolvers<ContextType>;
  FlowPayload?: FlowPayloadResolvers<ContextType>;
  FlowRun?: FlowRunResolvers<ContextType>;
  FlowSchedule?: FlowScheduleResolvers<ContextType>;
  MatchPayload?: MatchPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OpenException?: OpenExceptionResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ParkedDelivery?: ParkedDeliveryResolvers<ContextType>;
  PlannedStep?: PlannedStepResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RetryDeliveryPayload?: RetryDeliveryPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Write?: WriteResolvers<ContextType>;
  WriteAttempt?: WriteAttemptResolvers<ContextType>;
  WriteChange?: WriteChangeResolvers<ContextType>;
  WriteConnection?: WriteConnectionResolvers<ContextType>;
  WriteEdge?: WriteEdgeResolvers<ContextType>;
  WriteFailure?: WriteFailureResolvers<ContextType>;
  WriteFlow?: WriteFlowResolvers<ContextType>;
  WritePayload?: WritePayloadResolvers<ContextType>;
  WriteStep?: WriteStepResolvers<ContextType>;
};

