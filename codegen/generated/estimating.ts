import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EstimatingContext } from '../../subgraphs/estimating/context.js';
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

/** An item of the bid schedule: what the customer sees and pays. */
export type BidItem = {
  __typename?: 'BidItem';
  /** Price of the item, quantity × unit price as the estimate states it. */
  amount?: Maybe<Scalars['Decimal']['output']>;
  /** Direct cost behind the item. */
  costLines?: Maybe<Array<EstimateCostLine>>;
  description?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  /** Item number as written, for example 0100. */
  number: Scalars['String']['output'];
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** Unit of measure as written. */
  unit?: Maybe<Scalars['String']['output']>;
  unitPrice?: Maybe<Scalars['Decimal']['output']>;
};

export type BudgetLine = {
  __typename?: 'BudgetLine';
  amount: Scalars['Decimal']['output'];
  costCode: Scalars['String']['output'];
  costType: CostType;
  quantity?: Maybe<Scalars['Decimal']['output']>;
  unit?: Maybe<Scalars['String']['output']>;
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
  amount?: Maybe<Scalars['Decimal']['output']>;
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  recordId?: Maybe<Scalars['String']['output']>;
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

/** One revision of an estimate. Source: HeavyBid or an estimate file. */
export type Estimate = {
  __typename?: 'Estimate';
  /** When this revision was awarded. */
  awardedOn?: Maybe<Scalars['Date']['output']>;
  bidItems?: Maybe<Array<BidItem>>;
  /** Sum of the cost build-up. */
  cost?: Maybe<Scalars['Decimal']['output']>;
  /** ISO 4217. */
  currency?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  name?: Maybe<Scalars['String']['output']>;
  /** What people call it, for example E-2041. */
  number: Scalars['String']['output'];
  project?: Maybe<Project>;
  /** 0 for the first issue, then 1, 2, … */
  revision: Scalars['Int']['output'];
  /** Every revision known of the same estimate, lowest first. */
  revisions?: Maybe<Array<Scalars['Int']['output']>>;
  /** What the customer pays: sum of the bid items. */
  sellPrice?: Maybe<Scalars['Decimal']['output']>;
  /** Where it came from: the system's or file's name and the record's id there. */
  source?: Maybe<Scalars['String']['output']>;
  status?: Maybe<EstimateStatus>;
};

/** Cost build-up of a bid item, coded. */
export type EstimateCostLine = {
  __typename?: 'EstimateCostLine';
  amount?: Maybe<Scalars['Decimal']['output']>;
  costCode?: Maybe<CostCode>;
  costType?: Maybe<CostType>;
  quantity?: Maybe<Scalars['Decimal']['output']>;
  unit?: Maybe<Scalars['String']['output']>;
};

export type EstimateStatus =
  | 'AWARDED'
  | 'DRAFT'
  | 'LOST'
  | 'SUBMITTED'
  /** Replaced by a later revision. */
  | 'SUPERSEDED';

export type Project = {
  __typename?: 'Project';
  /** What `controls` needs from the awarded revision to compute budget and contract value. */
  awardedBudget?: Maybe<AwardedBudget>;
  /** The awarded estimate revision of this job; null when none was awarded. */
  estimate?: Maybe<Estimate>;
  /** Canonical, opaque id. */
  id: Scalars['ID']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** One estimate by its number; the highest revision unless one is named. Source: the estimating system or estimate files. */
  estimate?: Maybe<Estimate>;
};


export type QueryEstimateArgs = {
  number: Scalars['String']['input'];
  revision?: InputMaybe<Scalars['Int']['input']>;
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
  Estimate: Estimate;
  Project: Project;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Estimate:
    ( { __typename: 'Estimate' }
    & GraphQLRecursivePick<FederationTypes['Estimate'], {"id":true}> );
  Project:
    ( { __typename: 'Project' }
    & GraphQLRecursivePick<FederationTypes['Project'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AwardedBudget: ResolverTypeWrapper<AwardedBudget>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  BidItem: ResolverTypeWrapper<BidItem>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  BudgetLine: ResolverTypeWrapper<BudgetLine>;
  CostCode: ResolverTypeWrapper<CostCode>;
  CostException: ResolverTypeWrapper<CostException>;
  CostType: CostType;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Estimate: ResolverTypeWrapper<Estimate>;
  EstimateCostLine: ResolverTypeWrapper<EstimateCostLine>;
  EstimateStatus: EstimateStatus;
  Project: ResolverTypeWrapper<Project>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SourceStatus: ResolverTypeWrapper<SourceStatus>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AwardedBudget: AwardedBudget;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  BidItem: BidItem;
  ID: Scalars['ID']['output'];
  BudgetLine: BudgetLine;
  CostCode: CostCode;
  CostException: CostException;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Estimate: Estimate | FederationReferenceTypes['Estimate'];
  EstimateCostLine: EstimateCostLine;
  Project: Project | FederationReferenceTypes['Project'];
  Query: Record<PropertyKey, never>;
  SourceStatus: SourceStatus;
  Boolean: Scalars['Boolean']['output'];
};

export type AwardedBudgetResolvers<ContextType = EstimatingContext, ParentType extends ResolversParentTypes['AwardedBudget'] = ResolversParentTypes['AwardedBudget']> = {
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  estimateNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  exceptions?: Resolver<Array<ResolversTypes['CostException']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['BudgetLine']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sellPrice?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type BidItemResolvers<ContextType = EstimatingContext, ParentType extends ResolversParentTypes['BidItem'] = ResolversParentTypes['BidItem']> = {
  amount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  costLines?: Resolver<Maybe<Array<ResolversTypes['EstimateCostLine']>>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unitPrice?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type BudgetLineResolvers<ContextType = EstimatingContext, ParentType extends ResolversParentTypes['BudgetLine'] = ResolversParentTypes['BudgetLine']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  costCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  costType?: Resolver<ResolversTypes['CostType'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CostCodeResolvers<ContextType = EstimatingContext, ParentType extends ResolversParentTypes['CostCode'] = ResolversParentTypes['CostCode']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scheme?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CostExceptionResolvers<ContextType = EstimatingContext, ParentType extends ResolversParentTypes['CostException'] = ResolversParentTypes['CostException']> = {
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

export type EstimateResolvers<ContextType = EstimatingContext, ParentType extends ResolversParentTypes['Estimate'] = ResolversParentTypes['Estimate'], FederationReferenceType extends FederationReferenceTypes['Estimate'] = FederationReferenceTypes['Estimate']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Estimate']> | FederationReferenceType, FederationReferenceType, ContextType>;
  awardedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  bidItems?: Resolver<Maybe<Array<ResolversTypes['BidItem']>>, ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revisions?: Resolver<Maybe<Array<ResolversTypes['Int']>>, ParentType, ContextType>;
  sellPrice?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['EstimateStatus']>, ParentType, ContextType>;
};

export type EstimateCostLineResolvers<ContextType = EstimatingContext, ParentType extends ResolversParentTypes['EstimateCostLine'] = ResolversParentTypes['EstimateCostLine']> = {
  amount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  costCode?: Resolver<Maybe<ResolversTypes['CostCode']>, ParentType, ContextType>;
  costType?: Resolver<Maybe<ResolversTypes['CostType']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = EstimatingContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  awardedBudget?: Resolver<Maybe<ResolversTypes['AwardedBudget']>, ParentType, ContextType>;
  estimate?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = EstimatingContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  estimate?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType, RequireFields<QueryEstimateArgs, 'number'>>;
};

export type SourceStatusResolvers<ContextType = EstimatingContext, ParentType extends ResolversParentTypes['SourceStatus'] = ResolversParentTypes['SourceStatus']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = EstimatingContext> = {
  AwardedBudget?: AwardedBudgetResolvers<ContextType>;
  BidItem?: BidItemResolvers<ContextType>;
  BudgetLine?: BudgetLineResolvers<ContextType>;
  CostCode?: CostCodeResolvers<ContextType>;
  CostException?: CostExceptionResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Estimate?: EstimateResolvers<ContextType>;
  EstimateCostLine?: EstimateCostLineResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SourceStatus?: SourceStatusResolvers<ContextType>;
};

