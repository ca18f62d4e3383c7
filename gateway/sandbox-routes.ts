/** What the sandbox adds to the front door: where its parts are, and its answer key. */
import type { SandboxThread } from '../sandbox/index.js';
import type { Route } from './http/routes.js';
import { SANDBOX_TOKENS } from './sandbox-config.js';

export function sandboxRoutes({ answerKey, upstreams }: SandboxThread): Route[] {
  const urls = Object.fromEntries(Object.entries(upstreams).map(([name, server]) => [name, server.url]));
  return [
    {
      method: 'GET',
      path: '/sandbox',
      handle: ({ origin }) =>
        json({ tokens: SANDBOX_TOKENS, upstreams: urls, answerKey: `${origin}/sandbox/answer-key` }),
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
