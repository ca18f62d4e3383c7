/**
 * `POST /webhooks/:connector`: proves a delivery on its raw bytes, keeps it in the inbox, and only then answers 202.
 * What it means is looked up afterwards (worker.ts).
 *
 *   404 no such connector   413 too large   429 too many that are not signed   401 not proved, or too old
 *   415 not JSON by its type   400 not JSON   503 not kept: send it again   202 accepted, or a repeat without effect
 */
import { randomUUID } from 'node:crypto';
import type { Inbox } from '../../store/store.js';
import type { IntakeDoor } from '../../subgraphs/kit/intake.js';
import { prove, sha256, signs, type Proved } from '../../subgraphs/kit/webhook-proof.js';
import { errorAnswer, jsonAnswer, type Route, type RouteAnswer, type RouteRequest } from '../http/routes.js';
import type { Log } from '../log.js';
import type { IntakeMetrics, Refusal } from './metrics.js';
import type { WebhooksSettings } from './settings.js';

export interface DoorParts {
  readonly doors: readonly IntakeDoor[];
  readonly inbox: Pick<Inbox, 'keep'>;
  readonly settings: WebhooksSettings;
  readonly metrics: IntakeMetrics;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A delivery was kept. */
  readonly kept: () => void;
}

const PATH = '/webhooks';

export function webhookRoutes(parts: DoorParts): Route[] {
  const known = new Map(parts.doors.map((door) => [door.connector, { door, spare: createSpare(parts) }]));
  return [
    {
      method: 'POST',
      path: PATH,
      prefix: true,
      handle: async (request) => {
        const [, , connector = '', ...rest] = request.path.split('/');
        const found = known.get(connector);
        if (!found) return refuse(parts, 'unknown', 'unknown', unknown(connector));
        return letIn(parts, found.door, found.spare, request, rest.join('/') || null);
      },
    },
  ];
}

const unknown = (connector: string): RouteAnswer =>
  errorAnswer(
    404,
    'NOT_FOUND',
    `No webhook "${connector.slice(0, 60)}" is configured here; write its proof under webhook of its system in plumbline.yaml`,
  );

/** Milliseconds until one more is let in; 0 when it is now. */
type Spare = () => number;

function createSpare({ settings, now }: DoorParts): Spare {
  let tokens = settings.unsignedBurst;
  let at = now();
  return () => {
    const moment = now();
    tokens = Math.min(settings.unsignedBurst, tokens + ((moment - at) / 1_000) * settings.unsignedPerSecond);
    at = moment;
    if (tokens < 1) return Math.ceil(((1 - tokens) / settings.unsignedPerSecond) * 1_000);
    tokens -= 1;
    return 0;
  };
}

function refuse({ metrics }: DoorParts, connector: string, why: Refusal, answer: RouteAnswer): RouteAnswer {
  metrics.received(connector, why);
  return answer;
}

async function letIn(
  parts: DoorParts,
  door: IntakeDoor,
  spare: Spare,
  request: RouteRequest,
  urlSecret: string | null,
): Promise<RouteAnswer> {
  const { connector, proof } = door;
  const no = (why: Refusal, status: number, code: string, message: string, headers = {}): RouteAnswer =>
    refuse(parts, connector, why, errorAnswer(status, code, `webhook ${connector}: ${message}`, headers));
  // Before the body is read: a stranger's bytes are not worth it.
  const waitMs = signs(proof) ? 0 : spare();
  if (waitMs > 0) {
    const seconds = Math.ceil(waitMs / 1_000);
    return no('too-many', 429, 'LIMIT_EXCEEDED', `too many deliveries; wait ${seconds} s`, {
      'retry-after': String(seconds),
    });
  }
  const { maxBytes } = parts.settings;
  const rawBody = await readRaw(request, maxBytes);
  if (!rawBody) return no('too-large', 413, 'LIMIT_EXCEEDED', `the body is larger than ${maxBytes} bytes`);
  const proved = prove(proof, { headers: request.headers, rawBody, urlSecret, now: parts.now() });
  if (!proved.ok) {
    parts.log.warn(`webhook ${connector}: refused, ${proved.message}`);
    return no(proved.reason === 'STALE' ? 'stale' : 'proof', 401, 'UNAUTHENTICATED', proved.message);
  }
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type))
    return no('type', 415, 'BAD_REQUEST', `the content type "${type.slice(0, 60)}" must be application/json`);
  const body = parsed(rawBody);
  if (!body) return no('malformed', 400, 'BAD_REQUEST', 'the body is not a JSON object');
  return keep(parts, door, proved, { request, rawBody, body });
}

interface Arrived {
  readonly request: RouteRequest;
  readonly rawBody: Buffer;
  readonly body: object;
}

async function keep(
  parts: DoorParts,
  door: IntakeDoor,
  { deliveryId: signed }: Proved & { readonly ok: true },
  { request, rawBody, body }: Arrived,
): Promise<RouteAnswer> {
  const { connector } = door;
  // Without a signed id or a moment in the body, the same bytes may be news: then each is kept for itself.
  const deliveryId = signed ?? (door.stamped(body) ? sha256(rawBody) : `arrival:${randomUUID()}`);
  const delivery = { connector, deliveryId, rawBody, receivedAt: new Date(parts.now()) };
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  try {
    const isNew = await parts.inbox.keep({ ...delivery, headers });
    parts.metrics.received(connector, isNew ? 'kept' : 'repeat');
    if (isNew) parts.kept();
    return jsonAnswer(202, { status: isNew ? 'ACCEPTED' : 'REPEAT', deliveryId });
  } catch (error) {
    parts.log.error(`webhook ${connector}: not kept, ${(error as Error).message}`);
    const message = `webhook ${connector}: the delivery could not be kept; send it again`;
    const answer = errorAnswer(503, 'INTERNAL_SERVER_ERROR', message, { 'retry-after': '5' });
    return refuse(parts, connector, 'store', answer);
  }
}

/** Null when it is larger than allowed; what is left then is passed over. */
async function readRaw(request: RouteRequest, maxBytes: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body()) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(rawBody: Buffer): object | null {
  try {
    const value = JSON.parse(rawBody.toString('utf8')) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
