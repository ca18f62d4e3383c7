/** Puts a job's cost together: books the records, derives every line, adds the lines up. */
import { ZERO } from '../../kit/decimal.js';
import type { ControlsBook } from '../../../store/store.js';
import type { ProjectCostModel, ProjectModel, Supplies } from '../model.js';
import { bookLines } from './book-lines.js';
import { earn, type Earned } from './earned-value.js';
import { actualLine, addUp, BLANK, forecastLine, type ActualLine, type Line } from './figures.js';
import type { EacMethod } from './forecast.js';
import { codeNames, figuresText, toCostLine, toEarnedValue, toWip } from './present.js';
import { exceptionsOf, foreignBudget, sourcesOf } from './sources.js';
import { workInProgress } from './wip.js';

/** The unified cost of a job. Pure: the same supplies and book give the same cents. */
export function projectCost(
  project: ProjectModel,
  book: ControlsBook,
  method: EacMethod,
  now: Date,
): ProjectCostModel {
  const { company } = project;
  const supplies: Supplies = foreignBudget(project.awardedBudget, company)
    ? { ...project, awardedBudget: null }
    : project;
  const lines = bookLines(supplies, book)
    .sorted()
    .map((line) => actualLine(line, supplies));
  const budgets = lines.map(({ costCode, revisedBudget }) => ({ costCode, budget: revisedBudget }));
  const earned = earn(budgets, supplies, book);
  const blank = actualLine(BLANK, supplies);
  const asked = forecast(lines, method, earned, book);
  const head = addUp([...asked, forecastLine(blank, method, earned, ZERO, book)]);
  const byBudget = addUp([
    ...forecast(lines, 'BUDGET', earned, book),
    forecastLine(blank, 'BUDGET', earned, ZERO, book),
  ]);
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
  earned: Earned | null,
  book: ControlsBook,
): Line[] {
  return lines.map((line, i) => forecastLine(line, method, earned, earned?.lines[i]?.ev ?? null, book));
}
