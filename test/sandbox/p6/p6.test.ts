import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFirm } from '../../../sandbox/firm/index.js';
import { createP6Simulator, P6_CREDENTIALS, type P6Simulator } from '../../../sandbox/p6/index.js';

const firm = createFirm({ scale: 1 });
const TOKEN = Buffer.from(`${P6_CREDENTIALS.user}:${P6_CREDENTIALS.password}`).toString('base64');

let p6: P6Simulator;
let cookie = '';
beforeAll(async () => {
  p6 = await createP6Simulator(firm);
  const login = await logIn(TOKEN);
  cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(() => p6.close());

function logIn(token: string, database = 'PMDB'): Promise<Response> {
  return fetch(`${p6.url}/p6ws/restapi/login?DatabaseName=${database}`, {
    method: 'POST',
    headers: { authToken: token },
  });
}

async function get(model: string, query: Record<string, string>): Promise<{ status: number; body: unknown }> {
  const search = new URLSearchParams(query).toString();
  const answer = await fetch(`${p6.url}/p6ws/restapi/${model}?${search}`, { headers: { cookie } });
  return { status: answer.status, body: await answer.json() };
}

describe('login', () => {
  it('gives a cookie for the right name, password and database only', async () => {
    expect(cookie).toMatch(/^JSESSIONID=/);
    const wrong = await logIn('wrong');
    expect([wrong.status, await wrong.text()]).toEqual([500, 'Request failed.']);
    const other = await logIn(TOKEN, 'OTHER');
    expect([other.status, await other.json()]).toEqual([401, { message: 'Invalid database name passed.' }]);
    const without = await fetch(`${p6.url}/p6ws/restapi/project?Fields=Id`);
    expect(without.status).toBe(401);
  });
});

async function write(
  method: string,
  model: string,
  body: unknown,
): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${p6.url}/p6ws/restapi/${model}`, {
    method,
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

describe('writing', () => {
  const [first, second] = firm.schedules.at(-1)!.activities;
  const one = first!.objectId;
  const row = async (fields: string): Promise<unknown> => {
    const { body } = await get('activity', { Fields: fields, Filter: `ObjectId:eq:${one}` });
    return (body as unknown[])[0];
  };

  it('changes the named fields of the named rows and stamps them', async () => {
    const before = await row('Name,LastUpdateDate,PlannedStartDate');
    const put = await write('PUT', 'activity', [{ ObjectId: one, Name: 'Renamed' }]);
    expect(put).toEqual({ status: 200, body: true });
    const after = (await row('Name,LastUpdateDate,PlannedStartDate')) as Record<string, string>;
    expect(after).toEqual({
      ...(before as object),
      Name: 'Renamed',
      LastUpdateDate: after['LastUpdateDate'],
    });
    expect(after['LastUpdateDate']).not.toBe((before as typeof after)['LastUpdateDate']);
  });

  it('makes rows, one note for each activity and topic', async () => {
    const note = { ActivityObjectId: one, NotebookTopicObjectId: 1, Note: '<p>dry</p>' };
    const made = await write('POST', 'activityNote', [note]);
    const [id] = made.body as number[];
    const read = await get('activityNote', { Fields: 'ObjectId,Note', Filter: `ObjectId:eq:${id}` });
    expect(read.body).toEqual([{ ObjectId: id, Note: '<p>dry</p>' }]);
    expect((await write('POST', 'activityNote', [note])).status).toBe(400);
  });

  it.each([
    ['PUT', 'activity', [{ Name: 'x' }], 400, /ObjectId is required/],
    ['PUT', 'activity', [{ ObjectId: 1, Name: 'x' }], 400, /does not exist/],
    ['PUT', 'activity', [{ ObjectId: one, PercentComplete: 1 }], 400, /read-only/],
    ['PUT', 'activity', { ObjectId: one }, 400, /must be a list/],
    ['PUT', 'activity', Array(1_001).fill({ ObjectId: one }), 400, /At most 1000/],
    ['POST', 'activity', [{ Name: 'x' }], 404, /No resource/],
  ])('refuses %s %s %j', async (method, model, body, status, reason) => {
    const answer = await write(method, model, body);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toMatch(reason);
  });

  it('changes nothing when one row of the call is refused', async () => {
    const before = await row('Name');
    const both = [
      { ObjectId: one, Name: 'Half' },
      { ObjectId: second!.objectId, Status: 'Nonsense' },
    ];
    expect((await write('PUT', 'activity', both)).status).toBe(400);
    expect(await row('Name')).toEqual(before);
  });
});

describe('reading', () => {
  it('answers a bare array of exactly the asked fields', async () => {
    const { body } = await get('project', { Fields: 'ObjectId,Id', OrderBy: 'ObjectId' });
    const expected = firm.schedules.map(({ objectId, spelling }) => ({ ObjectId: objectId, Id: spelling }));
    expect(body).toEqual(expected.sort((a, b) => a.ObjectId - b.ObjectId));
  });

  it('filters by IN, comparisons and text, joined by :and:', async () => {
    const [one, two] = firm.schedules;
    const after = one!.activities[1]!.objectId;
    const filter = `ProjectObjectId IN(${one!.objectId},${two!.objectId}) :and: ObjectId:gt:${after}`;
    const { body } = await get('activity', { Fields: 'ObjectId', Filter: filter });
    const expected = [...one!.activities, ...two!.activities].filter(({ objectId }) => objectId > after);
    expect(body).toHaveLength(expected.length);
    const byType = await get('activityCodeAssignment', {
      Fields: 'ActivityCodeValue',
      Filter: "ActivityCodeTypeName:eq:'No such type'",
    });
    expect(byType.body).toEqual([]);
  });

  it('serves dates as local moments and percentages from 0 to 1', async () => {
    const { body } = await get('activity', { Fields: 'PercentComplete,PlannedStartDate,Type' });
    for (const row of body as { PercentComplete: number; PlannedStartDate: string }[]) {
      expect(row.PercentComplete).toBeGreaterThanOrEqual(0);
      expect(row.PercentComplete).toBeLessThanOrEqual(1);
      expect(row.PlannedStartDate).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/);
    }
  });

  it.each([
    [{}, /Fields is required/],
    [{ Fields: 'NoSuchField' }, /NoSuchField is not a valid field/],
    [{ Fields: 'Id', Filter: 'Id ~ 1' }, /Invalid filter: Id ~ 1/],
    [{ Fields: 'Id', Filter: 'Nope:eq:1' }, /Nope is not a valid field/],
  ] as [Record<string, string>, RegExp][])('refuses %j', async (query, reason) => {
    const { status, body } = await get('activity', query);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(reason);
  });
});
