/**
 * Gateways that the bench holds ours against and that the product does not need: installed here, on first use, from
 * this folder's own lock. It overrides two packages of @whatwg-node whose newer versions need Node 22, and has its own
 * graphql, the root's version: peers are given SDL, addresses and functions, never a schema made by the root's copy.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const { dependencies } = read('package.json');

function read(file) {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
}

function isInstalled([name, version]) {
  try {
    return read(`node_modules/${name}/package.json`).version === version;
  } catch {
    return false;
  }
}

/** Undefined once the peers are there, otherwise why they are not. */
function install() {
  if (Object.entries(dependencies).every(isInstalled)) return undefined;
  console.log('Peers are not installed: npm ci --prefix test/bench/peers');
  // Few retries: without a network the bench should say so and go on.
  const { status, error, stderr } = spawnSync('npm', ['ci', '--prefix', folder, '--fetch-retries=1'], {
    encoding: 'utf8',
    timeout: 300_000,
    shell: process.platform === 'win32',
  });
  if (status === 0) return undefined;
  const code = error?.code ?? /npm error code (\S+)/.exec(stderr ?? '')?.[1] ?? `exit ${status}`;
  return `npm ci failed, ${code}`;
}

/** The peer, or the reason it cannot run here. */
export async function loadHive() {
  try {
    const reason = install();
    if (reason) return { reason };
    const { variants } = await import('./hive.mjs');
    return { variants, version: dependencies['@graphql-hive/gateway-runtime'] };
  } catch (error) {
    return { reason: error.message.split('\n')[0] };
  }
}
