/**
 * The pages in a real browser: GraphiQL runs the sample query without any other host, the landing page and the
 * operations page load.
 * `npm run test:browser [-- folder for the screenshots]`; needs Chromium (Debian: chromium).
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const PORT = 41_980;
const base = `http://127.0.0.1:${PORT}`;
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
if (!executablePath) {
  console.error('No Chromium found; install it (Debian: apt-get install chromium)');
  process.exit(69);
}
const dataDir = mkdtempSync(path.join(tmpdir(), 'plumbline-browser-'));
const shots = process.argv[2] ?? dataDir;
const main = fileURLToPath(new URL('../../dist/gateway/main.js', import.meta.url));
const product = spawn(process.execPath, [main], {
  env: { ...process.env, PORT: String(PORT), DATA_DIR: dataDir },
  stdio: 'ignore',
});

const results = [];
const check = (name, ok) => {
  results.push(ok);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
};

async function untilReady() {
  for (let i = 0; i < 600; i += 1) {
    if (
      await fetch(`${base}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('Plumbline was not ready after 60 s');
}

async function offlineExplorer(browser) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const hosts = new Set();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto(`${base}/graphiql`);
  await page.locator('#token').fill('sandbox-analyst-token');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /execute query/i }).click();
  const answer = page.locator('.result-window');
  await answer.getByText('costToDate').first().waitFor({ timeout: 20_000 });
  const text = await answer.innerText();
  await page.screenshot({ path: path.join(shots, 'explorer.png') });
  check('GraphiQL runs the sample query', text.includes('costToDate') && !text.includes('"errors"'));
  check(
    'GraphiQL asks no other host',
    [...hosts].every((host) => host === `127.0.0.1:${PORT}` || host === ''),
  );
  await page.close();
}

async function landingPage(browser) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const answer = await page.goto(base, { waitUntil: 'domcontentloaded' });
  const html = await page.content();
  await page.screenshot({ path: path.join(shots, 'landing.png') });
  check(
    'the landing page loads Apollo Sandbox',
    answer?.status() === 200 && html.includes('embeddable-sandbox'),
  );
  await page.close();
}

async function operations(browser) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(`${base}/operations`);
  await page.locator('#token').fill('no such token');
  await page.keyboard.press('Enter');
  await page.getByText('This token is not accepted').waitFor({ timeout: 20_000 });
  await page.locator('#token').fill('sandbox-admin-token');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing is dead or unknown.').waitFor({ timeout: 20_000 });
  await page.screenshot({ path: path.join(shots, 'operations.png') });
  const tiles = await page.locator('.tile').allInnerTexts();
  check('the operations page counts what needs a person', tiles[0]?.startsWith('0') && tiles.length === 4);
  await page.close();
}

let browser;
try {
  await untilReady();
  browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  await offlineExplorer(browser);
  await landingPage(browser);
  await operations(browser);
} catch (error) {
  check(error.message.split('\n')[0], false);
} finally {
  await browser?.close();
  const ended = new Promise((done) => product.once('exit', done));
  product.kill('SIGTERM');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}
const failed = results.filter((ok) => !ok).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
