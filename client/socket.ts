/** Settings for the client of graphql-ws: a new token for every connection, and reconnects that do not give up. */

export interface SocketOptions {
  /** For example `wss://plumbline.example.com/graphql`. */
  readonly url: string;
  /**
   * The token for the next connection.
   * @param refused true when the last one was refused or ran out: take none from a cache then
   */
  readonly token: (refused: boolean) => string | Promise<string>;
  /** Longest wait between attempts, in milliseconds; 30,000 when left out. */
  readonly longestWaitMs?: number;
}

/** Refused, or run out; see the gateway. */
const FORBIDDEN = 4403;
const FIRST_WAIT_MS = 250;
/** A socket that says nothing for so long after a question is dead, whatever the system says. */
const SILENCE_MS = 10_000;
/** A socket without a subscription is closed after so long. */
const IDLE_MS = 2_000;

/** To be spread into the options of `createClient`. */
export function socketOptions({ url, token, longestWaitMs = 30_000 }: SocketOptions) {
  let refused = false;
  let socket: { close(code: number, reason: string): void } | undefined;
  let silent: ReturnType<typeof setTimeout> | undefined;
  return {
    url,
    connectionParams: async () => ({ authorization: `Bearer ${await token(refused)}` }),
    keepAlive: SILENCE_MS,
    // Between one subscription and the next the socket stays: what is asked while it closes would be ended at once.
    lazyCloseTimeout: IDLE_MS,
    retryAttempts: Infinity,
    // Also when the token could not be fetched, or nobody listens yet.
    shouldRetry: () => true,
    retryWait: (retries: number): Promise<void> => {
      const full = Math.min(longestWaitMs, FIRST_WAIT_MS * 2 ** Math.min(retries, 16));
      return new Promise((done) => setTimeout(done, full * (0.5 + Math.random() / 2)));
    },
    on: {
      opened: (own: unknown) => void (socket = own as typeof socket),
      connected: () => void (refused = false),
      ping: (received: boolean) => {
        if (received) return;
        clearTimeout(silent);
        silent = setTimeout(() => socket?.close(4408, 'Ping was not answered'), SILENCE_MS);
      },
      pong: (received: boolean) => {
        if (received) clearTimeout(silent);
      },
      closed: (event: unknown) => {
        clearTimeout(silent);
        refused = (event as { code?: unknown } | null)?.code === FORBIDDEN;
      },
    },
  };
}
