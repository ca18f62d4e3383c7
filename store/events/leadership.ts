/** One process of those on the same database leads: it holds a lock that ends with its connection. */
import type { Pool } from 'pg';

export interface Leadership {
  /** Aborted when the connection, and the lock with it, is gone. */
  readonly lost: AbortSignal;
  release(): void;
}

/** Any number that nobody else uses: "plumbline events". Locks of this kind belong to one database. */
const LOCK = 7_586_115_091;

/** Undefined while another process leads. */
export async function takeLeadership(pool: Pool): Promise<Leadership | undefined> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK]);
    if (!rows[0]?.mine) {
      client.release();
      return undefined;
    }
  } catch (error) {
    client.release(true);
    throw error;
  }
  const gone = new AbortController();
  client.on('error', () => gone.abort());
  client.on('end', () => gone.abort());
  return { lost: gone.signal, release: once(() => client.release(true)) };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
