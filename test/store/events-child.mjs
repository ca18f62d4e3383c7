// A process of its own on the built product's store, until it is killed. argv: JSON {databaseUrl?, dataDir, name,
// deliveries?, after?, events?}. Prints one line per acknowledged append (`appended <key>`), kept delivery (`kept <id>`) and
// followed event (`saw <cursor> <key>`); the line is written only after the store has answered.
import { openStore } from '../../dist/store/open.js';

const { databaseUrl, dataDir, name, deliveries, after, events: eventsSettings } = JSON.parse(process.argv[2]);
const store = await openStore({ databaseUrl, dataDir, configured: {}, events: eventsSettings });
const { events } = store;
const print = (line) => process.stdout.write(`${line}\n`);

const event = (dedupeKey) => ({
  type: 'WORK_ORDER_CHANGED',
  company: 'NB',
  project: null,
  equipment: null,
  severity: null,
  occurredAt: new Date(),
  source: { system: 'maintenance', record: `work-orders/${dedupeKey}` },
  dedupeKey,
  payload: {},
});

const follow = async () => {
  for await (const batch of events.follow({ after, companies: '*' }))
    for (const { cursor, dedupeKey } of batch.events) print(`saw ${cursor} ${dedupeKey}`);
};
const append = async () => {
  for (let n = 0; ; n += 1) {
    const key = `${name}-${n}`;
    await events.append([event(key)]);
    print(`appended ${key}`);
  }
};
const keep = async () => {
  for (let n = 0; ; n += 1) {
    const rawBody = Buffer.from(`{"n":${n}}`);
    const headers = { 'svix-id': `${name}-${n}` };
    await events.inbox.keep({
      connector: 'telematics',
      deliveryId: `${name}-${n}`,
      receivedAt: new Date(),
      headers,
      rawBody,
    });
    print(`kept ${name}-${n}`);
  }
};

print('open');
if (after !== undefined) void follow();
await (deliveries ? keep() : append());
