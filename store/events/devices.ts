/** How far each person's device has read, by what it acknowledged: an app that was installed anew goes on there. */
import { sql } from 'kysely';
import { rowsOf, type Sql } from '../database.js';
import { StoreError } from '../errors.js';
import { decodeCursor, encodeCursor, expired } from './cursor.js';

export interface Devices {
  /**
   * Keeps a cursor up to which the device has everything; an earlier one than it acknowledged already changes nothing.
   * Rejects with CURSOR_INVALID, or CURSOR_EXPIRED for one that this log cannot have given out.
   * @returns the cursor that is kept now
   */
  ack(user: string, device: string, cursor: string): Promise<string>;
  /** Null for a device that never acknowledged. */
  cursor(user: string, device: string): Promise<string | null>;
}

interface DeviceRow {
  readonly lineage: string;
  readonly xid: string;
  readonly id: string;
}

const TABLE = 'plumbline.event_device';
const LONGEST_NAME = 200;

export function createDevices(db: Sql, moment: () => string): Devices {
  return {
    ack: (user, device, cursor) => ack(db, { user, device, cursor, at: moment() }),
    async cursor(user, device) {
      const [row] = await rowsOf(
        db,
        TABLE,
        sql<DeviceRow>`select lineage, xid::text, id::text from plumbline.event_device
          where actor = ${user} and device = ${device}`,
      );
      return row ? encodeCursor(row.lineage, row) : null;
    },
  };
}

interface Ack {
  readonly user: string;
  readonly device: string;
  readonly cursor: string;
  readonly at: string;
}

/** A place of an earlier lineage is behind every place of this one. */
async function ack(db: Sql, { user, device, cursor, at }: Ack): Promise<string> {
  if (device.length === 0 || device.length > LONGEST_NAME)
    throw new StoreError(
      `events: a device name of ${device.length} characters; give one of 1 to ${LONGEST_NAME}`,
      'DEVICE_INVALID',
    );
  const { lineage, position } = decodeCursor(cursor);
  const [row] = await rowsOf(
    db,
    TABLE,
    sql<DeviceRow & { known: string; ahead: boolean }>`with log as (
        select lineage, ${position.xid}::xid8 >= pg_snapshot_xmax(pg_current_snapshot()) as ahead
        from plumbline.event_log),
      kept as (
        insert into plumbline.event_device as d (actor, device, lineage, xid, id, acked_at)
        select ${user}, ${device}, ${lineage}, ${position.xid}::xid8, ${position.id}::bigint, ${at}::timestamptz
        from log where log.lineage = ${lineage} and not ahead
        on conflict (actor, device) do update set lineage = excluded.lineage, acked_at = excluded.acked_at,
          xid = case when ${moved} then excluded.xid else d.xid end,
          id = case when ${moved} then excluded.id else d.id end
        returning lineage, xid::text, id::text)
      select log.lineage as known, ahead, kept.lineage, xid, id from log left join kept on true`,
  );
  if (row?.known !== lineage) throw expired(cursor, 'OTHER_LOG');
  if (row.ahead) throw expired(cursor, 'AHEAD');
  return encodeCursor(row.lineage, row);
}

const moved = sql`d.lineage <> excluded.lineage or (excluded.xid, excluded.id) > (d.xid, d.id)`;
