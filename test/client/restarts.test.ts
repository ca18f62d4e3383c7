/** Apollo Client, urql and the mutation queue while the product is killed and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client as UrqlClient } from '@urql/core';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ResumeLink } from '../../client/apollo.js';
import { createCursorKeeper } from '../../client/keeper.js';
import { createLive, type Live } from '../../client/live.js';
import { createMutationQueue, type Outcome, type QueuedMutation } from '../../client/queue.js';
import { socketOptions } from '../../client/socket.js';
import { createFileStorage } from '../../client/storage/file.js';
import { createMemoryStorage } from '../../client/storage/storage.js';
import type { Answer } from '../../client/transport.js';
import { resumeExchange } from '../../client/urql.js';
import { createFirm } from '../../sandbox/firm/create-firm.js';
import { usageOf } from '../scenarios/usage.js';

const TOKEN = 'sandbox-admin-token';
const FIELDS = '{ cursor status write { id } }';
const QUERY = `subscription Changes($after: String) { writeChanged(after: $after) ${FIELDS} }`;
const USAGE = `mutation ($input: RecordEquipmentUsageInput!) { recordEquipmentUsage(input: $input) {
  write { id } userErrors { code message } } }`;

interface Change {
  readonly cursor: string;
  readonly status: string;
  readonly write: { readonly id: string } | null;
}
type Changes = { readonly writeChanged: Change };

const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-client-'));
const clients: Client[] = [];
const stops: (() => void)[] = [];
let port = 0;
let product: ChildProcess | undefined;
let usage: ReturnType<typeof usageOf>;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
async function until(done: () => boolean | Promise<boolean>, ms = 60_000): Promise<void> {
  for (const end = Date.now() + ms; !(await done());) {
    if (Date.now() > end) throw new Error('it did not come to that in time');
    await pause(50);
  }
}

async function start(): Promise<void> {
  const env = { ...process.env, PORT: String(port), DATA_DIR: path.join(folder, 'data') };
  product = spawn(process.execPath, ['dist/gateway/main.js'], { env, stdio: 'ignore' });
  const ready = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(ready);
}

async function kill(): Promise<void> {
  const ended = new Promise((done) => product?.once('exit', done));
  product?.kill('SIGKILL');
  await ended;
}

beforeAll(async () => {
  // The product makes the same firm.
  usage = usageOf({ firm: createFirm() } as Parameters<typeof usageOf>[0]);
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  port = (server.address() as { port: number }).port;
  await new Promise((done) => server.close(done));
  await start();
}, 120_000);
afterAll(async () => {
  for (const stop of stops) stop();
  for (const client of clients) await client.dispose();
  await kill();
  rmSync(folder, { recursive: true, force: true });
});

function socket(): Client {
  const url = `ws://127.0.0.1:${port}/graphql`;
  const options = socketOptions({ url, token: () => TOKEN, longestWaitMs: 300 });
  const client = createClient({ ...options, webSocketImpl: WebSocket });
  clients.push(client);
  return client;
}
const gaps: unknown[] = [];
const live = (): Live =>
  createLive({
    keeper: createCursorKeeper(createMemoryStorage()),
    onGap: (gap) => void gaps.push(gap),
    longestWaitMs: 300,
  });

async function post(query: string, variables: object): Promise<Answer> {
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await answer.json()) as Answer;
}

/** Everything in the log after a place, as somebody hears it who asks for it later. */
async function logAfter(after: string): Promise<Change[]> {
  const heard: Change[] = [];
  stops.push(
    socket().subscribe<Changes>(
      { query: QUERY, variables: { after } },
      {
        next: ({ data }) => {
          if (data) heard.push(data.writeChanged);
        },
        error: () => undefined,
        complete: () => undefined,
      },
    ),
  );
  for (let before = -1; before < heard.length || heard.length === 0;) {
    before = heard.length;
    await pause(1_500);
  }
  return heard;
}

/** A client of the same library that only subscribes again, once it is back. */
function naiveSocket(back: () => boolean): Client {
  const client = createClient({
    url: `ws://127.0.0.1:${port}/graphql`,
    connectionParams: { authorization: `Bearer ${TOKEN}` },
    webSocketImpl: WebSocket,
    shouldRetry: () => true,
    retryAttempts: Infinity,
    retryWait: () => until(back),
  });
  clients.push(client);
  return client;
}

function listenAll(
  back: () => boolean,
): Readonly<Record<'apollo' | 'urql' | 'naive', Change[]>> & { failures: unknown[] } {
  const heard = {
    apollo: [] as Change[],
    urql: [] as Change[],
    naive: [] as Change[],
    failures: [] as unknown[],
  };
  const fail = (error: unknown): void => void heard.failures.push(error);
  const apollo = new ApolloClient({ cache: new InMemoryCache(), link: new ResumeLink(live(), socket()) });
  const running = apollo
    .subscribe<Changes>({
      query: gql(QUERY),
      fetchPolicy: 'no-cache',
      context: { plumblinePlace: 'changes' },
    })
    .subscribe(({ data, error }) => {
      if (error) fail(error);
      else if (data) heard.apollo.push(data.writeChanged);
    });
  const urql = new UrqlClient({
    url: 'http://127.0.0.1/unused',
    preferGetMethod: false,
    exchanges: [resumeExchange(live(), socket())],
  });
  const watching = urql
    .subscription<Changes>(QUERY, {}, { plumblinePlace: 'changes' })
    .subscribe(({ data, error }) => {
      if (error) fail(error);
      else if (data) heard.urql.push(data.writeChanged);
    });
  const naive = naiveSocket(back).subscribe<Changes>(
    { query: `subscription { writeChanged ${FIELDS} }` },
    {
      next: ({ data }) => {
        if (data) heard.naive.push(data.writeChanged);
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
  stops.push(
    () => running.unsubscribe(),
    () => watching.unsubscribe(),
    naive,
  );
  return heard;
}

it('loses nothing and doubles nothing while the product is killed twice', async () => {
  const begin = (await post('{ eventCursor }', {})).data?.['eventCursor'] as string;
  const outcomes: Outcome[] = [];
  const heard = listenAll(() => outcomes.length > 3);
  await pause(1_500);
  const sent: string[] = [];
  const options = {
    storage: createFileStorage(path.join(folder, 'queue.json')),
    send: (mutation: QueuedMutation) => {
      sent.push(mutation.key);
      return post(mutation.query, mutation.variables);
    },
    onOutcome: (outcome: Outcome) => void outcomes.push(outcome),
    longestWaitMs: 300,
  };
  const queue = createMutationQueue(options);
  stops.push(() => queue.stop());
  const keys: string[] = [];
  const add = async (hours = '1'): Promise<void> => {
    const input = { ...usage.input, date: usage.freeDays[keys.length + 1], hours };
    keys.push(await queue.add(USAGE, input));
  };
  for (let i = 0; i < 3; i += 1) await add();
  await until(() => outcomes.length > 0);
  await kill();
  for (let i = 0; i < 2; i += 1) await add();
  await add('-1');
  await pause(1_000);
  await start();
  await until(() => outcomes.length === keys.length);
  await kill();
  await start();
  const log = await logAfter(begin);
  await until(() => heard.apollo.length >= log.length && heard.urql.length >= log.length, 20_000);
  const places = (changes: readonly Change[]): string[] => changes.map(({ cursor }) => cursor);
  expect(heard.failures).toEqual([]);
  expect(gaps).toEqual([]);
  expect(places(heard.apollo)).toEqual(places(log));
  expect(places(heard.urql)).toEqual(places(log));
  expect(places(heard.naive).length).toBeLessThan(log.length);
  // Sent more than once where the answer was cut off, told once and in order, one write for each key.
  expect(outcomes.map(({ mutation }) => mutation.key)).toEqual(keys);
  expect([...new Set(sent)]).toEqual(keys);
  expect(sent.length).toBeGreaterThan(keys.length);
  expect(outcomes.map(({ kind }) => kind)).toEqual([...Array<string>(5).fill('ANSWERED'), 'REFUSED']);
  const writes = new Set(log.map((change) => change.write?.id));
  expect(writes.size).toBe(5);
  expect(await queue.waiting()).toEqual([]);
}, 120_000);
