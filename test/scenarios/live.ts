/** A client that subscribes as an app does. */
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import type { Scenario } from './plumbline.js';

export const connectTo = ({ url }: Pick<Scenario, 'url'>, token: string = SANDBOX_TOKENS.admin): Client =>
  createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  });

export interface Heard {
  readonly cursor: string;
  readonly status: string;
  readonly write: { readonly id: string; readonly summary: string } | null;
}
const CHANGES = `subscription ($after: String, $write: ID, $company: String) {
  writeChanged(after: $after, write: $write, company: $company) { cursor status write { id summary } } }`;

/** Hears until one is the last; rejects with the errors of the subscription. */
export async function hear(
  client: Client,
  variables: Record<string, unknown>,
  isLast: (heard: Heard) => boolean,
): Promise<Heard[]> {
  const heard: Heard[] = [];
  for await (const { data, errors } of client.iterate<{ writeChanged: Heard }>({
    query: CHANGES,
    variables,
  })) {
    if (errors) throw new Error(JSON.stringify(errors));
    heard.push(data!.writeChanged);
    if (isLast(heard.at(-1)!)) break;
  }
  return heard;
}

export const succeeded = ({ status }: Heard): boolean => status === 'SUCCEEDED';
