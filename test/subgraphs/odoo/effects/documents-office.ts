/** The sandbox ERP with its connector, and a second pair of eyes: an administrator who reads and edits it directly. */
import { createFirm } from '../../../../sandbox/firm/create-firm.js';
import { createOdooSimulator, ODOO_API_KEY, ODOO_DATABASE } from '../../../../sandbox/odoo/simulator.js';
import type { WireServer } from '../../../../sandbox/wire-server.js';
import type { FailureKind } from '../../../../subgraphs/kit/errors.js';
import { createOdooConnector } from '../../../../subgraphs/odoo/erp/index.js';
import { odooSettings, type ErpConnector } from '../../../../subgraphs/odoo/index.js';
import { NB } from '../firm.js';

export const firm = createFirm();
export const TODAY = '2026-10-20';

export type Row = Record<string, unknown> & { id: number };

export interface Office {
  readonly server: WireServer;
  readonly erp: ErpConnector;
  /** Calls the ERP as its administrator. */
  readonly ask: (model: string, method: string, body: Record<string, unknown>) => Promise<unknown>;
  readonly rows: (model: string, domain: unknown[], fields: string[]) => Promise<Row[]>;
  readonly close: () => Promise<void>;
}

export async function openOffice(protocol: 'auto' | 'jsonrpc' = 'auto'): Promise<Office> {
  const server = await createOdooSimulator(firm, { now: () => Date.parse(`${TODAY}T09:00:00Z`) });
  const settings = {
    url: server.url,
    database: ODOO_DATABASE,
    apiKey: ODOO_API_KEY,
    login: 'gateway',
    protocol,
  };
  const companies = firm.companies.map((company) => ({
    ...NB,
    code: company.code,
    currency: company.currency,
    odooCompanyId: company.odooId,
    retentionAccounts: firm.retentionAccounts,
  }));
  const erp = createOdooConnector({ settings: odooSettings.parse(settings), companies, now: () => 0 });
  const ask: Office['ask'] = async (model, method, body) => {
    const response = await fetch(`${server.url}/json/2/${model}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `bearer ${ODOO_API_KEY}-admin` },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  };
  return {
    server,
    erp,
    ask,
    rows: async (model, domain, fields) =>
      (await ask(model, 'search_read', { domain, fields, order: 'id' })) as Row[],
    close: async () => {
      await erp.close();
      await server.close();
    },
  };
}

/** What kind of failure a call ends in, with its message. */
export async function failureOf(task: Promise<unknown>): Promise<{ kind: FailureKind; message: string }> {
  try {
    await task;
  } catch (error) {
    const { kind, message } = error as { kind: FailureKind; message: string };
    return { kind, message };
  }
  throw new Error('nothing failed');
}

/** Runs with the connection cut once the work of the calls to `path` is done. */
export async function cutAfter<T>(office: Office, path: string, task: () => Promise<T>): Promise<unknown> {
  office.server.setFaults({ cut: 'after', path });
  try {
    return await failureOf(task());
  } finally {
    office.server.setFaults({});
  }
}

export const accountOf = (code: string): number => firm.accounts.find((one) => one.code === code)!.id;

/** A running job of the first company, with one cost code and the type of material. */
export const job = firm.projects.find(({ company, stage }) => company === 'NB' && stage === 'ACTIVE')!;
export const costCode = firm.analyticAccounts.find(
  ({ plan, company }) => plan === 'COST_CODE' && (company === null || company === 'NB'),
)!.id;
export const costType = firm.analyticAccounts.find(
  ({ plan, code }) => plan === 'COST_TYPE' && code === 'MATERIAL',
)!.id;
export const costKey = `${job.accountId},${costCode},${costType}`;
export const customer = firm.parties.find(({ role }) => role === 'CUSTOMER')!.id;
export const vendor = firm.parties.find(({ role }) => role === 'VENDOR')!.id;
