/**
 * The answer key: every figure of every job, added up from the raw ledger by the rules of docs/definitions.md and by
 * nothing else. It shares no code with the product, so equal figures mean that both are right or both read the rules
 * wrongly in the same way. One small function per figure; read this file top-down.
 */
import type { Firm, FirmCompany, FirmProject } from '../firm/ledger.js';
import { billings, jobKey, type Billing } from './billing.js';
import { namesOf, type Booking } from './booking.js';
import { approvedChanges, contractValue, originalBudgets } from './budget.js';
import { committedCosts, openCommitments } from './commitments.js';
import { accruedEquipmentCosts, actualCosts, otherAccruedCosts } from './cost.js';
import { earnedValue, forecastIndex, scheduleOf, type Earned } from './earned-value.js';
import { atLeastZero, Big, cents, moneyText, ratioText, total, ZERO } from './exact.js';
import * as line from './lines.js';
import { heldRetention } from './retention.js';
import type { AnswerKey, AnswerKeyFigures, AnswerKeyProject } from './shape.js';

export type * from './shape.js';

/** Every job of every company, by company and number. */
export function createAnswerKey(firm: Firm): AnswerKey {
  const books = line.groupByJob([
    ...originalBudgets(firm),
    ...approvedChanges(firm),
    ...committedCosts(firm),
    ...openCommitments(firm),
    ...actualCosts(firm),
    ...accruedEquipmentCosts(firm),
    ...otherAccruedCosts(firm),
  ]);
  const billed = billings(firm);
  const projects = firm.projects.flatMap((project) =>
    firm.companies
      .filter(({ code }) => belongs(project, code, books, billed))
      .map((company) => {
        const key = jobKey(company.code, project.accountId);
        return toProject(firm, project, company, books.get(key) ?? [], billed.get(key));
      }),
  );
  return { projects: projects.sort(byCompanyAndNumber), retention: heldRetention(firm) };
}

/** A job without company is one job per company that has any record on it. */
function belongs(
  project: FirmProject,
  company: string,
  books: ReadonlyMap<string, unknown>,
  billed: ReadonlyMap<string, unknown>,
): boolean {
  const key = jobKey(company, project.accountId);
  return project.company === null ? books.has(key) || billed.has(key) : project.company === company;
}

function byCompanyAndNumber(a: AnswerKeyProject, b: AnswerKeyProject): number {
  if (a.company !== b.company) return a.company < b.company ? -1 : 1;
  return a.number < b.number ? -1 : 1;
}

function toProject(
  firm: Firm,
  project: FirmProject,
  company: FirmCompany,
  bookings: readonly Booking[],
  billing: Billing = { billed: ZERO, retainage: ZERO },
): AnswerKeyProject {
  const lines = line.toLines(bookings);
  const earned = earnedValue(firm, scheduleOf(firm, project, company.code), lines, bookings);
  const contract = contractValue(firm, project, company.code);
  return {
    number: project.number,
    company: company.code,
    currency: company.currency,
    cost: figures(lines),
    earnedValue: earned === null ? null : earnedFigures(earned, lines),
    wip: wipFigures(contract, lines, billing),
    lines: lines.map((one) => ({ costCode: one.costCode, costType: one.costType, ...figures([one]) })),
    otherMethods: otherMethods(firm, project, company.code, lines, earned),
  };
}

/** The additive figures of some lines, EAC by BUDGET. */
function figures(lines: readonly line.KeyLine[]): AnswerKeyFigures {
  const money = (figure: (one: line.KeyLine) => Big): string => moneyText(line.sumOf(lines, figure));
  return {
    originalBudget: money((one) => one.originalBudget),
    approvedChanges: money((one) => one.approvedChanges),
    revisedBudget: money(line.revisedBudget),
    committedCost: money((one) => one.committedCost),
    openCommitment: money((one) => one.openCommitment),
    actualCost: money((one) => one.actualCost),
    accruedEquipmentCost: money((one) => one.accruedEquipmentCost),
    otherAccruedCost: money((one) => one.otherAccruedCost),
    costToDate: money(line.costToDate),
    estimateToComplete: money((one) => line.eacByBudget(one).minus(line.costToDate(one))),
    estimateAtCompletion: money(line.eacByBudget),
    variance: money((one) => line.revisedBudget(one).minus(line.eacByBudget(one))),
  };
}

function earnedFigures(
  earned: Earned,
  lines: readonly line.KeyLine[],
): NonNullable<AnswerKeyProject['earnedValue']> {
  const eac = line.sumOf(lines, line.eacByBudget);
  return {
    method: earned.method,
    dataDate: earned.dataDate,
    pv: moneyText(earned.pv),
    ev: moneyText(earned.ev),
    ac: moneyText(earned.ac),
    bac: moneyText(earned.bac),
    cv: moneyText(earned.ev.minus(earned.ac)),
    sv: moneyText(earned.ev.minus(earned.pv)),
    cpi: earned.ac.eq(0) ? null : ratioText(earned.ev.div(earned.ac)),
    spi: earned.pv.eq(0) ? null : ratioText(earned.ev.div(earned.pv)),
    eac: moneyText(eac),
    etc: moneyText(eac.minus(line.sumOf(lines, line.costToDate))),
  };
}

function wipFigures(
  contract: Big,
  lines: readonly line.KeyLine[],
  { billed, retainage }: Billing,
): AnswerKeyProject['wip'] {
  const eac = line.sumOf(lines, line.eacByBudget);
  const done = eac.lte(0) ? null : line.sumOf(lines, line.costToDate).div(eac);
  const percent = done?.gt(1) === true ? new Big(1) : done;
  const earned = percent === null ? null : cents(percent.times(contract));
  const money = (value: Big | undefined): string | null => (value === undefined ? null : moneyText(value));
  return {
    contractValue: moneyText(contract),
    percentComplete: percent === null ? null : ratioText(percent),
    earnedRevenue: money(earned ?? undefined),
    billed: moneyText(billed),
    overBilling: earned === null ? null : moneyText(atLeastZero(billed.minus(earned))),
    underBilling: earned === null ? null : moneyText(atLeastZero(earned.minus(billed))),
    retainage: moneyText(retainage),
    expectedLoss: moneyText(atLeastZero(eac.minus(contract))),
    backlog: earned === null ? null : moneyText(contract.minus(earned)),
  };
}

function otherMethods(
  firm: Firm,
  project: FirmProject,
  company: string,
  lines: readonly line.KeyLine[],
  earned: Earned | null,
): AnswerKeyProject['otherMethods'] {
  const names = namesOf(firm);
  const entered = firm.estimatesToComplete
    .filter((entry) => entry.company === company && entry.accountId === project.accountId)
    .map((entry) => ({ ...entry, costCode: names.costCode(entry.costCodeId) }));
  const cpi = forecastIndex(earned);
  const byCpi = lines.map((one, at) =>
    cpi === null ? ZERO : line.eacByCpi(one, earned?.evOfLine[at] ?? ZERO, cpi),
  );
  return {
    COMMITMENT: {
      estimateAtCompletion: moneyText(line.sumOf(lines, (one) => line.eacByCommitment(one, entered))),
    },
    CPI: { estimateAtCompletion: cpi === null ? null : moneyText(total(byCpi)) },
  };
}
