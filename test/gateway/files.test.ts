import { describe, expect, it } from '@jest/globals';
import { fileRoutes, type FileSource } from '../../gateway/http/files.js';
import { createRouteTable } from '../../gateway/http/routes.js';
import { UpstreamError } from '../../subgraphs/kit/errors.js';
import { FileRefused, type Refusal } from '../../subgraphs/kit/files/report.js';

const sources: Record<string, FileSource> = {
  plans: { state: 'NOT_CONFIGURED' },
  bids: { state: 'ELSEWHERE', url: 'http://bids.example.com/graphql' },
  notes: { state: 'OPEN', refresh: () => Promise.resolve(), door: refusing('UNREADABLE') },
};

function refusing(refusal: Refusal) {
  const refuse = () => Promise.reject(new FileRefused('no', refusal));
  return { maxBytes: 10, receive: refuse, files: () => Promise.resolve([]), remove: refuse };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield* [];
}

async function ask(method: string, path: string, given = sources, length = '5') {
  const actor = { id: 'ada', roles: ['admin'] as const, companies: '*', projects: '*' } as const;
  const find = createRouteTable(
    fileRoutes({
      sources: given,
      authenticate: () => Promise.resolve({ actor, expiresAt: null }),
      log: { info: () => undefined },
    }),
  );
  const headers = { 'content-length': length };
  const answer = await find(method, path)!.handle({ origin: 'http://x', path, headers, body: nothing });
  const body = JSON.parse(answer.body.toString()) as {
    errors: { message: string; extensions: { code: string } }[];
  };
  const [error] = body.errors;
  return [answer.status, error?.extensions.code, error?.message] as const;
}

describe('files of a source that cannot take them', () => {
  it('says how to configure it', async () => {
    expect(await ask('PUT', '/files/plans/a.txt')).toEqual([
      409,
      'FILES_NOT_CONFIGURED',
      'plans takes no files yet; write plans.files in plumbline.yaml and start again',
    ]);
  });

  it('says which process has them', async () => {
    const [status, code, message] = await ask('PUT', '/files/bids/a.txt');
    expect([status, code]).toEqual([409, 'RUNS_ELSEWHERE']);
    expect(message).toContain('http://bids.example.com/graphql');
    expect(message).toContain('bids.files.folder');
  });

  it.each(['/files', '/files/', '/files/other', '/files/constructor'])(
    'says what there is: %s',
    async (path) => {
      const [status, code, message] = await ask('GET', path);
      expect([status, code]).toEqual([404, 'NOT_FOUND']);
      expect(message).toContain('there are /files/plans, /files/bids, /files/notes');
    },
  );

  it.each([
    ['UNREADABLE', 422, 'FILE_REFUSED'],
    ['TOO_LARGE', 413, 'LIMIT_EXCEEDED'],
    ['NAME', 400, 'BAD_REQUEST'],
    ['FOLDER', 503, 'FOLDER_UNAVAILABLE'],
  ] as const)('answers %s with %i', async (reason, status, code) => {
    const open = {
      notes: { state: 'OPEN', refresh: () => Promise.resolve(), door: refusing(reason) },
    } as const;
    expect(await ask('PUT', '/files/notes/a.txt', open)).toEqual([status, code, 'no']);
  });

  it('says that the folder cannot be read', async () => {
    const files = () => Promise.reject(new UpstreamError('scheduling', 'NETWORK', 'the folder is gone'));
    const door = { ...refusing('UNREADABLE'), files };
    const open = { notes: { state: 'OPEN', refresh: () => Promise.resolve(), door } } as const;
    expect(await ask('GET', '/files/notes', open)).toEqual([
      503,
      'UPSTREAM_UNAVAILABLE',
      'the folder is gone',
    ]);
  });

  it('refuses a length above the limit before the door is asked, and gives no file out', async () => {
    expect((await ask('PUT', '/files/notes/a.txt', sources, '11'))[0]).toBe(413);
    expect((await ask('GET', '/files/notes/a.txt'))[0]).toBe(404);
  });
});
