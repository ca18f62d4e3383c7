/**
 * What a simulator sends by itself. `POST /_sandbox/webhook` says where to and how it is proved:
 *   {"url", "kind": "svix" | "hmac" | "authorization" | "url-secret", "secret"}
 * and how badly it goes: {"lateMs": 500, "repeat": 3, "shuffle": true}. `{"url": null}` ends it.
 * What is not answered with 2xx is sent again, a little later each time, as vendors do, and then given up.
 */
import { createHmac, randomUUID } from 'node:crypto';

export interface WebhookTarget {
  readonly url: string;
  readonly kind: 'svix' | 'hmac' | 'authorization' | 'url-secret';
  readonly secret: string;
  readonly signatureHeader: string;
  readonly timestampHeader: string;
  /** Every message waits so long. */
  readonly lateMs: number;
  /** Every message is sent so often. */
  readonly repeat: number;
  /** What waits together goes in reverse order. */
  readonly shuffle: boolean;
}

export interface WebhookSender {
  /** Answers what it was set to; throws an Error that names the field. */
  set(body: Readonly<Record<string, unknown>>): unknown;
  send(message: object): void;
  close(): void;
}

const KINDS = ['svix', 'hmac', 'authorization', 'url-secret'] as const;
const AGAIN_MS = [200, 500, 1_000, 2_000, 5_000, 10_000];

export function createWebhookSender(): WebhookSender {
  let target: WebhookTarget | null = null;
  let waiting: (() => void)[] = [];
  const timers = createTimers();
  const flush = (shuffle: boolean): void => {
    const due = shuffle ? waiting.reverse() : waiting;
    waiting = [];
    for (const send of due) send();
  };
  return {
    set(body) {
      target = readTarget(body);
      return target ?? { url: null };
    },
    send(message) {
      const to = target;
      if (!to) return;
      const id = `msg_${randomUUID()}`;
      // Somebody may name another address before it is sent again.
      const parts: Message = { id, rawBody: JSON.stringify(message), target: () => target ?? to, timers };
      for (let copy = 0; copy < to.repeat; copy += 1) waiting.push(() => post(parts));
      timers.later(to.lateMs, () => flush(to.shuffle));
    },
    close() {
      target = null;
      timers.clear();
    },
  };
}

interface Timers {
  later(ms: number, work: () => void): void;
  clear(): void;
}

function createTimers(): Timers {
  const timers = new Set<NodeJS.Timeout>();
  return {
    later(ms, work) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, ms).unref();
      timers.add(timer);
    },
    clear() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

interface Message {
  readonly id: string;
  readonly rawBody: string;
  readonly target: () => WebhookTarget;
  readonly timers: Timers;
}

function post(message: Message, attempt = 0): void {
  const { id, rawBody, timers } = message;
  const to = message.target();
  const headers = { 'content-type': 'application/json', ...proofOf(to, id, rawBody) };
  const again = (): void => {
    const wait = AGAIN_MS[attempt];
    if (wait !== undefined) timers.later(wait, () => post(message, attempt + 1));
  };
  fetch(to.url, { method: 'POST', headers, body: rawBody }).then((answer) => {
    if (!answer.ok) again();
  }, again);
}

function proofOf(to: WebhookTarget, id: string, rawBody: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  switch (to.kind) {
    case 'svix': {
      const key = Buffer.from(to.secret.replace(/^whsec_/, ''), 'base64');
      const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${rawBody}`).digest('base64');
      return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` };
    }
    case 'hmac': {
      const signature = createHmac('sha256', to.secret).update(`v1:${timestamp}:${rawBody}`).digest('hex');
      return { [to.signatureHeader]: `v1=${signature}`, [to.timestampHeader]: timestamp };
    }
    case 'authorization':
      return { authorization: to.secret };
    case 'url-secret':
      return {};
  }
}

function readTarget(body: Readonly<Record<string, unknown>>): WebhookTarget | null {
  const { url, kind, secret, lateMs = 0, repeat = 1, shuffle = false } = body;
  if (url === null) return null;
  if (typeof url !== 'string' || !URL.canParse(url))
    throw new Error(`url ${JSON.stringify(url ?? null)} must be an address, or null for none`);
  const known = KINDS.find((own) => own === kind);
  if (!known) throw new Error(`kind ${JSON.stringify(kind ?? null)} is none of ${KINDS.join(', ')}`);
  return {
    url,
    kind: known,
    secret: textOf(secret, ''),
    signatureHeader: textOf(body['signatureHeader'], 'x-signature'),
    timestampHeader: textOf(body['timestampHeader'], 'x-timestamp'),
    lateMs: Number(lateMs),
    repeat: Number(repeat),
    shuffle: shuffle === true,
  };
}

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
