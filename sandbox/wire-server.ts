/**
 * The loopback server under every simulator: counts calls and breaks on demand.
 *   GET /_sandbox/calls     {"total": 3, "calls": {"GET /Fleet/{n}": 3}}; DELETE resets
 *   POST /_sandbox/faults   {latencyMs, status, rate, cut: "before"|"after", garbage, retryAfter, path, method};
 *                           DELETE clears
 *   POST /_sandbox/<switch>    what people or machines do in the system itself, where a simulator has such switches
 * `rate` is the share of calls that fault (default 1); `path` limits the fault to paths that contain it, `method` to one
 * method.
 * `latencyMs` is how long an answer takes at least: a read is worked out meanwhile, a write takes effect at its end.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WireRequest {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
export interface WireAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}
export type WireHandler = (request: WireRequest) => WireAnswer | Promise<WireAnswer>;

export interface Faults {
  readonly latencyMs?: number;
  readonly status?: number;
  readonly rate?: number;
  /** before: the connection is cut before the work is done; after: the work is done, the answer is lost. */
  readonly cut?: 'before' | 'after';
  /** Answers 200 with half a page of HTML. */
  readonly garbage?: boolean;
  /** Seconds for a Retry-After header beside `status`. */
  readonly retryAfter?: number;
  readonly path?: string;
  readonly method?: string;
}

export interface WireServer {
  readonly url: string;
  readonly calls: ReadonlyMap<string, number>;
  setFaults(faults: Faults): void;
  close(): Promise<void>;
}

export type Switch = (body: Readonly<Record<string, unknown>>) => unknown;

export interface WireServerOptions {
  readonly handler: WireHandler;
  /** Name of a call in the counts; groups paths that differ only by ids or page numbers. */
  readonly countAs?: (method: string, path: string, body: string) => string;
  /** True for a call that changes nothing; by default every GET. */
  readonly reads?: (method: string, path: string) => boolean;
  /**
   * What happens in the system itself, by name: `POST /_sandbox/<name>` with a JSON object. Answers what it made;
   * throws an Error that names the field, the value and what would do.
   */
  readonly switches?: Readonly<Record<string, Switch>>;
  /** 0 takes a free port. */
  readonly port?: number;
}

/** Lets the answers that are ready leave before the next piece of work. */
let turn: Promise<void> = Promise.resolve();
function inTurn(): Promise<void> {
  turn = turn.then(() => new Promise((done) => setImmediate(done)));
  return turn;
}

interface Sandbox {
  readonly options: WireServerOptions;
  readonly calls: Map<string, number>;
  faults: Faults;
}

const GARBAGE = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Proxy err';

export async function createWireServer(options: WireServerOptions): Promise<WireServer> {
  const sandbox: Sandbox = { options, calls: new Map(), faults: {} };
  const server = createServer((req, res) => {
    serve(sandbox, req, res).catch((error: unknown) => {
      if (!res.headersSent) res.writeHead(500, { 'content-type': 'text/plain' });
      res.end(`simulator error: ${(error as Error).message}`);
    });
  });
  await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls: sandbox.calls,
    setFaults: (faults) => {
      sandbox.faults = faults;
    },
    close: () => closeServer(server),
  };
}

async function serve(sandbox: Sandbox, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { pathname: path, searchParams: query } = new URL(req.url ?? '/', 'http://localhost');
  const method = req.method ?? 'GET';
  const body = await readBody(req);
  if (path.startsWith('/_sandbox/')) {
    reply(res, control(sandbox, method, path, body));
    return;
  }
  const { options, calls } = sandbox;
  const name = options.countAs?.(method, path, body) ?? `${method} ${path}`;
  calls.set(name, (calls.get(name) ?? 0) + 1);
  const reads = options.reads?.(method, path) ?? method === 'GET';
  const answer = await withFaults(sandbox.faults, { method, path, reads }, async () => {
    await inTurn();
    return options.handler({ method, path, query, headers: req.headers, body });
  });
  if (answer === 'CUT') req.socket.destroy();
  else reply(res, answer);
}

/** The answer, or what a bad day makes of it. */
async function withFaults(
  faults: Faults,
  { method, path, reads }: { readonly method: string; readonly path: string; readonly reads: boolean },
  work: () => Promise<WireAnswer>,
): Promise<WireAnswer | 'CUT'> {
  if (faults.path !== undefined && !path.includes(faults.path)) return work();
  if (faults.method !== undefined && method !== faults.method) return work();
  const { latencyMs } = faults;
  const patience = latencyMs === undefined ? undefined : new Promise((done) => setTimeout(done, latencyMs));
  const spared = Math.random() >= (faults.rate ?? 1);
  const ready = reads && (spared || onlySlow(faults)) ? await work() : undefined;
  await patience;
  if (ready) return ready;
  if (spared) return work();
  if (faults.cut === 'before') return 'CUT';
  if (faults.status !== undefined) {
    const retry = faults.retryAfter === undefined ? {} : { 'retry-after': String(faults.retryAfter) };
    const headers = { 'content-type': 'text/plain', ...retry };
    return { status: faults.status, headers, body: `sandbox fault ${faults.status}` };
  }
  if (faults.garbage) return { status: 200, headers: { 'content-type': 'text/html' }, body: GARBAGE };
  const answer = await work();
  return faults.cut === 'after' ? 'CUT' : answer;
}

function onlySlow({ cut, status, garbage }: Faults): boolean {
  return cut === undefined && status === undefined && !garbage;
}

const json = (status: number, value: unknown): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

function control(sandbox: Sandbox, method: string, path: string, body: string): WireAnswer {
  if (path === '/_sandbox/calls') {
    if (method === 'DELETE') sandbox.calls.clear();
    const total = [...sandbox.calls.values()].reduce((a, b) => a + b, 0);
    return json(200, { total, calls: Object.fromEntries(sandbox.calls) });
  }
  if (path === '/_sandbox/faults') {
    if (method === 'DELETE') sandbox.faults = {};
    if (method === 'POST') {
      try {
        sandbox.faults = JSON.parse(body) as Faults;
      } catch {
        return json(400, { error: 'faults must be JSON like {"latencyMs": 100}' });
      }
    }
    return json(200, sandbox.faults);
  }
  return throwSwitch(sandbox.options.switches ?? {}, method, path, body);
}

function throwSwitch(
  switches: Readonly<Record<string, Switch>>,
  method: string,
  path: string,
  body: string,
): WireAnswer {
  const own = switches[path.slice('/_sandbox/'.length)];
  if (!own || method !== 'POST') {
    const known = ['calls', 'faults', ...Object.keys(switches)].map((name) => `/_sandbox/${name}`);
    return json(404, { error: `${method} ${path} is not a sandbox switch; there are ${known.join(', ')}` });
  }
  try {
    const input = JSON.parse(body) as unknown;
    if (typeof input !== 'object' || input === null || Array.isArray(input))
      throw new Error('the body must be a JSON object');
    return json(201, own(input as Readonly<Record<string, unknown>>));
  } catch (error) {
    return json(400, { error: (error as Error).message });
  }
}

function reply(res: ServerResponse, answer: WireAnswer): void {
  const body = Buffer.from(answer.body);
  res.writeHead(answer.status, { 'content-length': body.length, ...answer.headers });
  res.end(body);
}

async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function closeServer(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
