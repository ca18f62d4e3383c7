/**
 * The firm's raw ledger with what the writes should have added, record by record and by plain sums of their inputs, for
 * the answer key to add up again. Nothing here is read from the product.
 */
import { createAnswerKey } from '../../dist/sandbox/answer-key/index.js';

export function createLedger(world, asked) {
  const { firm } = world;
  const copied = Object.entries(firm).map(([name, value]) => [
    name,
    Array.isArray(value) ? [...value] : value,
  ]);
  const ledger = {
    ...{ world, firm: Object.fromEntries(copied), lastId: 900_000_000 },
    /** Machine days that an entry charges, as `machine/day`. */
    charged: new Set(),
  };
  ledger.nextId = () => (ledger.lastId += 1);
  ledger.accountId = (code) => firm.accounts.find((own) => own.code === code).id;
  for (const one of asked) if (one.status === 'SUCCEEDED') one.definition.book?.(ledger, one);
  return ledger;
}

export const answerKeyOf = (ledger) => createAnswerKey(ledger.firm);

/** Two decimals, without floating point. */
export const cents = (text) => BigInt(Math.round(Number(text) * 100));
export function money(value) {
  const digits = String(value < 0n ? -value : value).padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A posted entry. @param lines { account | accountId, amount, share?, orderLineId?, residual? }; debit positive */
export function postEntry(ledger, { company, type, date, lines }) {
  const move = {
    ...{ id: ledger.nextId(), number: 'RUN', ref: '', company, type, journal: 'MISC', state: 'posted', date },
    ...{ invoiceDate: null, partnerId: null, currency: '' },
    lines: lines.map(
      ({ account, accountId, amount, share, orderLineId = null, productId = null, residual = '0.00' }) => ({
        ...{ id: ledger.nextId(), name: 'run', accountId: accountId ?? ledger.accountId(account), productId },
        ...{
          displayType: 'product',
          balance: amount,
          priceSubtotal: amount,
          quantity: '1',
          orderLineId,
          residual,
        },
        shares: share ? [{ ...share, percent: '100', amount }] : [],
      }),
    ),
  };
  ledger.firm.moves.push(move);
  return move;
}

/** What a job's retention lines leave open goes down by an amount, oldest first. */
export function settleRetention(ledger, { company, accountId }, amount) {
  const accounts = new Set(ledger.firm.retentionAccounts.map((code) => ledger.accountId(code)));
  let left = cents(amount);
  ledger.firm.moves.forEach((move, at) => {
    const own = move.company === company && move.type === 'out_invoice' && move.state === 'posted';
    if (left === 0n || !own || !move.lines.some((line) => line.shares.some((s) => s.accountId === accountId)))
      return;
    const lines = move.lines.map((line) => {
      const open = accounts.has(line.accountId) ? cents(line.residual) : 0n;
      const part = open < left ? open : left;
      left -= part;
      return part === 0n ? line : { ...line, residual: money(open - part) };
    });
    ledger.firm.moves[at] = { ...move, lines };
  });
  if (left !== 0n) throw new Error(`${money(left)} of retention was released that nobody held`);
}
