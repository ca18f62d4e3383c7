/**
 * HeavyBid's estimate insights API over the sandbox firm: token endpoint, bearer check, and per business unit the
 * levels with `$top $skip $filter $orderby`. Paths, envelope and field names are the vendor's (developer.hcssapps.com);
 * ids are the firm's own.
 */
import { createWireServer, type WireAnswer, type WireRequest, type WireServer } from '../wire-server.js';
import type { Firm, FirmEstimate } from '../firm/ledger.js';
import { keepsRow, parseFilter } from './filter.js';
import { toUnits, type Row } from './records.js';

export const HEAVYBID_CLIENT = { clientId: 'sandbox', clientSecret: 'sandbox' } as const;
const BASE = '/heavybid/api/v2/integration/businessunits';
const SCOPES: ReadonlySet<string> = new Set(['heavybid:read', 'heavybid:system:read']);
const TOKEN_SECONDS = 3600;
const MOST_ROWS = 1000;

export interface HeavybidSimulator extends WireServer {
  /** Every token given out so far stops working. */
  expireTokens(): void;
  /** An estimator adds an estimate, or changes the one with its id. */
  putEstimate(estimate: FirmEstimate): void;
}

export async function createHeavybidSimulator(firm: Firm, port = 0): Promise<HeavybidSimulator> {
  let { estimates } = firm;
  let units = toUnits(firm);
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
      const [unit = '', level = '', ...rest] = request.path.slice(BASE.length + 1).split('/');
      const rows = unit === '' ? units.list : units.levels.get(unit)?.get(level);
      if (!request.path.startsWith(BASE) || !rows || rest.length > 0)
        return problem(404, 'Not Found', `${request.path} is unknown.`);
      return answerRows(request, rows);
    },
  });
  return Object.assign(server, {
    expireTokens: () => tokens.clear(),
    putEstimate: (estimate: FirmEstimate) => {
      estimates = [...estimates.filter(({ id }) => id !== estimate.id), estimate];
      units = toUnits({ ...firm, estimates });
    },
  });
}

function answerToken(request: WireRequest, issue: () => string): WireAnswer {
  const form = new URLSearchParams(request.body);
  const { clientId, clientSecret } = HEAVYBID_CLIENT;
  if (request.method !== 'POST') return problem(405, 'Method Not Allowed', 'POST the client credentials.');
  if (form.get('grant_type') !== 'client_credentials') return json(400, { error: 'unsupported_grant_type' });
  if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
    return json(400, { error: 'invalid_client' });
  const scope = form.get('scope') ?? '';
  if (!scope.split(' ').every((each) => SCOPES.has(each))) return json(400, { error: 'invalid_scope' });
  return json(200, { access_token: issue(), expires_in: TOKEN_SECONDS, token_type: 'Bearer', scope });
}

function answerRows(request: WireRequest, rows: readonly Row[]): WireAnswer {
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

function json(status: number, value: unknown): WireAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function problem(status: number, title: string, detail: string): WireAnswer {
  return json(status, { type: 'about:blank', title, status, detail });
}
