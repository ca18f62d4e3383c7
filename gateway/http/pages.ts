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
import { errorAnswer, type Route, type RouteAnswer } from './routes.js';

const NOTE = '<p>Without internet access use the built-in explorer at <a href="/graphiql">/graphiql</a>.</p>';

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
          return { html: html.replace('<div class="fallback">', `<div class="fallback">${NOTE}`) };
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

function explorerPage(query: string): string {
  const sample = JSON.stringify(query).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Plumbline explorer</title>
<link rel="stylesheet" href="/graphiql/graphiql.css">
<style>
body { margin: 0; height: 100vh; display: flex; flex-direction: column; font-family: system-ui, sans-serif; }
form { padding: 8px 16px; display: flex; gap: 12px; align-items: center; background: #f3f4f6; }
input { flex: 1; max-width: 520px; padding: 6px; font-family: monospace; }
#explorer { flex: 1; min-height: 0; }
</style>
</head>
<body>
<form id="access"><label for="token">Token</label><input id="token" type="password" autocomplete="off"
placeholder="Paste your token: it is sent as Authorization: Bearer …"><button>Use token</button>
<span id="hint">The schema loads once a valid token is set.</span></form>
<div id="explorer">Loading the explorer…</div>
<script src="/graphiql/react.js"></script>
<script src="/graphiql/react-dom.js"></script>
<script src="/graphiql/graphiql.js"></script>
<script>
const field = document.getElementById('token');
const hint = document.getElementById('hint');
field.value = sessionStorage.getItem('plumbline-token') || '';
async function fetcher(params) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer ' + field.value },
    body: JSON.stringify(params),
  });
  hint.textContent = response.status === 401 ? 'This token is not accepted.' : '';
  return response.json();
}
let round = 0;
const root = ReactDOM.createRoot(document.getElementById('explorer'));
function show() {
  root.render(React.createElement(GraphiQL, { key: round, fetcher, defaultQuery: ${sample}, shouldPersistHeaders: false }));
}
document.getElementById('access').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem('plumbline-token', field.value);
  round += 1;
  show();
});
show();
</script>
</body>
</html>
`;
}
