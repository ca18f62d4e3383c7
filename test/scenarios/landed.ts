/** What the simulated targets hold, read over their own wire. */
import { CREDENTIALS } from '../../sandbox/index.js';
import type { Scenario } from './plumbline.js';

type Row = Readonly<Record<string, unknown>>;

export async function readErp(
  { sandbox }: Scenario,
  model: string,
  domain: readonly unknown[],
  fields: readonly string[],
): Promise<readonly Row[]> {
  const answer = await fetch(`${sandbox.upstreams.odoo.url}/json/2/${model}/search_read`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${CREDENTIALS.odoo.apiKey}`,
    },
    body: JSON.stringify({ domain, fields }),
  });
  if (!answer.ok) throw new Error(`${model}: ${await answer.text()}`);
  return (await answer.json()) as readonly Row[];
}

/** Every record of a list of the maintenance platform. */
export async function readPlatform({ sandbox }: Scenario, path: string): Promise<readonly Row[]> {
  const headers = {
    authorization: `Token ${CREDENTIALS.fleetio.token}`,
    'account-token': CREDENTIALS.fleetio.accountToken,
    'x-api-version': '2024-03-15',
  };
  const records: Row[] = [];
  let cursor: string | null = null;
  do {
    const query: string = new URLSearchParams({
      per_page: '100',
      ...(cursor !== null && { start_cursor: cursor }),
    }).toString();
    const answer = await fetch(`${sandbox.upstreams.maintenance.url}${path}?${query}`, { headers });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    const page = (await answer.json()) as { records: Row[]; next_cursor: string | null };
    records.push(...page.records);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return records;
}
