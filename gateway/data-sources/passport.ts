/**
 * The passport a request carries from the gateway to a subgraph over HTTP: a JSON Web Token signed HS256 with a
 * shared secret, valid for a minute, saying who asks and under which request id. A subgraph that cannot verify it
 * answers nothing. Signed with node:crypto because it is needed once per request and WebCrypto costs ten times more.
 * https://www.rfc-editor.org/rfc/rfc7519, https://www.rfc-editor.org/rfc/rfc7515
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { GatewayRequest } from '../../subgraphs/kit/subgraph.js';

const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
const LIFETIME_S = 60;
const CLOCK_SKEW_S = 30;

const Claims = z.object({
  aud: z.literal('plumbline-subgraph'),
  exp: z.number(),
  rid: z.string().min(1),
  actor: z.object({
    id: z.string(),
    roles: z.array(z.enum(['analyst', 'field', 'admin', 'integration'])),
    companies: z.union([z.literal('*'), z.array(z.string())]),
    projects: z.union([z.literal('*'), z.array(z.string())]),
  }),
});

export type SignPassport = (request: GatewayRequest) => string;
export type VerifyPassport = (authorization: string | undefined) => GatewayRequest | undefined;

/** Signs once per request, however many subgraphs and fetches it takes. */
export function createSigner(secret: string, now: () => number = () => Date.now()): SignPassport {
  requireSecret(secret);
  const signed = new WeakMap<GatewayRequest, { token: string; renewAt: number }>();
  return (request) => {
    const at = Math.floor(now() / 1_000);
    const known = signed.get(request);
    if (known && at < known.renewAt) return known.token;
    const claims = {
      aud: 'plumbline-subgraph',
      exp: at + LIFETIME_S,
      rid: request.id,
      actor: request.actor,
    };
    const content = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
    const token = `${content}.${signatureOf(content, secret).toString('base64url')}`;
    signed.set(request, { token, renewAt: at + LIFETIME_S / 2 });
    return token;
  };
}

/** Undefined for anything but a passport signed with the secret and still valid. */
export function createVerifier(secret: string, now: () => number = () => Date.now()): VerifyPassport {
  requireSecret(secret);
  return (authorization) => {
    const [header, payload, signature] = (authorization?.replace(/^Bearer /, '') ?? '').split('.');
    if (header !== HEADER || !payload || !signature) return undefined;
    const given = Buffer.from(signature, 'base64url');
    const expected = signatureOf(`${header}.${payload}`, secret);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    const claims = Claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    if (!claims.success || claims.data.exp + CLOCK_SKEW_S < now() / 1_000) return undefined;
    return { id: claims.data.rid, actor: claims.data.actor };
  };
}

function signatureOf(content: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(content).digest();
}

function requireSecret(secret: string): void {
  if (Buffer.byteLength(secret) < 32)
    throw new Error('The secret shared by gateway and subgraphs must have at least 32 bytes');
}
