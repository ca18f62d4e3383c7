/** Traps in accounting entries. */
import { Big } from 'big.js';
import { postedShares } from '../build/shares.js';
import { BOTH, isExpense, isVendorDocument, postedWhere, postings, type FirmTrap } from './trap.js';

const dataDates = (days: readonly string[], a: string, b: string): boolean =>
  days.some((day) => (a <= day && b > day) || (b <= day && a > day));

export const POSTING_TRAPS: readonly FirmTrap[] = [
  {
    name: 'draft vendor bill names an order line',
    companies: BOTH,
    where: (firm) =>
      postings(firm)
        .filter((one) => one.move.state === 'draft' && isVendorDocument(one) && one.line.orderLineId !== null)
        .map(({ move }) => `${move.company} ${move.number}`),
  },
  {
    name: 'payroll liability carries a distribution',
    companies: BOTH,
    where: (firm) =>
      postedWhere(firm, ({ accountCode, line }) => accountCode === '213000' && line.shares.length > 0),
  },
  {
    name: 'accrued purchases carry a distribution',
    companies: BOTH,
    where: (firm) =>
      postedWhere(firm, ({ accountCode, line }) => accountCode === '211100' && line.shares.length > 0),
  },
  {
    name: 'retention line carries a distribution',
    companies: BOTH,
    where: (firm) =>
      postedWhere(firm, ({ accountCode, line }) => accountCode === '121500' && line.shares.length > 0),
  },
  {
    name: 'vendor credit note with quantity',
    companies: BOTH,
    where: (firm) =>
      postedWhere(firm, ({ move, line }) => move.type === 'in_refund' && new Big(line.quantity).gt(1)),
  },
  {
    name: 'customer credit note with quantity',
    companies: BOTH,
    where: (firm) =>
      postedWhere(firm, ({ move, line }) => move.type === 'out_refund' && new Big(line.quantity).gt(1)),
  },
  {
    name: 'retention partly released: residual below the balance',
    companies: BOTH,
    where: (firm) =>
      postedWhere(
        firm,
        ({ accountCode, line }) =>
          accountCode === '121500' &&
          line.residual !== '0.00' &&
          new Big(line.residual).abs().lt(new Big(line.balance).abs()),
      ),
  },
  {
    name: 'bill of a subcontractor less what is held back',
    companies: BOTH,
    where: (firm) =>
      postedWhere(
        firm,
        ({ move, accountCode, line }) =>
          move.type === 'in_invoice' && accountCode === '214000' && new Big(line.balance).lt(0),
      ),
  },
  {
    name: 'retention of a vendor partly released: residual below the balance',
    companies: BOTH,
    where: (firm) =>
      postedWhere(
        firm,
        ({ accountCode, line }) =>
          accountCode === '214000' &&
          line.residual !== '0.00' &&
          new Big(line.residual).abs().lt(new Big(line.balance).abs()),
      ),
  },
  {
    name: 'vendor credit note gives held retention back',
    companies: BOTH,
    where: (firm) =>
      postedWhere(firm, ({ move, accountCode }) => move.type === 'in_refund' && accountCode === '214000'),
  },
  {
    name: 'retention held on one bill of two jobs',
    companies: BOTH,
    where: (firm) =>
      postedWhere(
        firm,
        ({ move, accountCode }) =>
          accountCode === '214000' &&
          new Set(move.lines.flatMap(({ shares }) => shares.map(({ accountId }) => accountId))).size === 2,
      ),
  },
  {
    name: 'retention release invoice without revenue',
    companies: BOTH,
    where: (firm) =>
      postedWhere(
        firm,
        ({ move, accountCode, line }) =>
          move.type === 'out_invoice' && accountCode === '121500' && new Big(line.balance).lt(0),
      ),
  },
  {
    name: 'customer down payment posts to income',
    companies: BOTH,
    where: (firm) =>
      postedWhere(firm, ({ move, line }) => move.type === 'out_invoice' && line.name === 'Down payment'),
  },
  {
    name: 'payroll entry on payroll accounts',
    companies: BOTH,
    where: (firm) =>
      postedWhere(
        firm,
        ({ accountCode, line }) => firm.payrollAccounts.includes(accountCode) && line.shares.length > 0,
      ),
  },
  {
    name: 'tax that cannot be recovered is cost',
    companies: BOTH,
    where: (firm) =>
      postedWhere(
        firm,
        (one) => one.line.displayType === 'tax' && isExpense(one) && one.line.shares.length > 0,
      ),
  },
  {
    name: "invoice date and accounting date on either side of a schedule's data date",
    companies: BOTH,
    where: (firm) =>
      postedWhere(firm, ({ move }) => {
        const days = firm.schedules
          .filter(({ company }) => company === move.company)
          .map(({ dataDate }) => dataDate);
        return (
          move.type === 'in_invoice' &&
          move.invoiceDate !== null &&
          dataDates(days, move.date, move.invoiceDate)
        );
      }),
  },
  {
    name: 'posted cents differ from splitting with the residual on the largest share',
    companies: BOTH,
    where: (firm) =>
      postedWhere(firm, ({ line }) => {
        const [first, second, third] = line.shares;
        if (first === undefined || second === undefined || third !== undefined) return false;
        return first.percent === second.percent && first.amount !== second.amount;
      }),
  },
  {
    name: 'shares of a posted line do not add up to its balance',
    companies: BOTH,
    where: (firm) =>
      postedWhere(firm, ({ line }) => {
        const written = postedShares(line.balance, line.shares);
        const sum = written.reduce((total, { amount }) => total.plus(amount ?? '0'), new Big(0));
        return line.shares.length > 1 && !sum.eq(line.balance);
      }),
  },
];
