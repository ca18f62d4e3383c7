/** The page of the offline explorer: GraphiQL with a field for the token. It names no other host. */
const STYLE = `
body { margin: 0; height: 100vh; display: flex; flex-direction: column; font-family: system-ui, sans-serif; }
form { padding: 8px 16px; display: flex; gap: 12px; align-items: center; background: #f3f4f6; }
input { flex: 1; max-width: 520px; padding: 6px; font-family: monospace; }
#explorer { flex: 1; min-height: 0; }
`;

const SCRIPT = `const field = document.getElementById('token');
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
  root.render(React.createElement(GraphiQL, { key: round, fetcher, defaultQuery: sample, shouldPersistHeaders: false }));
}
document.getElementById('access').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem('plumbline-token', field.value);
  round += 1;
  show();
});
show();
`;

/** @param query opens in the editor. */
export function explorerPage(query: string): string {
  const sample = JSON.stringify(query).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Plumbline explorer</title>
<link rel="stylesheet" href="/graphiql/graphiql.css">
<style>${STYLE}</style>
</head>
<body>
<form id="access"><label for="token">Token</label><input id="token" type="password" autocomplete="off"
placeholder="Paste your token: it is sent as Authorization: Bearer …"><button>Use token</button>
<span id="hint">The schema loads once a valid token is set.</span></form>
<div id="explorer">Loading the explorer…</div>
<script src="/graphiql/react.js"></script>
<script src="/graphiql/react-dom.js"></script>
<script src="/graphiql/graphiql.js"></script>
<script>const sample = ${sample};
${SCRIPT}</script>
</body>
</html>
`;
}
