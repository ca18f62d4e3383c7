/**
 * A cross-system write in one file: what it takes, what is checked before anything is touched, who must agree, and its
 * steps. Keys, retries, look-ups, approval, audit, dead letters, replay and reversal are the same for all.
 */
import type { MutationResolvers } from '../../codegen/generated/workflows.js';
import type { Store } from '../../store/store.js';
import type { ControlsConnector } from '../controls/connector.js';
import type { BreakdownDesk, MaintenanceConnector, UsageReader } from '../equipment/connector.js';
import type { EstimateChecks } from '../estimating/connector.js';
import type { CompanySettings } from '../kit/company.js';
import type { Actor } from '../kit/actor.js';
import type { Effect } from '../kit/effect.js';
import type { ErpConnector } from '../odoo/connector.js';
import type { SchedulingConnector } from '../scheduling/connector.js';
import type { Change } from './ownership.js';

/** The systems writes go to. The composition root hands them over; a system that is not there takes no writes. */
export interface WriteSystems {
  readonly erp: Pick<
    ErpConnector,
    'effects' | 'checks' | 'headers' | 'books' | 'parties' | 'directory' | 'reviews'
  >;
  readonly maintenance: Pick<MaintenanceConnector, 'effects' | 'checks'>;
  /** Machine time as the mirror knows it. */
  readonly usage: UsageReader;
  /** What people say about breakdowns, in our own store. */
  readonly breakdowns: BreakdownDesk;
  /** Absent where schedules are only read. */
  readonly scheduling?: NonNullable<SchedulingConnector['changes']>;
  /** Estimates are only read. */
  readonly estimates: EstimateChecks;
  /** Plumbline's own records about jobs. */
  readonly controls: ControlsConnector;
}

/** What validation may ask. Nothing in it changes anything. */
export interface WriteScope {
  readonly actor: Actor;
  readonly systems: WriteSystems;
  readonly companies: ReadonlyMap<string, CompanySettings>;
  readonly crosswalk: Pick<Store['crosswalk'], 'list' | 'entries' | 'entriesOf'>;
  /** The firm's current day, YYYY-MM-DD. */
  readonly today: string;
  /** The moment, ISO 8601. */
  readonly now: string;
  /** The write that is checked again before it starts; absent when it is asked for. */
  readonly checking?: string;
}

/** An expected refusal: nothing was written. */
export interface Problem {
  readonly code: string;
  /** Names the thing, the value and the next step. */
  readonly message: string;
  /** Path in the input. */
  readonly field: readonly string[];
  /** The record it is about, as its system calls it. */
  readonly record?: string;
  readonly system?: string;
}

export interface Accepted<Facts> {
  readonly company: string;
  /** Project number. */
  readonly project: string | null;
  /** The record whose writes keep their order, for example `equipment/EX-204`. */
  readonly subject: string;
  /** One line a person understands, with amounts. */
  readonly summary: string;
  /** What the steps need of what was found out; plain JSON. */
  readonly facts: Facts;
  /** Amount in company currency that approval rules look at. */
  readonly amount?: string;
  /** The write this one takes back. */
  readonly reverses?: string;
  /** Parts of the input that are left out of the write, told beside it: the rest goes on without them. */
  readonly problems?: readonly Problem[];
}
export interface Refused {
  readonly problems: readonly Problem[];
}
export type Verdict<Facts> = Refused | Accepted<Facts>;

export const isRefused = <Facts>(verdict: Verdict<Facts>): verdict is Refused => !('facts' in verdict);

/** What a step sees: input, facts, the results of the steps before it by step name, and who asked for the write. */
export interface StepView<Input, Facts> {
  /** Actor id. */
  readonly by: string;
  readonly input: Input;
  readonly facts: Facts;
  readonly results: Readonly<Record<string, unknown>>;
}

export interface StepDefinition<Input, Facts> {
  /** Unique in the write; kept in the journal, so it must not change. */
  readonly name: string;
  /** One line for a plan: what will be done where. */
  title(view: Pick<StepView<Input, Facts>, 'input' | 'facts'>): string;
  /** False leaves the step out of this write. */
  readonly when?: ((view: Pick<StepView<Input, Facts>, 'input' | 'facts'>) => boolean) | undefined;
  /** Start-up refuses a step without it, and one that changes what its system does not own. */
  readonly changes?: readonly Change[] | undefined;
  effect(systems: WriteSystems): Effect<never, unknown>;
  arguments(view: StepView<Input, Facts>): unknown;
}

/** Types of a step's effect and arguments are checked here, against each other, and forgotten. */
export function step<Input, Facts, Argument, Result>(definition: {
  readonly name: string;
  title(view: Pick<StepView<Input, Facts>, 'input' | 'facts'>): string;
  readonly when?: ((view: Pick<StepView<Input, Facts>, 'input' | 'facts'>) => boolean) | undefined;
  readonly changes?: readonly Change[] | undefined;
  effect(systems: WriteSystems): Effect<Argument, Result>;
  arguments(view: StepView<Input, Facts>): Argument;
}): StepDefinition<Input, Facts> {
  return definition as unknown as StepDefinition<Input, Facts>;
}

type Kind = Exclude<keyof MutationResolvers, '__typename'>;
type Arguments<K extends Kind> =
  NonNullable<MutationResolvers[K]> extends infer R
    ? R extends (parent: never, args: infer A, ...rest: never) => unknown
      ? A
      : R extends { resolve: (parent: never, args: infer A, ...rest: never) => unknown }
        ? A
        : never
    : never;
/** The SDL's own input of a mutation. */
export type InputOf<K extends Kind> = Arguments<K> extends { input: infer I } ? I : never;

export interface WriteDefinition<Input = unknown, Facts = unknown> {
  /** Name of the mutation. */
  readonly kind: string;
  /** Roles that may ask for it. */
  readonly roles: readonly Actor['roles'][number][];
  validate(input: Input, scope: WriteScope): Promise<Verdict<Facts>>;
  /** True for the write that takes others back. */
  readonly reversal?: boolean;
  /** What speaks against taking back one that succeeded, beyond what its steps say; asked before anything is sent. */
  readonly againstReversal?: (view: StepView<Input, Facts>, scope: WriteScope) => Promise<readonly Problem[]>;
  /** What the steps change together, where they follow from the facts and cannot be read one by one. */
  readonly changes?: readonly Change[];
  /** In order; those of a reversal follow from what it takes back. */
  readonly steps:
    readonly StepDefinition<Input, Facts>[] | ((facts: Facts) => readonly StepDefinition<Input, Facts>[]);
}

/** Steps that a write with this input and these facts has. */
export function stepsOf<Input, Facts>(
  { steps }: WriteDefinition<Input, Facts>,
  input: Input,
  facts: Facts,
): StepDefinition<Input, Facts>[] {
  const all = typeof steps === 'function' ? steps(facts) : steps;
  return all.filter((own) => own.when?.({ input, facts }) ?? true);
}

/** @param definition its kind must be a mutation, its input the mutation's */
export function defineWrite<K extends Kind, Facts>(
  definition: WriteDefinition<InputOf<K>, Facts> & { readonly kind: K },
): WriteDefinition {
  return definition as unknown as WriteDefinition;
}
