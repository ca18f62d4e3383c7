/** NATS between the processes: cut, killed, emptied, deleted, written to by strangers; nothing is lost or doubled. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';
import { natsSettings } from '../../store/events/nats/settings.js';
import { eventsSettings } from '../../store/events/settings.js';
import type { EventLog, Store } from '../../store/store.js';
import { collect, event, pause } from './events.js';
import { createNatsServer, removeNatsServers, WITH_JETSTREAM, type NatsServer } from './nats-server.js';
import { forEachStore, type Opened } from './stores.js';

/** Who is fed looks into the log so seldom that no test would see it. */
const eventsBy = (url: string, more: object = {}): ReturnType<typeof eventsSettings.parse> =>
  eventsSettings.parse({ fanout: { kind: 'NATS', url, pollMs: 600_000, ...more } });

const available = process.env['TEST_NATS_SERVER'] !== undefined;
afterAll(removeNatsServers);

(available ? describe : describe.skip)('NATS', () => {
  forEachStore('as the fan-out', (opened, kind) => {
    if (kind === 'pglite')
      it('is refused with the embedded database', async () => {
        await expect(opened().open({ events: eventsBy('nats://127.0.0.1:1') })).rejects.toThrow(
          /embedded database, which has one process only; set DATABASE_URL/,
        );
      });
    else describeOnPostgres(opened);
  });
});

function describeOnPostgres(opened: () => Opened): void {
  let server: NatsServer;
  let stores: readonly Store[] = [];
  let lines: string[] = [];
  const open = async (count: number, url = server.url): Promise<readonly EventLog[]> => {
    lines = [];
    const log = (line: string): number => lines.push(line);
    stores = await Promise.all(
      Array.from({ length: count }, () => opened().open({ events: eventsBy(url), log })),
    );
    return stores.map(({ events }) => events);
  };
  const close = (): Promise<unknown> => Promise.all(stores.map((store) => store.close()));
  beforeAll(async () => {
    server = await createNatsServer(WITH_JETSTREAM);
    await server.start();
  });

  it('brings events to those that do not read the log', async () => {
    const logs = await open(3);
    const after = await logs[0]!.head();
    const following = logs.map((log) =>
      collect(log.follow({ after, companies: '*' }), (keys) => keys.includes('fed-29')),
    );
    // Until one leads and the others are fed.
    await pause(2_500);
    // Nobody else hears of appends by the database, or polls within this test.
    expect(await listening(opened().url)).toBe(1);
    const began = performance.now();
    for (let n = 0; n < 30; n += 1) await logs[n % 3]!.append([event(`fed-${n}`)]);
    const all = await Promise.all(following);
    console.info(`30 events to 3 processes by NATS: ${(performance.now() - began).toFixed(0)} ms`);
    for (const keys of all) expect(keys).toEqual(Array.from({ length: 30 }, (_, n) => `fed-${n}`));
    const { messages } = await streamState(server);
    expect(messages).toBeGreaterThan(1);
    await close();
  }, 25_000);

  it('loses and doubles nothing when it is written to, emptied, deleted, killed and begun anew', async () => {
    const logs = await open(3);
    const after = await logs[0]!.head();
    const following = logs.map((log) =>
      collect(log.follow({ after, companies: '*' }), (keys) => keys.includes('last'), 15_000),
    );
    await pause(2_000);
    let n = 0;
    let writing = true;
    const write = async (log: EventLog, name: string): Promise<void> => {
      while (writing) {
        await log.append([event(`${name}-${n}`)]);
        n += 1;
        await pause(5);
      }
    };
    const writers = logs.map((log, i) => write(log, `w${i}`));
    for (const harm of [strangersWrite, purge, remove]) {
      await pause(700);
      await withManager(server, harm);
    }
    await pause(1_500);
    await server.kill();
    await pause(500);
    server.empty();
    await server.start();
    await pause(2_500);
    writing = false;
    await Promise.all(writers);
    await logs[1]!.append([event('last')]);
    const seen = await Promise.all(following);
    const truth = await keysAfter(logs[0]!, after);
    console.info(`${truth.length} events past a broker that was harmed five times, to 3 processes`);
    expect(truth.length).toBe(n + 1);
    for (const keys of seen) expect(keys).toEqual(truth);
    expect(lines.filter((line) => line.includes('is away'))).not.toEqual([]);
    expect(lines.filter((line) => line.includes('is back'))).not.toEqual([]);
    await close();
  }, 28_000);

  it('goes on with another leader when the first one ends', async () => {
    const logs = await open(2);
    const after = await logs[0]!.head();
    const first = collect(logs[0]!.follow({ after, companies: '*' }), (keys) => keys.includes('one'));
    await pause(1_500);
    const second = collect(logs[1]!.follow({ after, companies: '*' }), (keys) => keys.includes('two'));
    await pause(1_000);
    await logs[1]!.append([event('one')]);
    expect(await first).toEqual(['one']);
    await stores[0]!.close();
    await opened().store.events.append([event('two')]);
    expect(await second).toEqual(['one', 'two']);
    await close();
  }, 25_000);

  it('may be away at the start: that is said, and the log is polled', async () => {
    const away = await createNatsServer(WITH_JETSTREAM);
    const [log] = await open(1, away.url);
    expect(lines).toEqual([
      expect.stringMatching(
        /NATS at nats:\S+ cannot be reached: .*; start it or correct events\.fanout\.url/,
      ),
    ]);
    const after = await log!.head();
    const following = collect(log!.follow({ after, companies: '*' }), (keys) => keys.length === 2);
    await opened().store.events.append([event('polled')]);
    await away.start();
    for (let tries = 0; tries < 200 && lines.length < 2; tries += 1) await pause(50);
    expect(lines[1]).toMatch(/is back/);
    await opened().store.events.append([event('by the broker')]);
    expect(await following).toEqual(['polled', 'by the broker']);
    await close();
    await away.kill();
  }, 25_000);

  it('is refused with what to do when it has no JetStream or refuses the credentials', async () => {
    const plain = await createNatsServer();
    const guarded = await createNatsServer([...WITH_JETSTREAM, 'authorization { user: a, password: b }']);
    await Promise.all([plain.start(), guarded.start()]);
    await expect(opened().open({ events: eventsBy(plain.url) })).rejects.toThrow(
      /has no JetStream for this account .*start the server with -js/,
    );
    const wrong = { user: 'a', password: 'wrong-secret' };
    await expect(opened().open({ events: eventsBy(guarded.url, wrong) })).rejects.toThrow(
      /^(?!.*wrong-secret).*refuses our credentials .*correct user and password/,
    );
    await expect(
      opened().open({ events: eventsBy(guarded.url, { credentials: 'no such thing' }) }),
    ).rejects.toThrow(/credentials is no NATS credentials file/);
    const right = await opened().open({ events: eventsBy(guarded.url, { user: 'a', password: 'b' }) });
    await right.close();
    await Promise.all([plain.kill(), guarded.kill()]);
  }, 25_000);
}

describe('settings of NATS', () => {
  it.each([
    [{ url: 'http://x:1' }, /must be nats:/],
    [{ url: 'nats://a:b@x:1' }, /without user and password/],
    [{ url: 'nats://x:1', user: 'a' }, /together with user/],
    [{ url: 'nats://x:1', token: 't', credentials: 'c' }, /give one of/],
  ])('%j are refused', (given, why) => {
    expect(() => natsSettings.parse({ kind: 'NATS', ...given })).toThrow(why);
  });
});

async function withManager<T>(
  { url }: NatsServer,
  act: (manager: JetStreamManager, stream: string) => Promise<T>,
): Promise<T> {
  const client = await connect({ servers: url });
  const manager = await jetstreamManager(client);
  const [stream] = await manager.streams.list().next();
  if (!stream) throw new Error('there is no stream');
  const result = await act(manager, stream.config.name);
  await client.close();
  return result;
}

const streamState = (server: NatsServer): Promise<{ messages: number }> =>
  withManager(server, async (manager, stream) => (await manager.streams.info(stream)).state);

const purge = (manager: JetStreamManager, stream: string): Promise<unknown> => manager.streams.purge(stream);

const remove = (manager: JetStreamManager, stream: string): Promise<unknown> =>
  manager.streams.delete(stream);

/** Nobody may read it as events, and the leader's next message is refused. */
async function strangersWrite(manager: JetStreamManager, stream: string): Promise<void> {
  const { config } = await manager.streams.info(stream);
  for (const text of ['', 'garbage', '{"v":1,"before":"x","after":"y","events":[]}', '{"v":2}'])
    await manager.jetstream().publish(config.subjects[0]!, text);
}

/** Connections of this database that hear of new events. */
async function listening(url: string | undefined): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int from pg_stat_activity where datname = current_database() and query like 'listen %'`,
  );
  await client.end();
  return rows[0]!.count;
}

async function keysAfter(log: EventLog, after: string): Promise<string[]> {
  const keys: string[] = [];
  for (let place = after; ;) {
    const page = await log.read({ companies: '*', after: place, limit: 1_000 });
    keys.push(...page.events.map(({ dedupeKey }) => dedupeKey));
    place = page.cursor;
    if (!page.hasMore) return keys;
  }
}
