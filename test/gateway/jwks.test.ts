/** Tokens of the firm's identity provider, verified against its key set over loopback HTTP. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { authenticator } from '../../gateway/auth/authenticate.js';
import { authSettings } from '../../gateway/auth/settings.js';

const ISSUER = 'https://login.example.com/';
let provider: Server;
let jwksUrl: string;
let key: CryptoKey;
let stranger: CryptoKey;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  key = pair.privateKey;
  stranger = (await generateKeyPair('ES256')).privateKey;
  const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }] };
  provider = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(jwks));
  });
  await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done));
  jwksUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks.json`;
});
afterAll(() => new Promise((done) => provider.close(done)));

const token = (claims: object, signer: CryptoKey, expires = '5m', subject = 'ann'): Promise<string> =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setSubject(subject)
    .setIssuer(ISSUER)
    .setAudience('plumbline')
    .setExpirationTime(expires)
    .sign(signer);

const authenticate = (audience = 'plumbline') =>
  authenticator(authSettings.parse({ jwt: { jwksUrl, issuer: ISSUER, audience } }));
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });

describe('a key set', () => {
  it('lets a valid token in with what its claims grant, and nothing more', async () => {
    const claims = { roles: ['analyst', 'emperor'], companies: ['NB'] };
    const { actor } = await authenticate()(bearer(await token(claims, key)));
    expect(actor).toEqual({ id: 'ann', roles: ['analyst'], companies: ['NB'], projects: [] });
  });

  it.each(['plumbline', 'flow:dailyEquipmentUsage'])('lets nobody in as %s', async (subject) => {
    const claims = { roles: ['admin'], companies: '*' };
    await expect(authenticate()(bearer(await token(claims, key, '5m', subject)))).rejects.toMatchObject({
      message: expect.stringContaining(`"${subject}" is a name that Plumbline itself works under`),
      extensions: { code: 'UNAUTHENTICATED' },
    });
    const actor = { id: subject, roles: [], companies: '*', projects: '*' };
    const parsed = authSettings.safeParse({ tokens: [{ token: 'a-token-of-16-and-more', actor }] });
    expect(parsed.error?.issues[0]?.path.join('.')).toBe('tokens.0.actor.id');
  });

  it.each([
    ['signed by a stranger', async () => token({}, stranger), 'plumbline'],
    ['expired', async () => token({}, key, '-5m'), 'plumbline'],
    ['meant for another audience', async () => token({}, key), 'payroll'],
    ['unsigned', () => Promise.resolve(`${btoa('{"alg":"none"}')}.${btoa('{"sub":"ann"}')}.`), 'plumbline'],
  ] as [string, () => Promise<string>, string][])('refuses a token %s', async (_case, make, audience) => {
    await expect(authenticate(audience)(bearer(await make()))).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });
});
