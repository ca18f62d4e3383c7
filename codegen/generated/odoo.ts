import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { OdooContext } from '../../subgraphs/odoo/context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null;
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

/** A confirmed purchase order or subcontract. Source: Odoo purchase.order. */
export type Commitment = {
  __typename?: 'Commitment';
  /** Untaxed total of this order for this job, in company currency at the order's rate. */
  committedCost?: Maybe<Scalars['Decimal']['output']>;
  /** When the order was confirmed. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Currency of the amounts in company currency, ISO 4217. */
  currency?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  lines?: Maybe<Array<CommitmentLine>>;
  /** Order number as in the ERP, for example P00017. */
  number: Scalars['String']['output'];
  /** Currency the order is written in, ISO 4217. */
  orderCurrency?: Maybe<Scalars['String']['output']>;
  /** Untaxed total of the order's lines, in order currency, all jobs. */
  orderSubtotal?: Maybe<Scalars['Decimal']['output']>;
  vendor?: Maybe<Party>;
};

export type CommitmentConnection = {
  __typename?: 'CommitmentConnection';
  edges: Array<CommitmentEdge>;
  nodes: Array<Commitment>;
  pageInfo: PageInfo;
};

export type CommitmentEdge = {
  __typename?: 'CommitmentEdge';
  cursor: Scalars['String']['output'];
  node: Commitment;
};

/** This job's share of one order line, in company currency. */
export type CommitmentLine = {
  __typename?: 'CommitmentLine';
  /** This job's share of the untaxed subtotal, company currency. */
  committedCost?: Maybe<Scalars['Decimal']['output']>;
  costCode?: Maybe<CostCode>;
  costType?: Maybe<CostType>;
  description?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  /** Ordered quantity of the whole line. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
};

/** A code of the firm's own cost code list. The code is opaque text with the label of its list. */
export type CostCode = {
  __typename?: 'CostCode';
  /** As written in the list; `UNCODED` where the source carries none. */
  code: Scalars['String']['output'];
  /** Source: the analytic account of the cost code plan in Odoo. */
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

/** What kind of cost it is. */
export type CostType =
  | 'EQUIPMENT'
  | 'LABOR'
  | 'MATERIAL'
  | 'OTHER'
  | 'SUBCONTRACT'
  /** No rule could tell: the money is counted and listed as an exception. */
  | 'UNCLASSIFIED';

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

/** A customer or vendor. */
export type Party = {
  __typename?: 'Party';
  email?: Maybe<Scalars['String']['output']>;
  /** Canonical, opaque id. */
  id: Scalars['ID']['output'];
  /** Name as in the ERP. */
  name?: Maybe<Scalars['String']['output']>;
  /** Tax number as in the ERP. */
  taxId?: Maybe<Scalars['String']['output']>;
};

/** A construction job. The ERP supplies its header, its commitments and the ledger behind its cost. */
export type Project = {
  __typename?: 'Project';
  /** Orders and subcontracts with at least one line on this job, newest last. Source: Odoo purchase orders, confirmed and not cancelled. */
  commitments?: Maybe<CommitmentConnection>;
  /** Who the job is for. Source: Odoo project partner. */
  customer?: Maybe<Party>;
  /** Canonical, opaque id. */
  id: Scalars['ID']['output'];
  /** What `controls` needs from the ledger to compute cost. */
  ledger?: Maybe<ProjectLedger>;
  /** What the job is called in the ERP. Source: Odoo project.project. */
  name?: Maybe<Scalars['String']['output']>;
  /** Where the job stands. Source: the stage of the Odoo project. */
  status?: Maybe<ProjectStatus>;
};


/** A construction job. The ERP supplies its header, its commitments and the ledger behind its cost. */
export type ProjectCommitmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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

/** Where a job stands. */
export type ProjectStatus =
  /** Won and being built. */
  | 'ACTIVE'
  /** Being estimated or bid; no contract yet. */
  | 'BIDDING'
  /** Closed or lost; nothing may be booked. */
  | 'CLOSED'
  /** Built; the account may still receive late costs. */
  | 'COMPLETED'
  /** Stopped for now. */
  | 'ON_HOLD';

export type Query = {
  __typename?: 'Query';
  /** Retention that is held and not yet released, by job and party, aged by when it was to be paid. Source: open lines on the retention accounts in Odoo. Null while Odoo does not answer. */
  retention?: Maybe<Array<RetentionPosition>>;
};


export type QueryRetentionArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  company?: InputMaybe<Scalars['String']['input']>;
};

/** Retention between the firm and one party on one job, company currency. */
export type RetentionPosition = {
  __typename?: 'RetentionPosition';
  /** Company code. */
  company: Scalars['String']['output'];
  currency: Scalars['String']['output'];
  /** Numbers of the documents it is held on, as in the ERP. */
  documents: Array<Scalars['String']['output']>;
  /** By days since it was to be paid. */
  due1To30: Scalars['Decimal']['output'];
  due31To60: Scalars['Decimal']['output'];
  due61To90: Scalars['Decimal']['output'];
  dueOver90: Scalars['Decimal']['output'];
  held: Scalars['Decimal']['output'];
  notDue: Scalars['Decimal']['output'];
  /** The earliest day on which some of it was to be paid. */
  oldestDue: Scalars['Date']['output'];
  party?: Maybe<Party>;
  /** What the ERP calls the party. */
  partyName?: Maybe<Scalars['String']['output']>;
  /** Null for documents that bill no job of ours. */
  project?: Maybe<Project>;
  side: RetentionSide;
};

export type RetentionSide =
  /** Held by us on vendors' bills. */
  | 'PAYABLE'
  /** Held by the customer on our invoices. */
  | 'RECEIVABLE';

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
  Commitment: Commitment;
  Party: Party;
  Project: Project;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Commitment:
    ( { __typename: 'Commitment' }
    & GraphQLRecursivePick<FederationTypes['Commitment'], {"id":true}> );
  Party:
    ( { __typename: 'Party' }
    & GraphQLRecursivePick<FederationTypes['Party'], {"id":true}> );
  Project:
    ( { __typename: 'Project' }
    & GraphQLRecursivePick<FederationTypes['Project'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Commitment: ResolverTypeWrapper<Commitment>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CommitmentConnection: ResolverTypeWrapper<CommitmentConnection>;
  CommitmentEdge: ResolverTypeWrapper<CommitmentEdge>;
  CommitmentLine: ResolverTypeWrapper<CommitmentLine>;
  CostCode: ResolverTypeWrapper<CostCode>;
  CostException: ResolverTypeWrapper<CostException>;
  CostType: CostType;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  LedgerActual: ResolverTypeWrapper<LedgerActual>;
  LedgerDays: ResolverTypeWrapper<LedgerDays>;
  LedgerOrderLine: ResolverTypeWrapper<LedgerOrderLine>;
  LedgerShare: ResolverTypeWrapper<LedgerShare>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Party: ResolverTypeWrapper<Party>;
  Project: ResolverTypeWrapper<Project>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ProjectLedger: ResolverTypeWrapper<ProjectLedger>;
  ProjectStatus: ProjectStatus;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RetentionPosition: ResolverTypeWrapper<RetentionPosition>;
  RetentionSide: RetentionSide;
  SourceStatus: ResolverTypeWrapper<SourceStatus>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Commitment: Commitment | FederationReferenceTypes['Commitment'];
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  CommitmentConnection: CommitmentConnection;
  CommitmentEdge: CommitmentEdge;
  CommitmentLine: CommitmentLine;
  CostCode: CostCode;
  CostException: CostException;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  LedgerActual: LedgerActual;
  LedgerDays: LedgerDays;
  LedgerOrderLine: LedgerOrderLine;
  LedgerShare: LedgerShare;
  Boolean: Scalars['Boolean']['output'];
  PageInfo: PageInfo;
  Party: Party | FederationReferenceTypes['Party'];
  Project: Project | FederationReferenceTypes['Project'];
  Int: Scalars['Int']['output'];
  ProjectLedger: ProjectLedger;
  Query: Record<PropertyKey, never>;
  RetentionPosition: RetentionPosition;
  SourceStatus: SourceStatus;
};

export type CommitmentResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['Commitment'] = ResolversParentTypes['Commitment'], FederationReferenceType extends FederationReferenceTypes['Commitment'] = FederationReferenceTypes['Commitment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Commitment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  committedCost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Maybe<Array<ResolversTypes['CommitmentLine']>>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  orderCurrency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  orderSubtotal?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
};

export type CommitmentConnectionResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['CommitmentConnection'] = ResolversParentTypes['CommitmentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CommitmentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Commitment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CommitmentEdgeResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['CommitmentEdge'] = ResolversParentTypes['CommitmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Commitment'], ParentType, ContextType>;
};

export type CommitmentLineResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['CommitmentLine'] = ResolversParentTypes['CommitmentLine']> = {
  committedCost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  costCode?: Resolver<Maybe<ResolversTypes['CostCode']>, ParentType, ContextType>;
  costType?: Resolver<Maybe<ResolversTypes['CostType']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type CostCodeResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['CostCode'] = ResolversParentTypes['CostCode']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scheme?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CostExceptionResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['CostException'] = ResolversParentTypes['CostException']> = {
  amount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export type LedgerActualResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['LedgerActual'] = ResolversParentTypes['LedgerActual']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  costCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  costCodeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  costType?: Resolver<ResolversTypes['CostType'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type LedgerDaysResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['LedgerDays'] = ResolversParentTypes['LedgerDays']> = {
  amounts?: Resolver<Array<ResolversTypes['Decimal']>, ParentType, ContextType>;
  dates?: Resolver<Array<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type LedgerOrderLineResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['LedgerOrderLine'] = ResolversParentTypes['LedgerOrderLine']> = {
  accrued?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  billed?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  downPayment?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  orderNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shares?: Resolver<Array<ResolversTypes['LedgerShare']>, ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type LedgerShareResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['LedgerShare'] = ResolversParentTypes['LedgerShare']> = {
  costCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  costCodeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  costType?: Resolver<ResolversTypes['CostType'], ParentType, ContextType>;
  own?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  percent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartyResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['Party'] = ResolversParentTypes['Party'], FederationReferenceType extends FederationReferenceTypes['Party'] = FederationReferenceTypes['Party']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Party']> | FederationReferenceType, FederationReferenceType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  commitments?: Resolver<Maybe<ResolversTypes['CommitmentConnection']>, ParentType, ContextType, RequireFields<ProjectCommitmentsArgs, 'first'>>;
  customer?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ledger?: Resolver<Maybe<ResolversTypes['ProjectLedger']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ProjectStatus']>, ParentType, ContextType>;
};

export type ProjectLedgerResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['ProjectLedger'] = ResolversParentTypes['ProjectLedger']> = {
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

export type QueryResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  retention?: Resolver<Maybe<Array<ResolversTypes['RetentionPosition']>>, ParentType, ContextType, Partial<QueryRetentionArgs>>;
};

export type RetentionPositionResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['RetentionPosition'] = ResolversParentTypes['RetentionPosition']> = {
  company?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  documents?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  due1To30?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  due31To60?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  due61To90?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  dueOver90?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  notDue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  oldestDue?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  partyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  side?: Resolver<ResolversTypes['RetentionSide'], ParentType, ContextType>;
};

export type SourceStatusResolvers<ContextType = OdooContext, ParentType extends ResolversParentTypes['SourceStatus'] = ResolversParentTypes['SourceStatus']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = OdooContext> = {
  Commitment?: CommitmentResolvers<ContextType>;
  CommitmentConnection?: CommitmentConnectionResolvers<ContextType>;
  CommitmentEdge?: CommitmentEdgeResolvers<ContextType>;
  CommitmentLine?: CommitmentLineResolvers<ContextType>;
  CostCode?: CostCodeResolvers<ContextType>;
  CostException?: CostExceptionResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  LedgerActual?: LedgerActualResolvers<ContextType>;
  LedgerDays?: LedgerDaysResolvers<ContextType>;
  LedgerOrderLine?: LedgerOrderLineResolvers<ContextType>;
  LedgerShare?: LedgerShareResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Party?: PartyResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectLedger?: ProjectLedgerResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RetentionPosition?: RetentionPositionResolvers<ContextType>;
  SourceStatus?: SourceStatusResolvers<ContextType>;
};

