/** The ERP's vendors, items, cost codes and running jobs reach the other systems once, and stay called as it calls them. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { erpAdmin } from './erp-admin.js';
import { exceptionsOf, runFlow, runToEnd, writesOf } from './flows.js';
import { fastPlatform, fleetio, upstreamWrites } from './platforms.js';
import { startScenario, type Scenario } from './plumbline.js';
import { readEveryJob } from './unified-cost.js';
import { mutate, settled, type PayloadAnswer } from './writes.js';

const FLOW = 'masterData';
const JOB_OF_BOTH = 'J-101';
let scenario: Scenario;
let runs = 0;
let costs: Awaited<ReturnType<typeof readEveryJob>>;

beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => {
      const { p6 } = config.scheduling;
      const scheduling = {
        ...config.scheduling,
        maxAgeMs: 1,
        syncIntervalMs: 300,
        ...(p6 && { p6: { ...p6, delayBoundMs: 300 } }),
      };
      return {
        ...fastPlatform(config),
        scheduling,
        odoo: { ...config.odoo, maxAgeMs: 0, syncIntervalMs: 300 },
      };
    },
  });
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

const run = () => {
  runs += 1;
  return runToEnd(scenario, { clientMutationId: `master-run-${runs}`, flow: FLOW, ...window() });
};
function window() {
  const day = new Date(Date.parse(scenario.sandbox.firm.today) - 86_400_000).toISOString().slice(0, 10);
  return { from: day, to: day };
}
const publish = (input: Record<string, unknown>): Promise<PayloadAnswer> => {
  runs += 1;
  return mutate(scenario, 'publishMasterData', { clientMutationId: `master-hand-${runs}`, ...input });
};
type Named = {
  readonly id: number;
  readonly name: string;
  readonly number: string;
  readonly description: string;
};
async function listed(path: string): Promise<Named[]> {
  const { records } = await fleetio(scenario, `${path}?per_page=100`);
  return records as Named[];
}
const vendorsThere = () => listed('/v1/vendors');
async function planned<T>(model: string, fields: string): Promise<T[]> {
  const { upstreams, credentials } = scenario.sandbox;
  const { user, password, database } = credentials.p6;
  const base = `${upstreams.scheduling.url}/p6ws/restapi`;
  const authToken = Buffer.from(`${user}:${password}`).toString('base64');
  const login = await fetch(`${base}/login?DatabaseName=${database}`, {
    method: 'POST',
    headers: { authToken },
  });
  const cookie = login.headers.get('set-cookie')!.split(';')[0]!;
  return (await (await fetch(`${base}/${model}?Fields=${fields}`, { headers: { cookie } })).json()) as T[];
}
const vendorsOfFirm = () => scenario.sandbox.firm.parties.filter(({ role }) => role === 'VENDOR');

/** Schedules that the firm's planners did not make, as the crosswalk lists them after its next round. */
async function emptySchedules(): Promise<{ label: string; canonicalId: string | null }[]> {
  const known = new Set(scenario.sandbox.firm.schedules.map(({ spelling }) => spelling));
  const query = `{ crosswalk(first: 500, filter: { kind: PROJECT, system: "scheduling" }) {
    nodes { label canonicalId } } }`;
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const { data, errors } = await scenario.ask(query);
    expect(errors).toBeUndefined();
    const { crosswalk } = data as unknown as {
      crosswalk: { nodes: { label: string; canonicalId: string | null }[] };
    };
    const made = crosswalk.nodes.filter(({ label }) => !known.has(label));
    if (made.length > 0) return made;
    await new Promise((done) => setTimeout(done, 100));
  }
  return [];
}

describe('masterData', () => {
  it('says what it would publish, and publishes nothing', async () => {
    const before = upstreamWrites(scenario);
    const input = { clientMutationId: 'master-look-1', flow: FLOW, validateOnly: true, ...window() };
    const { plan, run: none, userErrors } = await runFlow(scenario, input);
    expect({ none, userErrors }).toEqual({ none: null, userErrors: [] });
    expect(plan).toContainEqual(expect.stringMatching(/^Add vendor .+ in maintenance$/));
    expect(plan).toContainEqual(expect.stringMatching(/^(Add|Rename) cost code .+ in scheduling$/));
    expect(upstreamWrites(scenario)).toEqual(before);
  }, 90_000);

  it('gives every vendor one record, taking over those that are there in whatever spelling', async () => {
    costs = await readEveryJob(scenario);
    const spelled = await vendorsThere();
    expect(spelled.some(({ name }) => !vendorsOfFirm().some((own) => own.name === name))).toBe(true);
    const { status, counts } = await run();
    expect(status).toBe('SUCCEEDED');
    const writes = await writesOf(scenario, 'publishMasterData');
    expect(writes.filter(({ status: own }) => own !== 'SUCCEEDED')).toEqual([]);
    expect(counts['writes']).toBeGreaterThan(vendorsOfFirm().length);
    const there = await vendorsThere();
    expect(there.map(({ name }) => name).sort()).toEqual(
      vendorsOfFirm()
        .map(({ name }) => name)
        .sort(),
    );
    // Those that were there kept their records.
    expect(there.map(({ id }) => id)).toEqual(expect.arrayContaining(spelled.map(({ id }) => id)));
    expect(await readEveryJob(scenario)).toEqual(costs);
  }, 240_000);

  it('gives planners every cost code once, with its name, and each running job a schedule', async () => {
    const { firm } = scenario.sandbox;
    const values = await planned<{ CodeValue: string; Description: string | null }>(
      'activityCode',
      'CodeValue,Description',
    );
    expect(new Set(values.map(({ CodeValue }) => CodeValue)).size).toBe(values.length);
    const codes = firm.analyticAccounts.filter(({ plan }) => plan === 'COST_CODE');
    const names = new Map(codes.map(({ code, name }) => [code, name]));
    const own = values.filter(({ CodeValue }) => names.has(CodeValue));
    expect(own.length).toBeGreaterThan(0);
    for (const { CodeValue, Description } of own)
      expect([CodeValue, Description]).toEqual([CodeValue, names.get(CodeValue)]);
    const ids = (await planned<{ Id: string }>('project', 'Id')).map(({ Id }) => Id);
    const scheduled = new Set(firm.schedules.map(({ spelling }) => spelling));
    const without = firm.projects.filter((job) => !scheduled.has(job.spelling.scheduling ?? ''));
    const due = without.filter(({ stage }) => stage === 'ACTIVE').map(({ number }) => number);
    expect(due.length).toBeGreaterThan(0);
    expect(ids).toEqual(expect.arrayContaining(due));
    const others = without.filter(({ stage }) => stage !== 'ACTIVE').map(({ number }) => number);
    expect(ids.filter((id) => others.includes(id) && !due.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  }, 60_000);

  it('sends nothing the second time', async () => {
    const before = upstreamWrites(scenario);
    const { counts } = await run();
    expect(counts).toMatchObject({ writes: 0, waitingForApproval: 0 });
    expect(upstreamWrites(scenario)).toEqual(before);
    const again = await publish({ object: 'VENDOR', record: String(vendorsOfFirm()[0]!.id) });
    expect(again.userErrors).toMatchObject([{ code: 'UP_TO_DATE' }]);
    const made = await emptySchedules();
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter(({ canonicalId }) => canonicalId === null)).toEqual([]);
    // An empty schedule says nothing of a job's cost.
    expect(await readEveryJob(scenario)).toEqual(costs);
  }, 90_000);

  it('renames a copy when the ERP renames its record, and again when somebody renamed the copy', async () => {
    const { id, name } = vendorsOfFirm()[4]!;
    const { id: copy } = (await vendorsThere()).find((own) => own.name === name)!;
    await erpAdmin(scenario).set('res.partner', id, { name: `${name} (Nord)` });
    await run();
    await writesOf(scenario, 'publishMasterData');
    const after = await vendorsThere();
    expect(after.find((own) => own.id === copy)?.name).toBe(`${name} (Nord)`);
    expect(after).toHaveLength(vendorsOfFirm().length);
    for (const typo of ['Typo One', 'Typo Two']) {
      await fleetio(scenario, `/v1/vendors/${copy}`, { name: typo }, 'PATCH');
      await run();
      await writesOf(scenario, 'publishMasterData');
      expect((await vendorsThere()).find((own) => own.id === copy)?.name).toBe(`${name} (Nord)`);
    }
  }, 120_000);

  it('makes a record once when the answer is lost', async () => {
    const admin = erpAdmin(scenario);
    const values = { name: 'Lost Answer Supplies', is_company: true, supplier_rank: 1 };
    await admin.ask('res.partner', 'create', { vals_list: [values] });
    scenario.sandbox.upstreams.maintenance.setFaults({ cut: 'after', method: 'POST', path: '/v1/vendors' });
    await runUntilListed('Lost Answer Supplies');
    const named = (await vendorsThere()).filter(({ name }) => name === 'Lost Answer Supplies');
    expect(named).toHaveLength(1);
  }, 120_000);

  /** The sync has to list the vendor before it can be published. */
  async function runUntilListed(name: string): Promise<void> {
    for (const until = Date.now() + 60_000; Date.now() < until;) {
      await run();
      scenario.mend();
      const all = await writesOf(scenario, 'publishMasterData');
      if (all.some(({ summary, status }) => summary.includes(name) && status === 'SUCCEEDED')) return;
    }
    throw new Error(`${name} was not published`);
  }

  it('leaves vendors that are called the same to a person', async () => {
    const { id, name } = vendorsOfFirm()[6]!;
    const admin = erpAdmin(scenario);
    const values = { name: 'Twin Rental', is_company: true, supplier_rank: 1 };
    await admin.ask('res.partner', 'create', { vals_list: [values, { ...values, name: 'TWIN Rental' }] });
    for (const until = Date.now() + 30_000; Date.now() < until;) {
      await run();
      const told = await exceptionsOf(scenario, FLOW);
      if (told.filter(({ reason, message }) => reason === 'AMBIGUOUS' && /twin/i.test(message)).length === 2)
        break;
    }
    expect((await vendorsThere()).filter((own) => /twin/i.test(own.name))).toEqual([]);
    const copy = (await vendorsThere()).find((own) => own.name === name)!;
    const taken = await publish({ object: 'VENDOR', record: 'Twin Rental', as: String(copy.id) });
    expect(taken.userErrors).toMatchObject([{ code: 'MATCHED_ALREADY', record: String(id) }]);
    const twins = (await exceptionsOf(scenario, FLOW)).filter(({ message }) => /twin/i.test(message));
    expect(twins).toHaveLength(2);
  }, 60_000);

  it('tells what maintenance refuses or lost, and leaves what people took away', async () => {
    const { id, name } = vendorsOfFirm()[5]!;
    const { id: copy } = (await vendorsThere()).find((own) => own.name === name)!;
    await fleetio(scenario, `/v1/vendors/${copy}/archive`, {}, 'PATCH');
    await run();
    const told = await exceptionsOf(scenario, FLOW);
    expect(told).toContainEqual(expect.objectContaining({ kind: 'NOT_PUBLISHED', reason: 'COPY_GONE' }));
    expect((await vendorsThere()).some((own) => own.name === name)).toBe(false);
    const byHand = await publish({ object: 'VENDOR', record: String(id) });
    expect(byHand.userErrors).toMatchObject([{ code: 'ARCHIVED', field: ['as'] }]);
    await fleetio(scenario, `/v1/vendors/${copy}/restore`, {}, 'PATCH');
    await run();
    const reasons = (await exceptionsOf(scenario, FLOW)).map(({ reason }) => reason);
    expect(reasons).not.toContain('COPY_GONE');
  }, 90_000);
});

describe('publishMasterData', () => {
  it('adds an item as a part and archives it when it is taken back', async () => {
    const values = { name: 'Track shoe 600', default_code: 'TS-600', type: 'consu', is_storable: true };
    await erpAdmin(scenario).ask('product.product', 'create', { vals_list: [{ ...values, uom_id: 1 }] });
    const { write, userErrors } = await publish({ object: 'ITEM', record: 'TS-600' });
    expect(userErrors).toEqual([]);
    expect((await settled(scenario, write!.id)).status).toBe('SUCCEEDED');
    const there = (await listed('/v1/parts')).filter(({ number }) => number === 'TS-600');
    expect(there).toMatchObject([{ description: 'Track shoe 600' }]);
    const why = { write: write!.id, date: scenario.sandbox.firm.today, reason: 'wrong item' };
    const back = await mutate(scenario, 'reverseWrite', { clientMutationId: 'master-back-1', ...why });
    expect((await settled(scenario, back.write!.id)).status).toBe('SUCCEEDED');
    expect((await listed('/v1/parts')).some(({ number }) => number === 'TS-600')).toBe(false);
  }, 60_000);

  it('refuses what the ERP does not have, what is there, and what cannot be taken back', async () => {
    const cases = [
      [{ object: 'VENDOR', record: 'Nobody Inc' }, 'NOT_FOUND'],
      [{ object: 'ITEM', record: 'NO-SUCH' }, 'NOT_FOUND'],
      [{ object: 'COST_CODE', record: '99-999' }, 'NOT_FOUND'],
      [{ object: 'PROJECT', record: JOB_OF_BOTH, company: 'NB' }, 'UP_TO_DATE'],
      [{ object: 'VENDOR', record: String(vendorsOfFirm()[3]!.id), as: '999999' }, 'MATCHED_ALREADY'],
    ] as const;
    const before = upstreamWrites(scenario);
    for (const [input, code] of cases) {
      const { write, userErrors } = await publish(input);
      expect([input.record, write, userErrors[0]?.code]).toEqual([input.record, null, code]);
      expect(userErrors[0]?.message).toMatch(/;|already/);
    }
    expect(upstreamWrites(scenario)).toEqual(before);
  }, 60_000);
});
