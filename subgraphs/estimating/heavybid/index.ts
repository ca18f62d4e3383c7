/**
 * HeavyBid as an estimating connector. Every call is made within a business unit; each level is one filtered list per
 * unit and call (200 estimates a call), never one per estimate or bid item; units and levels are asked at the same
 * time. Read only: no writes, no webhooks (HeavyBid has none for estimates); polled by the sync. Checked against the
 * sources named in wire.ts, not against a live tenant.
 */
import type { z } from 'zod';
import { LRUCache } from 'lru-cache';
import { createStaleCache } from '../../kit/cache.js';
import type { CompanySettings } from '../../kit/company.js';
import type { CallObserver } from '../../kit/upstream.js';
import type { EstimatingConnector } from '../connector.js';
import type { EstimateDetail, EstimateHeader } from '../model.js';
import type { HeavybidSettings } from '../settings.js';
import { createHeavybidClient, type HeavybidClient } from './client.js';
import { toDetail, toHeader, toWireId } from './map.js';
import { wireActivity, wireBidItem, wireBusinessUnit, wireEstimate, wireResource } from './wire.js';

/** Keeps the query string of an `in` filter below common limits (200 guids are about 8 kB). */
const IDS_PER_CALL = 200;
/** Estimates whose unit is remembered, so that a look-up by id asks that unit only. */
const MOST_PLACES = 100_000;
/** Business units hardly ever change. */
const UNITS = { kind: 'estimating.units', maxAgeMs: 3_600_000, staleIfErrorMs: 86_400_000, maxEntries: 1 };

interface Unit {
  readonly id: string;
  /** Our company code. */
  readonly company: string;
}
interface Units {
  readonly known: readonly Unit[];
  readonly problems: readonly string[];
}
interface Narrowing {
  readonly filter?: string;
  /** Estimates the filter can keep at all. */
  readonly atMost?: number;
  /** Id of the only unit to ask; without one every unit is asked. */
  readonly unit?: string | undefined;
}
interface Finder {
  find(narrowing?: Narrowing): Promise<EstimateHeader[]>;
  /** Unit an estimate was last found in. */
  unitOf(id: string): string | undefined;
}

export function createHeavybidConnector(
  settings: HeavybidSettings,
  companies: readonly CompanySettings[],
  observe: CallObserver | undefined,
  now: () => number,
): EstimatingConnector {
  const client = createHeavybidClient(settings, observe, now);
  const units = createUnits(client, settings, now);
  const estimates = createFinder(client, settings, companies, units);
  return {
    name: 'heavybid',
    capabilities: { costs: true, writes: false, webhooks: false },
    async list() {
      const [headers, { problems }] = await Promise.all([estimates.find(), units()]);
      return { headers, problems };
    },
    async headersById(ids) {
      // As many ids as a page holds: every call is answered by one page, and all are asked at once.
      const perCall = Math.min(IDS_PER_CALL, settings.pageSize);
      const found = await Promise.all(
        groupBy(ids, (id) => estimates.unitOf(id)).map(([unit, own]) =>
          inChunks(
            own.map(toWireId),
            (chunk) => estimates.find({ filter: `id in (${chunk.join(',')})`, atMost: chunk.length, unit }),
            perCall,
          ),
        ),
      );
      const byId = new Map(found.flat().map((header) => [header.id, header]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    async headersByNumber(numbers) {
      const found = await inChunks(numbers, (chunk) =>
        estimates.find({ filter: `code in (${chunk.map(quote).join(',')})` }),
      );
      return numbers.map((number) => found.filter((header) => header.number === number));
    },
    details: async (headers) => readDetails(client, settings, (await units()).known, headers),
    close: () => client.close(),
  };
}

/** Estimates that a filter keeps, of every configured unit. HeavyBid names no currency: the company's applies. */
function createFinder(
  client: HeavybidClient,
  settings: HeavybidSettings,
  companies: readonly CompanySettings[],
  units: () => Promise<Units>,
): Finder {
  const currencies = new Map(companies.map(({ code, currency }) => [code, currency]));
  const places = new LRUCache<string, string>({ max: MOST_PLACES });
  const readUnit = async (
    { id, company }: Unit,
    { filter, atMost }: Narrowing,
  ): Promise<EstimateHeader[]> => {
    const query = filter === undefined ? {} : { $filter: filter };
    const rows = await client.listAll(`${id}/estimates`, wireEstimate, query, atMost);
    const owner = { company, currency: currencies.get(company) ?? null };
    const headers = rows.filter((row) => !row.isDeleted).map((row) => toHeader(row, owner, settings));
    for (const header of headers) places.set(header.id, id);
    return headers;
  };
  return {
    unitOf: (id) => places.get(id),
    async find(narrowing = {}) {
      const { known } = await units();
      const asked = narrowing.unit === undefined ? known : known.filter(({ id }) => id === narrowing.unit);
      return (await Promise.all(asked.map((unit) => readUnit(unit, narrowing)))).flat();
    },
  };
}

/** The configured business units with their ids: from the settings, else as HeavyBid lists them. */
function createUnits(client: HeavybidClient, settings: HeavybidSettings, now: () => number) {
  const cache = createStaleCache<'all', Units>(
    UNITS,
    async () => {
      if (settings.businessUnitIds)
        return [place(settings, new Map(Object.entries(settings.businessUnitIds)))];
      const listed = await client.listAll('', wireBusinessUnit, {});
      return [place(settings, new Map(listed.map((unit) => [unit.businessUnitCode, unit.id])))];
    },
    now,
  );
  return async (): Promise<Units> => {
    const [units] = await cache.loadMany(['all']);
    if (units && 'value' in units) return units.value;
    throw units ?? new Error('estimating: no business units');
  };
}

/** @param listed id by business unit code */
function place({ businessUnits }: HeavybidSettings, listed: ReadonlyMap<string, string>): Units {
  const configured = Object.entries(businessUnits);
  const known = configured.flatMap(([code, company]) => {
    const id = listed.get(code);
    return id === undefined ? [] : [{ id, company }];
  });
  const missing = configured
    .filter(([code]) => !listed.has(code))
    .map(([code]) => `heavybid.businessUnits names ${code}, which HeavyBid does not list`);
  const unplaced = [...listed.keys()]
    .filter((code) => !(code in businessUnits))
    .map((code) => `business unit ${code} is not in heavybid.businessUnits: its estimates are not read`);
  return { known, problems: [...missing, ...unplaced] };
}

async function readDetails(
  client: HeavybidClient,
  settings: HeavybidSettings,
  units: readonly Unit[],
  headers: readonly EstimateHeader[],
): Promise<EstimateDetail[]> {
  const level = async <T extends { readonly estimateId: string }>(name: string, row: z.ZodType<T>) => {
    const found = await Promise.all(
      units.map(({ id, company }) => {
        const own = headers.filter((header) => header.company === company);
        return inChunks(
          own.map((header) => toWireId(header.id)),
          (chunk) => client.listAll(`${id}/${name}`, row, { $filter: `estimateId in (${chunk.join(',')})` }),
        );
      }),
    );
    return new Map(groupBy(found.flat(), (row) => row.estimateId));
  };
  const [bidItems, activities, resources] = await Promise.all([
    level('biditems', wireBidItem),
    level('activities', wireActivity),
    level('resources', wireResource),
  ]);
  return headers.map((header) => {
    const id = toWireId(header.id);
    const own = {
      bidItems: bidItems.get(id) ?? [],
      activities: activities.get(id) ?? [],
      resources: resources.get(id) ?? [],
    };
    return toDetail(own, settings);
  });
}

function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups];
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
