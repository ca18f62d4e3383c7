/** An app that goes on where it was, over sockets that are cut, tokens that run out and its own end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { createCursorKeeper } from '../../client/keeper.js';
import { createLive, inOrder, type Gap, type Live } from '../../client/live.js';
import { socketOptions } from '../../client/socket.js';
import { createFileStorage } from '../../client/storage/file.js';
import { createMemoryStorage, type Storage } from '../../client/storage/storage.js';
import type { Scenario } from '../scenarios/plumbline.js';
import { startUsageScenario, usageOf } from '../scenarios/usage.js';
import { mutate, settled } from '../scenarios/writes.js';

const SECRET = 'a secret of at least thirty-two characters';
const QUERY = 'subscription ($after: String) { writeChanged(after: $after) { cursor status write { id } } }';

interface Change {
  readonly cursor: string;
  readonly status: string;
  readonly write: { readonly id: string } | null;
}

let scenario: Scenario;
let usage: ReturnType<typeof usageOf>;
let days = 0;
const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-client-'));
beforeAll(async () => {
  scenario = await startUsageScenario({
    adjust: (config) => ({ ...config, auth: { ...config.auth, jwt: { key: SECRET } } }),
  });
  usage = usageOf(scenario.sandbox);
}, 120_000);
afterAll(async () => {
  await scenario.stop();
  rmSync(folder, { recursive: true, force: true });
});

const clients: Client[] = [];
const stops: (() => void)[] = [];
// Also after a failure: a subscription that goes on would keep the process.
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  for (const client of clients.splice(0)) await client.dispose();
});

const token = (seconds: number): Promise<string> =>
  new SignJWT({ roles: ['admin'], companies: '*', projects: '*' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('phone')
    .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
    .sign(new TextEncoder().encode(SECRET));

async function write(): Promise<string> {
  days += 1;
  const input = {
    clientMutationId: `client-test-${days}`,
    ...usage.input,
    date: usage.freeDays[days],
    hours: '1',
  };
  const { write: own, userErrors } = await mutate(scenario, 'recordEquipmentUsage', input);
  expect(userErrors).toEqual([]);
  await settled(scenario, own!.id);
  return own!.id;
}

/** What a token of so many seconds lets an app hear; `closes` are the codes its sockets ended with. */
function appOf(storage: Storage, seconds = 60) {
  const closes: number[] = [];
  const gaps: Gap[] = [];
  const troubles: unknown[] = [];
  const options = socketOptions({
    url: `${scenario.url.replace('http', 'ws')}/graphql`,
    token: () => token(seconds),
    longestWaitMs: 200,
  });
  const client: Client = createClient({ ...options, webSocketImpl: WebSocket });
  clients.push(client);
  client.on('closed', (event) => closes.push((event as { code: number }).code));
  const live: Live = createLive({
    keeper: createCursorKeeper(storage),
    onGap: (gap) => void gaps.push(gap),
    onTrouble: (error) => troubles.push(error),
    longestWaitMs: 200,
  });
  return { closes, gaps, troubles, client, live };
}
type App = ReturnType<typeof appOf>;

function listen({ live, client }: App, name: string, take: (change: Change) => void | Promise<void>) {
  const failures: unknown[] = [];
  const take1 = inOrder(live, name, take);
  const stop = live.subscribe(client, { query: QUERY, variables: {} }, name, {
    next: ({ data }) => {
      take1((data as { writeChanged: Change }).writeChanged).catch((error: unknown) => failures.push(error));
    },
    error: (error) => failures.push(error),
    complete: () => undefined,
  });
  stops.push(stop);
  return { stop, failures };
}

async function until(done: () => boolean, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; !done(); await new Promise((go) => setTimeout(go, 20)))
    if (Date.now() > end) throw new Error('it did not come to that in time');
}

const wanted = (ids: readonly string[]): string[] =>
  ids.flatMap((id) => ['RECEIVED', 'QUEUED', 'RUNNING', 'SUCCEEDED'].map((status) => `${id} ${status}`));
const said = ({ write: own, status }: Change): string => `${own?.id ?? ''} ${status}`;

describe('a subscription that resumes', () => {
  it('hears everything once while its tokens run out every two seconds', async () => {
    const app = appOf(createMemoryStorage(), 2);
    const heard: string[] = [];
    const { stop, failures } = listen(app, 'changes', (change) => void heard.push(said(change)));
    await new Promise((done) => setTimeout(done, 500));
    const ids: string[] = [];
    for (const end = Date.now() + 6_000; Date.now() < end;) ids.push(await write());
    await until(() => heard.length >= ids.length * 4);
    await new Promise((done) => setTimeout(done, 300));
    expect(heard).toEqual(wanted(ids));
    expect(app.closes.filter((code) => code === 4403).length).toBeGreaterThanOrEqual(2);
    expect(failures).toEqual([]);
    stop();
  }, 60_000);

  it('goes on after its own end from what it had handled, not from what it had received', async () => {
    const storage = createFileStorage(path.join(folder, 'app.json'));
    const first = appOf(storage);
    const handled: string[] = [];
    const running = listen(first, 'changes', (change) => {
      if (change.status === 'RUNNING') throw new Error('the app died here');
      handled.push(said(change));
    });
    await new Promise((done) => setTimeout(done, 500));
    const one = await write();
    await until(() => running.failures.length > 0);
    running.stop();
    await first.client.dispose();
    const two = await write();
    const second = appOf(createFileStorage(path.join(folder, 'app.json')));
    const again = listen(second, 'changes', (change) => void handled.push(said(change)));
    await until(() => handled.length >= 8);
    expect(handled).toEqual(wanted([one, two]));
    again.stop();
  }, 60_000);

  it('says that events are lost, and goes on', async () => {
    const storage = createMemoryStorage();
    await createCursorKeeper(storage).set('changes', 'of another log');
    const app = appOf(storage);
    const heard: string[] = [];
    const { stop, failures } = listen(app, 'changes', (change) => void heard.push(said(change)));
    await until(() => app.gaps.length > 0 || failures.length > 0 || app.troubles.length > 0);
    expect({ failures, troubles: app.troubles }).toEqual({ failures: [], troubles: [] });
    const id = await write();
    await until(() => heard.includes(`${id} SUCCEEDED`));
    expect(app.gaps).toMatchObject([{ name: 'changes', code: 'CURSOR_INVALID' }]);
    expect(heard.filter((one) => one.startsWith(id))).toEqual(wanted([id]));
    stop();
  }, 60_000);

  it('refuses a second subscription of the same name, and one that cannot resume', async () => {
    const app = appOf(createMemoryStorage());
    const first = listen(app, 'changes', () => undefined);
    const second = listen(app, 'changes', () => undefined);
    expect(String(second.failures[0])).toMatch(/"changes" runs already/);
    const errors: unknown[] = [];
    const query = 'subscription { writeChanged { cursor } }';
    app.live.subscribe(app.client, { query, variables: {} }, null, {
      next: () => undefined,
      error: (error) => errors.push(error),
      complete: () => undefined,
    });
    await until(() => errors.length > 0);
    expect(String(errors[0])).toMatch(/declare \$after: String/);
    first.stop();
  });
});
