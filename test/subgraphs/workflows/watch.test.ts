/** What a person should look at, as one list in the order of its weight, within companies. */
import { expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import type { CrosswalkEntry, Store, WriteRecord } from '../../../store/store.js';
import type { Actor } from '../../../subgraphs/kit/actor.js';
import type { WriteSystems } from '../../../subgraphs/workflows/define-write.js';
import { createWorkflowsSubgraph, workflowsSettings } from '../../../subgraphs/workflows/index.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const write = (id: string, status: WriteRecord['status']): WriteRecord => ({
  ...{ id, status, kind: 'reportBreakdown', company: 'NB', project: null, subject: 'equipment/EX-1' },
  ...{ summary: `Breakdown ${id}`, actor: 'anna', key: id, input: {}, inputHash: '', facts: {}, run: 1 },
  ...{ reverses: null, receivedAt: NOW, updatedAt: NOW },
  failure: { step: 'issue', code: 'TIMEOUT', message: 'the platform did not answer' },
});
const entry = {
  kind: 'PROJECT',
  system: 'scheduling',
  externalId: 'x-9',
  label: 'Harbour',
} as CrosswalkEntry;

const asked: unknown[] = [];
const store = {
  kind: 'pglite',
  crosswalk: {
    page: (query: unknown) => {
      asked.push(query);
      return Promise.resolve({ entries: [{ ...entry, problem: 'Harbour: no such job', matchedAt: null }] });
    },
  },
  journal: {
    page: () => Promise.resolve({ writes: [write('w1', 'DEAD'), write('w2', 'UNKNOWN')] }),
    expired: () => Promise.resolve([{ write: write('w3', 'PENDING_APPROVAL'), expiredAt: NOW }]),
    flows: () =>
      Promise.resolve([
        {
          ...{ kind: 'reportBreakdown', backlog: 2, oldestReceivedAt: new Date(NOW.getTime() - 90_000) },
          ...{ succeeded: 3, failed: 1, p50Seconds: 0.5, p95Seconds: 2 },
        },
      ]),
  },
  flows: { states: () => Promise.resolve(new Map()), exceptions: () => Promise.resolve([]) },
  events: {},
} as unknown as Store;
const subgraph = createWorkflowsSubgraph({
  ...{ store, settings: workflowsSettings.parse({}), systems: {} as WriteSystems, companies: [] },
  ...{ now: () => NOW, today: () => '2026-11-20', log: () => undefined },
});
const actor: Actor = { id: 'u1', roles: ['admin'], companies: ['NB'], projects: '*' };

async function ask(source: string): Promise<{ data: Record<string, unknown[]>; errors: unknown }> {
  const contextValue = subgraph.contextFor({ id: 'r1', actor });
  const { data, errors } = await graphql({ schema: subgraph.schema, source, contextValue });
  return { data: JSON.parse(JSON.stringify(data)) as Record<string, unknown[]>, errors };
}

it('lists what is half done first, then what waits, then what is not matched', async () => {
  const { data, errors } = await ask('{ exceptions { kind message record system since write { id } } }');
  expect(errors).toBeUndefined();
  const since = NOW.toISOString();
  const said = { record: 'equipment/EX-1', system: null, since };
  expect(data['exceptions']).toEqual([
    { ...said, kind: 'WRITE_UNKNOWN', write: { id: 'w2' }, message: expect.stringContaining('landed') },
    { ...said, kind: 'WRITE_DEAD', write: { id: 'w1' }, message: expect.stringContaining('did not answer') },
    {
      ...said,
      kind: 'APPROVAL_EXPIRED',
      write: { id: 'w3' },
      message: expect.stringContaining('ask for it'),
    },
    {
      ...{ kind: 'UNMATCHED', message: 'Harbour: no such job', record: 'x-9', system: 'scheduling' },
      ...{ since: null, write: null },
    },
  ]);
  expect(asked).toEqual([{ companies: ['NB'], unmatchedOnly: true, first: 100 }]);
});

it('is bounded', async () => {
  expect((await ask('{ exceptions(first: 1) { kind } }')).data['exceptions']).toHaveLength(1);
  expect((await ask('{ exceptions(first: 501) { kind } }')).errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

it('shows how every kind of write goes, also those nobody asked for', async () => {
  const { data } = await ask(
    '{ flows { kind backlog oldestWaitingSeconds succeeded failed p50Seconds p95Seconds } }',
  );
  const flows = data['flows'] as { kind: string }[];
  expect(flows.find(({ kind }) => kind === 'reportBreakdown')).toMatchObject({
    ...{ backlog: 2, oldestWaitingSeconds: 90, succeeded: 3, failed: 1, p50Seconds: 0.5, p95Seconds: 2 },
  });
  expect(flows.find(({ kind }) => kind === 'recordEquipmentUsage')).toMatchObject({
    ...{ backlog: 0, oldestWaitingSeconds: null, succeeded: 0, p50Seconds: null },
  });
});
