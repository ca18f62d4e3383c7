/**
 * A write is checked again before it starts when time has passed or its record has changed: what was true when it was
 * asked for is held against the systems of today, and the steps are those of this version of Plumbline.
 */
import type { NewWrite, WriteRecord } from '../../store/store.js';
import type { Actor } from '../kit/actor.js';
import { toCents } from '../kit/cents.js';
import { isRefused, type Problem, type Refused } from './define-write.js';
import type { Office } from './office.js';
import { keptFacts, keptOf, planOf } from './submit.js';

export async function checkAnew(
  office: Office,
  actor: Actor,
  write: WriteRecord,
): Promise<Refused | Pick<NewWrite, 'facts' | 'steps'>> {
  const definition = office.definitions.get(write.kind);
  if (!definition) {
    const message = `This version of Plumbline knows no ${write.kind}; start the version that asked for write ${write.id}, or turn it down`;
    return refused({ code: 'WRONG_STATE', message, field: ['write'], record: write.id });
  }
  const checkedAt = office.now();
  const verdict = await definition.validate(write.input, {
    ...office.scopeFor(actor),
    checking: write.id,
  });
  if (isRefused(verdict)) return verdict;
  const asked = keptOf(write);
  // What was accepted is written whole or not at all, also where a part would do when it is asked for.
  const problems = verdict.problems ?? [];
  const more = problems.filter((own) => !asked.problems.some((one) => isSame(one, own)));
  if (more.length > 0) return refused(...more);
  const { amount } = verdict;
  if (asked.amount !== undefined && (amount === undefined || toCents(amount) !== toCents(asked.amount)))
    return refused({
      code: 'AMOUNT_CHANGED',
      message: `Write ${write.id} was asked for as ${asked.amount}, and comes to ${amount ?? 'no amount'} today; turn it down and ask again`,
      field: ['write'],
      record: write.id,
    });
  const { facts } = verdict;
  return {
    facts: keptFacts(verdict, problems, { checkedAt, actor }),
    steps: planOf(office, definition, write.input, facts, actor),
  };
}

const refused = (...problems: readonly Problem[]): Refused => ({ problems });

const isSame = (a: Problem, b: Problem): boolean =>
  a.code === b.code && a.field.join('.') === b.field.join('.');
