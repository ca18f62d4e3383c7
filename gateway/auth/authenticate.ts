/** Turns the Authorization header into an Actor. There is no anonymous access: without one, UNAUTHENTICATED. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isOwnName, type Actor } from '../../subgraphs/kit/actor.js';
import { publicError } from '../../subgraphs/kit/errors.js';
import { createJwtVerifier } from './jwt.js';
import type { AuthSettings } from './settings.js';

/** Who a token stands for, and until when; null for a token that does not run out. */
export interface Identity {
  readonly actor: Actor;
  readonly expiresAt: Date | null;
}

/** Rejects with an UNAUTHENTICATED GraphQLError that says what to send. */
export type Authenticate = (headers: Pick<IncomingHttpHeaders, 'authorization'>) => Promise<Identity>;

const HOW = 'send the header "Authorization: Bearer <token>"';

export function authenticator(settings: AuthSettings): Authenticate {
  const findByToken = createTokenList(settings.tokens);
  const verifyJwt = settings.jwt && createJwtVerifier(settings.jwt);
  return async (headers) => {
    const token = tokenOf(headers.authorization);
    if (token === undefined) throw publicError('UNAUTHENTICATED', `A token is needed; ${HOW}`);
    const actor = findByToken(token);
    const identity = actor ? { actor, expiresAt: null } : await verifyJwt?.(token);
    if (!identity)
      throw publicError('UNAUTHENTICATED', `The token is unknown, expired or not for us; ${HOW}`);
    const { id } = identity.actor;
    if (isOwnName(id))
      throw publicError(
        'UNAUTHENTICATED',
        `"${id}" is a name that Plumbline itself works under; give the token's actor another id`,
      );
    return identity;
  };
}

/** Basic carries the token as its password: many BI tools can send nothing else. */
function tokenOf(authorization: string | undefined): string | undefined {
  const [, scheme, credentials] = /^(bearer|basic) +(\S+)$/i.exec(authorization?.trim() ?? '') ?? [];
  if (credentials === undefined || scheme?.toLowerCase() === 'bearer') return credentials;
  const pair = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : pair.slice(colon + 1);
}

/** Compares digests with every token, so that the time taken tells nothing about any of them. */
function createTokenList(tokens: AuthSettings['tokens']): (token: string) => Actor | undefined {
  const known = tokens.map(({ token, actor }) => ({ digest: digestOf(token), actor }));
  return (token) => {
    const digest = digestOf(token);
    let found: Actor | undefined;
    for (const entry of known) if (timingSafeEqual(entry.digest, digest)) found = entry.actor;
    return found;
  };
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
