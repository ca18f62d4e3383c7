/** One connection to NATS per process, made again for as long as the process lives. */
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import {
  connect,
  credsAuthenticator,
  type NatsConnection,
  type NodeConnectionOptions,
} from '@nats-io/transport-node';
import { StoreError } from '../../errors.js';
import type { NatsSettings } from './settings.js';

/** From a connection to its break. */
export interface Session {
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  /** Largest message of the server, in bytes. */
  readonly mostBytes: number;
  /** Aborted when the connection breaks. */
  readonly over: AbortSignal;
}

const TIMEOUT_MS = 5_000;
const AGAIN_MS = 1_000;
const FALLBACK_MOST_BYTES = 65_536;

export class Connection {
  readonly #options: NodeConnectionOptions;
  readonly #where: string;
  readonly #closing = new AbortController();
  readonly #waiting = new Set<() => void>();
  #client: NatsConnection | undefined;
  #session: { readonly parts: Session; readonly end: () => void } | undefined;
  #told = '';

  constructor(
    settings: NatsSettings,
    private readonly print: (line: string) => void,
  ) {
    this.#options = toOptions(settings);
    this.#where = [settings.url].flat().join(', ');
  }

  /** Rejects with a StoreError when the server refuses us; one that is away is tried again, and told of. */
  async open(): Promise<void> {
    try {
      await this.#connect();
    } catch (error) {
      if ((error as { name?: unknown }).name === 'StoreError') throw error;
      this.#tell(
        `cannot be reached: ${messageOf(error)}; start it or correct events.fanout.url. ` +
          'Until it is there every process polls the log',
      );
      void this.#connectAgain();
    }
  }

  /** The present session or the next one; undefined once `ended` or the connection is closed. */
  async session(ended: AbortSignal): Promise<Session | undefined> {
    while (!ended.aborted && !this.#isClosed()) {
      if (this.#session) return this.#session.parts;
      await new Promise<void>((resolve) => {
        const done = (): void => {
          ended.removeEventListener('abort', done);
          this.#waiting.delete(done);
          resolve();
        };
        this.#waiting.add(done);
        ended.addEventListener('abort', done);
      });
    }
    return undefined;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#end();
    this.#wake();
    await this.#client?.close();
  }

  async #connect(): Promise<void> {
    const client = await connect(this.#options).catch((error: unknown) => {
      throw refusal(error, this.#where) ?? error;
    });
    this.#client = client;
    try {
      const jsm = await jetstreamManager(client, { checkAPI: false, timeout: TIMEOUT_MS });
      await jsm.getAccountInfo();
      if (this.#isClosed()) await client.close();
      else this.#begin(client, jsm);
    } catch (error) {
      await client.close();
      throw refusal(error, this.#where) ?? error;
    }
    void this.#watch(client);
  }

  #begin(client: NatsConnection, jsm: JetStreamManager): void {
    const over = new AbortController();
    this.#session = {
      parts: {
        js: jetstream(client, { timeout: TIMEOUT_MS }),
        jsm,
        mostBytes: client.info?.max_payload ?? FALLBACK_MOST_BYTES,
        over: over.signal,
      },
      end: () => over.abort(),
    };
    this.#wake();
  }

  #end(): void {
    this.#session?.end();
    this.#session = undefined;
  }

  async #watch(client: NatsConnection): Promise<void> {
    const jsm = this.#session?.parts.jsm;
    for await (const { type } of client.status()) {
      if (type === 'disconnect') {
        this.#end();
        if (!this.#isClosed()) this.#tell('is away; every process polls the log until it is back');
      }
      if (type === 'reconnect' && jsm) {
        this.#begin(client, jsm);
        this.#tell('is back');
      }
    }
    // The client gives up by itself when it is refused on its way back.
    this.#end();
    if (!this.#isClosed()) void this.#connectAgain();
  }

  async #connectAgain(): Promise<void> {
    while (!this.#isClosed()) {
      await sleep(AGAIN_MS, undefined, { ref: false });
      if (this.#isClosed()) return;
      try {
        await this.#connect();
        this.#tell('is back');
        return;
      } catch (error) {
        this.#tell(`cannot be used: ${messageOf(error)}`);
      }
    }
  }

  /** Once, however often it happens again. */
  #tell(what: string): void {
    if (what !== this.#told) this.print(`events: NATS at ${this.#where} ${what}`);
    this.#told = what;
  }

  /** It may be closed during any wait. */
  #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}

function toOptions({ url, user, password, token, credentials }: NatsSettings): NodeConnectionOptions {
  return {
    name: 'plumbline',
    servers: url,
    timeout: TIMEOUT_MS,
    maxReconnectAttempts: -1,
    reconnectTimeWait: AGAIN_MS / 2,
    pingInterval: TIMEOUT_MS,
    ...(user !== undefined && password !== undefined && { user, pass: password }),
    ...(token !== undefined && { token }),
    ...(credentials !== undefined && { authenticator: toAuthenticator(credentials) }),
  };
}

function toAuthenticator(credentials: string): ReturnType<typeof credsAuthenticator> {
  const authenticator = credsAuthenticator(new TextEncoder().encode(credentials));
  try {
    authenticator('nonce');
  } catch (error) {
    throw new StoreError(
      `events.fanout.credentials is no NATS credentials file (${messageOf(error)}); ` +
        'give the whole content of the .creds file, for example ${file:/run/secrets/nats.creds}',
      'NATS_CREDENTIALS_INVALID',
    );
  }
  return authenticator;
}

/** What trying again does not mend; undefined for all else. */
function refusal(error: unknown, where: string): StoreError | undefined {
  const { name } = error as { name?: string };
  const refused = (what: string, next: string): StoreError =>
    new StoreError(`events: NATS at ${where} ${what} (${messageOf(error)}); ${next}`, 'NATS_REFUSED', error);
  if (name === 'AuthorizationError' || name === 'UserAuthenticationExpiredError')
    return refused(
      'refuses our credentials',
      'correct user and password, token or credentials under events.fanout',
    );
  if (name === 'JetStreamNotEnabled')
    return refused(
      'has no JetStream for this account',
      'start the server with -js, or enable JetStream for the account',
    );
  if (name === 'PermissionViolationError')
    return refused(
      'does not let us use JetStream',
      'allow the user $JS.API.>, plumbline.events.> and _INBOX.>',
    );
  return undefined;
}

export const messageOf = (error: unknown): string =>
  (error as { message?: string } | null)?.message ?? String(error);
