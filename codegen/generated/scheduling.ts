import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SchedulingContext } from '../../subgraphs/scheduling/context.js';
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

export type Activity = {
  __typename?: 'Activity';
  actualFinish?: Maybe<Scalars['Date']['output']>;
  actualStart?: Maybe<Scalars['Date']['output']>;
  baselineFinish?: Maybe<Scalars['Date']['output']>;
  baselineStart?: Maybe<Scalars['Date']['output']>;
  /** Activity code as planners write it, for example A1040. */
  code: Scalars['String']['output'];
  /** Total float of zero or less. */
  critical?: Maybe<Scalars['Boolean']['output']>;
  id: Scalars['ID']['output'];
  name?: Maybe<Scalars['String']['output']>;
  /** 0 to 1, by the activity's own percent-complete type. */
  percentComplete?: Maybe<Scalars['Decimal']['output']>;
  plannedFinish?: Maybe<Scalars['Date']['output']>;
  plannedStart?: Maybe<Scalars['Date']['output']>;
  status?: Maybe<ActivityStatus>;
  /** Total float in working hours. */
  totalFloatHours?: Maybe<Scalars['Decimal']['output']>;
  wbs?: Maybe<Scalars['String']['output']>;
};

export type ActivityConnection = {
  __typename?: 'ActivityConnection';
  edges: Array<ActivityEdge>;
  nodes: Array<Activity>;
  pageInfo: PageInfo;
};

export type ActivityEdge = {
  __typename?: 'ActivityEdge';
  cursor: Scalars['String']['output'];
  node: Activity;
};

export type ActivityStatus =
  | 'COMPLETED'
  | 'IN_PROGRESS'
  | 'NOT_STARTED';

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

/** A point in the schedule. Source: P6 start and finish milestones, or a schedule file. */
export type Milestone = {
  __typename?: 'Milestone';
  actualDate?: Maybe<Scalars['Date']['output']>;
  /** Activity code as planners write it. */
  code?: Maybe<Scalars['String']['output']>;
  /** Total float of zero or less. */
  critical?: Maybe<Scalars['Boolean']['output']>;
  /** Where the current schedule puts it: actual date, else early date. */
  forecastDate?: Maybe<Scalars['Date']['output']>;
  id: Scalars['ID']['output'];
  name?: Maybe<Scalars['String']['output']>;
  /** Baseline date; the planned date where the source holds no baseline. */
  plannedDate?: Maybe<Scalars['Date']['output']>;
  project?: Maybe<Project>;
  type?: Maybe<MilestoneType>;
  /** Calendar days from plannedDate to forecastDate; positive is late. */
  varianceDays?: Maybe<Scalars['Int']['output']>;
};

/** One change of one milestone. A slip that also makes it critical is two changes. */
export type MilestoneChange = {
  __typename?: 'MilestoneChange';
  /** As the change leaves it; null for one that was removed. */
  after?: Maybe<MilestoneDates>;
  /** As it was told last; null for one that was added. */
  before?: Maybe<MilestoneDates>;
  /** Activity code as planners write it. */
  code: Scalars['String']['output'];
  /** Send it as `after` to go on behind this change. */
  cursor: Scalars['String']['output'];
  /** Progress of the schedule that says so is stated up to this day. */
  dataDate?: Maybe<Scalars['Date']['output']>;
  kind: MilestoneChangeKind;
  /** As the current schedule has it when this is delivered; null when it is not in it. */
  milestone?: Maybe<Milestone>;
  /** When the schedule was read that says so: schedules name no moment with its zone. */
  occurredAt: Scalars['DateTime']['output'];
  project?: Maybe<Project>;
  /** When it was written into the event log. */
  recordedAt: Scalars['DateTime']['output'];
};

export type MilestoneChangeKind =
  /** Its actual date was corrected or taken back. */
  | 'ACTUAL_CHANGED'
  /** The schedule has it and did not before. */
  | 'ADDED'
  /** It is not reached yet, and its total float fell to zero or less. */
  | 'BECAME_CRITICAL'
  /** It was reached: it has an actual date and had none. */
  | 'COMPLETED'
  /** It is not reached yet and is expected on another day. */
  | 'FORECAST_CHANGED'
  /** Its baseline date moved. Without a baseline: its planned date moved and its forecast did not. */
  | 'PLANNED_CHANGED'
  /** The schedule does not have it any longer. */
  | 'REMOVED';

/** The dates of a milestone at the time of a change; defined as in `Milestone`. */
export type MilestoneDates = {
  __typename?: 'MilestoneDates';
  actualDate?: Maybe<Scalars['Date']['output']>;
  critical?: Maybe<Scalars['Boolean']['output']>;
  forecastDate?: Maybe<Scalars['Date']['output']>;
  plannedDate?: Maybe<Scalars['Date']['output']>;
};

export type MilestoneType =
  | 'FINISH'
  | 'START';

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type Project = {
  __typename?: 'Project';
  /** Canonical, opaque id. */
  id: Scalars['ID']['output'];
  /** Start and finish milestones of the current schedule, by planned date. */
  milestones?: Maybe<Array<Milestone>>;
  /** The job's current schedule; null when the scheduling system knows none. */
  schedule?: Maybe<Schedule>;
  /** What `controls` needs from the schedule to compute earned value. */
  scheduleProgress?: Maybe<ScheduleProgress>;
};

/** The current schedule of a job. Source: P6, or a schedule file (XER, PMXML, MS Project XML). */
export type Schedule = {
  __typename?: 'Schedule';
  /** Activities in the order of their codes. */
  activities?: Maybe<ActivityConnection>;
  baselineFinish?: Maybe<Scalars['Date']['output']>;
  baselineStart?: Maybe<Scalars['Date']['output']>;
  /** Progress is stated up to this day. */
  dataDate?: Maybe<Scalars['Date']['output']>;
  /** Latest finish of any activity. */
  finish?: Maybe<Scalars['Date']['output']>;
  /** Name of the schedule in its system or file. */
  name?: Maybe<Scalars['String']['output']>;
  /** Stated progress of the whole schedule, 0 to 1. */
  percentComplete?: Maybe<Scalars['Decimal']['output']>;
  /** System or file the schedule came from. */
  source?: Maybe<Scalars['String']['output']>;
  /** Earliest start of any activity. */
  start?: Maybe<Scalars['Date']['output']>;
};


/** The current schedule of a job. Source: P6, or a schedule file (XER, PMXML, MS Project XML). */
export type ScheduleActivitiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
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

export type Subscription = {
  __typename?: 'Subscription';
  /** Each change of a milestone, once and in order: what the current schedule of a job says otherwise than before. */
  milestoneChanges: MilestoneChange;
};


export type SubscriptionMilestoneChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  companies?: InputMaybe<Array<Scalars['String']['input']>>;
  kinds?: InputMaybe<Array<MilestoneChangeKind>>;
  projects?: InputMaybe<Array<Scalars['String']['input']>>;
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
  Activity: Activity;
  Milestone: Milestone;
  Project: Project;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Activity:
    ( { __typename: 'Activity' }
    & GraphQLRecursivePick<FederationTypes['Activity'], {"id":true}> );
  Milestone:
    ( { __typename: 'Milestone' }
    & GraphQLRecursivePick<FederationTypes['Milestone'], {"id":true}> );
  Project:
    ( { __typename: 'Project' }
    & GraphQLRecursivePick<FederationTypes['Project'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Activity: ResolverTypeWrapper<Activity>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ActivityConnection: ResolverTypeWrapper<ActivityConnection>;
  ActivityEdge: ResolverTypeWrapper<ActivityEdge>;
  ActivityStatus: ActivityStatus;
  CodedActivity: ResolverTypeWrapper<CodedActivity>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Milestone: ResolverTypeWrapper<Milestone>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  MilestoneChange: ResolverTypeWrapper<MilestoneChange>;
  MilestoneChangeKind: MilestoneChangeKind;
  MilestoneDates: ResolverTypeWrapper<MilestoneDates>;
  MilestoneType: MilestoneType;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Project: ResolverTypeWrapper<Project>;
  Schedule: ResolverTypeWrapper<Schedule>;
  ScheduleProgress: ResolverTypeWrapper<ScheduleProgress>;
  SourceStatus: ResolverTypeWrapper<SourceStatus>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Activity: Activity | FederationReferenceTypes['Activity'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  ID: Scalars['ID']['output'];
  ActivityConnection: ActivityConnection;
  ActivityEdge: ActivityEdge;
  CodedActivity: CodedActivity;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Milestone: Milestone | FederationReferenceTypes['Milestone'];
  Int: Scalars['Int']['output'];
  MilestoneChange: MilestoneChange;
  MilestoneDates: MilestoneDates;
  PageInfo: PageInfo;
  Project: Project | FederationReferenceTypes['Project'];
  Schedule: Schedule;
  ScheduleProgress: ScheduleProgress;
  SourceStatus: SourceStatus;
  Subscription: Record<PropertyKey, never>;
};

export type ActivityResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['Activity'] = ResolversParentTypes['Activity'], FederationReferenceType extends FederationReferenceTypes['Activity'] = FederationReferenceTypes['Activity']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Activity']> | FederationReferenceType, FederationReferenceType, ContextType>;
  actualFinish?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  actualStart?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  baselineFinish?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  baselineStart?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  critical?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  percentComplete?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  plannedFinish?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  plannedStart?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ActivityStatus']>, ParentType, ContextType>;
  totalFloatHours?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  wbs?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ActivityConnectionResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['ActivityConnection'] = ResolversParentTypes['ActivityConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ActivityEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Activity']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ActivityEdgeResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['ActivityEdge'] = ResolversParentTypes['ActivityEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Activity'], ParentType, ContextType>;
};

export type CodedActivityResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['CodedActivity'] = ResolversParentTypes['CodedActivity']> = {
  baselineFinish?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  baselineStart?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  costCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  percentComplete?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
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

export type MilestoneResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['Milestone'] = ResolversParentTypes['Milestone'], FederationReferenceType extends FederationReferenceTypes['Milestone'] = FederationReferenceTypes['Milestone']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Milestone']> | FederationReferenceType, FederationReferenceType, ContextType>;
  actualDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  critical?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  forecastDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  plannedDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['MilestoneType']>, ParentType, ContextType>;
  varianceDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MilestoneChangeResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['MilestoneChange'] = ResolversParentTypes['MilestoneChange']> = {
  after?: Resolver<Maybe<ResolversTypes['MilestoneDates']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['MilestoneDates']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dataDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MilestoneChangeKind'], ParentType, ContextType>;
  milestone?: Resolver<Maybe<ResolversTypes['Milestone']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type MilestoneDatesResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['MilestoneDates'] = ResolversParentTypes['MilestoneDates']> = {
  actualDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  critical?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  forecastDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  plannedDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  milestones?: Resolver<Maybe<Array<ResolversTypes['Milestone']>>, ParentType, ContextType>;
  schedule?: Resolver<Maybe<ResolversTypes['Schedule']>, ParentType, ContextType>;
  scheduleProgress?: Resolver<Maybe<ResolversTypes['ScheduleProgress']>, ParentType, ContextType>;
};

export type ScheduleResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['Schedule'] = ResolversParentTypes['Schedule']> = {
  activities?: Resolver<Maybe<ResolversTypes['ActivityConnection']>, ParentType, ContextType, RequireFields<ScheduleActivitiesArgs, 'first'>>;
  baselineFinish?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  baselineStart?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  dataDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  finish?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  percentComplete?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type ScheduleProgressResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['ScheduleProgress'] = ResolversParentTypes['ScheduleProgress']> = {
  activities?: Resolver<Array<ResolversTypes['CodedActivity']>, ParentType, ContextType>;
  baselineFinish?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  baselineStart?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  dataDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  holidays?: Resolver<Array<ResolversTypes['Date']>, ParentType, ContextType>;
  percentComplete?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
  workWeek?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SourceStatusResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['SourceStatus'] = ResolversParentTypes['SourceStatus']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = SchedulingContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  milestoneChanges?: SubscriptionResolver<ResolversTypes['MilestoneChange'], "milestoneChanges", ParentType, ContextType, Partial<SubscriptionMilestoneChangesArgs>>;
};

export type Resolvers<ContextType = SchedulingContext> = {
  Activity?: ActivityResolvers<ContextType>;
  ActivityConnection?: ActivityConnectionResolvers<ContextType>;
  ActivityEdge?: ActivityEdgeResolvers<ContextType>;
  CodedActivity?: CodedActivityResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Milestone?: MilestoneResolvers<ContextType>;
  MilestoneChange?: MilestoneChangeResolvers<ContextType>;
  MilestoneDates?: MilestoneDatesResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  Schedule?: ScheduleResolvers<ContextType>;
  ScheduleProgress?: ScheduleProgressResolvers<ContextType>;
  SourceStatus?: SourceStatusResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
};

