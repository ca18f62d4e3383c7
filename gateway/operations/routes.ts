/** The page for who looks after writes: it asks the graph like any client, and holds no rights of its own. */
import { readFile } from 'node:fs/promises';
import type { Route } from '../http/routes.js';

const FILES: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  '/operations': { file: 'page.html', type: 'text/html' },
  '/operations/page.css': { file: 'page.css', type: 'text/css' },
  '/operations/page.js': { file: 'page.js', type: 'text/javascript' },
  '/operations/elements.js': { file: 'elements.js', type: 'text/javascript' },
  '/operations/graph.js': { file: 'graph.js', type: 'text/javascript' },
};

export function operationsRoutes(): Route[] {
  return Object.entries(FILES).map(([path, { file, type }]) => ({
    method: 'GET',
    path,
    handle: async () => ({
      status: 200,
      headers: {
        'content-type': `${type}; charset=utf-8`,
        'content-security-policy': "default-src 'self'",
        'cache-control': 'no-cache',
      },
      body: await readFile(new URL(file, import.meta.url)),
    }),
  }));
}
