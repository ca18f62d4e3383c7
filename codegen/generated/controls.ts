import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProjectModel, ProjectCostModel } from '../../subgraphs/controls/model.js';
import type { CompanySettings } from '../../subgraphs/kit/company.js';
import type { ControlsContext } from '../../subgraphs/controls/context.js';
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

/** Cost that is not in the ERP yet. Source: Plumbline. */
export type Accrual = {
  __typename?: 'Accrual';
  /** Company currency. */
  amount: Scalars['Decimal']['output'];
  costCode: CostCode;
  costType: CostType;
  date: Scalars['Date']['output'];
  /** Number of the rented machine; null for an accrual that people keep by hand. */
  equipment?: Maybe<Scalars['String']['output']>;
  /** First day accrued. */
  from?: Maybe<Scalars['Date']['output']>;
  id: Scalars['ID']['output'];
  /** The ERP's id of the order line whose bill will take its place. */
  orderLine?: Maybe<Scalars['ID']['output']>;
  /** Why it was reversed, for example the bill that took its place. */
  reversedBy?: Maybe<Scalars['String']['output']>;
  /** Null while it stands. */
  reversedOn?: Maybe<Scalars['Date']['output']>;
  /** Last day accrued. */
  to?: Maybe<Scalars['Date']['output']>;
};

/** The awarded estimate revision as a budget. Amounts in company currency. Empty when nothing was awarded. */
export type AwardedBudget = {
  __typename?: 'AwardedBudget';
  currency?: Maybe<Scalars['String']['output']>;
  estimateNumber?: Maybe<Scalars['String']['output']>;
  exceptions: Array<CostException>;
  /** Budget by cost code and cost type, each rounded to the currency. One entry per pair. */
  lines: Array<BudgetLine>;
  revision?: Maybe<Scalars['Int']['output']>;
  /** Awarded sell price; null when nothing was awarded. */
  sellPrice?: Maybe<Scalars['Decimal']['output']>;
  sources: Array<SourceStatus>;
};

export type BaselineLine = {
  __typename?: 'BaselineLine';
  after: Scalars['Decimal']['output'];
  before: Scalars['Decimal']['output'];
  change: Scalars['Decimal']['output'];
  costCode: CostCode;
  costType: CostType;
};

/** One change of a job's commercial and budget baselines together. It stays as it is; what takes it back is a revision of its own. */
export type BaselineRevision = {
  __typename?: 'BaselineRevision';
  /** When it was made. */
  at: Scalars['DateTime']['output'];
  /** Who asked for it. */
  by: Scalars['String']['output'];
  /** Number of the change order; null for an award and its reversal. */
  changeOrder?: Maybe<Scalars['String']['output']>;
  /** Budget over all lines, company currency. */
  cost: BaselineStep;
  /** Day from which it holds, as stated. */
  date: Scalars['Date']['output'];
  kind: BaselineRevisionKind;
  /** Budget lines that it changes. */
  lines: Array<BaselineLine>;
  /** Contract price, company currency. */
  price: BaselineStep;
  /** The pending change order as it stood when it was approved, as JSON text; null when there was none. */
  proposed?: Maybe<Scalars['String']['output']>;
  reason: Scalars['String']['output'];
  /** Number of the revision that this one takes back. */
  reverses?: Maybe<Scalars['Int']['output']>;
  /** 0 is the award; 1, 2, … what came after. */
  revision: Scalars['Int']['output'];
  /** The write that made it (of a reversal, the one it takes back); ask write(id) who agreed to it. */
  write: Scalars['ID']['output'];
};

export type BaselineRevisionKind =
  | 'AWARD'
  | 'CHANGE_ORDER'
  /** Takes an earlier revision back. */
  | 'REVERSAL';

/** An amount of a baseline before and after one revision. */
export type BaselineStep = {
  __typename?: 'BaselineStep';
  after: Scalars['Decimal']['output'];
  before: Scalars['Decimal']['output'];
  change: Scalars['Decimal']['output'];
};

export type BudgetLine = {
  __typename?: 'BudgetLine';
  amount: Scalars['Decimal']['output'];
  costCode: Scalars['String']['output'];
  costType: CostType;
  quantity?: Maybe<Scalars['Decimal']['output']>;
  unit?: Maybe<Scalars['String']['output']>;
};

/** A change of contract and budget, approved or not. Source: Plumbline. */
export type ChangeOrder = {
  __typename?: 'ChangeOrder';
  approvedOn?: Maybe<Scalars['Date']['output']>;
  /** Effect on the budget, company currency. */
  cost?: Maybe<Scalars['Decimal']['output']>;
  id: Scalars['ID']['output'];
  lines?: Maybe<Array<ChangeOrderLine>>;
  number: Scalars['String']['output'];
  /** Effect on the contract, company currency. */
  price?: Maybe<Scalars['Decimal']['output']>;
  status: ChangeOrderStatus;
  title?: Maybe<Scalars['String']['output']>;
};

export type ChangeOrderLine = {
  __typename?: 'ChangeOrderLine';
  cost: Scalars['Decimal']['output'];
  costCode: CostCode;
  costType: CostType;
};

export type ChangeOrderStatus =
  | 'APPROVED'
  | 'PENDING'
  | 'REJECTED';

export type CodedActivity = {
  __typename?: 'CodedActivity';
  baselineFinish: Scalars['Date']['output'];
  baselineStart: Scalars['Date']['output'];
  code: Scalars['String']['output'];
  costCode: Scalars['String']['output'];
  /** 0 to 1. */
  percentComplete: Scalars['Decimal']['output'];
  /** Relative size within its cost code: planned cost, else planned duration. */
  weight: Scalars['Decimal']['output'];
};

/** A legal entity of the firm. Source: configuration. */
export type Company = {
  __typename?: 'Company';
  /** Short code, for example NB. */
  code: Scalars['String']['output'];
  /** ISO 4217; every amount of its jobs is in it. */
  currency: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

/** A code of the firm's own cost code list. The code is opaque text with the label of its list. */
export type CostCode = {
  __typename?: 'CostCode';
  /** As written in the list; `UNCODED` where the source carries none. */
  code: Scalars['String']['output'];
  name?: Maybe<Scalars['String']['output']>;
  /** Label of the list, one per company. */
  scheme?: Maybe<Scalars['String']['output']>;
};

/** Something about the cost of a job that a person should look at. */
export type CostException = {
  __typename?: 'CostException';
  /** Company currency. */
  amount?: Maybe<Scalars['Decimal']['output']>;
  /** Machine-readable kind, for example UNCLASSIFIED_COST. */
  code: Scalars['String']['output'];
  /** What is wrong, with the value and the next step. */
  message: Scalars['String']['output'];
  /** Id of the record in that system. */
  recordId?: Maybe<Scalars['String']['output']>;
  /** System that holds the record. */
  system?: Maybe<Scalars['String']['output']>;
};

export type CostLine = {
  __typename?: 'CostLine';
  accruedEquipmentCost?: Maybe<Scalars['Decimal']['output']>;
  actualCost?: Maybe<Scalars['Decimal']['output']>;
  approvedChanges?: Maybe<Scalars['Decimal']['output']>;
  committedCost?: Maybe<Scalars['Decimal']['output']>;
  costCode: CostCode;
  costToDate?: Maybe<Scalars['Decimal']['output']>;
  costType: CostType;
  estimateAtCompletion?: Maybe<Scalars['Decimal']['output']>;
  estimateToComplete?: Maybe<Scalars['Decimal']['output']>;
  openCommitment?: Maybe<Scalars['Decimal']['output']>;
  originalBudget?: Maybe<Scalars['Decimal']['output']>;
  otherAccruedCost?: Maybe<Scalars['Decimal']['output']>;
  revisedBudget?: Maybe<Scalars['Decimal']['output']>;
  variance?: Maybe<Scalars['Decimal']['output']>;
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

/** How the estimate at completion is found, per line. */
export type EacMethod =
  /** max(revised budget, cost to date + open commitment). */
  | 'BUDGET'
  /** cost to date + open commitment + estimate to complete entered by people; until then what the budget leaves. */
  | 'COMMITMENT'
  /** cost to date + (budget − earned value) / CPI of the job; null when earned value or actual cost is not above 0. */
  | 'CPI';

/** Earned value at the schedule's data date. Null when the job has no schedule or no budget. */
export type EarnedValue = {
  __typename?: 'EarnedValue';
  /** Cost to date cut off at the data date. */
  ac?: Maybe<Scalars['Decimal']['output']>;
  /** Budget at completion: the revised budget. */
  bac?: Maybe<Scalars['Decimal']['output']>;
  /** ev / ac, six decimals; null when ac is 0. */
  cpi?: Maybe<Scalars['Decimal']['output']>;
  /** ev − ac. */
  cv?: Maybe<Scalars['Decimal']['output']>;
  dataDate: Scalars['Date']['output'];
  /** Estimate at completion by the method asked for. */
  eac?: Maybe<Scalars['Decimal']['output']>;
  /** eac − cost to date. */
  etc?: Maybe<Scalars['Decimal']['output']>;
  /** Earned value: budget × stated percent complete. */
  ev?: Maybe<Scalars['Decimal']['output']>;
  method: EarnedValueMethod;
  /** Planned value: baseline budget, linear over working days. */
  pv?: Maybe<Scalars['Decimal']['output']>;
  /** ev / pv, six decimals; null when pv is 0. */
  spi?: Maybe<Scalars['Decimal']['output']>;
  /** ev − pv. */
  sv?: Maybe<Scalars['Decimal']['output']>;
};

export type EarnedValueMethod =
  /** By activities that carry a cost code; codes without one earn at the project's percent. */
  | 'ACTIVITY'
  /** Project budget × schedule percent: no activity carries a cost code. */
  | 'PROJECT_PERCENT';

/** Machine time on a job that is charged by internal rate, posted or not. */
export type EquipmentUsage = {
  __typename?: 'EquipmentUsage';
  exceptions: Array<CostException>;
  series: Array<UsageSeries>;
  sources: Array<SourceStatus>;
};

/** A system's own name for the record. */
export type ExternalId = {
  __typename?: 'ExternalId';
  id: Scalars['String']['output'];
  system: Scalars['String']['output'];
  url?: Maybe<Scalars['String']['output']>;
};

/** Posted cost by cost code and cost type, in the ERP's own cents. */
export type LedgerActual = {
  __typename?: 'LedgerActual';
  amount: Scalars['Decimal']['output'];
  costCode: Scalars['String']['output'];
  costCodeName?: Maybe<Scalars['String']['output']>;
  costType: CostType;
  quantity: Scalars['Decimal']['output'];
};

/** Posted cost by accounting day, for cutting off at the schedule's data date. */
export type LedgerDays = {
  __typename?: 'LedgerDays';
  /** Cost of each of these days. */
  amounts: Array<Scalars['Decimal']['output']>;
  /** Each day with cost once, in order. */
  dates: Array<Scalars['Date']['output']>;
};

/** One confirmed order line, whole, with every job's share. */
export type LedgerOrderLine = {
  __typename?: 'LedgerOrderLine';
  /** Posted accrual entries, not reversed, that name the line. */
  accrued: Scalars['Decimal']['output'];
  /** Posted bills less posted credit notes that name the line. */
  billed: Scalars['Decimal']['output'];
  /** This line's part of the order's down payments not yet deducted on a bill. */
  downPayment: Scalars['Decimal']['output'];
  id: Scalars['String']['output'];
  orderNumber: Scalars['String']['output'];
  shares: Array<LedgerShare>;
  /** Untaxed subtotal of the whole line. */
  subtotal: Scalars['Decimal']['output'];
};

/** One share of an order line, lowest distribution key first. */
export type LedgerShare = {
  __typename?: 'LedgerShare';
  costCode: Scalars['String']['output'];
  costCodeName?: Maybe<Scalars['String']['output']>;
  costType: CostType;
  /** True when the share belongs to the job that was asked for. */
  own: Scalars['Boolean']['output'];
  /** Percent of the line. */
  percent: Scalars['Decimal']['output'];
};

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A construction job. */
export type Project = {
  __typename?: 'Project';
  /** Cost that Plumbline counts before the ERP has it, live and reversed, by date. */
  accruals?: Maybe<Array<Accrual>>;
  awardedBudget?: Maybe<AwardedBudget>;
  /** What was awarded and every change of it since, lowest first; empty for a job whose award only the estimating system knows and that no change order was approved for here. Source: Plumbline. */
  baselineRevisions?: Maybe<Array<BaselineRevision>>;
  /** Approved and pending changes of contract and budget. */
  changeOrders?: Maybe<Array<ChangeOrder>>;
  company: Company;
  /** Budget, commitments, actuals, forecast, earned value and WIP, added up to the cent. */
  cost?: Maybe<ProjectCost>;
  equipmentUsage?: Maybe<EquipmentUsage>;
  /** What other systems call this job, with how each was matched. */
  externalIds: Array<ExternalId>;
  /** Canonical, opaque id. */
  id: Scalars['ID']['output'];
  ledger?: Maybe<ProjectLedger>;
  /** Job number as people say it. Source: crosswalk. */
  number: Scalars['String']['output'];
  scheduleProgress?: Maybe<ScheduleProgress>;
};


/** A construction job. */
export type ProjectCostArgs = {
  eac?: InputMaybe<EacMethod>;
};

export type ProjectConnection = {
  __typename?: 'ProjectConnection';
  edges: Array<ProjectEdge>;
  nodes: Array<Project>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

/** Unified cost of a job in its company's currency. A figure is null when a system it needs did not answer; `sources` says which. */
export type ProjectCost = {
  __typename?: 'ProjectCost';
  /** Machine time on the job at the internal rate, not yet posted. */
  accruedEquipmentCost?: Maybe<Scalars['Decimal']['output']>;
  /** Posted in the ERP. */
  actualCost?: Maybe<Scalars['Decimal']['output']>;
  /** Cost side of approved change orders. */
  approvedChanges?: Maybe<Scalars['Decimal']['output']>;
  /** Untaxed subtotal of confirmed order lines at the order's rate. */
  committedCost?: Maybe<Scalars['Decimal']['output']>;
  /** actualCost + accruedEquipmentCost + otherAccruedCost. */
  costToDate?: Maybe<Scalars['Decimal']['output']>;
  /** ISO 4217. */
  currency: Scalars['String']['output'];
  earnedValue?: Maybe<EarnedValue>;
  /** Forecast of the final cost by the method asked for. */
  estimateAtCompletion?: Maybe<Scalars['Decimal']['output']>;
  /** estimateAtCompletion − costToDate. */
  estimateToComplete?: Maybe<Scalars['Decimal']['output']>;
  /** What a person should look at before trusting the figures. */
  exceptions: Array<CostException>;
  /** The same figures by cost code and cost type; they add up to the head. */
  lines?: Maybe<Array<CostLine>>;
  /** Committed and not yet billed. */
  openCommitment?: Maybe<Scalars['Decimal']['output']>;
  /** Budget of the awarded estimate revision, as it was when it was awarded. */
  originalBudget?: Maybe<Scalars['Decimal']['output']>;
  /** Other accruals kept in Plumbline, live and not posted in the ERP. */
  otherAccruedCost?: Maybe<Scalars['Decimal']['output']>;
  /** originalBudget + approvedChanges. */
  revisedBudget?: Maybe<Scalars['Decimal']['output']>;
  sources: Array<SourceStatus>;
  /** revisedBudget − estimateAtCompletion; negative is an overrun. */
  variance?: Maybe<Scalars['Decimal']['output']>;
  wip?: Maybe<WipPosition>;
};

export type ProjectEdge = {
  __typename?: 'ProjectEdge';
  cursor: Scalars['String']['output'];
  node: Project;
};

export type ProjectFilter = {
  /** Company code. */
  company?: InputMaybe<Scalars['String']['input']>;
  /** Exact job numbers. */
  numbers?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Part of the number or name, any case. */
  search?: InputMaybe<Scalars['String']['input']>;
};

/** The raw ledger of one job, split and coded but not yet added up. Amounts in company currency. */
export type ProjectLedger = {
  __typename?: 'ProjectLedger';
  actuals?: Maybe<Array<LedgerActual>>;
  actualsByDay?: Maybe<LedgerDays>;
  /** Revenue invoiced: gross of retention, untaxed, down payments included. */
  billed?: Maybe<Scalars['Decimal']['output']>;
  currency: Scalars['String']['output'];
  exceptions: Array<CostException>;
  orderLines?: Maybe<Array<LedgerOrderLine>>;
  /** Keys of equipment usage records whose charge is posted and not reversed. */
  postedUsage?: Maybe<Array<Scalars['String']['output']>>;
  /** Residual on the retention account for this job's invoices. */
  retainage?: Maybe<Scalars['Decimal']['output']>;
  sources: Array<SourceStatus>;
};

export type Query = {
  __typename?: 'Query';
  /** One job by its number. Name the company where two companies use the same number. */
  project?: Maybe<Project>;
  /** The jobs the caller may see, by company and number. */
  projects: ProjectConnection;
};


export type QueryProjectArgs = {
  company?: InputMaybe<Scalars['String']['input']>;
  number: Scalars['String']['input'];
};


export type QueryProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProjectFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Progress of a job's schedule. dataDate is null when the job has no schedule. */
export type ScheduleProgress = {
  __typename?: 'ScheduleProgress';
  /** Activities that carry a cost code; empty when the schedule has no mapping. */
  activities: Array<CodedActivity>;
  baselineFinish?: Maybe<Scalars['Date']['output']>;
  baselineStart?: Maybe<Scalars['Date']['output']>;
  dataDate?: Maybe<Scalars['Date']['output']>;
  /** Days that are not worked although their weekday is. */
  holidays: Array<Scalars['Date']['output']>;
  /** Stated progress of the whole schedule, 0 to 1. */
  percentComplete?: Maybe<Scalars['Decimal']['output']>;
  sources: Array<SourceStatus>;
  /** Days of the week that are worked, 0 = Sunday. */
  workWeek: Array<Scalars['Int']['output']>;
};

/** How one system answered for a computed figure. */
export type SourceStatus = {
  __typename?: 'SourceStatus';
  /** When the values were read from the system. */
  asOf?: Maybe<Scalars['DateTime']['output']>;
  /** Why the system's part is missing or stale. */
  error?: Maybe<Scalars['String']['output']>;
  /** True when the system could not be asked and an older value was used. */
  stale: Scalars['Boolean']['output'];
  /** odoo, telematics, maintenance, scheduling, estimating or plumbline. */
  system: Scalars['String']['output'];
};

/** One machine on one cost line of the job, by day. The posted charge of a day carries <machine number>/<day>. */
export type UsageSeries = {
  __typename?: 'UsageSeries';
  /** Hours × internal rate of each of these days, rounded to the company's currency. */
  amounts: Array<Scalars['Decimal']['output']>;
  costCode: Scalars['String']['output'];
  costType: CostType;
  /** Days worked, each once, in order. Lists, not records: a job has thousands of machine days. */
  dates: Array<Scalars['Date']['output']>;
  /** Machine number. */
  equipment: Scalars['String']['output'];
};

/** Work in progress. EAC by BUDGET whatever method was asked for. */
export type WipPosition = {
  __typename?: 'WipPosition';
  /** contractValue − earnedRevenue. */
  backlog?: Maybe<Scalars['Decimal']['output']>;
  /** Gross of retention, untaxed, down payments included. */
  billed?: Maybe<Scalars['Decimal']['output']>;
  /** Awarded sell price + price of approved change orders. */
  contractValue?: Maybe<Scalars['Decimal']['output']>;
  earnedRevenue?: Maybe<Scalars['Decimal']['output']>;
  expectedLoss?: Maybe<Scalars['Decimal']['output']>;
  overBilling?: Maybe<Scalars['Decimal']['output']>;
  /** min(1, costToDate / EAC), six decimals; null when EAC is not above 0. */
  percentComplete?: Maybe<Scalars['Decimal']['output']>;
  /** Still held by the customer. */
  retainage?: Maybe<Scalars['Decimal']['output']>;
  underBilling?: Maybe<Scalars['Decimal']['output']>;
};



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
  ChangeOrder: ChangeOrder;
  Company: Company;
  Project: Project;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ChangeOrder:
    ( { __typename: 'ChangeOrder' }
    & GraphQLRecursivePick<FederationTypes['ChangeOrder'], {"id":true}> );
  Company:
    ( { __typename: 'Company' }
    & GraphQLRecursivePick<FederationTypes['Company'], {"id":true}> );
  Project:
    ( { __typename: 'Project' }
    & GraphQLRecursivePick<FederationTypes['Project'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Project'], {"ledger":{"currency":true,"orderLines":{"id":true,"orderNumber":true,"subtotal":true,"billed":true,"downPayment":true,"accrued":true,"shares":{"percent":true,"own":true,"costCode":true,"costCodeName":true,"costType":true}},"actuals":{"costCode":true,"costCodeName":true,"costType":true,"amount":true,"quantity":true},"actualsByDay":{"dates":true,"amounts":true},"billed":true,"retainage":true,"postedUsage":true,"exceptions":{"code":true,"message":true,"system":true,"recordId":true,"amount":true},"sources":{"system":true,"asOf":true,"stale":true,"error":true}},"awardedBudget":{"estimateNumber":true,"revision":true,"currency":true,"sellPrice":true,"lines":{"costCode":true,"costType":true,"amount":true},"exceptions":{"code":true,"message":true,"system":true,"recordId":true,"amount":true},"sources":{"system":true,"asOf":true,"stale":true,"error":true}},"scheduleProgress":{"dataDate":true,"percentComplete":true,"baselineStart":true,"baselineFinish":true,"workWeek":true,"holidays":true,"activities":{"code":true,"costCode":true,"weight":true,"percentComplete":true,"baselineStart":true,"baselineFinish":true},"sources":{"system":true,"asOf":true,"stale":true,"error":true}},"equipmentUsage":{"series":{"equipment":true,"costCode":true,"costType":true,"dates":true,"amounts":true},"exceptions":{"code":true,"message":true,"system":true,"recordId":true,"amount":true},"sources":{"system":true,"asOf":true,"stale":true,"error":true}}}> ) );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Accrual: ResolverTypeWrapper<Accrual>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AwardedBudget: ResolverTypeWrapper<AwardedBudget>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  BaselineLine: ResolverTypeWrapper<BaselineLine>;
  BaselineRevision: ResolverTypeWrapper<BaselineRevision>;
  BaselineRevisionKind: BaselineRevisionKind;
  BaselineStep: ResolverTypeWrapper<BaselineStep>;
  BudgetLine: ResolverTypeWrapper<BudgetLine>;
  ChangeOrder: ResolverTypeWrapper<ChangeOrder>;
  ChangeOrderLine: ResolverTypeWrapper<ChangeOrderLine>;
  ChangeOrderStatus: ChangeOrderStatus;
  CodedActivity: ResolverTypeWrapper<CodedActivity>;
  Company: ResolverTypeWrapper<CompanySettings>;
  CostCode: ResolverTypeWrapper<CostCode>;
  CostException: ResolverTypeWrapper<CostException>;
  CostLine: ResolverTypeWrapper<CostLine>;
  CostType: CostType;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  EacMethod: EacMethod;
  EarnedValue: ResolverTypeWrapper<EarnedValue>;
  EarnedValueMethod: EarnedValueMethod;
  EquipmentUsage: ResolverTypeWrapper<EquipmentUsage>;
  ExternalId: ResolverTypeWrapper<ExternalId>;
  LedgerActual: ResolverTypeWrapper<LedgerActual>;
  LedgerDays: ResolverTypeWrapper<LedgerDays>;
  LedgerOrderLine: ResolverTypeWrapper<LedgerOrderLine>;
  LedgerShare: ResolverTypeWrapper<LedgerShare>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Project: ResolverTypeWrapper<ProjectModel>;
  ProjectConnection: ResolverTypeWrapper<Omit<ProjectConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ProjectEdge']>, nodes: Array<ResolversTypes['Project']> }>;
  ProjectCost: ResolverTypeWrapper<ProjectCostModel>;
  ProjectEdge: ResolverTypeWrapper<Omit<ProjectEdge, 'node'> & { node: ResolversTypes['Project'] }>;
  ProjectFilter: ProjectFilter;
  ProjectLedger: ResolverTypeWrapper<ProjectLedger>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ScheduleProgress: ResolverTypeWrapper<ScheduleProgress>;
  SourceStatus: ResolverTypeWrapper<SourceStatus>;
  UsageSeries: ResolverTypeWrapper<UsageSeries>;
  WipPosition: ResolverTypeWrapper<WipPosition>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Accrual: Accrual;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AwardedBudget: AwardedBudget;
  Int: Scalars['Int']['output'];
  BaselineLine: BaselineLine;
  BaselineRevision: BaselineRevision;
  BaselineStep: BaselineStep;
  BudgetLine: BudgetLine;
  ChangeOrder: ChangeOrder | FederationReferenceTypes['ChangeOrder'];
  ChangeOrderLine: ChangeOrderLine;
  CodedActivity: CodedActivity;
  Company: CompanySettings;
  CostCode: CostCode;
  CostException: CostException;
  CostLine: CostLine;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  EarnedValue: EarnedValue;
  EquipmentUsage: EquipmentUsage;
  ExternalId: ExternalId;
  LedgerActual: LedgerActual;
  LedgerDays: LedgerDays;
  LedgerOrderLine: LedgerOrderLine;
  LedgerShare: LedgerShare;
  Boolean: Scalars['Boolean']['output'];
  PageInfo: PageInfo;
  Project: ProjectModel;
  ProjectConnection: Omit<ProjectConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ProjectEdge']>, nodes: Array<ResolversParentTypes['Project']> };
  ProjectCost: ProjectCostModel;
  ProjectEdge: Omit<ProjectEdge, 'node'> & { node: ResolversParentTypes['Project'] };
  ProjectFilter: ProjectFilter;
  ProjectLedger: ProjectLedger;
  Query: Record<PropertyKey, never>;
  ScheduleProgress: ScheduleProgress;
  SourceStatus: SourceStatus;
  UsageSeries: UsageSeries;
  WipPosition: WipPosition;
};

export type AccrualResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['Accrual'] = ResolversParentTypes['Accrual']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  costCode?: Resolver<ResolversTypes['CostCode'], ParentType, ContextType>;
  costType?: Resolver<ResolversTypes['CostType'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  equipment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orderLine?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type AwardedBudgetResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['AwardedBudget'] = ResolversParentTypes['AwardedBudget']> = {
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  estimateNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  exceptions?: Resolver<Array<ResolversTypes['CostException']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['BudgetLine']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sellPrice?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type BaselineLineResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['BaselineLine'] = ResolversParentTypes['BaselineLine']> = {
  after?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  change?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  costCode?: Resolver<ResolversTypes['CostCode'], ParentType, ContextType>;
  costType?: Resolver<ResolversTypes['CostType'], ParentType, ContextType>;
};

export type BaselineRevisionResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['BaselineRevision'] = ResolversParentTypes['BaselineRevision']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  changeOrder?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['BaselineStep'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['BaselineRevisionKind'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['BaselineLine']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['BaselineStep'], ParentType, ContextType>;
  proposed?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reverses?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  write?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type BaselineStepResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['BaselineStep'] = ResolversParentTypes['BaselineStep']> = {
  after?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  change?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type BudgetLineResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['BudgetLine'] = ResolversParentTypes['BudgetLine']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  costCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  costType?: Resolver<ResolversTypes['CostType'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChangeOrderResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['ChangeOrder'] = ResolversParentTypes['ChangeOrder'], FederationReferenceType extends FederationReferenceTypes['ChangeOrder'] = FederationReferenceTypes['ChangeOrder']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ChangeOrder']> | FederationReferenceType, FederationReferenceType, ContextType>;
  approvedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Maybe<Array<ResolversTypes['ChangeOrderLine']>>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ChangeOrderStatus'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChangeOrderLineResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['ChangeOrderLine'] = ResolversParentTypes['ChangeOrderLine']> = {
  cost?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  costCode?: Resolver<ResolversTypes['CostCode'], ParentType, ContextType>;
  costType?: Resolver<ResolversTypes['CostType'], ParentType, ContextType>;
};

export type CodedActivityResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['CodedActivity'] = ResolversParentTypes['CodedActivity']> = {
  baselineFinish?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  baselineStart?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  costCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  percentComplete?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type CompanyResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['Company'] = ResolversParentTypes['Company'], FederationReferenceType extends FederationReferenceTypes['Company'] = FederationReferenceTypes['Company']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Company']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CostCodeResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['CostCode'] = ResolversParentTypes['CostCode']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scheme?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CostExceptionResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['CostException'] = ResolversParentTypes['CostException']> = {
  amount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CostLineResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['CostLine'] = ResolversParentTypes['CostLine']> = {
  accruedEquipmentCost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  actualCost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  approvedChanges?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  committedCost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  costCode?: Resolver<ResolversTypes['CostCode'], ParentType, ContextType>;
  costToDate?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  costType?: Resolver<ResolversTypes['CostType'], ParentType, ContextType>;
  estimateAtCompletion?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  estimateToComplete?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  openCommitment?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  originalBudget?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  otherAccruedCost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  revisedBudget?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  variance?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
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

export type EarnedValueResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['EarnedValue'] = ResolversParentTypes['EarnedValue']> = {
  ac?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  bac?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  cpi?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  cv?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  dataDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  eac?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  etc?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  ev?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['EarnedValueMethod'], ParentType, ContextType>;
  pv?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  spi?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  sv?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type EquipmentUsageResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['EquipmentUsage'] = ResolversParentTypes['EquipmentUsage']> = {
  exceptions?: Resolver<Array<ResolversTypes['CostException']>, ParentType, ContextType>;
  series?: Resolver<Array<ResolversTypes['UsageSeries']>, ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type ExternalIdResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['ExternalId'] = ResolversParentTypes['ExternalId']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LedgerActualResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['LedgerActual'] = ResolversParentTypes['LedgerActual']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  costCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  costCodeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  costType?: Resolver<ResolversTypes['CostType'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type LedgerDaysResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['LedgerDays'] = ResolversParentTypes['LedgerDays']> = {
  amounts?: Resolver<Array<ResolversTypes['Decimal']>, ParentType, ContextType>;
  dates?: Resolver<Array<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type LedgerOrderLineResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['LedgerOrderLine'] = ResolversParentTypes['LedgerOrderLine']> = {
  accrued?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  billed?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  downPayment?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  orderNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shares?: Resolver<Array<ResolversTypes['LedgerShare']>, ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type LedgerShareResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['LedgerShare'] = ResolversParentTypes['LedgerShare']> = {
  costCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  costCodeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  costType?: Resolver<ResolversTypes['CostType'], ParentType, ContextType>;
  own?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  percent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accruals?: Resolver<Maybe<Array<ResolversTypes['Accrual']>>, ParentType, ContextType>;
  baselineRevisions?: Resolver<Maybe<Array<ResolversTypes['BaselineRevision']>>, ParentType, ContextType>;
  changeOrders?: Resolver<Maybe<Array<ResolversTypes['ChangeOrder']>>, ParentType, ContextType>;
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['ProjectCost']>, ParentType, ContextType, RequireFields<ProjectCostArgs, 'eac'>>;
  externalIds?: Resolver<Array<ResolversTypes['ExternalId']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProjectConnectionResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['ProjectConnection'] = ResolversParentTypes['ProjectConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProjectEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Project']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProjectCostResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['ProjectCost'] = ResolversParentTypes['ProjectCost']> = {
  accruedEquipmentCost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  actualCost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  approvedChanges?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  committedCost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  costToDate?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  earnedValue?: Resolver<Maybe<ResolversTypes['EarnedValue']>, ParentType, ContextType>;
  estimateAtCompletion?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  estimateToComplete?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  exceptions?: Resolver<Array<ResolversTypes['CostException']>, ParentType, ContextType>;
  lines?: Resolver<Maybe<Array<ResolversTypes['CostLine']>>, ParentType, ContextType>;
  openCommitment?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  originalBudget?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  otherAccruedCost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  revisedBudget?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
  variance?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  wip?: Resolver<Maybe<ResolversTypes['WipPosition']>, ParentType, ContextType>;
};

export type ProjectEdgeResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['ProjectEdge'] = ResolversParentTypes['ProjectEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export type ProjectLedgerResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['ProjectLedger'] = ResolversParentTypes['ProjectLedger']> = {
  actuals?: Resolver<Maybe<Array<ResolversTypes['LedgerActual']>>, ParentType, ContextType>;
  actualsByDay?: Resolver<Maybe<ResolversTypes['LedgerDays']>, ParentType, ContextType>;
  billed?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exceptions?: Resolver<Array<ResolversTypes['CostException']>, ParentType, ContextType>;
  orderLines?: Resolver<Maybe<Array<ResolversTypes['LedgerOrderLine']>>, ParentType, ContextType>;
  postedUsage?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  retainage?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, RequireFields<QueryProjectArgs, 'number'>>;
  projects?: Resolver<ResolversTypes['ProjectConnection'], ParentType, ContextType, RequireFields<QueryProjectsArgs, 'first'>>;
};

export type ScheduleProgressResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['ScheduleProgress'] = ResolversParentTypes['ScheduleProgress']> = {
  activities?: Resolver<Array<ResolversTypes['CodedActivity']>, ParentType, ContextType>;
  baselineFinish?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  baselineStart?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  dataDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  holidays?: Resolver<Array<ResolversTypes['Date']>, ParentType, ContextType>;
  percentComplete?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
  workWeek?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SourceStatusResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['SourceStatus'] = ResolversParentTypes['SourceStatus']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UsageSeriesResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['UsageSeries'] = ResolversParentTypes['UsageSeries']> = {
  amounts?: Resolver<Array<ResolversTypes['Decimal']>, ParentType, ContextType>;
  costCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  costType?: Resolver<ResolversTypes['CostType'], ParentType, ContextType>;
  dates?: Resolver<Array<ResolversTypes['Date']>, ParentType, ContextType>;
  equipment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WipPositionResolvers<ContextType = ControlsContext, ParentType extends ResolversParentTypes['WipPosition'] = ResolversParentTypes['WipPosition']> = {
  backlog?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  billed?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  contractValue?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  earnedRevenue?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  expectedLoss?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  overBilling?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  percentComplete?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  retainage?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  underBilling?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = ControlsContext> = {
  Accrual?: AccrualResolvers<ContextType>;
  AwardedBudget?: AwardedBudgetResolvers<ContextType>;
  BaselineLine?: BaselineLineResolvers<ContextType>;
  BaselineRevision?: BaselineRevisionResolvers<ContextType>;
  BaselineStep?: BaselineStepResolvers<ContextType>;
  BudgetLine?: BudgetLineResolvers<ContextType>;
  ChangeOrder?: ChangeOrderResolvers<ContextType>;
  ChangeOrderLine?: ChangeOrderLineResolvers<ContextType>;
  CodedActivity?: CodedActivityResolvers<ContextType>;
  Company?: CompanyResolvers<ContextType>;
  CostCode?: CostCodeResolvers<ContextType>;
  CostException?: CostExceptionResolvers<ContextType>;
  CostLine?: CostLineResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  EarnedValue?: EarnedValueResolvers<ContextType>;
  EquipmentUsage?: EquipmentUsageResolvers<ContextType>;
  ExternalId?: ExternalIdResolvers<ContextType>;
  LedgerActual?: LedgerActualResolvers<ContextType>;
  LedgerDays?: LedgerDaysResolvers<ContextType>;
  LedgerOrderLine?: LedgerOrderLineResolvers<ContextType>;
  LedgerShare?: LedgerShareResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectConnection?: ProjectConnectionResolvers<ContextType>;
  ProjectCost?: ProjectCostResolvers<ContextType>;
  ProjectEdge?: ProjectEdgeResolvers<ContextType>;
  ProjectLedger?: ProjectLedgerResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ScheduleProgress?: ScheduleProgressResolvers<ContextType>;
  SourceStatus?: SourceStatusResolvers<ContextType>;
  UsageSeries?: UsageSeriesResolvers<ContextType>;
  WipPosition?: WipPositionResolvers<ContextType>;
};

