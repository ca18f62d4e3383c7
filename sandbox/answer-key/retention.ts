/** What is held back and not yet released: by customers on invoices, by the firm on vendors' bills. */
import type { Firm, FirmMove } from '../firm/ledger.js';
import { namesOf, type Names } from './booking.js';
import { jobKey } from './billing.js';
import { isExpense } from './commitments.js';
import { Big, moneyText, split, total, ZERO } from './exact.js';
import type { AnswerKeyRetention } from './shape.js';

/** One job's part of what one document holds back. */
interface Held {
  readonly side: AnswerKeyRetention['side'];
  readonly company: string;
  readonly accountId: number;
  readonly partyId: number | null;
  readonly amount: Big;
  readonly date: string;
  readonly document: string;
}

const DAY_MS = 86_400_000;

/** A liability is negative in the books; what the firm holds is told as a positive amount. */
function openOn(names: Names, move: FirmMove, accounts: readonly string[]): Big {
  return total(
    move.lines
      .filter(({ accountId }) => accounts.includes(names.account.get(accountId)?.code ?? ''))
      .map(({ residual }) => residual),
  );
}

/** A retention line has no job; it belongs to those of the document's other coded lines, by their amounts. */
function jobsOf(names: Names, move: FirmMove, vendor: boolean): readonly (readonly [number, Big])[] {
  const weights = new Map<number, Big>();
  for (const line of move.lines) {
    const type = names.account.get(line.accountId)?.type ?? '';
    if (vendor ? !isExpense(names, line) : !type.startsWith('income')) continue;
    for (const { accountId, amount } of line.shares)
      weights.set(accountId, (weights.get(accountId) ?? ZERO).plus(new Big(amount ?? '0').abs()));
  }
  return [...weights].sort(([a], [b]) => a - b);
}

function heldOn(firm: Firm, names: Names, move: FirmMove): Held[] {
  const vendor = move.type === 'in_invoice' || move.type === 'in_refund';
  if (move.state !== 'posted' || move.type === 'entry') return [];
  const residual = openOn(names, move, vendor ? firm.retentionPayableAccounts : firm.retentionAccounts);
  if (residual.eq(0)) return [];
  const jobs = jobsOf(names, move, vendor);
  const amounts = split(
    vendor ? residual.neg() : residual,
    jobs.map(([, weight]) => weight),
  );
  return jobs.map(([accountId], at) => ({
    side: vendor ? 'PAYABLE' : 'RECEIVABLE',
    ...{ company: move.company, accountId, partyId: move.partnerId, date: move.date, document: move.number },
    amount: amounts[at] ?? ZERO,
  }));
}

function toPosition(firm: Firm, own: readonly [Held, ...Held[]]): AnswerKeyRetention {
  const [{ side, company, accountId, partyId }] = own;
  const aged = (from: number, to: number): string =>
    moneyText(
      total(
        own
          .filter(({ date }) => {
            const days = (Date.parse(firm.today) - Date.parse(date)) / DAY_MS;
            return days >= from && days <= to;
          })
          .map(({ amount }) => amount),
      ),
    );
  return {
    ...{ side, company },
    project: firm.projects.find((project) => project.accountId === accountId)?.number ?? '',
    party: firm.parties.find(({ id }) => id === partyId)?.name ?? '',
    held: moneyText(total(own.map(({ amount }) => amount))),
    notDue: aged(-Infinity, 0),
    due1To30: aged(1, 30),
    due31To60: aged(31, 60),
    due61To90: aged(61, 90),
    dueOver90: aged(91, Infinity),
    oldestDue: own.map(({ date }) => date).sort()[0] ?? '',
    documents: [...new Set(own.map(({ document }) => document))].sort(),
  };
}

export function heldRetention(firm: Firm): AnswerKeyRetention[] {
  const names = namesOf(firm);
  const groups = new Map<string, [Held, ...Held[]]>();
  for (const held of firm.moves.flatMap((move) => heldOn(firm, names, move))) {
    const key = `${held.side}/${jobKey(held.company, held.accountId)}/${held.partyId}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [held]);
    else group.push(held);
  }
  const placeOf = ({ side, company, project, party }: AnswerKeyRetention): string =>
    [side, company, project, party].join('\u0000');
  return [...groups.values()]
    .map((group) => toPosition(firm, group))
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}
