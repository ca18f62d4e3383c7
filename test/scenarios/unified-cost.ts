/** The query that reads every unified figure, and its comparison with the answer key, figure by figure. */
import type { AnswerKey } from '../../sandbox/index.js';
import type { Data, JobAnswer, Scenario } from './plumbline.js';

const FIGURES = `originalBudget approvedChanges revisedBudget committedCost openCommitment actualCost accruedEquipmentCost
  otherAccruedCost costToDate estimateToComplete estimateAtCompletion variance`;

export const COST_QUERY = `query ($after: String) {
  projects(first: 200, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes {
      number
      company { code }
      cost {
        currency ${FIGURES}
        lines { costCode { code } costType ${FIGURES} }
        earnedValue { method dataDate pv ev ac bac cv sv cpi spi eac etc }
        wip { contractValue percentComplete earnedRevenue billed overBilling underBilling retainage expectedLoss backlog }
        sources { system stale error }
      }
      byCommitment: cost(eac: COMMITMENT) { estimateAtCompletion }
      byCpi: cost(eac: CPI) { estimateAtCompletion }
    }
  }
}`;

export async function readEveryJob(scenario: Scenario): Promise<JobAnswer[]> {
  const nodes: JobAnswer[] = [];
  for (let after: string | null = null; ;) {
    const answer = await scenario.ask(COST_QUERY, { after });
    if (answer.errors) throw new Error(JSON.stringify(answer.errors.slice(0, 3)));
    const { projects }: Data = answer.data;
    nodes.push(...projects.nodes);
    if (!projects.pageInfo.hasNextPage) return nodes;
    after = projects.pageInfo.endCursor;
  }
}

/** Brings an answer of the graph into the shape of the answer key. */
export function asKeyEntry(node: JobAnswer): AnswerKey['projects'][number] {
  const { currency, lines, earnedValue, wip, sources: _sources, ...cost } = node.cost;
  return {
    number: node.number,
    company: node.company.code,
    currency,
    cost,
    earnedValue,
    wip,
    lines: lines.map(({ costCode, ...line }) => ({ costCode: costCode.code, ...line })),
    otherMethods: {
      COMMITMENT: { estimateAtCompletion: node.byCommitment.estimateAtCompletion },
      CPI: { estimateAtCompletion: node.byCpi.estimateAtCompletion },
    },
  } as unknown as AnswerKey['projects'][number];
}

/** Every difference as `J-101 cost.actualCost: graph 1.00, key 2.00`; none when they are equal to the cent. */
export function differences(graph: unknown, key: unknown, place: string): string[] {
  if (Array.isArray(graph) && Array.isArray(key) && place.endsWith('lines'))
    return lineDifferences(graph, key, place);
  if (isObject(graph) && isObject(key)) {
    const names = new Set([...Object.keys(graph), ...Object.keys(key)]);
    return [...names].flatMap((name) => differences(graph[name], key[name], `${place}.${name}`));
  }
  return graph === key ? [] : [`${place}: graph ${JSON.stringify(graph)}, key ${JSON.stringify(key)}`];
}

function lineDifferences(graph: unknown[], key: unknown[], place: string): string[] {
  const byCode = (lines: unknown[]): Record<string, unknown> =>
    Object.fromEntries(
      (lines as { costCode: string; costType: string }[]).map((line) => [
        `${line.costCode}×${line.costType}`,
        line,
      ]),
    );
  return differences(byCode(graph), byCode(key), `${place}[]`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
