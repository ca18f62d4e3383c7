/** The ERP connector on Odoo, over either protocol. */
import type { CompanySettings } from '../../kit/company.js';
import { isUpstreamError } from '../../kit/errors.js';
import { createUpstream, type CallObserver } from '../../kit/upstream.js';
import type { ErpConnector } from '../connector.js';
import { createErpChecks } from '../effects/checks.js';
import { createErpEffects } from '../effects/index.js';
import { isRefusal, type EffectScope } from '../effects/scope.js';
import type { PartyModel, ProjectHeaderModel } from '../model.js';
import { createErpReviews } from '../reviews/index.js';
import type { OdooSettings } from '../settings.js';
import { loadBooks } from './books.js';
import { loadDirectory } from './directory.js';
import { openRpc } from './open.js';
import { createPickedLines } from './picked-lines.js';
import { readAll } from './read.js';
import { createReference } from './reference.js';
import { openSession, type Session } from './session.js';
import { readId, readLink, readLinkName, readText, type WireRecord } from './wire.js';

export interface OdooConnectorOptions {
  readonly settings: OdooSettings;
  readonly companies: readonly CompanySettings[];
  readonly observe?: CallObserver;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How long the discovered protocol, fields and plans are believed. */
const SESSION_MS = 3_600_000;

export function createOdooConnector({
  settings,
  companies,
  observe,
  now,
}: OdooConnectorOptions): ErpConnector {
  const { url, timeoutMs, deadlineMs, attempts, limits, breaker } = settings;
  const upstream = createUpstream(
    { system: 'odoo', url, timeoutMs, deadlineMs, attempts, limits, breaker },
    observe,
  );
  const companyIds = companies.map((company) => company.odooCompanyId);
  const { referenceMaxAgeMs: maxAgeMs, staleIfErrorMs } = settings;
  const reference = createReference({ maxAgeMs, staleIfErrorMs, companyIds, now });
  const picked = createPickedLines();
  const session = keep(
    async () => openSession(await openRpc(upstream, settings), settings, companyIds),
    SESSION_MS,
    now,
  );
  const scope: EffectScope = { use: (task) => session.use(task), companies, stages: settings.stages };
  return {
    effects: createErpEffects(scope),
    checks: createErpChecks(scope),
    reviews: createErpReviews(scope, reference),
    books: (refs) => session.use((opened) => loadBooks(opened, { reference, picked }, companies, refs)),
    headers: (ids) =>
      session.use((opened) => byIds(opened, 'project.project', ids, (row) => toHeader(row, settings.stages))),
    parties: (ids) => session.use((opened) => byIds(opened, 'res.partner', ids, toParty)),
    // The picked lines are read beside it, so that the first query need not wait for them.
    directory: () =>
      session.use(async (opened) => {
        const directory = loadDirectory(opened, reference, { url, companies });
        return (await Promise.all([directory, picked.read(opened)]))[0];
      }),
    outdate: () => reference.outdate(),
    close: () => upstream.close(),
  };
}

interface Kept {
  use<T>(task: (session: Session) => Promise<T>): Promise<T>;
}

/** Opens once for all callers; a failed opening, or a refusal later on (rights changed), opens again next time. */
function keep(open: () => Promise<Session>, maxAgeMs: number, now: () => number): Kept {
  let kept: { readonly session: Promise<Session>; readonly at: number } | undefined;
  return {
    async use(task) {
      if (!kept || now() - kept.at > maxAgeMs) kept = { session: open(), at: now() };
      const mine = kept;
      const forget = (): void => {
        if (kept === mine) kept = undefined;
      };
      const session = await mine.session.catch((error: unknown) => {
        forget();
        throw error;
      });
      return task(session).catch((error: unknown) => {
        const refused = isUpstreamError(error) && (error.kind === 'AUTH' || error.kind === 'BUSINESS');
        if (refused && !isRefusal(error)) forget();
        throw error;
      });
    },
  };
}

/** Odoo drops gone ids silently; they come back as null. */
async function byIds<T>(
  session: Session,
  model: 'project.project' | 'res.partner',
  ids: readonly number[],
  map: (row: WireRecord) => T,
): Promise<(T | null)[]> {
  const rows = await readAll(session, model, [['id', 'in', [...new Set(ids)]]]);
  const found = new Map(rows.map((row) => [readId(row), map(row)]));
  return ids.map((id) => found.get(id) ?? null);
}

export function toHeader(row: WireRecord, stages: OdooSettings['stages']): ProjectHeaderModel {
  const stage = readLinkName(row, 'stage_id');
  return {
    name: readText(row, 'name'),
    status: (stage === null ? undefined : stages[stage]) ?? null,
    customerId: readLink(row, 'partner_id'),
  };
}

export function toParty(row: WireRecord): PartyModel {
  return {
    odooId: readId(row),
    name: readText(row, 'name'),
    taxId: readText(row, 'vat'),
    email: readText(row, 'email'),
  };
}
