import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Big } from 'big.js';
import { createAnswerKey } from '../../../sandbox/answer-key/index.js';
import { createFirm, type Firm } from '../../../sandbox/firm/index.js';
import { startEstimating } from './sandbox.js';

interface Line {
  costCode: string;
  costType: string;
  amount: string;
}
interface Budget {
  estimateNumber: string | null;
  revision: number | null;
  sellPrice: string | null;
  lines: Line[];
  exceptions: { code: string; message: string }[];
  sources: { asOf: string; stale: boolean; error: string | null }[];
}

const BUDGETS = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Project { id awardedBudget {
  estimateNumber revision sellPrice lines { costCode costType amount }
  exceptions { code message } sources { asOf stale error } } } } }`;

/** The ledger added up by plain sums; knows nothing of the subgraph. */
function expectedLines(firm: Firm, company: string, spelling: string | undefined): Map<string, string> {
  const awarded = firm.estimates
    .filter((one) => one.company === company && one.job === spelling && one.status === 'AWARDED')
    .sort((a, b) => (b.awardedOn ?? '').localeCompare(a.awardedOn ?? ''));
  const totals = new Map<string, Big>();
  for (const item of awarded[0]?.bidItems ?? [])
    for (const activity of item.activities)
      for (const resource of activity.resources) {
        const code = firm.analyticAccounts.find(({ id }) => id === activity.costCodeId)!.code;
        const key = `${code}|${resource.type}`;
        totals.set(key, (totals.get(key) ?? new Big(0)).plus(resource.amount));
      }
  return new Map([...totals].map(([key, total]) => [key, total.toFixed(2)]));
}

describe('Project.awardedBudget over the sandbox firm', () => {
  const firm = createFirm();
  let sandbox: Awaited<ReturnType<typeof startEstimating>>;
  let ids: Map<string, string>;
  beforeAll(async () => {
    sandbox = await startEstimating(firm);
    const records = await sandbox.store.crosswalk.list('PROJECT');
    ids = new Map(records.map((record) => [`${record.company}|${record.number}`, record.id]));
  });
  afterAll(() => sandbox.stop());

  async function budgets(projectIds: readonly string[]): Promise<Budget[]> {
    const refs = projectIds.map((id) => ({ __typename: 'Project', id }));
    const result = await sandbox.query(BUDGETS, undefined, { refs });
    expect(result.errors).toBeUndefined();
    return (result.data as { _entities: { awardedBudget: Budget }[] })._entities.map((e) => e.awardedBudget);
  }

  it('says unavailable, not "nothing awarded", before the first complete list', async () => {
    const refs = [{ __typename: 'Project', id: [...ids.values()][0] }];
    const result = await sandbox.query(BUDGETS, undefined, { refs });
    expect(result.errors?.[0]?.extensions['code']).toBe('UPSTREAM_UNAVAILABLE');
  });

  it('equals the ledger for every job, to the cent', async () => {
    const report = await sandbox.sync();
    expect(report.records).toBe(firm.estimates.length);
    const jobs = firm.projects.filter((job) => job.company !== null);
    const answers = await budgets(jobs.map((job) => ids.get(`${job.company!}|${job.number}`)!));
    let compared = 0;
    jobs.forEach((job, i) => {
      const expected = expectedLines(firm, job.company!, job.spelling.estimating);
      const found = new Map(
        answers[i]!.lines.map((line) => [`${line.costCode}|${line.costType}`, line.amount]),
      );
      expect([job.number, Object.fromEntries([...found].sort())]).toEqual([
        job.number,
        Object.fromEntries([...expected].sort()),
      ]);
      compared += expected.size;
    });
    expect(compared).toBeGreaterThan(10);
  });

  it('adds up to the original budget of the answer key', async () => {
    const { projects } = createAnswerKey(firm);
    const answers = await budgets(projects.map(({ company, number }) => ids.get(`${company}|${number}`)!));
    const found = answers.map(({ lines }) =>
      lines.reduce((total, line) => total.plus(line.amount), new Big(0)).toFixed(2),
    );
    expect(found).toEqual(projects.map(({ cost }) => cost.originalBudget));
    expect(found.filter((total) => total !== '0.00').length).toBeGreaterThan(3);
  });

  it('asks as many calls for every job of a business unit as for one, apart from pages', async () => {
    const count = async (projectIds: readonly string[]): Promise<string[]> => {
      sandbox.clock.ms += 7 * 3_600_000;
      (sandbox.server.calls as Map<string, number>).clear();
      await budgets(projectIds);
      return [...sandbox.server.calls.keys()].filter((name) => !name.includes('token')).sort();
    };
    const { company, job: spelling } = firm.estimates.find(({ status }) => status === 'AWARDED')!;
    const job = firm.projects.find((one) => one.company === company && one.spelling.estimating === spelling)!;
    const one = await count([ids.get(`${company}|${job.number}`)!]);
    const all = await count([...ids].filter(([key]) => key.startsWith(`${company}|`)).map(([, id]) => id));
    expect(all).toEqual(one);
    const pages = (rows: number): number => 2 * Math.ceil(rows / 100) + 1;
    const resources = firm.estimates
      .filter((estimate) => estimate.company === company)
      .flatMap((e) => e.bidItems.flatMap((b) => b.activities.flatMap((a) => a.resources)));
    const unit = firm.companies.find(({ code }) => code === company)!.estimatingUnit;
    const path = `GET /heavybid/api/v2/integration/businessunits/bu-${unit}`;
    expect(sandbox.server.calls.get(`${path}/estimates`)).toBe(1);
    expect(sandbox.server.calls.get(`${path}/resources`)).toBeLessThanOrEqual(pages(resources.length));
  });

  it('serves the last known budget as stale while the system is down, and recovers', async () => {
    const awarded = firm.estimates.find((one) => one.status === 'AWARDED')!;
    const job = firm.projects.find((one) => one.spelling.estimating === awarded.job)!;
    const id = ids.get(`${awarded.company}|${job.number}`)!;
    const [before] = await budgets([id]);
    sandbox.clock.ms += 3_600_000;
    sandbox.server.setFaults({ status: 503 });
    const [during] = await budgets([id]);
    expect(during!.lines).toEqual(before!.lines);
    expect(during!.sources[0]).toMatchObject({ stale: true });
    expect(during!.sources[0]!.error).toContain('503');
    sandbox.server.setFaults({});
    await new Promise((done) => setTimeout(done, 5_100));
    expect((await budgets([id]))[0]!.sources[0]).toMatchObject({ stale: false, error: null });
  });

  it('renews a token that was revoked', async () => {
    sandbox.clock.ms += 120_000;
    sandbox.server.expireTokens();
    const answers = await budgets([...ids.values()]);
    expect(answers.every(({ sources }) => sources.every(({ stale }) => !stale))).toBe(true);
  });

  it('shows an actor nothing of another company', async () => {
    const awarded = firm.estimates.find((one) => one.status === 'AWARDED')!;
    const stranger = { id: 's', roles: ['analyst'], companies: ['none'], projects: '*' } as const;
    const query = `{ estimate(number: "${awarded.number}") { id } }`;
    expect((await sandbox.query(query, stranger)).data).toEqual({ estimate: null });
    expect((await sandbox.query(query)).data).not.toEqual({ estimate: null });
  });

  it('answers an estimate with items, coded cost, revisions and job', async () => {
    const awarded = firm.estimates.find((one) => one.status === 'AWARDED')!;
    const { data, errors } = await sandbox.query(`{ estimate(number: "${awarded.number}", revision: ${
      awarded.revision
    }) { number revision status awardedOn cost sellPrice revisions project { id }
      bidItems { number amount costLines { costType amount costCode { code scheme name } } } } }`);
    expect(errors).toBeUndefined();
    const { estimate } = data as { estimate: Record<string, unknown> & { bidItems: unknown[] } };
    const sell = awarded.bidItems.reduce((total, item) => total.plus(item.amount), new Big(0));
    expect(estimate['sellPrice']).toBe(sell.toFixed(2));
    expect(estimate['awardedOn']).toBe(awarded.awardedOn);
    expect(estimate['revisions']).toContain(awarded.revision);
    expect(estimate.bidItems).toHaveLength(awarded.bidItems.length);
    expect(estimate['project']).not.toBeNull();
  });
});
