/**
 * How the deliveries of a webhook are proved to come from its sender, on the bytes as received:
 *
 *   svix           Standard Webhooks: `svix-id`, `svix-timestamp`, `svix-signature` (or `webhook-…`), the id is signed
 *   hmac           `v1=<hex>`: HMAC-SHA256 over `v1:{timestamp}:{raw body}`
 *   authorization  a static Authorization header, for senders that cannot sign
 *   url-secret     the last part of the address, for senders that cannot even send a header
 *
 * Several secrets stand side by side while one takes over from another. The last two prove who sends and nothing
 * about what is sent or when; so do the first two only within five minutes of their timestamp.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

export const TOLERANCE_MS = 5 * 60_000;
const secret = z.string().min(24, 'a secret must have at least 24 characters');
const several = z.array(secret).min(1).max(5);
const headerName = z
  .string()
  .regex(/^[\w-]+$/, 'must be the name of a header')
  .transform((name) => name.toLowerCase());

export const webhookProof = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('svix'),
    secrets: z
      .array(
        z
          .string()
          .refine((text) => svixKey(text).length >= 16, 'must be whsec_ and 16 bytes or more in base64'),
      )
      .min(1)
      .max(5),
  }),
  z.strictObject({
    kind: z.literal('hmac'),
    secrets: several,
    /** How the key is made of the secret's text. */
    encoding: z.enum(['utf8', 'base64', 'hex']).default('utf8'),
    signatureHeader: headerName.prefault('X-Signature'),
    /** Holds seconds, or milliseconds, since 1970. */
    timestampHeader: headerName.prefault('X-Timestamp'),
  }),
  /** Values of the header, whole: `Bearer …`. */
  z.strictObject({ kind: z.literal('authorization'), secrets: several }),
  z.strictObject({ kind: z.literal('url-secret'), secrets: several }),
]);
export type WebhookProof = z.output<typeof webhookProof>;
export type WebhookProofInput = z.input<typeof webhookProof>;

export interface ProofRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly rawBody: Uint8Array;
  /** What follows the connector's name in the address; null when nothing does. */
  readonly urlSecret: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type Proved =
  | {
      readonly ok: true;
      /** Names the signed message; null where nothing is signed. */
      readonly deliveryId: string | null;
    }
  | { readonly ok: false; readonly reason: 'MISSING' | 'FORGED' | 'STALE'; readonly message: string };

export function prove(proof: WebhookProof, request: ProofRequest): Proved {
  switch (proof.kind) {
    case 'svix':
      return proveSvix(proof.secrets, request);
    case 'hmac':
      return proveHmac(proof, request);
    case 'authorization':
      return proveSecret(proof.secrets, headerOf(request, 'authorization'), 'the header Authorization');
    case 'url-secret':
      return proveSecret(proof.secrets, request.urlSecret, 'the last part of the address');
  }
}

/** True for the kinds whose sender signs what it sends. */
export const signs = ({ kind }: WebhookProof): boolean => kind === 'svix' || kind === 'hmac';

const missing = (what: string): Proved => ({
  ok: false,
  reason: 'MISSING',
  message: `${what} is missing; it proves who sends`,
});
const FORGED: Proved = {
  ok: false,
  reason: 'FORGED',
  message: 'the signature is not one of ours for these bytes; check the secret on both sides',
};

function proveSvix(secrets: readonly string[], request: ProofRequest): Proved {
  const own = (name: string): string | null =>
    headerOf(request, `svix-${name}`) ?? headerOf(request, `webhook-${name}`);
  const [id, timestamp, signatures] = [own('id'), own('timestamp'), own('signature')];
  if (id === null || timestamp === null || signatures === null)
    return missing('one of the headers svix-id, svix-timestamp and svix-signature');
  const stale = staleness(timestamp, request.now);
  if (stale) return stale;
  const given = signatures.split(' ').flatMap((part) => (part.startsWith('v1,') ? [part.slice(3)] : []));
  const fits = secrets.some((text) => {
    const mac = createHmac('sha256', svixKey(text)).update(`${id}.${timestamp}.`).update(request.rawBody);
    const wanted = mac.digest('base64');
    return given.some((signature) => same(signature, wanted));
  });
  // Ids are the sender's, of any length; ours have a limit.
  return fits ? { ok: true, deliveryId: id.length <= 200 ? id : sha256(id) } : FORGED;
}

function proveHmac(proof: WebhookProof & { readonly kind: 'hmac' }, request: ProofRequest): Proved {
  const signatures = headerOf(request, proof.signatureHeader);
  const timestamp = headerOf(request, proof.timestampHeader);
  if (signatures === null || timestamp === null)
    return missing(`one of the headers ${proof.signatureHeader} and ${proof.timestampHeader}`);
  const stale = staleness(timestamp, request.now);
  if (stale) return stale;
  const given = signatures.split(/[\s,]+/).flatMap((part) => (part.startsWith('v1=') ? [part.slice(3)] : []));
  const fits = proof.secrets.some((text) => {
    const mac = createHmac('sha256', Buffer.from(text, proof.encoding)).update(`v1:${timestamp}:`);
    const wanted = mac.update(request.rawBody).digest('hex');
    return given.some((signature) => same(signature.toLowerCase(), wanted));
  });
  // An id in a header would not be signed: the message is known by what is.
  return fits ? { ok: true, deliveryId: sha256(`${timestamp}:`, request.rawBody) } : FORGED;
}

function proveSecret(secrets: readonly string[], given: string | null, where: string): Proved {
  if (given === null) return missing(where);
  if (secrets.some((wanted) => same(given, wanted))) return { ok: true, deliveryId: null };
  return { ok: false, reason: 'FORGED', message: `${where} is not what is configured; check both sides` };
}

/** A message that is older or newer than the tolerance may be one that somebody recorded. */
function staleness(timestamp: string, now: number): Proved | null {
  const stated = /^\d{9,14}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  const at = stated > 1e11 ? stated : stated * 1_000;
  if (Math.abs(at - now) <= TOLERANCE_MS) return null;
  const message = `the timestamp ${JSON.stringify(timestamp.slice(0, 40))} is not within 5 minutes of our clock, ${new Date(now).toISOString()}; send it signed anew`;
  return { ok: false, reason: 'STALE', message };
}

function headerOf({ headers }: ProofRequest, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function svixKey(text: string): Buffer {
  return Buffer.from(text.startsWith('whsec_') ? text.slice(6) : text, 'base64');
}

/** Takes the same time wherever two texts differ, and tells nothing of their length. */
function same(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted));
}

const digest = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export const sha256 = (...parts: readonly (string | Uint8Array)[]): string =>
  `sha256:${digest(...parts).toString('hex')}`;
