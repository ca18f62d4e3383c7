/** What the sandbox adds to the front door: where its parts are, and its answer key. */
import type { SandboxThread } from '../sandbox/index.js';
import type { Route } from './http/routes.js';
import type { IntakeDoor } from '../subgraphs/kit/intake.js';
import { SANDBOX_TOKENS } from './sandbox-config.js';
import { senderOf } from './sandbox-webhooks.js';

export function sandboxRoutes(
  { answerKey, upstreams }: SandboxThread,
  doors: readonly IntakeDoor[],
): Route[] {
  const urls = Object.fromEntries(Object.entries(upstreams).map(([name, server]) => [name, server.url]));
  return [
    {
      method: 'GET',
      path: '/sandbox',
      handle: ({ origin }) =>
        json({
          ...{ tokens: SANDBOX_TOKENS, upstreams: urls, answerKey: `${origin}/sandbox/answer-key` },
          webhooks: Object.fromEntries(doors.map((door) => [door.connector, senderOf(door, origin)])),
        }),
    },
    { method: 'GET', path: '/sandbox/answer-key', handle: () => json(answerKey) },
  ];
}

function json(value: unknown): { status: number; headers: Record<string, string>; body: string } {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value, null, 2),
  };
}
