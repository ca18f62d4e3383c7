/** Schedule and estimate files handed in over HTTP: what is answered, what the graph shows, what is refused. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { startScenario, type Scenario } from './plumbline.js';

/** A schedule of one milestone; `bad` are rows that cannot be read. */
function xer(job: string, dataDate: string, ...bad: string[][]): string {
  const milestone = ['10', '1', 'M100', 'Handover', 'TT_FinMile', 'TK_NotStart', '2026-11-20 17:00'];
  const rows = [
    ['ERMHDR', '19.12', '2026-10-31', 'Project', 'planner', 'P', 'db', 'PM', 'USD'],
    ['%T', 'PROJECT'],
    ['%F', 'proj_id', 'proj_short_name', 'last_recalc_date'],
    ['%R', '1', job, `${dataDate} 00:00`],
    ['%T', 'TASK'],
    ['%F', 'task_id', 'proj_id', 'task_code', 'task_name', 'task_type', 'status_code', 'early_end_date'],
    ...[milestone, ...bad].map((row) => ['%R', ...row]),
    ['%E'],
  ];
  return rows.map((row) => row.join('\t')).join('\r\n');
}
const BIDS = 'Item,Description,Quantity,Unit,Unit Price\n10,Kerb,100,m,12.50\n20,Pipe,many,m,3.00\n';
const BOMB =
  '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Project>&b;</Project>';
const MAX_BYTES = 100_000;

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      scheduling: { ...config.scheduling, files: { ...config.scheduling.files, maxBytes: MAX_BYTES } },
      auth: {
        tokens: [
          ...(config.auth.tokens ?? []),
          {
            token: 'admin-of-one-company',
            actor: { id: 'nora', roles: ['admin'], companies: ['NB'], projects: '*' },
          },
        ],
      },
    }),
  });
}, 60_000);
afterAll(() => scenario.stop());

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & { errors?: { message: string; extensions: { code: string } }[] };
}
async function send(
  method: string,
  path: string,
  body: string | ReadableStream | null = null,
  token: string | null = SANDBOX_TOKENS.admin,
): Promise<Answer> {
  const response = await fetch(`${scenario.url}/files/${path}`, {
    method,
    body,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    ...(body instanceof ReadableStream && { duplex: 'half' as const }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}
const refusal = ({ status, body }: Answer) => [status, body.errors?.[0]?.extensions.code];
const message = ({ body }: Answer) => body.errors?.[0]?.message ?? '';
const names = async (source: string) =>
  ((await send('GET', source)).body['files'] as { file: string }[]).map(({ file }) => file);
async function scheduleOf(job: string) {
  const answer = await scenario.ask(
    `{ projects(filter: { numbers: ["${job}"] }) { nodes { schedule { dataDate source } milestones { code } } } }`,
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.projects.nodes[0]!;
}

describe('a schedule file', () => {
  it('is answered with what was read and every row that was not, and is the schedule of its job at once', async () => {
    const before = await scheduleOf('J-102');
    expect(before.schedule).toMatchObject({ source: 'P6' });
    const short = ['11', '1'];
    const someday = ['12', '1', 'M200', 'Opening', 'TT_Mile', 'TK_NotStart', 'someday'];
    const { status, body } = await send(
      'PUT',
      'scheduling/job.xer',
      xer('J-102', '2026-12-01', short, someday),
    );
    expect(status).toBe(201);
    expect(body).toEqual({
      file: 'job.xer',
      kind: 'XER',
      replaced: false,
      refused: null,
      schedules: [
        {
          ...{ id: 'file:job.xer#1', project: 'J-102', name: 'J-102', company: null },
          ...{ dataDate: '2026-12-01', activities: 2 },
        },
      ],
      rows: { PROJECT: 1, TASK: 2 },
      problems: [
        { line: 8, table: 'TASK', reason: 'short row: 2 values for 7 columns' },
        { line: 9, table: 'TASK', reason: expect.stringContaining('someday') },
      ],
      problemCount: 2,
    });
    const after = await scheduleOf('J-102');
    expect(after.schedule).toEqual({ dataDate: '2026-12-01', source: 'job.xer' });
    expect(after.milestones.map(({ code }) => code)).toContain('M100');
  });

  it('is replaced by one of the same name, and kept when that one is refused', async () => {
    const answer = await send('PUT', 'scheduling/job.xer', xer('J-102', '2026-12-15'));
    expect([answer.status, answer.body['replaced']]).toEqual([200, true]);
    expect((await scheduleOf('J-102')).schedule?.dataDate).toBe('2026-12-15');
    expect(refusal(await send('PUT', 'scheduling/job.xer', BOMB))).toEqual([422, 'FILE_REFUSED']);
    expect(refusal(await send('PUT', 'scheduling/job.xer', 'PK zip'))).toEqual([422, 'FILE_REFUSED']);
    expect(refusal(await send('PUT', 'scheduling/job.xer', ''))).toEqual([422, 'FILE_REFUSED']);
    expect((await scheduleOf('J-102')).schedule?.dataDate).toBe('2026-12-15');
    expect(await names('scheduling')).toEqual(['job.xer']);
  });

  it('of a job nobody knows is an exception that someone sees', async () => {
    await send('PUT', 'scheduling/unknown.xer', xer('Z-999', '2026-12-01'));
    const { data } = await scenario.ask(
      '{ crosswalk(filter: { unmatchedOnly: true, system: "scheduling" }) { nodes { label problem } } }',
    );
    const { nodes } = (data as unknown as { crosswalk: { nodes: { label: string }[] } }).crosswalk;
    expect(nodes.map(({ label }) => label)).toContain('Z-999');
    expect((await send('DELETE', 'scheduling/unknown.xer')).status).toBe(200);
  });

  it('is still there after a restart, and gone when it is deleted', async () => {
    await scenario.restart();
    expect((await scheduleOf('J-102')).schedule).toEqual({ dataDate: '2026-12-15', source: 'job.xer' });
    expect(await send('DELETE', 'scheduling/job.xer')).toMatchObject({
      status: 200,
      body: { file: 'job.xer', removed: true },
    });
    expect((await scheduleOf('J-102')).schedule).toMatchObject({ source: 'P6' });
    expect(await names('scheduling')).toEqual([]);
    expect(refusal(await send('DELETE', 'scheduling/job.xer'))).toEqual([404, 'NOT_FOUND']);
    const log = scenario.log.join('\n');
    for (const done of ['written', 'replaced', 'deleted'])
      expect(log).toContain(`file scheduling/job.xer ${done} by admin`);
  }, 60_000);
});

describe('an estimate file', () => {
  const price = async () => {
    const { data } = await scenario.ask('{ estimate(number: "T-7") { sellPrice currency source } }');
    return (data as unknown as { estimate: unknown }).estimate;
  };

  it('is answered with what was read, and is an estimate at once and after a restart', async () => {
    expect((await send('PUT', 'estimating/T-7.csv', BIDS)).body).toMatchObject({
      kind: 'BID_CSV',
      estimates: [{ number: 'T-7', company: 'NB', currency: 'USD', bidItems: 1 }],
      rows: { bidItems: 1 },
      problems: [{ line: 3, table: '', reason: 'quantity "many" is not a number' }],
      problemCount: 1,
    });
    expect(await price()).toEqual({ sellPrice: '1250.00', currency: 'USD', source: 'File T-7.csv' });
    await send('PUT', 'estimating/T-7.csv', BIDS.replace('many', '10'));
    expect(await price()).toMatchObject({ sellPrice: '1280.00' });
    await scenario.restart();
    expect(await price()).toMatchObject({ sellPrice: '1280.00' });
    await send('DELETE', 'estimating/T-7.csv');
    expect(await price()).toBeNull();
  }, 60_000);
});

describe('who may hand in files', () => {
  it.each([
    ['no token', null, 401, 'UNAUTHENTICATED'],
    ['a wrong token', 'not-a-token-of-ours', 401, 'UNAUTHENTICATED'],
    ['an analyst', SANDBOX_TOKENS.analyst, 403, 'FORBIDDEN'],
    ['the field', SANDBOX_TOKENS.field, 403, 'FORBIDDEN'],
    ['an admin of one company', 'admin-of-one-company', 403, 'FORBIDDEN'],
  ])('not %s', async (_who, token, status, code) => {
    for (const method of ['PUT', 'DELETE']) {
      const body = method === 'PUT' ? xer('J-102', '2027-01-01') : null;
      const answer = await send(method, 'scheduling/x.xer', body, token);
      expect(refusal(answer)).toEqual([status, code]);
      expect(message(answer)).toMatch(/send the header|use such a token/);
    }
    expect(await names('scheduling')).toEqual([]);
  });

  it('and the list is for everyone who sees every company', async () => {
    expect((await send('GET', 'scheduling', null, SANDBOX_TOKENS.analyst)).status).toBe(200);
    expect(refusal(await send('GET', 'scheduling', null, SANDBOX_TOKENS.field))).toEqual([403, 'FORBIDDEN']);
    expect(refusal(await send('GET', 'scheduling', null, null))).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('what is refused', () => {
  it.each([
    ...[
      '..%2Fevil.xer',
      '%2Fetc%2Fevil.xer',
      '..%5Cevil.xer',
      '.evil.xer',
      'evil%00.xer',
      'evil.exe',
      'evil',
    ],
    ...['', 'sub/evil.xer', `${'x'.repeat(117)}.xer`, 'evil.csv'],
  ])('the name %j, naming it and what is allowed', async (name) => {
    const answer = await send('PUT', `scheduling/${name}`, xer('J-102', '2027-01-01'));
    expect(refusal(answer)).toEqual([400, 'BAD_REQUEST']);
    expect(message(answer)).toContain(JSON.stringify(decodeURIComponent(name)));
    expect(message(answer)).toContain('.xer, .xml, .pmxml');
    expect(await names('scheduling')).toEqual([]);
  });

  it('a path that climbs, as no browser would send it', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${SANDBOX_TOKENS.admin}` };
      const path = '/files/scheduling/../../evil.xer';
      const { hostname, port } = new URL(scenario.url);
      request({ hostname, port, path, method: 'PUT', headers }, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end(xer('J-102', '2027-01-01'));
    });
    expect(status).toBe(400);
  });

  it('a name that is not UTF-8', async () => {
    expect(refusal(await send('PUT', 'scheduling/%ff.xer', 'x'))).toEqual([400, 'BAD_REQUEST']);
  });

  it('a file above the limit, whether its length is told or not, and the next request is served', async () => {
    const text = xer('J-102', '2027-01-01') + ' '.repeat(MAX_BYTES);
    expect(refusal(await send('PUT', 'scheduling/big.xer', text))).toEqual([413, 'LIMIT_EXCEEDED']);
    const untold = await send('PUT', 'scheduling/big.xer', new Blob([text]).stream());
    expect(refusal(untold)).toEqual([413, 'LIMIT_EXCEEDED']);
    expect(message(untold)).toContain(String(MAX_BYTES));
    expect(await names('scheduling')).toEqual([]);
  });

  it('a source there is not', async () => {
    const answer = await send('PUT', 'payroll/x.xer', 'x');
    expect(refusal(answer)).toEqual([404, 'NOT_FOUND']);
    expect(message(answer)).toContain('/files/scheduling, /files/estimating');
  });
});
