/** A planner's screen shows a milestone slip seconds after the schedule changed, with the cost and the machines it touches. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { xer } from '../subgraphs/scheduling/files/read.js';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { connectTo } from './live.js';
import {
  askJob,
  beat,
  hearMilestones,
  lastOf,
  milestonesKnown,
  moveInSchedule,
  type ChangeHeard,
} from './milestones.js';
import { startScenario, type Scenario } from './plumbline.js';
import { mutate, settled } from './writes.js';

/** Sees one job. */
const PLANNER = 'planner-of-j-102-sandbox-token';
let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      auth: {
        ...config.auth,
        tokens: [
          ...(config.auth.tokens ?? []),
          { token: PLANNER, actor: { id: 'planner', roles: ['field'], companies: '*', projects: ['J-102'] } },
        ],
      },
    }),
  });
  for (const number of ['J-101', 'J-102']) await milestonesKnown(scenario, number);
}, 120_000);
afterAll(() => scenario.stop());

const shown = ({ kind, before, after }: ChangeHeard) => [kind, before?.forecastDate, after?.forecastDate];

describe('milestoneChanges', () => {
  it('tells a slip within seconds, with fields of three systems as a query has them', async () => {
    const client = connectTo(scenario);
    const heard = hearMilestones(client, { projects: ['J-101'] }, 1);
    await beat();
    const asked = Date.now();
    await moveInSchedule(scenario, 'J-101', '2027-06-30');
    const [change] = await heard;
    expect(Date.now() - asked).toBeLessThan(10_000);
    const last = lastOf(scenario, 'J-101');
    expect(change).toMatchObject({
      ...{ kind: 'FORECAST_CHANGED', code: last.code },
      before: { forecastDate: last.plannedFinish },
      after: { forecastDate: '2027-06-30' },
      milestone: { code: last.code, forecastDate: '2027-06-30' },
    });
    const job = await askJob(scenario, 'J-101');
    expect(change!.project).toEqual(job);
    expect(Number(job.cost.estimateAtCompletion)).toBeGreaterThan(0);
    expect(job.equipmentOnSite.length).toBeGreaterThan(0);
    expect(job.milestones).toContainEqual({ code: last.code, forecastDate: '2027-06-30' });
    await client.dispose();
  }, 60_000);

  it('goes on after a restart with what was missed, once', async () => {
    const client = connectTo(scenario);
    const first = hearMilestones(client, { projects: ['J-101'] }, 1);
    await beat();
    await moveInSchedule(scenario, 'J-101', '2027-07-31');
    const [{ cursor }] = (await first) as [ChangeHeard];
    await client.dispose();
    const stopped = scenario.restart();
    await moveInSchedule(scenario, 'J-101', '2027-08-31');
    await stopped;
    const again = connectTo(scenario);
    const missed = await hearMilestones(again, { after: cursor, projects: ['J-101'] }, 1);
    expect(missed.map(shown)).toEqual([['FORECAST_CHANGED', '2027-07-31', '2027-08-31']]);
    await moveInSchedule(scenario, 'J-101', '2027-09-30');
    const both = await hearMilestones(again, { after: cursor, projects: ['J-101'] }, 2);
    expect(both.map(shown)).toEqual([
      ['FORECAST_CHANGED', '2027-07-31', '2027-08-31'],
      ['FORECAST_CHANGED', '2027-08-31', '2027-09-30'],
    ]);
    await again.dispose();
  }, 120_000);

  it('tells nothing of a job that is not the planner’s, nor of another company or kind', async () => {
    const clients = [connectTo(scenario, PLANNER), connectTo(scenario, SANDBOX_TOKENS.field)] as const;
    const [planner, field] = clients;
    const { companies, projects } = scenario.sandbox.firm;
    const company = projects.find(({ number }) => number === 'J-102')!.company!;
    const other = companies.find(({ code }) => code !== company)!.code;
    const own = hearMilestones(planner, {}, 1);
    const none: unknown[] = [];
    for (const variables of [{ companies: [other] }, { kinds: ['COMPLETED'] }, { projects: ['J-103'] }])
      void hearMilestones(field, variables, 1).then(
        (heard) => none.push(heard),
        () => undefined,
      );
    await beat();
    await moveInSchedule(scenario, 'J-101', '2027-10-31');
    await new Promise((done) => setTimeout(done, 2_500));
    await moveInSchedule(scenario, 'J-102', '2027-06-30');
    expect((await own).map(({ project }) => project.number)).toEqual(['J-102']);
    expect(none).toEqual([]);
    for (const client of clients) await client.dispose();
  }, 60_000);

  it('tells a write of ours once, as one change', async () => {
    const client = connectTo(scenario);
    const heard = hearMilestones(client, { projects: ['J-102'] }, 2);
    await beat();
    const milestone = lastOf(scenario, 'J-102').code;
    const input = {
      clientMutationId: 'one-change',
      project: 'J-102',
      milestone,
      forecastDate: '2027-07-31',
    };
    const { write, userErrors } = await mutate(scenario, 'moveMilestone', input);
    expect(userErrors).toEqual([]);
    expect((await settled(scenario, write!.id)).status).toBe('SUCCEEDED');
    await new Promise((done) => setTimeout(done, 2_500));
    await moveInSchedule(scenario, 'J-102', '2027-08-31');
    expect((await heard).map(shown)).toEqual([
      ['FORECAST_CHANGED', '2027-06-30', '2027-07-31'],
      ['FORECAST_CHANGED', '2027-07-31', '2027-08-31'],
    ]);
    await client.dispose();
  }, 60_000);

  it('tells the difference when an update is handed in as a file', async () => {
    const client = connectTo(scenario);
    const last = lastOf(scenario, 'J-102').code;
    const heard = hearMilestones(client, { projects: ['J-102'] }, 2);
    await beat();
    const update = (dataDate: string, day: string): string =>
      xer({
        PROJECT: [
          ['proj_id', 'proj_short_name', 'last_recalc_date'],
          ['1', 'J-102', `${dataDate} 17:00`],
        ],
        TASK: [
          ['task_id', 'proj_id', 'task_code', 'task_type', 'status_code', 'early_end_date'],
          ['10', '1', last, 'TT_FinMile', 'TK_NotStart', `${day} 17:00`],
        ],
      });
    const send = async (name: string, text: string): Promise<void> => {
      const answer = await fetch(`${scenario.url}/files/scheduling/${name}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${SANDBOX_TOKENS.admin}` },
        body: text,
      });
      expect(answer.ok).toBe(true);
    };
    await send('first.xer', update('2031-01-31', '2031-06-10'));
    await send('second.xer', update('2031-02-28', '2031-06-20'));
    await send('late.xer', update('2030-12-31', '2031-05-01'));
    const forecasts = (await heard).filter(({ kind, code }) => kind === 'FORECAST_CHANGED' && code === last);
    expect(forecasts.map(shown)[0]).toEqual(['FORECAST_CHANGED', '2027-08-31', '2031-06-10']);
    await client.dispose();
    const again = connectTo(scenario);
    const after = (await heard)[0]!.cursor;
    const moved = await hearMilestones(again, { after, projects: ['J-102'], kinds: ['FORECAST_CHANGED'] }, 1);
    expect(moved.map(shown)).toEqual([['FORECAST_CHANGED', '2031-06-10', '2031-06-20']]);
    await again.dispose();
  }, 60_000);

  it('refuses lists that name nothing, a kind that is none and a cursor that is none', async () => {
    const client = connectTo(scenario);
    await expect(hearMilestones(client, { projects: [] }, 1)).rejects.toThrow(/projects is an empty list/);
    await expect(hearMilestones(client, { projects: ['J-999'] }, 1)).rejects.toThrow(
      /Project J-999 is not known/,
    );
    await expect(hearMilestones(client, { kinds: ['LATE'] }, 1)).rejects.toThrow(/LATE/);
    await expect(hearMilestones(client, { after: 'nonsense' }, 1)).rejects.toThrow(/no cursor/);
    await client.dispose();
  }, 30_000);
});
