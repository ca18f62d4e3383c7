/** Puts a job's cost together: books the records, derives every line, adds the lines up. */
import type { Big } from '../../kit/decimal.js';
import type { CostBook, ProjectCostModel, ProjectModel, Supplies } from '../model.js';
import { withBaseline } from './baseline.js';
import { bookLines } from './book-lines.js';
import { earn, forecastCpi, type Earned } from './earned-value.js';
import {
  actualLine,
  addUp,
  BLANK,
  forecastLine,
  type ActualLine,
  type Figures,
  type Line,
} from './figures.js';
import type { EacMethod } from './forecast.js';
import { withoutBilled } from './open-commitment.js';
import { codeNames, figuresText, toCostLine, toEarnedValue, toWip } from './present.js';
import { exceptionsOf, foreignBudget, sourcesOf } from './sources.js';
import { unpostedUsage } from './unposted-usage.js';
import { workInProgress } from './wip.js';

/** The unified cost of a job. Pure: the same supplies and book give the same cents. */
export function projectCost(
  job: ProjectModel,
  kept: CostBook,
  method: EacMethod,
  now: Date,
): ProjectCostModel {
  const project = withBaseline(job, kept.baseline);
  const { company } = project;
  const supplies: Supplies = foreignBudget(project.awardedBudget, company)
    ? { ...project, awardedBudget: null }
    : project;
  const book = withoutBilled(kept, supplies.ledger?.orderLines ?? []);
  const usage = unpostedUsage(supplies);
  const lines = bookLines(supplies, book, usage)
    .sorted()
    .map((line) => actualLine(line, supplies));
  const budgets = lines.map(({ costCode, revisedBudget }) => ({ costCode, budget: revisedBudget }));
  const earned = earn(budgets, supplies, book, usage);
  const blank = actualLine(BLANK, supplies);
  const cpi = method === 'CPI' ? forecastCpi(earned) : null;
  const headOf = (own: readonly Line[], by: EacMethod): Figures =>
    addUp([...own, forecastLine(blank, by, cpi, 0n, book)]);
  const asked = forecast(lines, method, cpi, earned, book);
  const head = headOf(asked, method);
  const byBudget =
    method === 'BUDGET' ? head : headOf(forecast(lines, 'BUDGET', cpi, earned, book), 'BUDGET');
  const names = codeNames(supplies);
  return {
    currency: company.currency,
    ...figuresText(head),
    lines: asked.map((line) => toCostLine(line, names, company.costCodeScheme)),
    earnedValue: earned && toEarnedValue(earned, head),
    wip: toWip(workInProgress(supplies, book, byBudget.costToDate, byBudget.estimateAtCompletion)),
    exceptions: exceptionsOf(project, company),
    sources: sourcesOf(project, now),
  };
}

function forecast(
  lines: readonly ActualLine[],
  method: EacMethod,
  cpi: Big | null,
  earned: Earned | null,
  book: CostBook,
): Line[] {
  return lines.map((line, i) => forecastLine(line, method, cpi, earned?.lines[i]?.ev ?? null, book));
}
