/** Clients as apps are: one that goes on behind the last change it handled, and one that only connects again. */
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { sleep } from '../crash/random.mjs';
import { createWire, MANNERS } from './wire.mjs';

const CHANGES = `subscription ($after: String) { writeChanged(after: $after) { cursor occurredAt status } }`;
const CONNECTION = {
  webSocketImpl: WebSocket,
  connectionAckWaitTimeout: 5_000,
  connectionParams: { authorization: 'Bearer sandbox-admin-token' },
};
/** Before it comes back, at least and at most. */
const AWAY_MS = [5, 60];

async function createNetwork(gateways, random) {
  const wires = await Promise.all(gateways.map((own) => createWire(() => (own.living ? own.url : null))));
  return {
    away: () => sleep(AWAY_MS[0] + random() * (AWAY_MS[1] - AWAY_MS[0])),
    /** Any of the gateways, as a load balancer would. */
    next: () => Math.floor(random() * wires.length),
    urlOf: (at) => wires[at].url,
    cut: () => wires.some((wire) => wire.cut(MANNERS[Math.floor(random() * MANNERS.length)], random)),
    close: () => Promise.all(wires.map((wire) => wire.close())),
  };
}

const createRecord = (name, gateways) => ({
  ...{ name, heard: [], cuts: 0, cursor: null, refused: null },
  connects: gateways.map(() => 0),
});

/** @param start cursor that it begins behind, as an app's that was closed in between */
export async function createResuming({ name, gateways, random, start }) {
  const network = await createNetwork(gateways, random);
  const own = { ...createRecord(name, gateways), cursor: start };
  let stopped = false;
  let client;
  const connectOnce = async () => {
    const at = network.next();
    const connected = () => (own.connects[at] += 1);
    client = createClient({ ...CONNECTION, url: network.urlOf(at), retryAttempts: 0, on: { connected } });
    for await (const { data, errors } of client.iterate({
      query: CHANGES,
      variables: { after: own.cursor },
    })) {
      if (errors) own.refused = errors[0].message;
      if (errors) return;
      own.heard.push(data.writeChanged.occurredAt);
      own.cursor = data.writeChanged.cursor;
    }
  };
  const run = async () => {
    while (!stopped && own.refused === null) {
      await connectOnce().catch(() => undefined);
      client.terminate();
      await network.away();
    }
  };
  const running = run();
  return Object.assign(own, {
    cut: () => network.cut(),
    async stop() {
      stopped = true;
      await network.close();
      await running;
    },
  });
}

/** It hears what comes while it is connected, by the library's own retries. */
export async function createNaive({ name, gateways, random }) {
  const network = await createNetwork(gateways, random);
  const own = createRecord(name, gateways);
  let at = 0;
  const client = createClient({
    ...CONNECTION,
    url: () => network.urlOf((at = network.next())),
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: () => network.away(),
    on: { connected: () => (own.connects[at] += 1) },
  });
  client.subscribe(
    { query: CHANGES },
    {
      next({ data }) {
        own.heard.push(data.writeChanged.occurredAt);
      },
      error: (error) => (own.refused = String(error.message ?? error)),
      complete: () => undefined,
    },
  );
  return Object.assign(own, {
    cut: () => network.cut(),
    async stop() {
      await client.dispose();
      await network.close();
    },
  });
}
