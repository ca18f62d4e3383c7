/** What the scenarios of writes ask of the platforms themselves, past Plumbline. */
import type { ConfigInput } from '../../gateway/config/schema.js';
import type { Scenario } from './plumbline.js';

/** Nothing lands late on loopback, so that an unknown outcome can be looked up soon. */
export function fastPlatform(config: ConfigInput): ConfigInput {
  const { maintenance } = config.equipment;
  return {
    ...config,
    equipment: { ...config.equipment, maintenance: { ...maintenance, delayBoundMs: 300 } },
  };
}

/** A record or a page of the maintenance platform as its own client sees it. @param body makes or changes a record */
export async function fleetio(
  scenario: Scenario,
  path: string,
  body?: object,
  method: 'POST' | 'PATCH' = 'POST',
): Promise<Record<string, unknown>> {
  const { upstreams, credentials } = scenario.sandbox;
  const { token, accountToken } = credentials.fleetio;
  const headers = {
    authorization: `Token ${token}`,
    'account-token': accountToken,
    'x-api-version': '2024-03-15',
  };
  const answer = await fetch(`${upstreams.maintenance.url}${path}`, {
    headers,
    ...(body && { method, body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Record<string, unknown>;
}

/** Calls since the last reset that change something upstream. */
export function upstreamWrites(scenario: Scenario): Record<string, number> {
  const calls = Object.values(scenario.calls()).flatMap((own) => Object.entries(own));
  const changes =
    /\/load$|\/(action_\w+|button_\w+|write|create|unlink)$|^(POST|PATCH|PUT|DELETE) \/v\d|^(POST|PUT) \/p6ws\/restapi\/(?!login)/;
  return Object.fromEntries(calls.filter(([name]) => changes.test(name)));
}
