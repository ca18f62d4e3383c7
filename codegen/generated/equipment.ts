import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EquipmentContext } from '../../subgraphs/equipment/context.js';
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

export type Availability =
  | 'AVAILABLE'
  | 'DOWN'
  | 'IN_SHOP'
  | 'IN_USE'
  | 'RETIRED';

/** Something that stops or may stop a machine: a telematics fault or a maintenance issue. */
export type Breakdown = {
  __typename?: 'Breakdown';
  /** When somebody said that they have seen it (acknowledgeBreakdown). */
  acknowledgedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who said so: the id of a person or an app. */
  acknowledgedBy?: Maybe<Scalars['String']['output']>;
  /** What they noted. */
  acknowledgementNote?: Maybe<Scalars['String']['output']>;
  clearedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Fault code as sent, for example 100-1 (SPN-FMI). */
  code?: Maybe<Scalars['String']['output']>;
  description?: Maybe<Scalars['String']['output']>;
  equipment: Equipment;
  id: Scalars['ID']['output'];
  occurredAt?: Maybe<Scalars['DateTime']['output']>;
  /** The job the machine was assigned to when it happened. */
  project?: Maybe<Project>;
  severity?: Maybe<Severity>;
  /** telematics or maintenance. */
  source?: Maybe<Scalars['String']['output']>;
};

/** Something that happened with a breakdown. */
export type BreakdownAlert = {
  __typename?: 'BreakdownAlert';
  /** As it is now. Null when its source removed it. */
  breakdown?: Maybe<Breakdown>;
  /** Send it as `after` to go on behind this alert. */
  cursor: Scalars['String']['output'];
  equipment?: Maybe<Equipment>;
  kind: BreakdownAlertKind;
  /** By the clock of the source. */
  occurredAt: Scalars['DateTime']['output'];
  /** The job the machine was assigned to when it happened. */
  project?: Maybe<Project>;
  /** When Plumbline came to know of it. */
  recordedAt: Scalars['DateTime']['output'];
  /** As the fleet's rules rate it, at that moment; `breakdown.severity` is what the source says. */
  severity?: Maybe<Severity>;
};

export type BreakdownAlertKind =
  /** Somebody has seen it. */
  | 'ACKNOWLEDGED'
  | 'CLEARED'
  /** Nobody has seen it in time. */
  | 'ESCALATED'
  /** It is new, was opened again, or became more severe. */
  | 'RAISED';

export type Company = {
  __typename?: 'Company';
  id: Scalars['ID']['output'];
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

/** A machine or vehicle. The maintenance platform owns its record; telematics owns position, meters and fault codes. */
export type Equipment = {
  __typename?: 'Equipment';
  availability?: Maybe<Availability>;
  /** Faults and issues, newest first, open ones before cleared ones. */
  breakdowns?: Maybe<Array<Breakdown>>;
  /** Machine class, for example Excavator. */
  class?: Maybe<Scalars['String']['output']>;
  company: Company;
  /** The job it is assigned to today. */
  currentProject?: Maybe<Project>;
  externalIds: Array<ExternalId>;
  id: Scalars['ID']['output'];
  location?: Maybe<Location>;
  make?: Maybe<Scalars['String']['output']>;
  meters?: Maybe<Array<MeterReading>>;
  model?: Maybe<Scalars['String']['output']>;
  name?: Maybe<Scalars['String']['output']>;
  /** What people call it, for example EX-204. */
  number: Scalars['String']['output'];
  openWorkOrders?: Maybe<Array<WorkOrder>>;
  ownership?: Maybe<Ownership>;
  /** Product identification number (ISO 10261). */
  pin?: Maybe<Scalars['String']['output']>;
  serialNumber?: Maybe<Scalars['String']['output']>;
  sources: Array<SourceStatus>;
  /** How much it ran in a period, both days included. */
  utilization?: Maybe<Utilization>;
};


/** A machine or vehicle. The maintenance platform owns its record; telematics owns position, meters and fault codes. */
export type EquipmentBreakdownsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  openOnly?: InputMaybe<Scalars['Boolean']['input']>;
};


/** A machine or vehicle. The maintenance platform owns its record; telematics owns position, meters and fault codes. */
export type EquipmentUtilizationArgs = {
  from: Scalars['Date']['input'];
  to: Scalars['Date']['input'];
};

export type EquipmentConnection = {
  __typename?: 'EquipmentConnection';
  edges: Array<EquipmentEdge>;
  nodes: Array<Equipment>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type EquipmentEdge = {
  __typename?: 'EquipmentEdge';
  cursor: Scalars['String']['output'];
  node: Equipment;
};

export type EquipmentFilter = {
  availability?: InputMaybe<Availability>;
  /** Machine class, for example Excavator. */
  class?: InputMaybe<Scalars['String']['input']>;
  /** Company code. */
  company?: InputMaybe<Scalars['String']['input']>;
  /** Number of the job the machine is assigned to. */
  project?: InputMaybe<Scalars['String']['input']>;
  /** Part of the number or name, any case. */
  search?: InputMaybe<Scalars['String']['input']>;
};

/** Something that changed with a machine. What does not belong to its kind is null. */
export type EquipmentStatusChange = {
  __typename?: 'EquipmentStatusChange';
  /** What it changed to. */
  availability?: Maybe<Availability>;
  /** Send it as `after` to go on behind this change. */
  cursor: Scalars['String']['output'];
  equipment?: Maybe<Equipment>;
  kind: EquipmentStatusKind;
  /** Where the machine was when it came to the site or left it. */
  location?: Maybe<Location>;
  /** The reading that came. */
  meter?: Maybe<MeterReading>;
  /** By the clock of the source; when it was noticed where the source does not say. */
  occurredAt: Scalars['DateTime']['output'];
  previousAvailability?: Maybe<Availability>;
  /** Null for an order that is new. */
  previousWorkOrderStatus?: Maybe<Scalars['String']['output']>;
  /** The job of the site; else the job the machine is assigned to. */
  project?: Maybe<Project>;
  /** When Plumbline came to know of it. */
  recordedAt: Scalars['DateTime']['output'];
  /** As it is now. Null when the platform removed it. */
  workOrder?: Maybe<WorkOrder>;
  /** What it changed to, in the platform's words. */
  workOrderStatus?: Maybe<Scalars['String']['output']>;
};

export type EquipmentStatusKind =
  | 'AVAILABILITY'
  | 'GEOFENCE_ENTERED'
  | 'GEOFENCE_LEFT'
  | 'METER'
  | 'WORK_ORDER';

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

export type Location = {
  __typename?: 'Location';
  at?: Maybe<Scalars['DateTime']['output']>;
  /** Degrees, WGS 84. */
  latitude: Scalars['Float']['output'];
  longitude: Scalars['Float']['output'];
};

export type MeterReading = {
  __typename?: 'MeterReading';
  at: Scalars['DateTime']['output'];
  /** telematics or maintenance. */
  source: Scalars['String']['output'];
  type: MeterType;
  /** h, km, l or %. */
  unit: Scalars['String']['output'];
  value: Scalars['Decimal']['output'];
};

export type MeterType =
  | 'DEF_REMAINING'
  | 'DISTANCE'
  | 'FUEL_REMAINING'
  | 'FUEL_USED'
  | 'IDLE_HOURS'
  | 'OPERATING_HOURS';

export type Ownership =
  | 'CUSTOMER'
  | 'LEASED'
  | 'OWNED'
  | 'RENTED';

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
  /** Machines assigned to the job today, by number. Source: assignments of the maintenance platform. */
  equipmentOnSite?: Maybe<Array<Equipment>>;
  /** What `controls` needs to accrue machine time that is not yet posted. */
  equipmentUsage?: Maybe<EquipmentUsage>;
  /** Canonical, opaque id. */
  id: Scalars['ID']['output'];
  /** Breakdowns of machines on the job that are not cleared, most severe first. */
  openBreakdowns?: Maybe<Array<Breakdown>>;
};

export type Query = {
  __typename?: 'Query';
  /** One machine by the number painted on it. Source: the maintenance platform. */
  equipment?: Maybe<Equipment>;
  /** The machines the caller may see, by number. */
  fleet?: Maybe<EquipmentConnection>;
};


export type QueryEquipmentArgs = {
  number: Scalars['String']['input'];
};


export type QueryFleetArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EquipmentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Severity =
  | 'CRITICAL'
  | 'HIGH'
  | 'LOW'
  | 'MEDIUM';

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
  /** Breakdowns as they are raised and cleared, each once and in order, from telematics faults and maintenance issues. */
  breakdownAlerts: BreakdownAlert;
  /** Machines: availability, work orders, hour meter, coming to and leaving job sites. Each change once and in order. */
  equipmentStatus: EquipmentStatusChange;
};


export type SubscriptionBreakdownAlertsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  companies?: InputMaybe<Array<Scalars['String']['input']>>;
  equipment?: InputMaybe<Array<Scalars['String']['input']>>;
  minSeverity?: InputMaybe<Severity>;
  projects?: InputMaybe<Array<Scalars['String']['input']>>;
};


export type SubscriptionEquipmentStatusArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  companies?: InputMaybe<Array<Scalars['String']['input']>>;
  equipment?: InputMaybe<Array<Scalars['String']['input']>>;
  projects?: InputMaybe<Array<Scalars['String']['input']>>;
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

export type Utilization = {
  __typename?: 'Utilization';
  /** Days with at least one operating hour reading. */
  days: Scalars['Int']['output'];
  idleHours?: Maybe<Scalars['Decimal']['output']>;
  /** Operating hours in the period. */
  operatingHours: Scalars['Decimal']['output'];
  /** Operating hours divided by eight hours per calendar weekday in the period. */
  ratio?: Maybe<Scalars['Decimal']['output']>;
};

export type WorkOrder = {
  __typename?: 'WorkOrder';
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  description?: Maybe<Scalars['String']['output']>;
  equipment?: Maybe<Equipment>;
  id: Scalars['ID']['output'];
  number: Scalars['String']['output'];
  openedAt?: Maybe<Scalars['DateTime']['output']>;
  status?: Maybe<Scalars['String']['output']>;
  /** Labour and parts so far, in the company's currency. Source: the maintenance platform. */
  totalCost?: Maybe<Scalars['Decimal']['output']>;
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
  Breakdown: Breakdown;
  Equipment: Equipment;
  Project: Project;
  WorkOrder: WorkOrder;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Breakdown:
    ( { __typename: 'Breakdown' }
    & GraphQLRecursivePick<FederationTypes['Breakdown'], {"id":true}> );
  Equipment:
    ( { __typename: 'Equipment' }
    & GraphQLRecursivePick<FederationTypes['Equipment'], {"id":true}> );
  Project:
    ( { __typename: 'Project' }
    & GraphQLRecursivePick<FederationTypes['Project'], {"id":true}> );
  WorkOrder:
    ( { __typename: 'WorkOrder' }
    & GraphQLRecursivePick<FederationTypes['WorkOrder'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Availability: Availability;
  Breakdown: ResolverTypeWrapper<Breakdown>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  BreakdownAlert: ResolverTypeWrapper<BreakdownAlert>;
  BreakdownAlertKind: BreakdownAlertKind;
  Company: ResolverTypeWrapper<Company>;
  CostException: ResolverTypeWrapper<CostException>;
  CostType: CostType;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Equipment: ResolverTypeWrapper<Equipment>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  EquipmentConnection: ResolverTypeWrapper<EquipmentConnection>;
  EquipmentEdge: ResolverTypeWrapper<EquipmentEdge>;
  EquipmentFilter: EquipmentFilter;
  EquipmentStatusChange: ResolverTypeWrapper<EquipmentStatusChange>;
  EquipmentStatusKind: EquipmentStatusKind;
  EquipmentUsage: ResolverTypeWrapper<EquipmentUsage>;
  ExternalId: ResolverTypeWrapper<ExternalId>;
  Location: ResolverTypeWrapper<Location>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  MeterReading: ResolverTypeWrapper<MeterReading>;
  MeterType: MeterType;
  Ownership: Ownership;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Project: ResolverTypeWrapper<Project>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Severity: Severity;
  SourceStatus: ResolverTypeWrapper<SourceStatus>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  UsageSeries: ResolverTypeWrapper<UsageSeries>;
  Utilization: ResolverTypeWrapper<Utilization>;
  WorkOrder: ResolverTypeWrapper<WorkOrder>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Breakdown: Breakdown | FederationReferenceTypes['Breakdown'];
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  BreakdownAlert: BreakdownAlert;
  Company: Company;
  CostException: CostException;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Equipment: Equipment | FederationReferenceTypes['Equipment'];
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
  EquipmentConnection: EquipmentConnection;
  EquipmentEdge: EquipmentEdge;
  EquipmentFilter: EquipmentFilter;
  EquipmentStatusChange: EquipmentStatusChange;
  EquipmentUsage: EquipmentUsage;
  ExternalId: ExternalId;
  Location: Location;
  Float: Scalars['Float']['output'];
  MeterReading: MeterReading;
  PageInfo: PageInfo;
  Project: Project | FederationReferenceTypes['Project'];
  Query: Record<PropertyKey, never>;
  SourceStatus: SourceStatus;
  Subscription: Record<PropertyKey, never>;
  UsageSeries: UsageSeries;
  Utilization: Utilization;
  WorkOrder: WorkOrder | FederationReferenceTypes['WorkOrder'];
};

export type BreakdownResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['Breakdown'] = ResolversParentTypes['Breakdown'], FederationReferenceType extends FederationReferenceTypes['Breakdown'] = FederationReferenceTypes['Breakdown']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Breakdown']> | FederationReferenceType, FederationReferenceType, ContextType>;
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  acknowledgedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  acknowledgementNote?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clearedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  equipment?: Resolver<ResolversTypes['Equipment'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  severity?: Resolver<Maybe<ResolversTypes['Severity']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BreakdownAlertResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['BreakdownAlert'] = ResolversParentTypes['BreakdownAlert']> = {
  breakdown?: Resolver<Maybe<ResolversTypes['Breakdown']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  equipment?: Resolver<Maybe<ResolversTypes['Equipment']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['BreakdownAlertKind'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  severity?: Resolver<Maybe<ResolversTypes['Severity']>, ParentType, ContextType>;
};

export type CompanyResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['Company'] = ResolversParentTypes['Company']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CostExceptionResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['CostException'] = ResolversParentTypes['CostException']> = {
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

export type EquipmentResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['Equipment'] = ResolversParentTypes['Equipment'], FederationReferenceType extends FederationReferenceTypes['Equipment'] = FederationReferenceTypes['Equipment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Equipment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  availability?: Resolver<Maybe<ResolversTypes['Availability']>, ParentType, ContextType>;
  breakdowns?: Resolver<Maybe<Array<ResolversTypes['Breakdown']>>, ParentType, ContextType, RequireFields<EquipmentBreakdownsArgs, 'first' | 'openOnly'>>;
  class?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  currentProject?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  externalIds?: Resolver<Array<ResolversTypes['ExternalId']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['Location']>, ParentType, ContextType>;
  make?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  meters?: Resolver<Maybe<Array<ResolversTypes['MeterReading']>>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openWorkOrders?: Resolver<Maybe<Array<ResolversTypes['WorkOrder']>>, ParentType, ContextType>;
  ownership?: Resolver<Maybe<ResolversTypes['Ownership']>, ParentType, ContextType>;
  pin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  serialNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
  utilization?: Resolver<Maybe<ResolversTypes['Utilization']>, ParentType, ContextType, RequireFields<EquipmentUtilizationArgs, 'from' | 'to'>>;
};

export type EquipmentConnectionResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['EquipmentConnection'] = ResolversParentTypes['EquipmentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EquipmentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Equipment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type EquipmentEdgeResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['EquipmentEdge'] = ResolversParentTypes['EquipmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Equipment'], ParentType, ContextType>;
};

export type EquipmentStatusChangeResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['EquipmentStatusChange'] = ResolversParentTypes['EquipmentStatusChange']> = {
  availability?: Resolver<Maybe<ResolversTypes['Availability']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  equipment?: Resolver<Maybe<ResolversTypes['Equipment']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['EquipmentStatusKind'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['Location']>, ParentType, ContextType>;
  meter?: Resolver<Maybe<ResolversTypes['MeterReading']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  previousAvailability?: Resolver<Maybe<ResolversTypes['Availability']>, ParentType, ContextType>;
  previousWorkOrderStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  workOrder?: Resolver<Maybe<ResolversTypes['WorkOrder']>, ParentType, ContextType>;
  workOrderStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EquipmentUsageResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['EquipmentUsage'] = ResolversParentTypes['EquipmentUsage']> = {
  exceptions?: Resolver<Array<ResolversTypes['CostException']>, ParentType, ContextType>;
  series?: Resolver<Array<ResolversTypes['UsageSeries']>, ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type ExternalIdResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['ExternalId'] = ResolversParentTypes['ExternalId']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LocationResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['Location'] = ResolversParentTypes['Location']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MeterReadingResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['MeterReading'] = ResolversParentTypes['MeterReading']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['MeterType'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  equipmentOnSite?: Resolver<Maybe<Array<ResolversTypes['Equipment']>>, ParentType, ContextType>;
  equipmentUsage?: Resolver<Maybe<ResolversTypes['EquipmentUsage']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  openBreakdowns?: Resolver<Maybe<Array<ResolversTypes['Breakdown']>>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  equipment?: Resolver<Maybe<ResolversTypes['Equipment']>, ParentType, ContextType, RequireFields<QueryEquipmentArgs, 'number'>>;
  fleet?: Resolver<Maybe<ResolversTypes['EquipmentConnection']>, ParentType, ContextType, RequireFields<QueryFleetArgs, 'first'>>;
};

export type SourceStatusResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['SourceStatus'] = ResolversParentTypes['SourceStatus']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  breakdownAlerts?: SubscriptionResolver<ResolversTypes['BreakdownAlert'], "breakdownAlerts", ParentType, ContextType, Partial<SubscriptionBreakdownAlertsArgs>>;
  equipmentStatus?: SubscriptionResolver<ResolversTypes['EquipmentStatusChange'], "equipmentStatus", ParentType, ContextType, Partial<SubscriptionEquipmentStatusArgs>>;
};

export type UsageSeriesResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['UsageSeries'] = ResolversParentTypes['UsageSeries']> = {
  amounts?: Resolver<Array<ResolversTypes['Decimal']>, ParentType, ContextType>;
  costCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  costType?: Resolver<ResolversTypes['CostType'], ParentType, ContextType>;
  dates?: Resolver<Array<ResolversTypes['Date']>, ParentType, ContextType>;
  equipment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UtilizationResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['Utilization'] = ResolversParentTypes['Utilization']> = {
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  idleHours?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  operatingHours?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  ratio?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type WorkOrderResolvers<ContextType = EquipmentContext, ParentType extends ResolversParentTypes['WorkOrder'] = ResolversParentTypes['WorkOrder'], FederationReferenceType extends FederationReferenceTypes['WorkOrder'] = FederationReferenceTypes['WorkOrder']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['WorkOrder']> | FederationReferenceType, FederationReferenceType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  equipment?: Resolver<Maybe<ResolversTypes['Equipment']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  totalCost?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = EquipmentContext> = {
  Breakdown?: BreakdownResolvers<ContextType>;
  BreakdownAlert?: BreakdownAlertResolvers<ContextType>;
  Company?: CompanyResolvers<ContextType>;
  CostException?: CostExceptionResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Equipment?: EquipmentResolvers<ContextType>;
  EquipmentConnection?: EquipmentConnectionResolvers<ContextType>;
  EquipmentEdge?: EquipmentEdgeResolvers<ContextType>;
  EquipmentStatusChange?: EquipmentStatusChangeResolvers<ContextType>;
  EquipmentUsage?: EquipmentUsageResolvers<ContextType>;
  ExternalId?: ExternalIdResolvers<ContextType>;
  Location?: LocationResolvers<ContextType>;
  MeterReading?: MeterReadingResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SourceStatus?: SourceStatusResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UsageSeries?: UsageSeriesResolvers<ContextType>;
  Utilization?: UtilizationResolvers<ContextType>;
  WorkOrder?: WorkOrderResolvers<ContextType>;
};

