import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { WorkflowsContext } from '../../subgraphs/workflows/context.js';
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
  /** A moment in UTC, ISO 8601. */
  DateTime: { input: Date; output: Date; }
  _FieldSet: { input: unknown; output: unknown; }
};

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
  /** RULE, MANUAL or WRITE; null when unmatched. */
  matchedBy?: Maybe<MatchedBy>;
  /** Why it could not be matched, and what to do. */
  problem?: Maybe<Scalars['String']['output']>;
  /** The rule that matched (EXACT, NORMALISED, CONFIGURED, SYSTEM_OF_RECORD), or the person. */
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

export type MatchedBy =
  | 'MANUAL'
  | 'RULE'
  | 'WRITE';

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /** How every system's own ids and spellings were matched to canonical records, and what could not be. */
  crosswalk: CrosswalkConnection;
};


export type QueryCrosswalkArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CrosswalkFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
  CrosswalkEntry: CrosswalkEntry;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  CrosswalkEntry:
    ( { __typename: 'CrosswalkEntry' }
    & GraphQLRecursivePick<FederationTypes['CrosswalkEntry'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CrosswalkConnection: ResolverTypeWrapper<CrosswalkConnection>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CrosswalkEdge: ResolverTypeWrapper<CrosswalkEdge>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CrosswalkEntry: ResolverTypeWrapper<CrosswalkEntry>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CrosswalkFilter: CrosswalkFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CrosswalkKind: CrosswalkKind;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  MatchedBy: MatchedBy;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CrosswalkConnection: CrosswalkConnection;
  Int: Scalars['Int']['output'];
  CrosswalkEdge: CrosswalkEdge;
  String: Scalars['String']['output'];
  CrosswalkEntry: CrosswalkEntry | FederationReferenceTypes['CrosswalkEntry'];
  ID: Scalars['ID']['output'];
  CrosswalkFilter: CrosswalkFilter;
  Boolean: Scalars['Boolean']['output'];
  DateTime: Scalars['DateTime']['output'];
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
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

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type PageInfoResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = WorkflowsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  crosswalk?: Resolver<ResolversTypes['CrosswalkConnection'], ParentType, ContextType, RequireFields<QueryCrosswalkArgs, 'first'>>;
};

export type Resolvers<ContextType = WorkflowsContext> = {
  CrosswalkConnection?: CrosswalkConnectionResolvers<ContextType>;
  CrosswalkEdge?: CrosswalkEdgeResolvers<ContextType>;
  CrosswalkEntry?: CrosswalkEntryResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
};

