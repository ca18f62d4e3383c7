/** Speaks to the worker that holds the embedded database: one promise per message. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

export interface EmbeddedResult {
  readonly rows: unknown[];
  readonly affected: number;
}
/** A result as pg would give it: big integers and numerics as text. */
export interface RawResult extends EmbeddedResult {
  readonly fields: readonly { readonly name: string }[];
}
export interface EmbeddedDatabase {
  query(text: string, values: readonly unknown[]): Promise<EmbeddedResult>;
  raw(text: string, values: readonly unknown[]): Promise<RawResult>;
  /** Several statements without parameters; the result is the last one's. */
  script(text: string): Promise<RawResult>;
  /** Writes a checkpoint, closes the database and ends the worker. */
  close(): Promise<void>;
}

interface PlainError {
  readonly message: string;
  readonly code?: string;
  readonly detail?: string;
}
type WorkerMessage =
  | { readonly opened: boolean; readonly error?: PlainError }
  | { readonly id: number; readonly result: EmbeddedResult }
  | { readonly id: number; readonly error: PlainError };

interface Waiting {
  readonly resolve: (result: EmbeddedResult) => void;
  readonly reject: (error: Error) => void;
}

const workerFile = fileURLToPath(new URL('./worker.mjs', import.meta.url));

function toError(plain: PlainError): Error {
  return Object.assign(new Error(plain.message), plain);
}

/** Opens the database in `directory`; rejects with the worker's own reason when it cannot. */
export async function openEmbedded(directory: string): Promise<EmbeddedDatabase> {
  const worker = new Worker(workerFile, { workerData: { directory } });
  const waiting = new Map<number, Waiting>();
  let stopped: Error | undefined;
  let lastId = 0;

  const stop = (reason: string): void => {
    stopped ??= toError({ message: `the embedded database stopped: ${reason}`, code: 'EMBEDDED_STOPPED' });
    for (const call of waiting.values()) call.reject(stopped);
    waiting.clear();
  };
  const send = (
    op: 'query' | 'raw' | 'script' | 'close',
    text = '',
    values: readonly unknown[] = [],
  ): Promise<EmbeddedResult> =>
    new Promise((resolve, reject) => {
      if (stopped) {
        reject(stopped);
        return;
      }
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, op, text, values });
    });

  await opened(worker, stop);
  worker.on('message', (message: WorkerMessage) => settle(waiting, message));
  return {
    query: (text, values) => send('query', text, values),
    raw: (text, values) => send('raw', text, values) as Promise<RawResult>,
    script: (text) => send('script', text) as Promise<RawResult>,
    async close() {
      if (!stopped) await send('close');
      stop('it was closed');
      await worker.terminate();
    },
  };
}

async function opened(worker: Worker, stop: (reason: string) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    worker.once('message', (message: { opened: boolean; error?: PlainError }) => {
      if (message.opened) resolve();
      else {
        void worker.terminate();
        reject(toError(message.error ?? { message: 'the embedded database did not open' }));
      }
    });
    worker.on('error', (error: Error) => {
      stop(error.message);
      reject(error);
    });
    worker.on('exit', (code) => {
      stop(`its worker ended with code ${code}`);
      reject(new Error(`the worker of the embedded database ended with code ${code}`));
    });
  });
}

function settle(waiting: Map<number, Waiting>, message: WorkerMessage): void {
  if (!('id' in message)) return;
  const call = waiting.get(message.id);
  waiting.delete(message.id);
  if ('result' in message) call?.resolve(message.result);
  else call?.reject(toError(message.error));
}
