import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFirm } from '../../../sandbox/firm/index.js';
import { createP6Simulator, P6_CREDENTIALS, type P6Simulator } from '../../../sandbox/p6/index.js';
import type { SchedulingConnector } from '../../../subgraphs/scheduling/connector.js';
import { createFileConnector } from '../../../subgraphs/scheduling/files/index.js';
import { schedulingSettings, type UpdateActivityInput } from '../../../subgraphs/scheduling/index.js';
import { createP6Connector } from '../../../subgraphs/scheduling/p6/index.js';
import type { Effect } from '../../../subgraphs/kit/effect.js';
import { openFolder } from '../../../subgraphs/kit/files/folder.js';

const WHY = { date: '2026-10-20', reason: 'wrong <job>' };
const firm = createFirm({ scale: 1 });
const [schedule] = firm.schedules;
const idle = schedule!.activities.filter(({ status, type }) => status === 'NOT_STARTED' && type === 'TASK');
const idOf = (activity: { readonly objectId: number }): string =>
  `p6:${schedule!.objectId}/${activity.objectId}`;

let p6: P6Simulator;
let connector: SchedulingConnector;
let changes: NonNullable<SchedulingConnector['changes']>;

function connect(more: object = {}): SchedulingConnector {
  const settings = schedulingSettings.parse({
    p6: { ...P6_CREDENTIALS, url: p6.url, timeoutMs: 2_000, ...more },
  });
  return createP6Connector(settings.p6!);
}
beforeAll(async () => {
  p6 = await createP6Simulator(firm);
  connector = connect();
  changes = connector.changes!;
});
afterAll(async () => {
  await connector.close();
  await p6.close();
});
const puts = (model: string): number => p6.calls.get(`PUT /p6ws/restapi/${model}`) ?? 0;

/** A change that landed while its answer was lost is found; one that never arrived is not. */
async function survives<Input, Result>(
  effect: Effect<Input, Result>,
  lost: Input,
  landed: Input,
  method: 'POST' | 'PUT',
  path: string,
): Promise<Result> {
  p6.setFaults({ cut: 'before', method, path });
  await expect(effect.run(lost, 'lost_1')).rejects.toMatchObject({ name: 'UpstreamError', kind: 'NETWORK' });
  p6.setFaults({});
  expect(await effect.find(lost, 'lost_1')).toBeNull();
  p6.setFaults({ cut: 'after', method, path });
  await expect(effect.run(landed, 'landed_1')).rejects.toMatchObject({
    name: 'UpstreamError',
    kind: 'NETWORK',
  });
  p6.setFaults({});
  const found = await effect.find(landed, 'landed_1');
  expect(found).not.toBeNull();
  return found!;
}

describe('update-activity', () => {
  const own = idle[0]!;
  const started: UpdateActivityInput = {
    activity: idOf(own),
    changes: {
      ...{ actualStart: '2026-10-12', status: 'IN_PROGRESS', percentComplete: '0.25' },
      ...{ plannedFinish: '2027-03-01', constraint: { kind: 'FINISH_ON', date: '2027-03-01' } },
    },
    previous: {
      ...{ actualStart: null, status: 'NOT_STARTED', percentComplete: '0' },
      ...{ plannedFinish: own.plannedFinish, constraint: null },
    },
  };

  it('sets dates, percent, status and constraint once, and the schedule shows them', async () => {
    const { updateActivity } = changes.effects;
    const before = await changes.checks.activity(idOf(own));
    expect(before).toMatchObject({
      code: own.code,
      status: 'NOT_STARTED',
      actualStart: null,
      constraint: null,
    });
    expect(await updateActivity.find(started, 'u_1')).toBeNull();
    const after = await updateActivity.run(started, 'u_1');
    expect(after).toMatchObject({ ...started.changes, plannedStart: own.plannedStart });
    expect(after.changedAt! > before.changedAt!).toBe(true);
    const sent = puts('activity');
    expect(await updateActivity.run(started, 'u_1')).toEqual(after);
    expect(puts('activity')).toBe(sent);
    expect(await updateActivity.find(started, 'u_1')).toEqual(after);
    const [read] = await connector.schedules([`p6:${schedule!.objectId}`]);
    expect(read!.activities.find(({ id }) => id === idOf(own))).toMatchObject({
      ...{ actualStart: '2026-10-12', percentComplete: '0.25', plannedFinish: '2027-03-01' },
      ...{ status: 'IN_PROGRESS', wbs: before.wbs, plannedStart: own.plannedStart },
    });
    await updateActivity.undo!(started, after, 'u_1', WHY);
    const { changedAt: _then, ...same } = before;
    expect(await changes.checks.activity(idOf(own))).toMatchObject(same);
  });

  it('survives a lost answer and a lost request', async () => {
    const move = (at: number): UpdateActivityInput => ({
      activity: idOf(idle[at]!),
      changes: { plannedFinish: '2027-04-01' },
      previous: {},
    });
    const found = await survives(changes.effects.updateActivity, move(1), move(2), 'PUT', '/activity');
    expect(found.plannedFinish).toBe('2027-04-01');
  });

  it('logs in again when the session ended', async () => {
    p6.endSessions();
    const again = { ...started, activity: idOf(idle[3]!), changes: { plannedFinish: '2027-05-03' } };
    expect(await changes.effects.updateActivity.run(again, 'u_2')).toMatchObject(again.changes);
  });

  it('names what is wrong: the activity, the value, the next step', async () => {
    const { updateActivity } = changes.effects;
    const odd = { activity: idOf(idle[1]!), changes: { actualFinish: '2026-10-12' }, previous: {} };
    await expect(updateActivity.run(odd, 'u_3')).rejects.toMatchObject({
      kind: 'BUSINESS',
      system: 'scheduling',
    });
    await expect(updateActivity.run(odd, 'u_3')).rejects.toThrow(
      new RegExp(
        `refused activity ${idle[1]!.code} \\(ActualFinishDate 2026-10-12\\): ActualFinishDate cannot .*; check`,
      ),
    );
    const unknown = { ...odd, activity: `p6:${schedule!.objectId}/424242` };
    await expect(updateActivity.run(unknown, 'u_4')).rejects.toThrow(
      /does not know activity p6:\d+\/424242; check/,
    );
    const file = { ...odd, activity: 'file:job.xer#1/7' };
    await expect(updateActivity.find(file, 'u_5')).rejects.toMatchObject({ kind: 'BUSINESS' });
  });
});

describe('assign-resource', () => {
  const on = (at: number, machine = 0, hours: string | null = '80') => ({
    activity: idOf(idle[at]!),
    resource: firm.machines[machine]!.number,
    hours,
  });

  it('puts a machine on an activity, is found by both, and takes its hours back', async () => {
    const { assignResource } = changes.effects;
    expect(await assignResource.find(on(0), 'r_1')).toBeNull();
    const made = await assignResource.run(on(0), 'r_1');
    expect(made).toEqual({ ...on(0), key: made.key });
    expect(await assignResource.find(on(0), 'r_1')).toEqual(made);
    expect(await assignResource.find(on(0, 1), 'r_1')).toBeNull();
    await assignResource.undo!(on(0), made, 'r_1', WHY);
    await assignResource.undo!(on(0), made, 'r_1', WHY);
    expect(await assignResource.find(on(0), 'r_1')).toMatchObject({ hours: '0' });
  });

  it('survives a lost answer and a lost request', async () => {
    const { assignResource } = changes.effects;
    await survives(assignResource, on(1), on(2), 'POST', '/resourceAssignment');
  });

  it('names what is wrong', async () => {
    const { assignResource } = changes.effects;
    await assignResource.run(on(3, 0, null), 'r_2');
    await expect(assignResource.run(on(3), 'r_3')).rejects.toThrow(
      /refused resource .* with 80 h: There is already .*; check whether it is on the activity already/,
    );
    const nobody = { ...on(3), resource: "O'Hara" };
    await expect(assignResource.run(nobody, 'r_4')).rejects.toThrow(/no resource "O'Hara"; add it in P6/);
    await expect(assignResource.find(nobody, 'r_4')).rejects.toMatchObject({ kind: 'BUSINESS' });
  });
});

describe('add-note', () => {
  const note = (at: number, text: string) => ({ activity: idOf(schedule!.activities[at]!), text });

  it('adds a paragraph with the key to the one note of the topic, once', async () => {
    const { addNote } = changes.effects;
    const first = await addNote.run(note(0, 'Moved: rain & flood < 2 days'), 'n_1');
    expect(first.html).toBe('<p>Moved: rain &amp; flood &lt; 2 days [plumbline:n_1]</p>');
    const second = await addNote.run(note(0, 'Moved again'), 'n_2');
    expect(second).toMatchObject({ key: first.key, html: `${first.html}<p>Moved again [plumbline:n_2]</p>` });
    const sent = puts('activityNote');
    expect(await addNote.run(note(0, 'Moved again'), 'n_2')).toEqual(second);
    expect(puts('activityNote')).toBe(sent);
    expect(await addNote.find(note(0, 'Moved again'), 'n_2')).toEqual(second);
    expect(await addNote.find(note(0, 'Moved again'), 'n_3')).toBeNull();
    await addNote.undo!(note(0, 'Moved again'), second, 'n_2', WHY);
    await addNote.undo!(note(0, 'Moved again'), second, 'n_2', WHY);
    const left = await addNote.find(note(0, ''), 'n_1');
    expect(left!.html).toBe(`${first.html}<p>Moved again (taken back 2026-10-20: wrong &lt;job&gt;)</p>`);
  });

  it('survives a lost answer and a lost request, with and without a note before', async () => {
    const { addNote } = changes.effects;
    await survives(addNote, note(1, 'a'), note(2, 'b'), 'POST', '/activityNote');
    await addNote.run(note(3, 'first'), 'n_5');
    await addNote.run(note(4, 'first'), 'n_6');
    await survives(addNote, note(3, 'c'), note(4, 'd'), 'PUT', '/activityNote');
  });

  it('names the topic that is missing', async () => {
    const other = connect({ noteTopic: 'Plumbline' });
    await expect(other.changes!.effects.addNote.run(note(0, 'x'), 'n_7')).rejects.toThrow(
      /no notebook topic "Plumbline" \("Notes"\); add it in P6 or name another/,
    );
    await other.close();
  });
});

describe('what can be changed', () => {
  it('is declared with its delay bound', async () => {
    const { addNote, assignResource, updateActivity } = changes.effects;
    expect([addNote, assignResource, updateActivity].map(({ idempotency }) => idempotency)).toEqual([
      { kind: 'LOOK_UP', delayBoundMs: 4_000 },
      { kind: 'LOOK_UP', delayBoundMs: 4_000 },
      { kind: 'STATE' },
    ]);
    const other = connect({ delayBoundMs: 90 });
    expect(other.changes!.effects.addNote.idempotency).toMatchObject({ delayBoundMs: 90 });
    await other.close();
  });

  it('is nothing in a source of files', async () => {
    const { files } = schedulingSettings.parse({ files: {} });
    const source = createFileConnector(files!, openFolder({ path: '/nonexistent/schedules', ours: false }));
    expect(source.changes).toBeUndefined();
    await source.close();
  });
});
