/** The sandbox ERP with a connector on it, and a second way in that sees what is really in its books. */
import { createFirm } from '../../../../sandbox/firm/create-firm.js';
import { createOdooSimulator, ODOO_API_KEY, ODOO_DATABASE } from '../../../../sandbox/odoo/simulator.js';
import type { WireServer } from '../../../../sandbox/wire-server.js';
import type { CallObserver } from '../../../../subgraphs/kit/upstream.js';
import { createOdooConnector } from '../../../../subgraphs/odoo/erp/index.js';
import { odooSettings, type ErpConnector } from '../../../../subgraphs/odoo/index.js';
import { HB, NB } from '../firm.js';

export type Rows = readonly Readonly<Record<string, unknown>>[];
export interface Desk {
  readonly server: WireServer;
  readonly connector: ErpConnector;
  readonly effects: ErpConnector['effects'];
  readonly checks: ErpConnector['checks'];
  /** Calls a method as the administrator of the ERP. */
  readonly admin: (model: string, method: string, args: object) => Promise<unknown>;
  rows(model: string, domain: readonly unknown[], fields: readonly string[]): Promise<Rows>;
  close(): Promise<void>;
}

/** Today in the ERP. */
export const TODAY = '2026-11-20';
const firm = createFirm();

/** The firm's first job of NB with a cost code of its own, and the cost type of machines. */
export const JOB = {
  projectId: firm.projects[0]!.odooId,
  projectAccountId: firm.projects[0]!.accountId,
  costCodeId: firm.analyticAccounts.find((one) => one.plan === 'COST_CODE' && one.company === null)?.id ?? 61,
  costTypeId: firm.analyticAccounts.find((one) => one.code === 'EQUIPMENT')!.id,
};
/** A job of the other company. */
export const FOREIGN = firm.projects.find((project) => project.company === 'HB')!;

export interface DeskOptions {
  readonly protocol?: 'auto' | 'jsonrpc';
  readonly apiKey?: string;
  readonly observe?: CallObserver;
}

export async function openDesk({ protocol = 'auto', apiKey, observe }: DeskOptions = {}): Promise<Desk> {
  const server = await createOdooSimulator(firm, { now: () => Date.parse(`${TODAY}T08:00:00Z`) });
  const settings = odooSettings.parse({
    url: server.url,
    database: ODOO_DATABASE,
    apiKey: apiKey ?? ODOO_API_KEY,
    login: 'gateway',
    protocol,
    timeoutMs: 2_000,
    breaker: { failures: 100, openMs: 1 },
  });
  const companies = [NB, HB];
  const connector = createOdooConnector({ settings, companies, now: Date.now, ...(observe && { observe }) });
  const admin: Desk['admin'] = async (model, method, args) => {
    const response = await fetch(`${server.url}/json/2/${model}/${method}`, {
      method: 'POST',
      headers: { authorization: `bearer ${ODOO_API_KEY}-admin`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(body));
    return body;
  };
  return {
    server,
    connector,
    effects: connector.effects,
    checks: connector.checks,
    admin,
    rows: async (model, domain, fields) =>
      (await admin(model, 'search_read', { domain, fields, order: 'id' })) as Rows,
    close: async () => {
      await connector.close();
      await server.close();
    },
  };
}
