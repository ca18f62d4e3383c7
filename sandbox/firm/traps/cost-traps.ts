/** Traps in finding a cost's code and type, in stock, labor and equipment. */
import { Big } from 'big.js';
import type { Firm, FirmStockIssue } from '../ledger.js';
import { BOTH, isExpense, isVendorDocument, postedWhere, type FirmTrap, type Posting } from './trap.js';

const categoryOf = (firm: Firm, productId: number | null): string =>
  firm.products.find(({ id }) => id === productId)?.category ?? '';

/** An expense line without a cost type whose type comes from the account, the category or nowhere. */
function typeFrom(firm: Firm, posting: Posting): 'SHARE' | 'ACCOUNT' | 'CATEGORY' | 'NOTHING' {
  const untyped = posting.line.shares.some(({ costTypeId }) => costTypeId === null);
  if (!isExpense(posting) || !untyped) return 'SHARE';
  if (firm.costTypeByAccount[posting.accountCode] !== undefined) return 'ACCOUNT';
  const category = categoryOf(firm, posting.line.productId);
  return firm.costTypeByCategory[category] === undefined ? 'NOTHING' : 'CATEGORY';
}

const typed = (name: string, source: ReturnType<typeof typeFrom>): FirmTrap => ({
  name,
  companies: BOTH,
  where: (firm) => postedWhere(firm, (posting) => typeFrom(firm, posting) === source),
});

const issued = (name: string, holds: (issue: FirmStockIssue) => boolean): FirmTrap => ({
  name,
  companies: BOTH,
  where: (firm) =>
    firm.stockIssues.filter(holds).map(({ company, moveId }) => `${company} stock move ${moveId}`),
});

/** References of equipment charges with how often they were posted. */
function charges(firm: Firm): Map<string, { company: string; posted: number; draft: number }> {
  const found = new Map<string, { company: string; posted: number; draft: number }>();
  for (const { ref, company, state } of firm.moves.filter(({ journal }) => journal === 'EQUIP')) {
    const before = found.get(ref) ?? { company, posted: 0, draft: 0 };
    found.set(ref, {
      company,
      posted: before.posted + (state === 'posted' ? 1 : 0),
      draft: before.draft + (state === 'draft' ? 1 : 0),
    });
  }
  return found;
}

const charged = (name: string, holds: (charge: { posted: number; draft: number }) => boolean): FirmTrap => ({
  name,
  companies: BOTH,
  where: (firm) =>
    [...charges(firm)].filter(([, charge]) => holds(charge)).map(([ref, { company }]) => `${company} ${ref}`),
});

export const COST_TRAPS: readonly FirmTrap[] = [
  typed('cost type by general account', 'ACCOUNT'),
  typed('cost type by product category', 'CATEGORY'),
  typed('cost type unknown', 'NOTHING'),
  {
    name: 'cost without cost code',
    companies: BOTH,
    where: (firm) =>
      postedWhere(
        firm,
        (posting) => isExpense(posting) && posting.line.shares.some(({ costCodeId }) => costCodeId === null),
      ),
  },
  {
    name: 'vendor bill for stocked goods on an expense account with a distribution',
    companies: BOTH,
    where: (firm) =>
      postedWhere(
        firm,
        (posting) =>
          isVendorDocument(posting) &&
          isExpense(posting) &&
          posting.line.shares.length > 0 &&
          firm.products.some(({ id, storable }) => storable && id === posting.line.productId),
      ),
  },
  issued('stock issued', ({ state }) => state === 'done'),
  issued(
    'stock issue without cost code',
    ({ state, shares }) => state === 'done' && shares.some(({ costCodeId }) => costCodeId === null),
  ),
  issued('stock picked but not issued', ({ state, picked }) => state === 'assigned' && picked),
  issued('stock reserved, not picked', ({ state, picked }) => state === 'assigned' && !picked),
  {
    name: 'timesheet with cost 0',
    companies: BOTH,
    where: (firm) =>
      firm.timesheets
        .filter(({ cost }) => new Big(cost).eq(0))
        .map(({ company, id }) => `${company} timesheet ${id}`),
  },
  {
    name: 'timesheets where payroll is booked',
    companies: ['HB'],
    where: (firm) =>
      firm.timesheets
        .filter(({ cost, company }) => company === 'HB' && new Big(cost).gt(0))
        .map(({ id }) => `HB timesheet ${id}`),
  },
  charged('equipment charge posted', ({ posted }) => posted === 1),
  charged('equipment charge posted and reversed', ({ posted }) => posted === 2),
  charged('equipment charge still in draft', ({ posted, draft }) => posted === 0 && draft === 1),
  {
    name: 'rented machine on a job',
    companies: BOTH,
    where: (firm) =>
      firm.machines
        .filter(
          ({ ownership, vehicleId }) =>
            ownership === 'rented' && firm.assignments.some((one) => one.vehicleId === vehicleId),
        )
        .map(({ company, number }) => `${company} ${number}`),
  },
  {
    name: 'machine without telematics, PIN or serial number',
    companies: BOTH,
    where: (firm) =>
      firm.machines
        .filter(
          ({ telematics, pin, serialNumber }) => telematics === null || pin === '' || serialNumber === '',
        )
        .map(({ company, number }) => `${company} ${number}`),
  },
];
