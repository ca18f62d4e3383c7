/** Verifies the identity provider's tokens and reads roles, companies and projects from their claims. */
import { createPublicKey } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import type { Actor, Role } from '../../subgraphs/kit/actor.js';
import { publicError } from '../../subgraphs/kit/errors.js';
import type { JwtSettings } from './settings.js';

const ROLES: readonly Role[] = ['analyst', 'field', 'admin', 'integration'];
const ASYMMETRIC = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Undefined for a token that is not valid. Throws when the provider's keys cannot be fetched. */
export function createJwtVerifier(
  settings: JwtSettings,
): (token: string) => Promise<{ readonly actor: Actor; readonly expiresAt: Date | null } | undefined> {
  const verify = createVerify(settings);
  return async (token) => {
    if (token.split('.').length !== 3) return undefined;
    try {
      const payload = await verify(token);
      const expiresAt = payload.exp === undefined ? null : new Date(payload.exp * 1_000);
      return { actor: toActor(payload, settings.claims), expiresAt };
    } catch (error) {
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return undefined;
      throw publicError('UNAUTHENTICATED', 'The identity provider cannot be asked just now; try again');
    }
  };
}

function createVerify(settings: JwtSettings): (token: string) => Promise<JWTPayload> {
  const checks: JWTVerifyOptions = {
    requiredClaims: ['sub', 'exp'],
    ...(settings.issuer !== undefined && { issuer: settings.issuer }),
    ...(settings.audience !== undefined && { audience: settings.audience }),
  };
  // The algorithms follow from the configured key, never from the token.
  if (settings.jwksUrl !== undefined) {
    const keys = createRemoteJWKSet(new URL(settings.jwksUrl));
    return async (token) => (await jwtVerify(token, keys, { ...checks, algorithms: ASYMMETRIC })).payload;
  }
  const text = settings.key ?? '';
  if (text.includes('-----BEGIN')) {
    const key = createPublicKey(text);
    return async (token) => (await jwtVerify(token, key, { ...checks, algorithms: ASYMMETRIC })).payload;
  }
  const secret = new TextEncoder().encode(text);
  return async (token) => (await jwtVerify(token, secret, { ...checks, algorithms: ['HS256'] })).payload;
}

/** A claim that is absent grants nothing. */
function toActor(payload: JWTPayload, claims: JwtSettings['claims']): Actor {
  const roles = namesOf(payload[claims.roles]);
  return {
    id: payload.sub ?? '',
    roles: ROLES.filter((role) => roles.includes(role)),
    companies: scopeOf(payload[claims.companies]),
    projects: scopeOf(payload[claims.projects]),
  };
}

function scopeOf(claim: unknown): readonly string[] | '*' {
  const names = namesOf(claim);
  return names.includes('*') ? '*' : names;
}

/** A list of names, or names separated by spaces as in OAuth scopes. */
function namesOf(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ').filter((name) => name !== '');
  return Array.isArray(claim) ? claim.filter((name) => typeof name === 'string') : [];
}
