/** The make-believe firm of a run, its systems as their own people use them, and what is dealt out to the writes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CREDENTIALS, startSandbox } from '../../dist/sandbox/index.js';

const DAY_MS = 86_400_000;
/** The product's day lies later than the firm's, so that each write has days on which nothing is booked yet. */
const DAYS_LATER = 900;

export const addDays = (day, days) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

export async function createWorld() {
  const sandbox = await startSandbox(1);
  const { firm, upstreams } = sandbox;
  const directory = mkdtempSync(path.join(tmpdir(), 'plumbline-crash-'));
  const [company, other] = firm.companies;
  const world = {
    ...{ sandbox, firm, upstreams, directory, company, other },
    ...{ dealt: new Set(), entered: new Set(), prepared: [], worked: [], jobs: [], publishing: 0 },
    today: addDays(firm.today, DAYS_LATER),
    costCode: firm.analyticAccounts.find(({ plan }) => plan === 'COST_CODE'),
    costTypeId: (code) =>
      firm.analyticAccounts.find((own) => own.plan === 'COST_TYPE' && own.code === code).id,
    /** The ERP's own administrator. */
    erp: (model, method, body) => askErp(upstreams.odoo.url, model, method, body),
    platform: (place, body, method) => askPlatform(upstreams.maintenance.url, place, body, method),
    scheduling: (model, fields) =>
      askScheduling(upstreams.scheduling.url, `${model}?Fields=${fields.join(',')}`),
    /** What planners change themselves. */
    plan: (model, row) => askScheduling(upstreams.scheduling.url, model, [row]),
    async stop() {
      await sandbox.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  world.deal = (count, fits) => deal(world, count, fits);
  world.projects = (code, stage = 'ACTIVE') =>
    firm.projects.filter((own) => own.company === code && own.stage === stage);
  return world;
}

/** Machines of nobody else. @param fits further than belonging to the first company */
function deal({ firm, company, dealt }, count, fits) {
  const free = firm.machines.filter(
    (own) => own.company === company.code && !dealt.has(own.number) && fits(own),
  );
  if (free.length < count)
    throw new Error(`the firm has ${free.length} fitting machines, ${count} are needed`);
  const chosen = free.slice(0, count);
  for (const { number } of chosen) dealt.add(number);
  return chosen;
}

/** No assignment of it runs on: what it works is nobody's cost until it is charged. */
export const isIdle =
  ({ firm }) =>
  ({ vehicleId }) =>
    !firm.assignments.some(
      (one) => one.vehicleId === vehicleId && (one.end === null || one.end >= firm.today),
    );

async function askErp(url, model, method, body) {
  const response = await fetch(`${url}/json/2/${model}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `bearer ${CREDENTIALS.odoo.apiKey}-admin` },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${model}.${method}: ${JSON.stringify(answer).slice(0, 300)}`);
  return answer;
}

async function askPlatform(url, place, body, method = body ? 'POST' : 'GET') {
  const { token, accountToken } = CREDENTIALS.fleetio;
  const headers = {
    authorization: `Token ${token}`,
    'account-token': accountToken,
    'x-api-version': '2024-03-15',
  };
  const response = await fetch(`${url}${place}`, {
    ...{ headers, method },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${place}: ${JSON.stringify(answer).slice(0, 300)}`);
  return answer;
}

async function askScheduling(url, place, rows) {
  const { database, user, password } = CREDENTIALS.p6;
  const base = `${url}/p6ws/restapi`;
  const login = await fetch(`${base}/login?DatabaseName=${database}`, {
    method: 'POST',
    headers: { authtoken: Buffer.from(`${user}:${password}`).toString('base64') },
  });
  const cookie = login.headers.get('set-cookie').split(';')[0];
  const change = rows && { method: 'PUT', body: JSON.stringify(rows) };
  const answer = await fetch(`${base}/${place}`, {
    headers: { cookie, 'content-type': 'application/json' },
    ...change,
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(`${place}: ${JSON.stringify(told).slice(0, 300)}`);
  return told;
}
