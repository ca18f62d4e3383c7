/** Changes of milestones are told alike when the subgraphs run in processes of their own. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connectTo } from './live.js';
import { askJob, beat, hearMilestones, lastOf, milestonesKnown, moveInSchedule } from './milestones.js';
import { startScenario, type Scenario } from './plumbline.js';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario({ transport: 'HTTP' });
  await milestonesKnown(scenario, 'J-101');
}, 120_000);
afterAll(() => scenario.stop());

it('tells a slip with fields of three systems as a query has them', async () => {
  const client = connectTo(scenario);
  const heard = hearMilestones(client, { projects: ['J-101'] }, 1);
  await beat();
  await moveInSchedule(scenario, 'J-101', '2027-06-30');
  const [change] = await heard;
  const { code, plannedFinish } = lastOf(scenario, 'J-101');
  expect(change).toMatchObject({
    ...{ kind: 'FORECAST_CHANGED', code, before: { forecastDate: plannedFinish } },
    milestone: { code, forecastDate: '2027-06-30' },
  });
  expect(change!.project).toEqual(await askJob(scenario, 'J-101'));
  await client.dispose();
}, 60_000);
