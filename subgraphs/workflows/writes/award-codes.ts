/** The estimate's cost by the firm's own codes and types: nothing is frozen that no code or type stands for. */
import type { CostAmount, LinkedRecord } from '../../controls/connector.js';
import type { EstimateLine, EstimateToAward } from '../../estimating/connector.js';
import { centsText, toCents } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import type { InputOf, Problem, WriteScope } from '../define-write.js';

type Input = InputOf<'awardEstimate'>;
type NewCode = { readonly code: string; readonly name: string };

/** How the ERP knows codes and types. */
export interface AwardCodes {
  /** Made with the award. */
  readonly make: readonly NewCode[];
  /** Analytic account of each code of the estimate that is there already. */
  readonly codeIds: Readonly<Record<string, number>>;
  /** Analytic account of each cost type; empty where the firm has no plan of them. */
  readonly typeIds: Readonly<Partial<Record<string, number>>>;
}
export interface CodedEstimate {
  readonly codes: AwardCodes;
  /** One entry per code and type. */
  readonly budget: readonly CostAmount[];
  /** Spellings that are matched to codes made with the award. */
  readonly spellings: readonly LinkedRecord[];
  readonly problems: readonly Problem[];
}

/** Case and punctuation aside. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

export async function codesOf(
  { systems, crosswalk }: WriteScope,
  { newCostCodes }: Input,
  { code: company }: CompanySettings,
  { lines, header }: EstimateToAward,
): Promise<CodedEstimate> {
  const make = newCostCodes ?? [];
  const [entries, types] = await Promise.all([
    crosswalk.entries('COST_CODE', 'odoo'),
    systems.erp.checks.costTypes(),
  ]);
  const known: Readonly<Record<string, number>> = Object.fromEntries(
    entries
      .filter((entry) => entry.company === company && entry.canonicalNumber !== null)
      .map((entry) => [entry.canonicalNumber ?? '', Number(entry.externalId)]),
  );
  const madeFor = ({ spelling }: EstimateLine): NewCode | undefined =>
    make.find(({ code }) => spelling !== null && plain(code) === plain(spelling));
  const coded = lines.map((line) => ({ line, code: line.costCode ?? madeFor(line)?.code ?? null }));
  const budget = sumByPair(coded);
  const used = new Set(budget.map(({ costCode }) => costCode));
  const codeIds = Object.fromEntries(Object.entries(known).filter(([code]) => used.has(code)));
  return {
    codes: { make, codeIds, typeIds: Object.fromEntries(types) },
    budget,
    spellings: lines.flatMap((line) => spellingEntry(line, madeFor(line), company, header.company)),
    problems: [
      ...unmapped(
        coded.flatMap(({ line, code }) => (code === null ? [line] : [])),
        header.number,
        company,
      ),
      ...untyped(lines, header.number),
      ...newCodeProblems(make, known, coded),
    ],
  };
}

interface Coded {
  readonly line: EstimateLine;
  readonly code: string | null;
}

function sumByPair(coded: readonly Coded[]): CostAmount[] {
  const pairs = new Map<string, { readonly of: Omit<CostAmount, 'amount'>; sum: bigint }>();
  for (const { line, code } of coded) {
    if (code === null) continue;
    const key = `${code}|${line.costType}`;
    const pair = pairs.get(key) ?? { of: { costCode: code, costType: line.costType }, sum: 0n };
    pairs.set(key, { ...pair, sum: pair.sum + toCents(line.amount) });
  }
  const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, { of, sum }]) => ({ ...of, amount: centsText(sum) }));
}

function spellingEntry(
  { costCode, spelling, externalId }: EstimateLine,
  made: NewCode | undefined,
  company: string,
  listedIn: string | null,
): LinkedRecord[] {
  if (costCode !== null || spelling === null || externalId === null || !made) return [];
  return [
    {
      ...{ kind: 'COST_CODE', system: 'estimating', externalId, label: spelling, company: listedIn },
      of: { company, number: made.code, name: made.name },
    },
  ];
}

const estimateProblem = (code: string, message: string, record: string): Problem => ({
  ...{ code, message, field: ['estimate'], record, system: 'estimating' },
});

function unmapped(lines: readonly EstimateLine[], number: string, company: string): Problem[] {
  return bySpelling(lines, ({ spelling }) => spelling).map(([spelling, amount]) =>
    spelling === null
      ? estimateProblem(
          'UNMAPPED_COST_CODE',
          `Estimate ${number} has ${amount} of cost without a cost code; code it in the estimate`,
          number,
        )
      : estimateProblem(
          'UNMAPPED_COST_CODE',
          `Estimate ${number} has ${amount} under cost code "${spelling}", which is none of company ${company}; map it under companies[].crosswalk.estimating.COST_CODE, or make it with newCostCodes`,
          spelling,
        ),
  );
}

function untyped(lines: readonly EstimateLine[], number: string): Problem[] {
  const without = lines.filter(({ costType }) => costType === 'UNCLASSIFIED');
  return bySpelling(without, ({ resourceType }) => resourceType).map(([type, amount]) =>
    estimateProblem(
      'UNMAPPED_COST_TYPE',
      `Estimate ${number} has ${amount} of resources of type "${type ?? ''}", which stands for no cost type; add it to heavybid.resourceTypes`,
      type ?? number,
    ),
  );
}

function bySpelling(
  lines: readonly EstimateLine[],
  of: (line: EstimateLine) => string | null,
): [string | null, string][] {
  const sums = new Map<string | null, bigint>();
  for (const line of lines) sums.set(of(line), (sums.get(of(line)) ?? 0n) + toCents(line.amount));
  return [...sums].map(([spelling, sum]) => [spelling, centsText(sum)]);
}

function newCodeProblems(
  make: readonly NewCode[],
  known: Readonly<Record<string, number>>,
  coded: readonly Coded[],
): Problem[] {
  return make.flatMap(({ code, name }, at) => {
    const no = (kind: string, message: string): Problem[] => [
      { code: kind, message, field: ['newCostCodes', String(at), 'code'], record: code },
    ];
    if (code.trim() === '' || name.trim() === '')
      return no('BAD_INPUT', `New cost code "${code}" ("${name}") needs both a code and a name`);
    if (Object.keys(known).some((own) => plain(own) === plain(code)))
      return no('CODE_EXISTS', `Cost code "${code}" is there already; leave it out of newCostCodes`);
    if (make.findIndex((other) => plain(other.code) === plain(code)) < at)
      return no('BAD_INPUT', `New cost code "${code}" is there twice; name it once`);
    if (coded.some((own) => own.code === code)) return [];
    return no('NOT_IN_ESTIMATE', `The estimate has no cost under "${code}"; leave it out of newCostCodes`);
  });
}
