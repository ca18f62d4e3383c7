/** Scale 1 and 10, PGlite and Postgres, in process and over HTTP: the graph equals the answer key to the cent. */
import { afterAll, describe, expect, it } from '@jest/globals';
import { Big } from 'big.js';
import { startScenario, type JobAnswer, type Scenario, type ScenarioOptions } from './plumbline.js';
import { asKeyEntry, differences, readEveryJob } from './unified-cost.js';

const POSTGRES = process.env['TEST_DATABASE_URL'];
const transports = ['IN_PROCESS', 'HTTP'] as const;
const stores = [
  { store: 'PGlite', databaseUrl: null },
  { store: 'Postgres', databaseUrl: POSTGRES ?? '' },
];
const cases = stores.flatMap((store) =>
  transports.flatMap((transport) => [1, 10].map((scale) => ({ ...store, transport, scale }))),
);

describe.each(cases)('$store, $transport, scale $scale', ({ store, databaseUrl, transport, scale }) => {
  const test = store === 'Postgres' && !POSTGRES ? it.skip : it;
  let scenario: Scenario | undefined;
  afterAll(() => scenario?.stop());

  test('every figure of every job', async () => {
    const options: ScenarioOptions = {
      scale,
      transport,
      databaseUrl: databaseUrl === null ? null : databaseUrl,
    };
    scenario = await startScenario(options);
    const nodes = await readEveryJob(scenario);
    const key = scenario.sandbox.answerKey.projects;
    expect(nodes).toHaveLength(key.length);
    const graph = new Map(nodes.map((node) => [`${node.company.code}/${node.number}`, asKeyEntry(node)]));
    const wrong = key.flatMap((entry) =>
      differences(graph.get(`${entry.company}/${entry.number}`), entry, entry.number),
    );
    expect(wrong).toEqual([]);
    for (const node of nodes) expect(headLessLines(node)).toEqual([]);
  }, 120_000);
});

/** Additive figures of the head that are not the sum of the lines. */
function headLessLines({ number, cost }: JobAnswer): string[] {
  const { lines, currency: _currency, earnedValue: _ev, wip: _wip, sources: _sources, ...head } = cost;
  return Object.entries(head)
    .filter(([name, figure]) => {
      const parts = lines.map((line) => (line as unknown as Record<string, string>)[name] ?? 'missing');
      return !parts.reduce((total, part) => total.plus(part), new Big(0)).eq(figure ?? 'missing');
    })
    .map(([name]) => `${number} ${name}`);
}
