/** Cost codes and empty schedules in P6: made once, kept in line, whatever happens to an answer. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFirm } from '../../../sandbox/firm/index.js';
import { createP6Simulator, P6_CREDENTIALS, type P6Simulator } from '../../../sandbox/p6/index.js';
import type { SchedulingConnector } from '../../../subgraphs/scheduling/connector.js';
import { schedulingSettings } from '../../../subgraphs/scheduling/index.js';
import { createP6Connector } from '../../../subgraphs/scheduling/p6/index.js';

const WHY = { date: '2026-10-20', reason: 'wrong code' };
const firm = createFirm({ scale: 1 });
const [company] = firm.companies;
let p6: P6Simulator;
let connector: SchedulingConnector;

function connect(more: object = {}): SchedulingConnector {
  const companies = Object.fromEntries(
    firm.companies.map(({ estimatingUnit, code }) => [estimatingUnit, code]),
  );
  const own = { ...P6_CREDENTIALS, url: p6.url, companies, timeoutMs: 2_000, ...more };
  return createP6Connector(schedulingSettings.parse({ p6: own }).p6!);
}
beforeAll(async () => {
  p6 = await createP6Simulator(firm);
  connector = connect();
});
afterAll(async () => {
  await connector.close();
  await p6.close();
});
const posts = (model: string): number => p6.calls.get(`POST /p6ws/restapi/${model}`) ?? 0;
const code = (value: string, name: string, record: string | null = null) => ({
  ...{
    record,
    values: { code: value, name },
    previous: record === null ? null : { code: value, name: 'before' },
  },
});

describe('keep-cost-code', () => {
  it('adds a value once, finds it after a lost answer, and keeps its description', async () => {
    const { effects, checks } = connector.changes!;
    p6.setFaults({ cut: 'after', method: 'POST', path: 'activityCode' });
    await expect(effects.keepCostCode.run(code('77-700', 'Blasting'), 'c_1')).rejects.toMatchObject({
      kind: 'NETWORK',
    });
    p6.setFaults({});
    const found = await effects.keepCostCode.find(code('77-700', 'Blasting'), 'c_1');
    expect(found).toMatchObject({ code: '77-700', name: 'Blasting' });
    expect(await checks.costCodes('77-700')).toEqual([found]);
    expect(posts('activityCode')).toBe(1);
    const rename = code('77-700', 'Blasting and drilling', found!.key);
    expect(await effects.keepCostCode.find(rename, 'c_2')).toBeNull();
    const renamed = await effects.keepCostCode.run(rename, 'c_2');
    expect(renamed).toMatchObject({ key: found!.key, name: 'Blasting and drilling' });
    await effects.keepCostCode.undo!(rename, renamed, 'c_2', WHY);
    expect(await checks.costCode(found!.key)).toMatchObject({ name: 'before' });
    await expect(effects.keepCostCode.run(code('77-700', 'Twice'), 'c_3')).rejects.toThrow(
      /refused cost code "77-700": There is already/,
    );
  });

  it('names the activity code that is not there, and a value that is gone', async () => {
    const other = connect({ costCodeType: 'Phase' });
    try {
      const run = other.changes!.effects.keepCostCode.run(code('77-701', 'Piling'), 'c_4');
      await expect(run).rejects.toThrow(/no global activity code "Phase"; add it in P6 or name another/);
    } finally {
      await other.close();
    }
    await expect(connector.changes!.checks.costCode('999999')).rejects.toMatchObject({ kind: 'BUSINESS' });
  });
});

describe('create-project', () => {
  const input = { number: 'J-900', name: 'New bridge', company: company!.code };

  it('makes an empty schedule under the company’s EPS once, and makes it inactive when taken back', async () => {
    const { effects, checks } = connector.changes!;
    expect(await effects.createSchedule.find(input, 's_1')).toBeNull();
    p6.setFaults({ cut: 'before', method: 'POST', path: 'project' });
    await expect(effects.createSchedule.run(input, 's_1')).rejects.toMatchObject({ kind: 'NETWORK' });
    p6.setFaults({});
    expect(await effects.createSchedule.find(input, 's_1')).toBeNull();
    const made = await effects.createSchedule.run(input, 's_1');
    expect(made).toMatchObject({ number: 'J-900', name: 'New bridge', company: company!.code });
    expect(await effects.createSchedule.find(input, 's_1')).toEqual(made);
    expect((await connector.list()).headers).toContainEqual(
      expect.objectContaining({ id: made.schedule, label: 'J-900', company: company!.code }),
    );
    await expect(effects.createSchedule.run(input, 's_2')).rejects.toThrow(
      /refused project "J-900".*already/,
    );
    await effects.createSchedule.undo!(input, made, 's_1', WHY);
    expect(await checks.schedules('J-900')).toHaveLength(1);
  });

  it('says which company has no place for it', async () => {
    const other = connect({ companies: {} });
    try {
      expect(other.changes!.checks.hasPlaceFor(company!.code)).toBe(false);
      const run = other.changes!.effects.createSchedule.run({ ...input, number: 'J-901' }, 's_3');
      await expect(run).rejects.toThrow(/no EPS "" for company .*; add it in P6 or correct companies/);
    } finally {
      await other.close();
    }
  });
});
