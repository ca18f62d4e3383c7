/** Estimates with their revisions; the awarded one is the job's budget. */
import { Big } from 'big.js';
import { add, times, toCents } from '../money.js';
import { COST_CODES, costCodeIdOf } from '../reference.js';
import type { Dec, FirmBidItem, FirmEstimate, FirmEstimateActivity, LedgerCostType } from '../ledger.js';
import type { Job, Workshop } from './workshop.js';

/** One line of a budget to be built up: a cost code, a cost type and what it costs. */
export interface BudgetLine {
  readonly code: string;
  readonly type: LedgerCostType;
  readonly cost: Dec;
}

const UNITS: Readonly<Record<LedgerCostType, string>> = {
  LABOR: 'h',
  EQUIPMENT: 'h',
  MATERIAL: 'm3',
  SUBCONTRACT: 'ls',
  OTHER: 'ls',
};

/** Cost codes on which machines are booked. */
export const MACHINE_CODES = ['02-300', '03-100', '05-200', '04-200', '01-300'];

/** Lines for ten codes of the list with two or three cost types each, and machine time on its own codes. */
export function drawBudget(shop: Workshop, first: number): BudgetLine[] {
  const lines = drawWork(shop, first);
  const machines = MACHINE_CODES.filter(
    (code) => !lines.some((line) => line.code === code && line.type === 'EQUIPMENT'),
  );
  return [
    ...lines,
    ...machines.map((code) => ({
      code,
      type: 'EQUIPMENT' as const,
      cost: shop.random.amount(30_000, 90_000),
    })),
  ];
}

function drawWork(shop: Workshop, first: number): BudgetLine[] {
  const { random } = shop;
  const types: readonly LedgerCostType[] = ['MATERIAL', 'SUBCONTRACT', 'OTHER', 'EQUIPMENT'];
  return Array.from(
    { length: 10 },
    (_, index) => COST_CODES[(first + index * 3) % COST_CODES.length],
  ).flatMap((costCode, index) => {
    const code = costCode?.code ?? '01-100';
    const second = types[index % types.length] ?? 'MATERIAL';
    return [
      { code, type: 'LABOR' as const, cost: random.amount(8_000, 60_000) },
      { code, type: second, cost: random.amount(12_000, 140_000) },
      ...(index % 3 === 0 ? [{ code, type: 'EQUIPMENT' as const, cost: random.amount(9_000, 70_000) }] : []),
    ].filter((line, at, all) => all.findIndex(({ type }) => type === line.type) === at);
  });
}

/** The estimating system writes codes in its own ways; all but none normalise to the same code. */
function spellCode(code: string, index: number): string {
  const spellings = [code, code.replace('-', '.'), code.replace('-', ' '), code.replace('-', '')];
  return spellings[index % spellings.length] ?? code;
}

/** Numbers whose quotients are finite decimals, so that quantity × unit cost is the amount to the cent. */
const QUANTITIES = [1, 8, 20, 25, 40, 125];

function priced(cost: Dec, index: number): { readonly quantity: Dec; readonly unitCost: Dec } {
  const quantity = QUANTITIES[index % QUANTITIES.length] ?? 1;
  return { quantity: String(quantity), unitCost: new Big(cost).div(quantity).toString() };
}

function toActivity(
  shop: Pick<Workshop, 'id'>,
  code: string,
  lines: readonly BudgetLine[],
): FirmEstimateActivity {
  const id = shop.id('estimateRow');
  return {
    id: `A${id}`,
    description: `Work under ${code}`,
    costCodeSpelling: spellCode(code, id),
    costCodeId: costCodeIdOf(code),
    quantity: '1',
    unit: 'ls',
    resources: lines.map(({ type, cost }, index) => ({
      id: `A${id}R${index + 1}`,
      description: `${type.charAt(0)}${type.slice(1).toLowerCase()} for ${code}`,
      type,
      ...priced(cost, id + index),
      unit: UNITS[type],
      amount: cost,
    })),
  };
}

/** A bid item of up to three codes, sold at cost with a markup. */
function toBidItem(
  shop: Pick<Workshop, 'id'>,
  codes: readonly string[],
  lines: readonly BudgetLine[],
  index: number,
): FirmBidItem {
  const activities = codes.map((code) =>
    toActivity(
      shop,
      code,
      lines.filter((line) => line.code === code),
    ),
  );
  const cost = add(...activities.flatMap(({ resources }) => resources.map(({ amount }) => amount)));
  const amount = toCents(new Big(times(cost, '1.12')).round(0, 1));
  const { quantity, unitCost: unitPrice } = priced(amount, index);
  return {
    id: `B${shop.id('estimateRow')}`,
    number: String((index + 1) * 10),
    description: `Bid item ${index + 1}`,
    quantity,
    unit: quantity === '1' ? 'ls' : 'm',
    unitPrice,
    amount,
    activities,
  };
}

export function toBidItems(shop: Pick<Workshop, 'id'>, lines: readonly BudgetLine[]): FirmBidItem[] {
  const codes = [...new Set(lines.map(({ code }) => code))];
  const groups = Array.from({ length: Math.ceil(codes.length / 3) }, (_, index) =>
    codes.slice(index * 3, index * 3 + 3),
  );
  return groups.map((group, index) => toBidItem(shop, group, lines, index));
}

/** Adds one revision of a job's estimate. A job the estimating system does not know gets none. */
export function addEstimate(
  shop: Workshop,
  job: Job,
  revision: number,
  status: FirmEstimate['status'],
  lines: readonly BudgetLine[],
): void {
  const spelling = job.project.spelling.estimating;
  if (spelling === undefined) return;
  const id = shop.id('estimate');
  shop.firm.estimates.push({
    id: `EST-${String(id).padStart(5, '0')}`,
    number: `E-${job.company.code}-${job.project.number}`,
    company: job.company.code,
    name: `${job.project.name} estimate`,
    job: spelling,
    revision,
    status,
    awardedOn: status === 'AWARDED' ? '2026-02-16' : null,
    currency: job.company.currency,
    bidItems: toBidItems(shop, lines),
  });
}

/** Superseded, awarded and draft revision: only the middle one is the budget. */
export function addRevisions(shop: Workshop, job: Job, lines: readonly BudgetLine[]): void {
  const changed = (factor: Dec): BudgetLine[] =>
    lines.map((line) => ({ ...line, cost: times(line.cost, factor) }));
  addEstimate(shop, job, 0, 'SUPERSEDED', changed('0.96'));
  addEstimate(shop, job, 1, 'AWARDED', lines);
  addEstimate(shop, job, 2, 'DRAFT', changed('1.07'));
}
