/** A place in the log, and the text that stands for it outside. */
import { createHash } from 'node:crypto';
import { StoreError } from '../errors.js';

export interface Position {
  /** Transaction that appended the event; decimal text, 64 bits without sign. */
  readonly xid: string;
  readonly id: string;
}

export const START: Position = { xid: '0', id: '0' };

const FORMAT = /^1\.([0-9a-f]{12})\.(0|[1-9]\d{0,19})\.(0|[1-9]\d{0,18})\.[0-9a-f]{8}$/;
const MOST_XID = 2n ** 64n - 1n;
const MOST_ID = 2n ** 63n - 1n;
/** Longer text is no cursor and is not repeated in full. */
const SHOWN = 60;

/**
 * Ends in a check sum: a cursor that was cut short would else be another place.
 * @param lineage names the log, so that a cursor of another one is told apart
 */
export function encodeCursor(lineage: string, { xid, id }: Position): string {
  const place = `1.${lineage}.${xid}.${id}`;
  const check = createHash('sha256').update(place).digest('hex').slice(0, 8);
  return Buffer.from(`${place}.${check}`).toString('base64url');
}

/** Throws CURSOR_INVALID for text that no log of ours gave out. */
export function decodeCursor(cursor: string): { lineage: string; position: Position } {
  const [, lineage, xid, id] = FORMAT.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (lineage === undefined || xid === undefined || id === undefined) throw invalid(cursor);
  if (BigInt(xid) > MOST_XID || BigInt(id) > MOST_ID) throw invalid(cursor);
  // The decoder skips what is not base64url: only text that we would write ourselves is taken.
  if (encodeCursor(lineage, { xid, id }) !== cursor) throw invalid(cursor);
  return { lineage, position: { xid, id } };
}

/** Below zero when `a` comes first. */
export function comparePositions(a: Position, b: Position): number {
  const [left, right] = a.xid === b.xid ? [a.id, b.id] : [a.xid, b.xid];
  // Decimal text without leading zeros: the longer one is the larger one.
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}

function invalid(cursor: string): StoreError {
  const shown = cursor.length > SHOWN ? `${cursor.slice(0, SHOWN)}… (${cursor.length} characters)` : cursor;
  return new StoreError(
    `events: "${shown}" is no cursor of this event log; send the cursor of the last event you received, unchanged, ` +
      'or none to begin with what comes from now on',
    'CURSOR_INVALID',
  );
}

const EXPIRED_BECAUSE = {
  PRUNED: 'events after it have been removed by retention',
  OTHER_LOG: 'it belongs to another event log (the database was replaced or restored)',
  AHEAD: 'it is ahead of this event log (the database was restored from an earlier copy)',
} as const;

export function expired(cursor: string, because: keyof typeof EXPIRED_BECAUSE): StoreError {
  return new StoreError(
    `events: cursor ${cursor} cannot be resumed: ${EXPIRED_BECAUSE[because]}; query the present state instead ` +
      '(open breakdowns, milestones, writes and approvals) and follow again without a cursor',
    'CURSOR_EXPIRED',
  );
}

/** True when the question itself was refused: asked again, it is refused again. */
export function isRefused(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'CURSOR_INVALID' || code === 'CURSOR_EXPIRED' || code === 'LIMIT_INVALID';
}
