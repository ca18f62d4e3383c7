/** The four ways ISO 15143-3 providers authenticate: Basic, Bearer, OAuth client credentials, OAuth password grant. */
import { UpstreamError } from '../../kit/errors.js';
import { createUpstream, parseJson, UPSTREAM_DEFAULTS, type CallObserver } from '../../kit/upstream.js';
import type { TelematicsSettings } from '../settings.js';

type TokenAuth = Extract<TelematicsSettings['auth'], { tokenUrl: string }>;

export interface Authorization {
  /** Value of the Authorization header. Rejects with an UpstreamError when no token can be had. */
  header(): Promise<string>;
  /** Forgets a refused token; true when asking again may help. */
  renew(): boolean;
  close(): Promise<void>;
}

export function createAuthorization(
  settings: TelematicsSettings,
  observe: CallObserver | undefined,
  now: () => number,
): Authorization {
  const { auth } = settings;
  switch (auth.kind) {
    case 'basic':
      return fixed(`Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`);
    case 'bearer':
      return fixed(`Bearer ${auth.token}`);
    case 'client-credentials':
    case 'password-grant':
      return createTokenAuthorization(auth, settings, observe, now);
  }
}

function fixed(value: string): Authorization {
  return { header: () => Promise.resolve(value), renew: () => false, close: () => Promise.resolve() };
}

function createTokenAuthorization(
  auth: TokenAuth,
  settings: TelematicsSettings,
  observe: CallObserver | undefined,
  now: () => number,
): Authorization {
  const address = new URL(auth.tokenUrl);
  const upstream = createUpstream(
    { ...UPSTREAM_DEFAULTS, system: 'telematics', url: address.origin, timeoutMs: settings.timeoutMs },
    observe,
  );
  let kept: Promise<{ value: string; until: number }> | undefined;

  async function fetchToken(): Promise<{ value: string; until: number }> {
    const response = await upstream.call({
      method: 'POST',
      path: address.pathname + address.search,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: grant(auth).toString(),
      readOnly: true,
    });
    const answer = parseJson('telematics', response.body) as { access_token?: unknown; expires_in?: unknown };
    if (typeof answer.access_token !== 'string')
      throw new UpstreamError('telematics', 'AUTH', `telematics "${settings.name}" answered no access token`);
    const seconds = typeof answer.expires_in === 'number' ? answer.expires_in : 300;
    return { value: answer.access_token, until: now() + Math.max(1, seconds - 30) * 1_000 };
  }

  return {
    async header() {
      const token = await kept?.catch(() => undefined);
      if (!token || token.until <= now()) kept = fetchToken();
      return `Bearer ${(await (kept as Promise<{ value: string }>)).value}`;
    },
    renew() {
      kept = undefined;
      return true;
    },
    close: () => upstream.close(),
  };
}

function grant(auth: TokenAuth): URLSearchParams {
  const form = new URLSearchParams();
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) form.set(name, value);
  };
  form.set('grant_type', auth.kind === 'password-grant' ? 'password' : 'client_credentials');
  set('client_id', auth.clientId);
  set('client_secret', auth.clientSecret);
  if (auth.kind === 'password-grant') {
    form.set('username', auth.user);
    form.set('password', auth.password);
  } else set('scope', auth.scope);
  return form;
}
