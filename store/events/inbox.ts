/**
 * Webhook deliveries, kept before they are acknowledged and handled afterwards, in any process. Repeats of a delivery
 * are known by the sender's id of it.
 *
 *   WAITING ─► DONE                     body and headers are dropped; the id stays, so that a repeat is known
 *      ▲ └───► PARKED                   given up: a person looks
 *      └──────────┘  retry
 *
 * Whoever takes a delivery has it for the length of a lease; when its process dies, another takes it after that.
 */
import { sql, type RawBuilder } from 'kysely';
import { change, inTransaction, rowsOf, toDate, type Database } from '../database.js';
import { StoreError } from '../errors.js';
import type { appendEvents } from './append.js';
import type { NewEvent } from './event.js';

export interface NewDelivery {
  /** Name of the connector whose door it came through. */
  readonly connector: string;
  /** The sender's id of the delivery, at most 200 characters; a hash of the body where the sender gives none. */
  readonly deliveryId: string;
  readonly receivedAt: Date;
  /** Those that are needed to understand it; no credentials. */
  readonly headers: Readonly<Record<string, string>>;
  /** As received: signatures cover these bytes. */
  readonly rawBody: Uint8Array;
}

export interface Delivery extends NewDelivery {
  readonly id: string;
  /** 1 when it is taken for the first time; tells who has it in hand from who had it before. */
  readonly attempt: number;
  /** Why it failed last; null when it did not. */
  readonly error: string | null;
}

export interface Inbox {
  /** Durable when it resolves. False when the connector's delivery was kept before. */
  keep(delivery: NewDelivery): Promise<boolean>;
  /** The oldest ones that are due and in nobody's hand, for so long. @param connectors of any when left out */
  take(most: number, leaseMs: number, connectors?: readonly string[]): Promise<readonly Delivery[]>;
  /** Handled: appends what it told and forgets its body, both or neither. False when it is in other hands by now. */
  done(delivery: Delivery, events: readonly NewEvent[]): Promise<boolean>;
  /** Tried again at `again`, parked when null. False when it is in other hands by now. */
  failed(delivery: Delivery, error: string, again: Date | null): Promise<boolean>;
  /** Those that were given up, oldest first. */
  parked(most: number): Promise<readonly Delivery[]>;
  /** Lets a parked delivery wait again; false when it is not parked. */
  retry(id: string): Promise<boolean>;
}

export interface InboxParts {
  readonly database: Database;
  readonly now: () => number;
  readonly append: typeof appendEvents;
  /** Events were committed. */
  readonly appended: () => void;
}

interface InboxRow {
  readonly id: string;
  readonly connector: string;
  readonly delivery_id: string;
  readonly received_at: Date;
  readonly headers: string;
  readonly body: string;
  readonly attempts: number;
  readonly error: string | null;
}

const TABLE = 'plumbline.inbox';
const LONGEST_ID = 200;
const COLUMNS = sql`i.id::text, connector, delivery_id, received_at, headers, encode(body, 'base64') as body, attempts,
  error`;

export function createInbox(parts: InboxParts): Inbox {
  const { database, now } = parts;
  const { db } = database;
  const moment = (at = now()): RawBuilder<unknown> => sql`${new Date(at).toISOString()}::timestamptz`;
  return {
    keep: async (delivery) => {
      checkId(delivery);
      return (await change(db, TABLE, insert(delivery))) > 0;
    },
    take: async (most, leaseMs, connectors) => {
      if (connectors?.length === 0) return [];
      const rows = await rowsOf(db, TABLE, takeDue(moment(), moment(now() + leaseMs), most, connectors));
      // `returning` keeps no order.
      return rows.map(toDelivery).sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
    },
    done: (delivery, events) => finish(parts, delivery, events),
    failed: async (delivery, error, again) => {
      const next = again
        ? sql`not_before = ${moment(again.getTime())}`
        : sql`status = 'PARKED', not_before = ${moment()}`;
      const changed = await change(
        db,
        TABLE,
        sql`update plumbline.inbox set error = ${error}, ${next} where ${inHand(delivery)}`,
      );
      return changed > 0;
    },
    parked: async (most) => {
      const where = sql`where status = 'PARKED' order by i.id limit ${most}`;
      const rows = await rowsOf(db, TABLE, sql<InboxRow>`select ${COLUMNS} from plumbline.inbox i ${where}`);
      return rows.map(toDelivery);
    },
    retry: async (id) => {
      const waiting = sql`update plumbline.inbox set status = 'WAITING', not_before = ${moment()}
        where id = ${id}::bigint and status = 'PARKED'`;
      return (await change(db, TABLE, waiting)) > 0;
    },
  };
}

function checkId({ connector, deliveryId }: NewDelivery): void {
  if (deliveryId.length > 0 && deliveryId.length <= LONGEST_ID) return;
  throw new StoreError(
    `inbox: a delivery of ${connector} has an id of ${deliveryId.length} characters; give one of 1 to ${LONGEST_ID}, ` +
      'or a hash of the body',
    'DELIVERY_INVALID',
  );
}

function insert({ connector, deliveryId, receivedAt, headers, rawBody }: NewDelivery): RawBuilder<unknown> {
  // As text: bytes would have to be of the same realm on both sides of the worker border.
  const body = Buffer.from(rawBody).toString('base64');
  const at = receivedAt.toISOString();
  return sql`insert into plumbline.inbox (connector, delivery_id, received_at, headers, body, not_before)
    values (${connector}, ${deliveryId}, ${at}::timestamptz, ${JSON.stringify(headers)},
      decode(${body}, 'base64'), ${at}::timestamptz)
    on conflict (connector, delivery_id) do nothing`;
}

function takeDue(
  at: RawBuilder<unknown>,
  until: RawBuilder<unknown>,
  most: number,
  connectors: readonly string[] | undefined,
): RawBuilder<InboxRow> {
  const some = connectors ? sql`and connector in (${sql.join(connectors)})` : sql``;
  return sql<InboxRow>`update plumbline.inbox i set not_before = ${until}, attempts = attempts + 1
    from (select id from plumbline.inbox where status = 'WAITING' and not_before <= ${at} ${some}
      order by id limit ${most} for update skip locked) due
    where i.id = due.id returning ${COLUMNS}`;
}

function finish(
  { database, now, append, appended }: InboxParts,
  delivery: Delivery,
  events: readonly NewEvent[],
): Promise<boolean> {
  const at = new Date(now()).toISOString();
  return inTransaction(database, TABLE, async (tx) => {
    const changed = await change(
      tx,
      TABLE,
      sql`update plumbline.inbox set status = 'DONE', done_at = ${at}::timestamptz, error = null, body = '',
        headers = '{}' where ${inHand(delivery)}`,
    );
    if (changed > 0) await append(tx, events, at);
    return changed > 0;
  }).then((done) => {
    if (done && events.length > 0) appended();
    return done;
  });
}

/** Its lease may have run out and another have taken it: then the attempts do not agree. */
function inHand({ id, attempt }: Delivery): RawBuilder<unknown> {
  return sql`id = ${id}::bigint and attempts = ${attempt} and status = 'WAITING'`;
}

function toDelivery(row: InboxRow): Delivery {
  const { id, connector, delivery_id: deliveryId, attempts: attempt, error } = row;
  return {
    ...{ id, connector, deliveryId, attempt, error },
    receivedAt: toDate(row.received_at),
    headers: JSON.parse(row.headers) as Record<string, string>,
    rawBody: Buffer.from(row.body, 'base64'),
  };
}
