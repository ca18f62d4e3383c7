/** A record that no rule could match is matched by a person, over HTTP, and stays matched over syncs and a restart. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { startScenario, type Scenario } from './plumbline.js';

interface Entry {
  readonly kind: string;
  readonly system: string;
  readonly externalId: string;
  readonly company: string | null;
  readonly canonicalNumber: string | null;
  readonly matchedBy: string | null;
  readonly rule: string | null;
  readonly problem: string | null;
}
interface Payload {
  readonly entry: Entry | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

const ENTRY = 'kind system externalId company canonicalNumber matchedBy rule problem';
let scenario: Scenario;
let unmatched: Entry;

beforeAll(async () => {
  scenario = await startScenario({
    // Without the configured spellings some jobs of the schedules and estimates find no record.
    adjust: (config) => ({
      ...config,
      companies: config.companies.map((company) => ({ ...company, crosswalk: {} })),
    }),
  });
  const open = await list('{unmatchedOnly: true, kind: PROJECT}');
  unmatched = open.find(({ company }) => company === 'NB')!;
}, 120_000);
afterAll(() => scenario.stop());

async function list(filter: string): Promise<Entry[]> {
  const { data } = await scenario.ask(`{ crosswalk(first: 500, filter: ${filter}) { nodes { ${ENTRY} } } }`);
  return (data as unknown as { crosswalk: { nodes: Entry[] } }).crosswalk.nodes;
}

async function match(over: Record<string, unknown>, token?: string): Promise<Payload> {
  const { kind, system, externalId } = unmatched;
  const input = { kind, system, externalId, number: 'J-101', reason: 'asked the planner', ...over };
  const query = `mutation ($input: MatchExternalIdInput!) { matchExternalId(input: $input) {
    entry { ${ENTRY} } userErrors { code message } } }`;
  const answer = await scenario.ask(query, { input }, token);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return (answer.data as unknown as { matchExternalId: Payload }).matchExternalId;
}
const codeOf = async (over: Record<string, unknown>, token?: string) =>
  (await match(over, token)).userErrors[0]?.code;
const now = async () =>
  (await list(`{kind: PROJECT, system: "${unmatched.system}"}`)).find(
    ({ externalId }) => externalId === unmatched.externalId,
  );

describe('matchExternalId', () => {
  it('refuses who may not, what does not exist, and a record of its own system', async () => {
    expect(unmatched.problem).not.toBeNull();
    expect(await codeOf({}, SANDBOX_TOKENS.field)).toBe('FORBIDDEN');
    expect(await codeOf({ reason: ' ' })).toBe('EMPTY');
    expect(await codeOf({ externalId: 'nobody' })).toBe('NOT_FOUND');
    expect(await codeOf({ number: 'J-999999' })).toBe('NOT_FOUND');
    const [own] = await list('{kind: PROJECT, system: "odoo"}');
    expect(await codeOf({ system: 'odoo', externalId: own!.externalId, company: own!.company })).toBe(
      'OWNS_RECORD',
    );
    await expect(match({ system: 'sap' })).rejects.toThrow('is not a system');
    expect(await now()).toEqual(unmatched);
  });

  it('matches, says who, and keeps it over a restart', async () => {
    const { entry, userErrors } = await match({});
    expect(userErrors).toEqual([]);
    const matched = { canonicalNumber: 'J-101', matchedBy: 'MANUAL', rule: 'admin', problem: null };
    expect(entry).toMatchObject(matched);
    await scenario.restart();
    expect(await now()).toMatchObject(matched);
  }, 60_000);

  it('leaves the list of exceptions then, and the others stay on it', async () => {
    const query = '{ exceptions(first: 500) { kind record system write { id } } flows { kind backlog } }';
    const { data, errors } = await scenario.ask(query);
    expect(errors).toBeUndefined();
    const { exceptions, flows } = data as unknown as {
      exceptions: { kind: string; record: string; system: string }[];
      flows: { kind: string; backlog: number }[];
    };
    const records = exceptions.map(({ system, record }) => `${system}/${record}`);
    expect(records).not.toContain(`${unmatched.system}/${unmatched.externalId}`);
    expect(exceptions.filter(({ kind }) => kind === 'UNMATCHED').length).toBeGreaterThan(0);
    expect(flows).toContainEqual({ kind: 'reportBreakdown', backlog: 0 });
  });

  it('takes a match away', async () => {
    const { entry } = await match({ number: null });
    expect(entry).toMatchObject({ canonicalNumber: null, matchedBy: 'MANUAL', rule: 'admin' });
    expect(entry?.problem).toContain('asked the planner');
    expect(await now()).toEqual(entry);
  });
});
