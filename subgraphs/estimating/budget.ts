/** The awarded revision of a job as a budget; definitions in docs/definitions.md (originalBudget). Pure. */
import type { AwardedBudget, BudgetLine, CostException } from '../../codegen/generated/estimating.js';
import { UNCODED } from '../kit/company.js';
import { decimal, moneyText, sum, ZERO, type Big } from '../kit/decimal.js';
import { spellingKey, type Spellings } from './loaders.js';
import type { CostLineModel, EstimateDetail, EstimateHeader } from './model.js';

export interface Award {
  readonly header: EstimateHeader;
  /** Other awarded revisions of the same job, which lost to this one. */
  readonly others: readonly EstimateHeader[];
}

/** The latest award wins, then the higher revision, then the number; null when nothing was awarded. */
export function pickAward(headers: readonly EstimateHeader[]): Award | null {
  const key = (header: EstimateHeader): string =>
    [header.awardedOn ?? '', String(header.revision).padStart(6, '0'), header.number, header.id].join('|');
  const awarded = headers
    .filter((header) => header.status === 'AWARDED')
    .sort((a, b) => (key(a) < key(b) ? 1 : -1));
  const [header, ...others] = awarded;
  return header ? { header, others } : null;
}

/** The canonical code of a line, `UNCODED` where it has none or its spelling is not matched. */
export function codeOf(line: CostLineModel, company: string | null, spellings: Spellings): string {
  if (line.costCodeSpelling === null) return UNCODED;
  return spellings.costCodes.get(spellingKey(company, line.costCodeSpelling))?.canonicalNumber ?? UNCODED;
}

/** Sum of the cost build-up; null when the source carries none. */
export function costOf(detail: EstimateDetail): string | null {
  return detail.hasCosts ? moneyText(sum(costLines(detail).map((line) => decimal(line.amount)))) : null;
}

/** Sum of the bid items; null when none states a price. */
export function sellPriceOf(detail: EstimateDetail): string | null {
  const priced = detail.bidItems.flatMap((item) => item.amount ?? []);
  return priced.length > 0 ? moneyText(sum(priced.map((amount) => decimal(amount)))) : null;
}

export function toBudget(
  award: Award,
  detail: EstimateDetail,
  spellings: Spellings,
  currency: string | null,
): Omit<AwardedBudget, 'sources'> {
  const { header } = award;
  const lines = costLines(detail);
  return {
    estimateNumber: header.number,
    revision: header.revision,
    currency: header.currency ?? currency,
    sellPrice: sellPriceOf(detail),
    lines: sumByPair(lines, (line) => codeOf(line, header.company, spellings)),
    exceptions: [
      ...headerExceptions(award, detail, currency),
      ...uncoded(lines, header, spellings),
      ...unclassified(lines, header),
    ],
  };
}

function costLines(detail: EstimateDetail): CostLineModel[] {
  return detail.bidItems.flatMap((item) => item.costLines);
}

interface Pair {
  readonly costCode: string;
  readonly costType: BudgetLine['costType'];
  amount: Big;
  quantity: Big;
  /** Units seen; a quantity is only meaningful when there is exactly one. */
  readonly units: Set<string | null>;
}

function sumByPair(lines: readonly CostLineModel[], code: (line: CostLineModel) => string): BudgetLine[] {
  const pairs = new Map<string, Pair>();
  for (const line of lines) {
    const costCode = code(line);
    const key = `${costCode}|${line.costType}`;
    const pair = pairs.get(key) ?? {
      costCode,
      costType: line.costType,
      amount: ZERO,
      quantity: ZERO,
      units: new Set(),
    };
    pair.amount = pair.amount.plus(line.amount);
    pair.quantity = pair.quantity.plus(line.quantity ?? 0);
    pair.units.add(line.quantity === null ? null : line.unit);
    pairs.set(key, pair);
  }
  return [...pairs.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => toLine(pair));
}

function toLine(pair: Pair): BudgetLine {
  const [unit = null] = pair.units;
  const oneUnit = pair.units.size === 1 && unit !== null;
  return {
    costCode: pair.costCode,
    costType: pair.costType,
    amount: moneyText(pair.amount),
    quantity: oneUnit ? pair.quantity.toFixed() : null,
    unit: oneUnit ? unit : null,
  };
}

function headerExceptions(award: Award, detail: EstimateDetail, currency: string | null): CostException[] {
  const { header, others } = award;
  const name = `Estimate ${header.number} revision ${header.revision}`;
  const found: CostException[] = others.map((other) =>
    exception(
      'SEVERAL_AWARDS',
      `${name} is used; ${other.number} revision ${other.revision} is awarded for the same job too`,
      other.id,
    ),
  );
  if (!detail.hasCosts)
    found.push(exception('NO_COST_BUILD_UP', `${name} carries prices but no cost build-up`, header.id));
  if (header.currency !== null && currency !== null && header.currency !== currency)
    found.push(
      exception(
        'CURRENCY_DIFFERS',
        `${name} is in ${header.currency}, the company keeps its books in ${currency}`,
        header.id,
      ),
    );
  return found;
}

function uncoded(lines: readonly CostLineModel[], header: EstimateHeader, spellings: Spellings) {
  const without = lines.filter((line) => codeOf(line, header.company, spellings) === UNCODED);
  return bySpelling(without, (line) => line.costCodeSpelling).map(([spelling, amount]) =>
    exception(
      'UNMATCHED_COST_CODE',
      spelling === null
        ? `Estimate ${header.number} has cost without a cost code`
        : `Estimate ${header.number} spells a cost code "${spelling}", which matches none of the company's; map it in plumbline.yaml`,
      header.id,
      amount,
    ),
  );
}

function unclassified(lines: readonly CostLineModel[], header: EstimateHeader): CostException[] {
  const without = lines.filter((line) => line.costType === 'UNCLASSIFIED');
  return bySpelling(without, (line) => line.resourceType).map(([type, amount]) =>
    exception(
      'UNKNOWN_RESOURCE_TYPE',
      `Estimate ${header.number} has resources of type "${type ?? ''}", which is not in heavybid.resourceTypes`,
      header.id,
      amount,
    ),
  );
}

function bySpelling(
  lines: readonly CostLineModel[],
  spellingOf: (line: CostLineModel) => string | null,
): [string | null, Big][] {
  const totals = new Map<string | null, Big>();
  for (const line of lines) {
    const spelling = spellingOf(line);
    totals.set(spelling, (totals.get(spelling) ?? ZERO).plus(line.amount));
  }
  return [...totals];
}

function exception(code: string, message: string, recordId: string, amount?: Big): CostException {
  return { code, message, system: 'estimating', recordId, amount: amount ? moneyText(amount) : null };
}
