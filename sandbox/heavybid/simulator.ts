/**
 * HeavyBid's estimate insights API over the sandbox firm: token endpoint, bearer check, levels with
 * `$top $skip $filter $orderby`. Ids are the firm's own.
 */
import { createWireServer, type WireAnswer, type WireRequest, type WireServer } from '../wire-server.js';
import type { Firm, FirmEstimate } from '../firm/ledger.js';
import { keepsRow, parseFilter } from './filter.js';

export const HEAVYBID_CLIENT = { clientId: 'sandbox', clientSecret: 'sandbox' } as const;
const BASE = '/heavybid-estimate-insights/api/v1/';
const TOKEN_SECONDS = 3600;
const MOST_ROWS = 1000;

export type Row = Readonly<Record<string, string | number | null>>;

export interface HeavybidSimulator extends WireServer {
  /** Every token given out so far stops working. */
  expireTokens(): void;
}

export async function createHeavybidSimulator(firm: Firm, port = 0): Promise<HeavybidSimulator> {
  const levels = buildLevels(firm);
  const tokens = new Set<string>();
  let issued = 0;
  const issue = (): string => {
    issued += 1;
    tokens.add(`sandbox-token-${issued}`);
    return `sandbox-token-${issued}`;
  };
  const server = await createWireServer({
    port,
    handler: (request) => {
      if (request.path === '/identity/connect/token') return answerToken(request, issue);
      const bearer = request.headers.authorization?.replace(/^Bearer /i, '') ?? '';
      if (!tokens.has(bearer))
        return problem(401, 'Unauthorized', 'The token is missing, unknown or expired.');
      return answerLevel(request, levels);
    },
  });
  return Object.assign(server, { expireTokens: () => tokens.clear() });
}

function answerToken(request: WireRequest, issue: () => string): WireAnswer {
  const form = new URLSearchParams(request.body);
  const { clientId, clientSecret } = HEAVYBID_CLIENT;
  if (request.method !== 'POST') return problem(405, 'Method Not Allowed', 'POST the client credentials.');
  if (form.get('grant_type') !== 'client_credentials') return json(400, { error: 'unsupported_grant_type' });
  if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
    return json(400, { error: 'invalid_client' });
  if (form.get('scope') !== 'heavybid:read') return json(400, { error: 'invalid_scope' });
  return json(200, {
    access_token: issue(),
    expires_in: TOKEN_SECONDS,
    token_type: 'Bearer',
    scope: 'heavybid:read',
  });
}

function answerLevel(request: WireRequest, levels: ReadonlyMap<string, readonly Row[]>): WireAnswer {
  const rows = levels.get(request.path.slice(BASE.length));
  if (!request.path.startsWith(BASE) || !rows)
    return problem(404, 'Not Found', `${request.path} is unknown.`);
  const top = Number(request.query.get('$top') ?? 100);
  const skip = Number(request.query.get('$skip') ?? 0);
  if (!Number.isInteger(top) || top < 1 || top > MOST_ROWS || !Number.isInteger(skip) || skip < 0)
    return problem(400, 'Bad Request', `$top must be 1 to ${MOST_ROWS} and $skip at least 0.`);
  const filter = parseFilter(request.query.get('$filter') ?? '');
  if (!filter) return problem(400, 'Bad Request', 'The $filter is not understood.');
  const kept = order(
    rows.filter((row) => keepsRow(row, filter)),
    request.query.get('$orderby'),
  );
  const next = skip + top < kept.length ? skip + top : null;
  return json(200, {
    data: kept.slice(skip, skip + top),
    currentTopValue: top,
    currentSkipValue: skip,
    nextSkipValue: next,
  });
}

function order(rows: readonly Row[], orderby: string | null): Row[] {
  const [field = 'id', direction = 'asc'] = (orderby ?? 'id').split(' ');
  const sign = direction === 'desc' ? -1 : 1;
  return [...rows].sort((a, b) => ((a[field] ?? '') < (b[field] ?? '') ? -sign : sign));
}

function buildLevels(firm: Firm): ReadonlyMap<string, readonly Row[]> {
  const { estimates } = firm;
  return new Map([
    ['businessunit', firm.companies.map(({ estimatingUnit: code }) => ({ id: `bu-${code}`, code }))],
    ['estimate', estimates.map((estimate) => estimateRow(firm, estimate))],
    ['biditem', estimates.flatMap(bidItemRows)],
    ['activity', estimates.flatMap(activityRows)],
    ['resource', estimates.flatMap(resourceRows)],
  ]);
}

function estimateRow(firm: Firm, estimate: FirmEstimate): Row {
  const unit = firm.companies.find(({ code }) => code === estimate.company)?.estimatingUnit ?? '';
  return {
    id: estimate.id,
    businessUnitId: `bu-${unit}`,
    code: estimate.number,
    revision: estimate.revision,
    name: estimate.name,
    jobNumber: estimate.job,
    status: estimate.status.charAt(0) + estimate.status.slice(1).toLowerCase(),
    awardDate: estimate.awardedOn === null ? null : `${estimate.awardedOn}T00:00:00Z`,
    currency: estimate.currency,
    lastModified: `${estimate.awardedOn ?? '2026-01-01'}T12:00:00Z`,
  };
}

function bidItemRows(estimate: FirmEstimate): Row[] {
  return estimate.bidItems.map((item) => ({
    id: item.id,
    estimateId: estimate.id,
    biditemCode: item.number,
    description: item.description,
    quantity: Number(item.quantity),
    units: item.unit,
    unitPrice: Number(item.unitPrice),
    total: Number(item.amount),
  }));
}

function activityRows(estimate: FirmEstimate): Row[] {
  return estimate.bidItems.flatMap((item) =>
    item.activities.map((activity) => ({
      id: activity.id,
      estimateId: estimate.id,
      biditemId: item.id,
      activityCode: activity.id,
      description: activity.description,
      costCode: activity.costCodeSpelling,
      quantity: Number(activity.quantity),
      units: activity.unit,
    })),
  );
}

function resourceRows(estimate: FirmEstimate): Row[] {
  return estimate.bidItems.flatMap((item) =>
    item.activities.flatMap((activity) =>
      activity.resources.map((resource) => ({
        id: resource.id,
        estimateId: estimate.id,
        biditemId: item.id,
        activityId: activity.id,
        description: resource.description,
        resourceType: resource.type.charAt(0) + resource.type.slice(1).toLowerCase(),
        quantity: Number(resource.quantity),
        units: resource.unit,
        unitCost: Number(resource.unitCost),
        total: Number(resource.amount),
      })),
    ),
  );
}

function json(status: number, value: unknown): WireAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function problem(status: number, title: string, detail: string): WireAnswer {
  return json(status, { type: 'about:blank', title, status, detail });
}
