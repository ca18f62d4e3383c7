/**
 * HeavyBid as an estimating connector. Each level is one filtered list per call (200 estimates a call), never one
 * per estimate or bid item; bid items, activities and resources are asked at the same time. Read only: no writes,
 * no webhooks; polled by the sync. Checked against API v1 as documented, not against a live tenant.
 */
import { createStaleCache } from '../../kit/cache.js';
import type { CallObserver } from '../../kit/upstream.js';
import type { EstimatingConnector } from '../connector.js';
import type { EstimateDetail, EstimateHeader } from '../model.js';
import type { HeavybidSettings } from '../settings.js';
import { createHeavybidClient, type HeavybidClient } from './client.js';
import { toDetail, toHeader, toWireId } from './map.js';
import { wireActivity, wireBidItem, wireBusinessUnit, wireEstimate, wireResource } from './wire.js';

/** Keeps the query string of an `in` filter below common limits (200 guids are about 8 kB). */
const IDS_PER_CALL = 200;
/** Business units hardly ever change. */
const UNITS = { kind: 'estimating.units', maxAgeMs: 3_600_000, staleIfErrorMs: 86_400_000, maxEntries: 1 };

export function createHeavybidConnector(
  settings: HeavybidSettings,
  observe: CallObserver | undefined,
  now: () => number,
): EstimatingConnector {
  const client = createHeavybidClient(settings, observe, now);
  const companies = readCompanies(client, settings, now);
  const find = async (filter?: string, atMost?: number): Promise<EstimateHeader[]> => {
    const query = filter === undefined ? {} : { $filter: filter };
    const [byUnit, rows] = await Promise.all([
      companies(),
      client.listAll('estimate', wireEstimate, query, atMost),
    ]);
    return rows.map((row) => toHeader(row, byUnit.get(row.businessUnitId) ?? null));
  };
  return {
    name: 'heavybid',
    capabilities: { costs: true, writes: false, webhooks: false },
    async list() {
      const headers = await find();
      return { headers, problems: headers.filter((header) => header.company === null).map(unplaced) };
    },
    async headersById(ids) {
      // As many ids as a page holds: every call is answered by one page, and all are asked at once.
      const perCall = Math.min(IDS_PER_CALL, settings.pageSize);
      const found = await inChunks(
        ids.map(toWireId),
        (chunk) => find(`id in (${chunk.join(',')})`, chunk.length),
        perCall,
      );
      const byId = new Map(found.map((header) => [header.id, header]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    async headersByNumber(numbers) {
      const found = await inChunks(numbers, (chunk) => find(`code in (${chunk.map(quote).join(',')})`));
      return numbers.map((number) => found.filter((header) => header.number === number));
    },
    details: (headers) => readDetails(client, settings, headers),
    close: () => client.close(),
  };
}

function readCompanies(client: HeavybidClient, settings: HeavybidSettings, now: () => number) {
  const cache = createStaleCache<'all', ReadonlyMap<string, string | undefined>>(
    UNITS,
    async () => {
      const units = await client.listAll('businessunit', wireBusinessUnit, {});
      return [new Map(units.map((unit) => [unit.id, settings.businessUnits[unit.code]]))];
    },
    now,
  );
  return async (): Promise<ReadonlyMap<string, string | undefined>> => {
    const [units] = await cache.loadMany(['all']);
    if (units && 'value' in units) return units.value;
    throw units ?? new Error('estimating: no business units');
  };
}

async function readDetails(
  client: HeavybidClient,
  settings: HeavybidSettings,
  headers: readonly EstimateHeader[],
): Promise<EstimateDetail[]> {
  const ids = headers.map((header) => toWireId(header.id));
  const level = <T extends { readonly estimateId: string }>(read: (filter: string) => Promise<T[]>) =>
    inChunks(ids, (chunk) => read(`estimateId in (${chunk.join(',')})`)).then((rows) =>
      groupByEstimate(rows),
    );
  const [bidItems, activities, resources] = await Promise.all([
    level(($filter) => client.listAll('biditem', wireBidItem, { $filter })),
    level(($filter) => client.listAll('activity', wireActivity, { $filter })),
    level(($filter) => client.listAll('resource', wireResource, { $filter })),
  ]);
  return ids.map((id) =>
    toDetail(
      {
        bidItems: bidItems.get(id) ?? [],
        activities: activities.get(id) ?? [],
        resources: resources.get(id) ?? [],
      },
      settings.resourceTypes,
    ),
  );
}

function groupByEstimate<T extends { readonly estimateId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.estimateId);
    if (group) group.push(row);
    else groups.set(row.estimateId, [row]);
  }
  return groups;
}

async function inChunks<T>(
  keys: readonly string[],
  read: (chunk: readonly string[]) => Promise<T[]>,
  perCall = IDS_PER_CALL,
): Promise<T[]> {
  const chunks: (readonly string[])[] = [];
  for (let i = 0; i < keys.length; i += perCall) chunks.push(keys.slice(i, i + perCall));
  return (await Promise.all(chunks.map(read))).flat();
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function unplaced(header: EstimateHeader): string {
  return `estimate ${header.number} revision ${header.revision}: its business unit is not in heavybid.businessUnits`;
}
