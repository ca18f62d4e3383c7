/** What happens by itself: a question that nobody answers closes, and flows run when they are due. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startScenario, type Scenario } from './plumbline.js';
import { expectNoWrites } from './erp-admin.js';
import { usageOf } from './usage.js';
import { mutate, readWrite } from './writes.js';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      workflows: {
        clockSeconds: 0.2,
        approvals: [{ name: 'always', write: 'recordEquipmentUsage', expiresAfterHours: 1 / 3_600 }],
      },
    }),
  });
}, 120_000);
afterAll(() => scenario.stop());

describe('the clock', () => {
  it('closes a question whose time is over, with a trace, and says so', async () => {
    const usage = usageOf(scenario.sandbox);
    const asked = {
      clientMutationId: 'nobody-answers-1',
      ...usage.input,
      hours: '2',
      date: usage.freeDays[1]!,
    };
    scenario.resetCalls();
    const { write } = await mutate(scenario, 'recordEquipmentUsage', asked);
    expect(write?.status).toBe('PENDING_APPROVAL');
    for (const until = Date.now() + 10_000; Date.now() < until;) {
      if ((await readWrite(scenario, write!.id)).status !== 'PENDING_APPROVAL') break;
      await new Promise((done) => setTimeout(done, 100));
    }
    const closed = await readWrite(scenario, write!.id);
    expect(closed).toMatchObject({ status: 'REJECTED', approval: { decision: 'EXPIRED' } });
    expect(closed.audit.map(({ event, actor }) => [event, actor]).slice(-1)).toEqual([
      ['EXPIRED', 'plumbline'],
    ]);
    expectNoWrites(scenario);
    const late = await mutate(scenario, 'decideApproval', { write: write!.id, approve: true });
    expect(late.userErrors).toMatchObject([{ code: expect.stringMatching(/OWN_WRITE|WRONG_STATE/) }]);
    const { data } = await scenario.ask('{ exceptions { kind record message write { id } } }');
    const { exceptions } = data as unknown as {
      exceptions: { kind: string; write: { id: string } | null }[];
    };
    expect(exceptions.find(({ kind }) => kind === 'APPROVAL_EXPIRED')?.write?.id).toBe(write!.id);
  }, 30_000);
});
