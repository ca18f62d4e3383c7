/** Figures as text for the graph: money with two decimals, ratios with six. */
import type * as sdl from '../../../codegen/generated/controls.js';
import { centsText, ratioOfText } from '../../kit/cents.js';
import type { Supplied, Supplies } from '../model.js';
import { subtract, type Figure } from './columns.js';
import type { Earned } from './earned-value.js';
import { FIGURES, type Figures, type Line } from './figures.js';
import type { Wip } from './wip.js';

export type CostLineModel = Supplied<sdl.CostLine>;

const money = (figure: Figure): string | null => (figure === null ? null : centsText(figure));
/** part ÷ whole; null when unknown or the divisor is 0. */
const ratio = (part: Figure, whole: Figure): string | null =>
  part === null || whole === null || whole === 0n ? null : ratioOfText(part, whole);

export function figuresText(figures: Figures): Record<(typeof FIGURES)[number], string | null> {
  const texts: Partial<ReturnType<typeof figuresText>> = {};
  for (const name of FIGURES) texts[name] = money(figures[name]);
  return texts as ReturnType<typeof figuresText>;
}

export function toCostLine(line: Line, names: ReadonlyMap<string, string>, scheme: string): CostLineModel {
  return {
    costCode: { code: line.costCode, scheme, name: names.get(line.costCode) ?? null },
    costType: line.costType,
    ...figuresText(line),
  };
}

/** Names of the cost codes as the ledger gave them. */
export function codeNames({ ledger }: Supplies): ReadonlyMap<string, string> {
  const named = [...(ledger?.actuals ?? []), ...(ledger?.orderLines ?? []).flatMap((line) => line.shares)];
  return new Map(
    named.flatMap(({ costCode, costCodeName }) => (costCodeName ? [[costCode, costCodeName]] : [])),
  );
}

/** @param head gives BAC and the forecast by the method asked for. */
export function toEarnedValue(earned: Earned, head: Figures): Supplied<sdl.EarnedValue> {
  const { ev, pv, ac } = earned;
  return {
    method: earned.method,
    dataDate: earned.dataDate,
    pv: money(pv),
    ev: money(ev),
    ac: money(ac),
    bac: money(head.revisedBudget),
    cv: money(subtract(ev, ac)),
    sv: money(subtract(ev, pv)),
    cpi: ratio(ev, ac),
    spi: ratio(ev, pv),
    eac: money(head.estimateAtCompletion),
    etc: money(head.estimateToComplete),
  };
}

export function toWip(wip: Wip): Supplied<sdl.WipPosition> {
  const { percentComplete, ...amounts } = wip;
  return {
    contractValue: money(amounts.contractValue),
    percentComplete,
    earnedRevenue: money(amounts.earnedRevenue),
    billed: money(amounts.billed),
    overBilling: money(amounts.overBilling),
    underBilling: money(amounts.underBilling),
    retainage: money(amounts.retainage),
    expectedLoss: money(amounts.expectedLoss),
    backlog: money(amounts.backlog),
  };
}
