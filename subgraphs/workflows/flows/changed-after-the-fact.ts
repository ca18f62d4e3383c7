/**
 * Is what our writes posted still there as it was posted? Odoo lets posted entries be reset, analytic lines be changed
 * and deleted; each of our postings is read again and told when its amount, day or state is another or it is gone.
 */
import type { FoundException, StepRecord, WriteRecord } from '../../../store/store.js';
import { centsText, sumTexts, toCents } from '../../kit/cents.js';
import { decimal } from '../../kit/decimal.js';
import { byKey } from '../../kit/group.js';
import type {
  BookedLine,
  InvoiceResult,
  JournalEntryInput,
  JournalEntryResult,
  PostedBill,
  PostedMove,
  ReleaseRetentionResult,
  TimesheetLinesInput,
  TimesheetLinesResult,
} from '../../odoo/connector.js';
import { stepsOf } from '../define-write.js';
import { exception, type FlowDefinition, type FlowScope, type Window } from './define-flow.js';

/** A posting as a step of ours left it. */
interface Posting {
  readonly write: WriteRecord;
  readonly step: string;
  readonly kind: 'account.move' | 'account.analytic.line';
  readonly id: number;
  readonly number: string;
  readonly date: string;
  /** Company or document currency; null where people may change it. */
  readonly amount: string | null;
}

const AT_ONCE = 200;

export const changedAfterTheFact: FlowDefinition<'changedAfterTheFact'> = {
  name: 'changedAfterTheFact',
  async run(window, scope) {
    const postings = await collect(window, scope);
    const found: FoundException[] = [];
    for (const [company, own] of byKey(postings, ({ write }) => write.company))
      for (let at = 0; at < own.length; at += AT_ONCE)
        found.push(...(await compare(company, own.slice(at, at + AT_ONCE), scope)));
    return {
      counts: { postings: postings.length, changed: found.length },
      found,
      coverage: { companies: scope.companyCodes, ...window },
    };
  },
};

/** Postings dated in the window, of writes that succeeded and were not taken back by us. */
async function collect({ firstDay, lastDay }: Window, scope: FlowScope): Promise<Posting[]> {
  const found: Posting[] = [];
  let after: string | undefined;
  for (;;) {
    const { writes, hasNext } = await scope.journal.page({
      ...{ companies: scope.companyCodes, statuses: ['SUCCEEDED'], first: AT_ONCE },
      ...(after !== undefined && { after }),
    });
    for (const write of writes) found.push(...(await postingsOf(write, scope)));
    after = writes.at(-1)?.id;
    if (!hasNext || after === undefined) break;
  }
  return found.filter(({ date }) => date >= firstDay && date <= lastDay);
}

async function postingsOf(write: WriteRecord, scope: FlowScope): Promise<Posting[]> {
  const definition = scope.writes.get(write.kind);
  if (!definition || definition.reversal || (await scope.journal.reversalOf(write.id))) return [];
  const [steps, planned] = [
    await scope.journal.steps(write.id),
    stepsOf(definition, write.input, write.facts),
  ];
  const results = Object.fromEntries(steps.map(({ name, result }) => [name, result]));
  return planned.flatMap((own) => {
    const done = steps.find(({ name }) => name === own.name);
    if (!done || done.result === null) return [];
    const effect = own.effect(scope.systems).name;
    const argument = own.arguments({ input: write.input, facts: write.facts, results, by: write.actor });
    return toPostings(effect, argument, done).map((posting) => ({ ...posting, write, step: own.name }));
  });
}

type Plain = Omit<Posting, 'write' | 'step'>;

/** What each effect leaves behind, by its name; those that post nothing are left out. */
function toPostings(effect: string, argument: unknown, { result }: StepRecord): Plain[] {
  switch (effect) {
    case 'post-journal-entry': {
      const { lines } = argument as JournalEntryInput;
      const debits = lines.filter(({ side }) => side === 'DEBIT').map(({ amount }) => amount);
      const entry = result as JournalEntryResult;
      return [toMove(entry, entry.name, centsText(sumTexts(debits)))];
    }
    case 'post-invoice':
      return [
        toMove(result as InvoiceResult, (result as InvoiceResult).number, (result as InvoiceResult).payable),
      ];
    case 'post-vendor-bill':
      return [toMove(result as PostedBill, (result as PostedBill).number, (result as PostedBill).total)];
    case 'release-retention':
      return [toMove(result as ReleaseRetentionResult, (result as ReleaseRetentionResult).number, null)];
    case 'book-timesheet-lines':
      return toLines(argument as TimesheetLinesInput, result as TimesheetLinesResult);
    default:
      return [];
  }
}

const toMove = (
  { id, date }: { id: number; date: string },
  number: string,
  amount: string | null,
): Plain => ({
  ...{ kind: 'account.move', id, number, date, amount },
});

function toLines({ lines: asked }: TimesheetLinesInput, { lines }: TimesheetLinesResult): Plain[] {
  const days = new Map(asked.map(({ at, date }) => [at, date]));
  return lines.map(({ at, id, cost }) => ({
    ...{ kind: 'account.analytic.line', id, number: `line ${at}`, date: days.get(at) ?? '', amount: cost },
  }));
}

async function compare(
  company: string,
  postings: readonly Posting[],
  { systems }: FlowScope,
): Promise<FoundException[]> {
  const idsOf = (kind: Posting['kind']): number[] =>
    postings.filter((own) => own.kind === kind).map(({ id }) => id);
  const [moves, lines] = await Promise.all([
    systems.erp.reviews.moves(company, idsOf('account.move')),
    systems.erp.reviews.bookedLines(company, idsOf('account.analytic.line')),
  ]);
  return postings.flatMap((own) =>
    own.kind === 'account.move'
      ? changesOfMove(own, moves.get(own.id))
      : changesOfLine(own, lines.get(own.id)),
  );
}

function changesOfMove(posting: Posting, now: PostedMove | undefined): FoundException[] {
  if (!now) return [gone(posting)];
  const found: FoundException[] = [];
  if (now.state !== 'posted') found.push(changed(posting, 'STATE', `is ${now.state} and no longer posted`));
  else if (now.reversalIds.length > 0)
    found.push(
      changed(posting, 'REVERSED', `was reversed past Plumbline by entry ${now.reversalIds.join(', ')}`),
    );
  if (now.date !== posting.date)
    found.push(changed(posting, 'DATE', `is dated ${now.date ?? 'nowhere'} instead of ${posting.date}`));
  if (posting.amount !== null && toCents(now.total) !== toCents(posting.amount))
    found.push(amountChanged(posting, now.total));
  return found;
}

function changesOfLine(posting: Posting, now: BookedLine | undefined): FoundException[] {
  if (!now) return [gone(posting)];
  const found: FoundException[] = [];
  if (now.date !== posting.date)
    found.push(changed(posting, 'DATE', `is dated ${now.date ?? 'nowhere'} instead of ${posting.date}`));
  const cost = decimal(now.amount).times(-1).toFixed(2);
  if (posting.amount !== null && toCents(cost) !== toCents(posting.amount))
    found.push(amountChanged(posting, cost));
  return found;
}

const gone = (posting: Posting): FoundException => changed(posting, 'DELETED', 'is gone');

function amountChanged(posting: Posting, now: string): FoundException {
  const own = changed(posting, 'AMOUNT', `amounts to ${now} instead of ${posting.amount ?? ''}`);
  return { ...own, expected: posting.amount, found: now };
}

function changed(
  { write, step, kind, id, number, date }: Posting,
  reason: string,
  what: string,
): FoundException {
  const message = `${kind} ${number} (${id}), posted by write ${write.id} (${write.summary}, step "${step}"), ${what}; find out who changed it in odoo and put it right there, or reverse the write and ask for it again`;
  return exception('CHANGED_AFTER_POSTING', reason, `${kind}/${id}/${reason}`, message, {
    ...{ company: write.company, project: write.project, day: date },
    records: [
      { system: 'odoo', kind, id: String(id), label: number },
      { system: 'plumbline', kind: 'write', id: write.id, label: write.summary },
    ],
  });
}
