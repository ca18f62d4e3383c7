/**
 * The two explorers. `/` and `/graphql` show Apollo Sandbox, which loads from Apollo's site; `/graphiql` shows
 * GraphiQL from files installed with the gateway and asks no other host.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../federated-gateway.js';
import { explorerPage } from './explorer-page.js';
import { errorAnswer, type Route, type RouteAnswer } from './routes.js';

/** Seen before (and without) Apollo's own scripts, which come from Apollo's site. */
const BANNER = `<p style="margin:0;padding:10px 16px;background:#f3f4f6;font:15px system-ui,sans-serif">
<b>Plumbline</b> &middot; Apollo Sandbox opens below when this browser can reach Apollo's site.
Without internet access use the built-in explorer at <a href="/graphiql">/graphiql</a>.</p>`;

/** Apollo Sandbox, embedded, with the sample query and a place for the token; usage is not reported. */
export function createLandingPage(query: string): ApolloServerPlugin<GatewayContext> {
  const standard = ApolloServerPluginLandingPageLocalDefault({
    embed: { runTelemetry: false, initialState: { pollForSchemaUpdates: false } },
    includeCookies: false,
    footer: false,
    document: query,
    headers: { Authorization: 'Bearer <token>' },
  }) as ApolloServerPlugin<GatewayContext>;
  return {
    async serverWillStart(service) {
      const listener = await standard.serverWillStart?.(service);
      return {
        async renderLandingPage() {
          const page = await listener?.renderLandingPage?.();
          const html = typeof page?.html === 'function' ? await page.html() : (page?.html ?? '');
          return { html: html.replace(/<body[^>]*>/, (body) => body + BANNER) };
        },
      };
    },
  };
}

const require = createRequire(import.meta.url);

const FILES: Readonly<Record<string, { module: string; file: string; type: string }>> = {
  'react.js': { module: 'react', file: 'umd/react.production.min.js', type: 'text/javascript' },
  'react-dom.js': { module: 'react-dom', file: 'umd/react-dom.production.min.js', type: 'text/javascript' },
  'graphiql.js': { module: 'graphiql', file: 'graphiql.min.js', type: 'text/javascript' },
  'graphiql.css': { module: 'graphiql', file: 'graphiql.min.css', type: 'text/css' },
};

/** The offline explorer and its files. */
export function explorerRoutes(query: string): Route[] {
  const page: Route = { method: 'GET', path: '/graphiql', handle: () => html(explorerPage(query)) };
  const files = Object.entries(FILES).map(([name, source]): Route => ({
    method: 'GET',
    path: `/graphiql/${name}`,
    handle: () => serveFile(source),
  }));
  return [page, ...files];
}

async function serveFile({
  module,
  file,
  type,
}: {
  module: string;
  file: string;
  type: string;
}): Promise<RouteAnswer> {
  try {
    const folder = path.dirname(require.resolve(`${module}/package.json`));
    const body = await readFile(path.join(folder, file));
    const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=3600' };
    return { status: 200, headers, body };
  } catch {
    return errorAnswer(404, 'NOT_FOUND', `The explorer needs the package ${module}; run npm install`);
  }
}

function html(body: string): RouteAnswer {
  const policy =
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
    "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'";
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body,
  };
}
