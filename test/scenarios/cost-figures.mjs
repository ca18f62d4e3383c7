/** The query that reads every unified figure, and its comparison with the answer key, figure by figure. */

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

/** @param ask resolves with an answer of the graph @returns every job as the graph tells it */
export async function readJobs(ask) {
  const nodes = [];
  for (let after = null; ;) {
    const { data, errors } = await ask(COST_QUERY, { after });
    if (errors) throw new Error(JSON.stringify(errors.slice(0, 3)));
    nodes.push(...data.projects.nodes);
    if (!data.projects.pageInfo.hasNextPage) return nodes;
    after = data.projects.pageInfo.endCursor;
  }
}

/** Brings an answer of the graph into the shape of the answer key. */
export function asKeyEntry(node) {
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
  };
}

/** Every difference as `J-101 cost.actualCost: graph 1.00, key 2.00`; none when they are equal to the cent. */
export function differences(graph, key, place) {
  if (Array.isArray(graph) && Array.isArray(key) && place.endsWith('lines'))
    return differences(byCode(graph), byCode(key), `${place}[]`);
  if (isObject(graph) && isObject(key)) {
    const names = new Set([...Object.keys(graph), ...Object.keys(key)]);
    return [...names].flatMap((name) => differences(graph[name], key[name], `${place}.${name}`));
  }
  return graph === key ? [] : [`${place}: graph ${JSON.stringify(graph)}, key ${JSON.stringify(key)}`];
}

/** Every job of the graph against the key; a job that only one of them has is a difference. */
export function allDifferences(nodes, key) {
  const nameOf = ({ company, number }) => `${company} ${number}`;
  const graph = new Map(nodes.map(asKeyEntry).map((entry) => [nameOf(entry), entry]));
  const keys = new Map(key.projects.map((entry) => [nameOf(entry), entry]));
  return [...new Set([...graph.keys(), ...keys.keys()])].flatMap((name) =>
    differences(graph.get(name), keys.get(name), name),
  );
}

const byCode = (lines) =>
  Object.fromEntries(lines.map((line) => [`${line.costCode}×${line.costType}`, line]));

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
