/**
 * A question waits through kill -9 and a later version of Plumbline whose write has one step more: the answer meets the
 * checks and the steps of today, and everything lands once.
 */
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { buildLater } from '../crash/later-build.mjs';
import { createProcess, type ProductProcess } from '../crash/processes.mjs';
import { addDays, createWorld, type World } from '../crash/world.mjs';

/** Asks for the write as before, and opens an issue at the end. */
const LATER = `
import { step } from '../define-write.js';
import { recordEquipmentUsage as before } from './record-equipment-usage-before.js';
const inspect = step({
  name: 'inspection',
  title: ({ input }) => \`Ask for an inspection of \${input.equipment}\`,
  changes: [{ object: 'Breakdown', fields: ['summary'], system: 'maintenance' }],
  effect: ({ maintenance }) => maintenance.effects.createIssue,
  arguments: ({ input, facts }) => ({
    machine: facts.machine, summary: \`Inspect \${input.equipment}\`, description: null,
    reportedAt: '2026-11-20T08:00:00.000Z', severity: null,
  }),
});
export const recordEquipmentUsage = { ...before, steps: [...before.steps, inspect] };
`;
const MODULE = 'subgraphs/workflows/writes/record-equipment-usage.js';
const ASKS = 'sandbox-admin-token';
const DECIDES = 'sandbox-controller-token';

let world: World;
let product: ProductProcess;
let input: Record<string, unknown>;
let vehicleId: number;

beforeAll(async () => {
  world = await createWorld();
  const { firm } = world;
  const company = firm.companies[0]!;
  const machine = firm.machines.find(
    (own) =>
      own.company === company.code &&
      own.ownership === 'owned' &&
      own.hourReadings.length > 0 &&
      company.equipmentRates[own.class] !== undefined,
  )!;
  ({ vehicleId } = machine);
  const date = addDays(firm.today, 3);
  input = { equipment: machine.number, project: 'J-101', costCode: world.costCode.code, date, hours: '2' };
  product = await createProcess({
    world,
    dataDir: path.join(world.directory, 'data'),
    settings: {
      maintenance: { delayBoundMs: 300 },
      workflows: { approvals: [{ name: 'every day of a machine', write: 'recordEquipmentUsage' }] },
    },
    onCall: () => undefined,
  });
  await product.start();
}, 120_000);
afterAll(async () => {
  await product.close();
  await world.stop();
});

interface Payload {
  readonly write: { readonly id: string; readonly status: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}
interface State {
  readonly status: string;
  readonly steps: readonly { readonly name: string; readonly status: string }[];
}

async function graph<T>(query: string, variables: object, token = ASKS): Promise<T> {
  const answer = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

async function state(id: string): Promise<State> {
  const query = 'query ($id: ID!) { write(id: $id) { status steps { name status } } }';
  return (await graph<{ write: State }>(query, { id })).write;
}

async function decide(id: string): Promise<Payload> {
  const query = `mutation ($input: DecideApprovalInput!) { decideApproval(input: $input) {
    write { id status } userErrors { code } } }`;
  const given = { write: id, approve: true, reason: 'seen it' };
  return (await graph<{ decideApproval: Payload }>(query, { input: given }, DECIDES)).decideApproval;
}

async function restart(): Promise<void> {
  product.kill();
  await product.start();
}

/** The job as the ERP's own people move it through its stages. */
async function setStage(name: 'Closed' | 'In Progress'): Promise<void> {
  const stages = await world.erp('project.project.stage', 'search_read', {
    domain: [],
    fields: ['name'],
  });
  const stage = (stages as readonly { id: number; name: string }[]).find(
    (own) => own.name.toLowerCase() === name.toLowerCase(),
  );
  const job = world.firm.projects.find(({ number }) => number === input['project'])!;
  await world.erp('project.project', 'write', { ids: [job.odooId], vals: { stage_id: stage!.id } });
}

async function landed(): Promise<Record<string, number>> {
  const ref = `PLB-USE ${String(input['equipment'])}/${String(input['date'])}`;
  const moves = (await world.erp('account.move', 'search_read', {
    domain: [['ref', '=', ref]],
    fields: ['state'],
  })) as readonly unknown[];
  const of = async (list: string): Promise<readonly Record<string, unknown>[]> => {
    const place = `${list}?per_page=100&filter[vehicle_id][eq]=${vehicleId}`;
    return ((await world.platform(place)) as { records: Record<string, unknown>[] }).records;
  };
  const issues = (await of('/v2/issues')).filter((own) => String(own['summary']).startsWith('Inspect'));
  const readings = (await of('/v1/meter_entries')).filter((own) => own['date'] === input['date']);
  return { charges: moves.length, inspections: issues.length, readings: readings.length };
}

it('meets today’s checks and steps, and lands once', async () => {
  const query = `mutation ($input: RecordEquipmentUsageInput!) { recordEquipmentUsage(input: $input) {
    write { id status } userErrors { code } } }`;
  const asked = { ...input, clientMutationId: 'asked-of-version-1' };
  const { recordEquipmentUsage: first } = await graph<{ recordEquipmentUsage: Payload }>(query, {
    input: asked,
  });
  expect(first).toMatchObject({ write: { status: 'PENDING_APPROVAL' }, userErrors: [] });
  const { id } = first.write!;
  await restart();
  expect((await state(id)).steps.map(({ name }) => name)).toEqual(['meter', 'charge']);

  product.product = buildLater(path.join(world.directory, 'later'), MODULE, LATER);
  await restart();
  expect((await state(id)).status).toBe('PENDING_APPROVAL');
  await setStage('Closed');
  expect((await decide(id)).userErrors).toMatchObject([{ code: 'CLOSED_JOB' }]);
  expect((await state(id)).status).toBe('PENDING_APPROVAL');
  expect(await landed()).toEqual({ charges: 0, inspections: 0, readings: 0 });

  await setStage('In Progress');
  expect((await decide(id)).userErrors).toEqual([]);
  const until = Date.now() + 30_000;
  while (Date.now() < until && (await state(id)).status !== 'SUCCEEDED')
    await new Promise((done) => setTimeout(done, 100));
  expect(await state(id)).toEqual({
    status: 'SUCCEEDED',
    steps: ['meter', 'charge', 'inspection'].map((name) => ({ name, status: 'DONE' })),
  });
  await restart();
  expect((await decide(id)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  expect(await landed()).toEqual({ charges: 1, inspections: 1, readings: 1 });
}, 180_000);
