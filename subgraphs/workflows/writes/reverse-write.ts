/**
 * Takes a write that succeeded back: the reversals of its steps, last one first, each a record of its own. Nothing is
 * deleted or reset, and a second reversal is refused.
 */
import type { Store, WriteRecord } from '../../../store/store.js';
import type { Effect, Reversal } from '../../kit/effect.js';
import {
  step,
  stepsOf,
  type Problem,
  type StepDefinition,
  type Verdict,
  type WriteDefinition,
  type WriteScope,
  type WriteSystems,
} from '../define-write.js';
import { keyOf } from '../runner.js';

interface Input {
  readonly write: string;
  readonly date: string;
  readonly reason: string;
}
interface Undone {
  readonly name: string;
  readonly title: string;
  readonly key: string;
  readonly argument: unknown;
  readonly result: unknown;
}
interface Facts {
  readonly of: string;
  readonly kind: string;
  readonly input: unknown;
  readonly facts: unknown;
  readonly undone: readonly Undone[];
}
interface UndoArgument extends Undone {
  readonly why: Reversal;
}

const no = (code: string, message: string, record?: string): Verdict<Facts> => {
  const problem: Problem = { code, message, field: ['write'], ...(record !== undefined && { record }) };
  return { problems: [problem] };
};

export function createReverseWrite(
  journal: Store['journal'],
  definitions: ReadonlyMap<string, WriteDefinition>,
): WriteDefinition {
  const definition: WriteDefinition<Input, Facts> = {
    kind: 'reverseWrite',
    reversal: true,
    roles: ['admin'],
    async validate({ write: id }, scope) {
      const write = await journal.write(id);
      if (!write) return no('NOT_FOUND', `There is no write "${id}"`);
      if (write.status !== 'SUCCEEDED')
        return no(
          'WRONG_STATE',
          `Write ${id} is ${write.status}; only one that SUCCEEDED can be reversed`,
          id,
        );
      if (write.kind === 'reverseWrite')
        return no('IS_REVERSAL', `Write ${id} is a reversal itself; ask for the write again instead`, id);
      const earlier = await journal.reversalOf(id);
      // One that waited for agreement meets itself.
      if (earlier && earlier.id !== scope.checking)
        return no(
          'REVERSED_ALREADY',
          `Write ${id} is reversed by ${earlier.id} (${earlier.status}) already`,
          id,
        );
      const against = await whatSpeaksAgainst(journal, definitions, scope, write);
      if (against.length > 0) return { problems: against };
      return verdictOf(write, await undoneOf(journal, definitions, scope.systems, write));
    },
    steps: (facts) => facts.undone.map((undone) => undoStep(definitions, facts, undone)),
  };
  return definition as unknown as WriteDefinition;
}

/** What builds on the write by now, where it says so. */
async function whatSpeaksAgainst(
  journal: Store['journal'],
  definitions: ReadonlyMap<string, WriteDefinition>,
  scope: WriteScope,
  { id, kind, input, facts, actor: by }: WriteRecord,
): Promise<readonly Problem[]> {
  const definition = definitions.get(kind);
  if (!definition?.againstReversal) return [];
  const steps = await journal.steps(id);
  const results = Object.fromEntries(steps.map(({ name, result }) => [name, result]));
  return definition.againstReversal({ input, facts, results, by }, scope);
}

function verdictOf(write: WriteRecord, undone: readonly Undone[] | string): Verdict<Facts> {
  if (typeof undone === 'string')
    return no(
      'NOT_REVERSIBLE',
      `Step "${undone}" of write ${write.id} has no reversal of its own; correct it in its system`,
      write.id,
    );
  const { id, kind, input, facts, company, project, subject, summary } = write;
  return {
    ...{ company, project, subject, summary: `Reversal of: ${summary}`, reverses: id },
    facts: { of: id, kind, input, facts, undone },
  };
}

/** Steps to take back, last one first; the name of the first that cannot be. */
async function undoneOf(
  journal: Store['journal'],
  definitions: ReadonlyMap<string, WriteDefinition>,
  systems: WriteSystems,
  write: WriteRecord,
): Promise<readonly Undone[] | string> {
  const definition = definitions.get(write.kind);
  const planned = definition ? stepsOf(definition, write.input, write.facts) : [];
  const done = await journal.steps(write.id);
  const results = Object.fromEntries(done.map(({ name, result }) => [name, result]));
  const undone: Undone[] = [];
  for (const { name, position, result } of [...done].reverse()) {
    const own = planned.find((candidate) => candidate.name === name);
    if (!own?.effect(systems).undo) return name;
    const view = { input: write.input, facts: write.facts, results, by: write.actor };
    undone.push({
      name,
      title: own.title(view),
      key: keyOf(write.id, position),
      argument: own.arguments(view),
      result,
    });
  }
  return undone;
}

function undoStep(
  definitions: ReadonlyMap<string, WriteDefinition>,
  { kind, input, facts }: Facts,
  undone: Undone,
): StepDefinition<Input, Facts> {
  const definition = definitions.get(kind);
  const own = definition && stepsOf(definition, input, facts).find(({ name }) => name === undone.name);
  if (!own) throw new Error(`this version of Plumbline knows no step "${undone.name}" of ${kind}`);
  return step<Input, Facts, UndoArgument, { undone: true }>({
    name: `undo ${undone.name}`,
    title: () => `Reverse: ${undone.title}`,
    effect: (systems) => undoEffect(own.effect(systems) as unknown as Effect<unknown, unknown>),
    arguments: ({ input: { date, reason }, by }) => ({ ...undone, why: { date, reason, by } }),
  });
}

/** A reversal keeps its own key in its target, so it is simply asked for again. */
function undoEffect(effect: Effect<unknown, unknown>): Effect<UndoArgument, { undone: true }> {
  return {
    name: `undo-${effect.name}`,
    system: effect.system,
    idempotency: { kind: 'KEY' },
    async run({ argument, result, key, why }) {
      await effect.undo?.(argument, result, key, why);
      return { undone: true };
    },
    find: () => Promise.resolve(null),
  };
}
