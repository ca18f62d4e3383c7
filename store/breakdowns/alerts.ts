/** Open alerts in SQL, kept from the event log: read by cursor, so that what comes late is read as well. */
import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { change, inTransaction, rowsOf, type Database, type Sql } from '../database.js';
import type { Appended, EventRecord, EventSeverity, NewEvent } from '../events/event.js';
import { advanceReader } from '../events/reader.js';
import type { Alerts, Escalation, OpenAlert } from './alert.js';

export interface AlertParts {
  readonly database: Database;
  readonly print: (line: string) => void;
  /** Appends to the event log in the transaction of the escalation. */
  readonly tell: (tx: Sql, events: readonly NewEvent[]) => Promise<readonly Appended[]>;
}

interface Row {
  readonly key: string;
  readonly breakdown: string | null;
  readonly company: string;
  readonly project: string | null;
  readonly equipment: string | null;
  readonly severity: EventSeverity | null;
  readonly opened_by: string;
  readonly since: string;
  readonly levels: string;
}

const TABLE = 'plumbline.open_alert';
const TYPES = ['BREAKDOWN_RAISED', 'BREAKDOWN_CLEARED'] as const;
const RANKS: readonly EventSeverity[] = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

export function createAlerts({ database, print, tell }: AlertParts): Alerts {
  const reader = { name: 'open alerts', filter: { types: TYPES, companies: '*' } } as const;
  return {
    async catchUp() {
      while (await advanceReader(database, reader, { take, print }));
    },
    open: () => select(database.db, sql`true`),
    escalate: (alert, escalation) =>
      inTransaction(database, TABLE, async (tx) => {
        const same = sql`a.key = ${alert.key} and a.opened_by = ${alert.openedBy}`;
        const [kept] = await select(tx, same, sql`for update of a`);
        if (!kept || kept.levels.includes(escalation.level)) return false;
        const levels = JSON.stringify([...kept.levels, escalation.level]);
        await change(
          tx,
          TABLE,
          sql`update plumbline.open_alert set levels = ${levels} where key = ${kept.key}`,
        );
        await tell(tx, [toEvent(kept, escalation)]);
        return true;
      }),
  };
}

async function select(
  db: Sql,
  where: RawBuilder<unknown>,
  lock: RawBuilder<unknown> = sql``,
): Promise<OpenAlert[]> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<Row>`select * from plumbline.open_alert a where ${where} and not exists (
      select 1 from plumbline.breakdown_acknowledgement k where k.breakdown = a.breakdown)
      order by a.key ${lock}`,
  );
  return rows.map(toAlert);
}

async function take(tx: Sql, events: readonly EventRecord[]): Promise<void> {
  for (const event of events) {
    const key = keyOf(event);
    if (event.type === 'BREAKDOWN_CLEARED')
      await change(tx, TABLE, sql`delete from plumbline.open_alert where key = ${key}`);
    else await raise(tx, key, event);
  }
}

/** Raised again while it is open, it became worse: it stays the same alert, and only what is new begins now. */
async function raise(tx: Sql, key: string, event: EventRecord): Promise<void> {
  const { company, project, equipment, severity, id, recordedAt, payload } = event;
  const [known] = await rowsOf(
    tx,
    TABLE,
    sql<Row>`select * from plumbline.open_alert where key = ${key} for update`,
  );
  const now = recordedAt.toISOString();
  const reached = RANKS.slice(0, RANKS.indexOf(severity ?? 'LOW') + 1);
  const since = JSON.stringify({
    ...Object.fromEntries(reached.map((rank) => [rank, now])),
    ...(known && (JSON.parse(known.since) as object)),
  });
  const breakdown = typeof payload['breakdown'] === 'string' ? payload['breakdown'] : null;
  await change(
    tx,
    TABLE,
    sql`insert into plumbline.open_alert (key, breakdown, company, project, equipment, severity, opened_by, since)
      values (${key}, ${breakdown}, ${company}, ${project}, ${equipment}, ${severity}, ${id}, ${since})
      on conflict (key) do update set company = excluded.company, project = excluded.project,
        equipment = excluded.equipment, severity = excluded.severity, since = excluded.since`,
  );
}

/** An id that does not fit an event is known by its source's name of the record. */
function keyOf({ payload, source }: EventRecord): string {
  const { breakdown } = payload;
  const name = typeof breakdown === 'string' ? breakdown : `${source.system}/${source.record}`;
  return createHash('sha256').update(name).digest('hex');
}

function toAlert({ opened_by: openedBy, since, levels, ...row }: Row): OpenAlert {
  const moments = Object.entries(JSON.parse(since) as Record<string, string>);
  return {
    ...row,
    openedBy,
    since: Object.fromEntries(moments.map(([rank, at]) => [rank, new Date(at)])),
    levels: JSON.parse(levels) as number[],
  };
}

function toEvent(alert: OpenAlert, { level, to, at }: Escalation): NewEvent {
  const { key, breakdown, company, project, equipment, severity, openedBy } = alert;
  return {
    ...{ type: 'BREAKDOWN_ESCALATED', company, project, equipment, severity, occurredAt: at },
    source: { system: 'plumbline', record: `alerts/${key}` },
    dedupeKey: `BREAKDOWN_ESCALATED/${key}/${openedBy}/${level}`,
    payload: { breakdown, level, to: to.join(' ') },
  };
}
