/** A loopback Odoo 19 over the sandbox firm: JSON-2, JSON-RPC and the version routes. */
import { createWireServer, type WireAnswer, type WireRequest, type WireServer } from '../wire-server.js';
import type { Firm } from '../firm/ledger.js';
import { behaviours } from './behaviours/index.js';
import { computed } from './computed.js';
import { Database } from './engine/database.js';
import { loadFirm } from './from-firm.js';
import { answerJson2, html, json } from './json2.js';
import { answerJsonRpc, rpcCallName, VERSION } from './jsonrpc.js';
import { createModels } from './models.js';
import type { OdooServer } from './server.js';
import { createUsers } from './users.js';

export interface OdooSimulatorOptions {
  /** Key of the user who may do everything the product needs. */
  readonly apiKey?: string;
  /** 0 takes a free port. */
  readonly port?: number;
  /** More databases beside `plumbline`; with any, every request must name its database. */
  readonly otherDatabases?: readonly string[];
  /** Milliseconds since the epoch; stamps create_date and write_date. */
  readonly now?: () => number;
}

export const ODOO_DATABASE = 'plumbline';
export const ODOO_API_KEY = 'sandbox-odoo-key';

/** Methods of the native protocol that change nothing. */
const READS = /\/(search|search_read|search_count|read|fields_get|read_group|formatted_read_group)$/;

export function createOdooSimulator(firm: Firm, options: OdooSimulatorOptions = {}): Promise<WireServer> {
  const db = new Database(createModels(), computed, options.now ?? Date.now);
  const users = createUsers(options.apiKey ?? ODOO_API_KEY, firm);
  loadFirm(db, firm, users);
  const server: OdooServer = {
    db,
    behaviours,
    users,
    databases: [ODOO_DATABASE, ...(options.otherDatabases ?? [])],
  };
  return createWireServer({
    handler: (request) => route(server, request),
    reads: (_method, path) => READS.test(path),
    countAs: (method, path, body) => (path === '/jsonrpc' ? rpcCallName(body) : `${method} ${path}`),
    ...(options.port === undefined ? {} : { port: options.port }),
  });
}

function route(server: OdooServer, request: WireRequest): WireAnswer {
  if (request.path.startsWith('/json/2/')) return answerJson2(server, request);
  if (request.path === '/jsonrpc') return answerJsonRpc(server, request);
  if (request.path === '/web/version' || request.path === '/json/version') return json(200, VERSION);
  if (request.path === '/web/health')
    return json(
      200,
      request.query.has('db_server_status') ? { status: 'pass', db_server_status: true } : { status: 'pass' },
    );
  return html(404, 'Not Found', 'The requested URL was not found on the server.');
}
