import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Big } from 'big.js';
import { createFirm } from '../../../sandbox/firm/index.js';
import { startEquipment, type EquipmentSandbox } from './sandbox.js';

const firm = createFirm({ scale: 1 });
const ENTITIES = 'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Project { ';

interface UsageAnswer {
  id: string;
  equipmentUsage: {
    series: {
      equipment: string;
      costCode: string;
      costType: string;
      dates: string[];
      amounts: string[];
    }[];
    exceptions: { code: string; message: string }[];
    sources: { system: string; stale: boolean; error: string | null }[];
  } | null;
}

describe('equipment subgraph over the sandbox firm', () => {
  let sandbox: EquipmentSandbox;
  beforeAll(async () => {
    sandbox = await startEquipment(firm);
  }, 120_000);
  afterAll(() => sandbox.stop());

  it('says which source is missing before the first sync', async () => {
    const { data, errors } = await sandbox.ask('{ fleet { totalCount } }');
    expect(data).toEqual({ fleet: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', system: 'maintenance' });
  });

  it('syncs every machine and merges telematics', async () => {
    // Telematics first: its machines must still be matched once the maintenance platform has been read.
    const [maintenance, ...providers] = sandbox.subgraph.syncs;
    for (const provider of providers) await provider.run();
    await maintenance!.run();
    const { data, errors } = await sandbox.ask(
      '{ fleet(first: 200) { totalCount nodes { number externalIds { system } meters { type source } } } }',
    );
    expect(errors).toBeUndefined();
    const fleet = data?.['fleet'] as {
      totalCount: number;
      nodes: { number: string; externalIds: { system: string }[] }[];
    };
    expect(fleet.totalCount).toBe(firm.machines.length);
    const merged = fleet.nodes.filter(({ externalIds }) =>
      externalIds.some(({ system }) => system === 'telematics'),
    );
    const entries = await sandbox.store.crosswalk.entries('EQUIPMENT', 'telematics');
    const unmatched = entries.filter(({ canonicalId }) => canonicalId === null);
    expect(unmatched.map(({ problem }) => problem)).toEqual([]);
    expect(merged).toHaveLength(firm.machines.filter(({ telematics }) => telematics).length);
  }, 120_000);

  it('supplies the usage of every job to the cent, without upstream calls', async () => {
    const before = callCount(sandbox);
    const projects = await sandbox.store.crosswalk.list('PROJECT');
    const refs = projects.map(({ id }) => ({ __typename: 'Project', id }));
    const fields =
      'id equipmentUsage { series { equipment costCode costType dates amounts } exceptions { code message } sources { system stale error } }';
    const { data, errors } = await sandbox.ask(`${ENTITIES} ${fields} } } }`, { refs });
    expect(errors).toBeUndefined();
    const answers = data?.['_entities'] as UsageAnswer[];
    const accountCode = new Map(firm.analyticAccounts.map(({ id, code }) => [id, code]));
    for (const { id, company, number } of projects) {
      const own = firm.usage.filter((u) => u.company === company && accountCode.get(u.accountId) === number);
      const expected = own.map((u) => ({
        key: u.key,
        amount: new Big(u.hours).times(u.rate).round(2, 1).toFixed(2),
        costCode: accountCode.get(u.costCodeId),
        costType: 'EQUIPMENT',
      }));
      const series = answers.find((one) => one.id === id)?.equipmentUsage?.series ?? [];
      const records = series.flatMap(({ equipment, dates, amounts, costCode, costType }) =>
        dates.map((day, i) => ({ key: `${equipment}/${day}`, amount: amounts[i], costCode, costType })),
      );
      const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : 1);
      expect(records.sort(byKey)).toEqual(expected.sort(byKey));
    }
    expect(firm.usage.length).toBeGreaterThan(1_000);
    expect(callCount(sandbox)).toBe(before);
  });

  it('shows machines on site, currentProject and open breakdowns, most severe first', async () => {
    const assignment = firm.assignments.find(({ end }) => end === null)!;
    const machine = firm.machines.find(({ vehicleId }) => vehicleId === assignment.vehicleId)!;
    const { data, errors } = await sandbox.ask(
      'query ($n: String!) { equipment(number: $n) { number class availability currentProject { id equipmentOnSite { number } openBreakdowns { severity clearedAt equipment { number } } } sources { system stale asOf } } }',
      { n: machine.number },
    );
    expect(errors).toBeUndefined();
    const found = data?.['equipment'] as {
      class: string;
      currentProject: {
        equipmentOnSite: { number: string }[];
        openBreakdowns: { severity: string; clearedAt: null }[];
      };
      sources: { system: string; stale: boolean }[];
    };
    expect(found.class).toBe(machine.class);
    expect(found.currentProject.equipmentOnSite.map(({ number }) => number)).toContain(machine.number);
    const order = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];
    const ranks = found.currentProject.openBreakdowns.map(({ severity }) => order.indexOf(severity));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(found.sources).toEqual([
      expect.objectContaining({ system: 'maintenance', stale: false }),
      expect.objectContaining({ system: 'telematics', stale: false }),
    ]);
  });

  it('adds up utilization from the readings', async () => {
    const machine = firm.machines.find(
      ({ telematics, hourReadings }) => telematics?.pin && hourReadings.length > 0,
    )!;
    const [to, from] = [machine.hourReadings.at(-1)!, machine.hourReadings.at(-29)!];
    const { data } = await sandbox.ask(
      'query ($n: String!, $f: Date!, $t: Date!) { equipment(number: $n) { utilization(from: $f, to: $t) { operatingHours days ratio } } }',
      { n: machine.number, f: machine.hourReadings.at(-28)!.date, t: to.date },
    );
    const hours = new Big(to.hours).minus(from.hours);
    expect(data?.['equipment']).toEqual({
      utilization: { operatingHours: hours.toFixed(), days: 28, ratio: hours.div(160).toFixed(6) },
    });
  });

  it('shows an actor only its companies, and pages without loss', async () => {
    const actor = { id: 'hana', roles: ['analyst'] as const, companies: ['HB'], projects: '*' as const };
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await sandbox.ask(
        'query ($after: String) { fleet(first: 7, after: $after) { nodes { number company { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
        actor,
      );
      const page = data?.['fleet'] as {
        nodes: { number: string; company: { id: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      expect(page.nodes.every(({ company }) => company.id === 'HB')).toBe(true);
      seen.push(...page.nodes.map(({ number }) => number));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    const own = firm.machines.filter(({ company }) => company === 'HB').map(({ number }) => number);
    expect(seen).toEqual([...own].sort());
  });

  it('answers an unknown reference with its key and nulls', async () => {
    const { data, errors } = await sandbox.ask(
      'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Equipment { id name } ... on WorkOrder { id status } ... on Breakdown { id code } } }',
      { refs: ['Equipment', 'WorkOrder', 'Breakdown'].map((__typename) => ({ __typename, id: 'nobody' })) },
    );
    expect(errors).toBeUndefined();
    expect(data?.['_entities']).toEqual([
      { id: 'nobody', name: null },
      { id: 'nobody', status: null },
      { id: 'nobody', code: null },
    ]);
  });

  it('reads series only since the watermark', async () => {
    const unit = firm.machines.find(({ telematics }) => telematics?.format === 'XML')!;
    const marks = JSON.parse((await sandbox.store.mirror.watermark('telematics:yard', 'series'))!) as Record<
      string,
      string
    >;
    expect(marks[unit.telematics!.pin ?? unit.telematics!.serialNumber!]).toBe(`${firm.today}T23:30:00.000Z`);
  });

  it('asks less in the next round: one page per series instead of two', async () => {
    const name = 'GET /xml/Fleet/Equipment/{machine}/CumulativeOperatingHours';
    const first = sandbox.telematics.calls.get(name) ?? 0;
    await sandbox.subgraph.syncs[1]!.run();
    const second = (sandbox.telematics.calls.get(name) ?? 0) - first;
    const reporting = firm.machines.filter(({ telematics }) => telematics?.format === 'XML');
    const long = reporting.filter(({ hourReadings }) => hourReadings.length > 100);
    expect(first).toBe(reporting.length + long.length);
    expect(second).toBe(reporting.length);
  });

  it('serves stale values with the reason, and nothing after the limit', async () => {
    sandbox.telematics.setFaults({ status: 503 });
    sandbox.advance(60_000);
    const failed = await sandbox.subgraph.syncs[1]!.run();
    expect(failed.problems.join()).toContain('HTTP 503');
    const machine = firm.machines.find(({ telematics }) => telematics?.format === 'XML' && telematics.pin)!;
    const query =
      'query ($n: String!) { equipment(number: $n) { name location { latitude } sources { system stale error } } }';
    const stale = await sandbox.ask(query, { n: machine.number });
    expect(stale.errors).toBeUndefined();
    expect(stale.data?.['equipment']).toMatchObject({
      sources: [
        { system: 'maintenance' },
        { system: 'telematics', stale: true, error: expect.stringContaining('503') },
      ],
    });
    sandbox.advance(25 * 3_600_000);
    await sandbox.subgraph.syncs[0]!.run();
    const gone = await sandbox.ask(query, { n: machine.number });
    expect(gone.data?.['equipment']).toMatchObject({ name: machine.name, location: null });
    expect(gone.errors?.[0]?.extensions).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      system: 'telematics',
    });
  });
});

function callCount({ telematics, maintenance }: EquipmentSandbox): number {
  return [telematics, maintenance].flatMap(({ calls }) => [...calls.values()]).reduce((a, b) => a + b, 0);
}
