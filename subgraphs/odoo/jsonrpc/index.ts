/**
 * JSON-RPC, the protocol of Odoo 18 and older (still served by 19): always HTTP 200, errors in the envelope.
 * https://www.odoo.com/documentation/18.0/developer/reference/external_api.html
 */
import { UpstreamError } from '../../kit/errors.js';
import { parseJson, type Upstream } from '../../kit/upstream.js';
import { classifyName, garbage, readError, type OdooRpc } from '../erp/rpc.js';
import type { OdooSettings } from '../settings.js';

/** Arguments that `execute_kw` is given by position; the rest go by name. */
const POSITIONAL: Readonly<Record<string, readonly string[]>> = {
  search_read: ['domain'],
  search: ['domain'],
  fields_get: ['allfields'],
  read_group: ['domain', 'fields', 'groupby'],
  formatted_read_group: ['domain'],
};

interface Envelope {
  readonly result?: unknown;
  readonly error?: { readonly data?: unknown; readonly message?: unknown };
}

/** One JSON-RPC request; a method that returns None has no `result` and gives null. */
async function post(upstream: Upstream, what: string, params: object, writes = false): Promise<unknown> {
  const response = await upstream.call({
    method: 'POST',
    path: '/jsonrpc',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params }),
    readOnly: !writes,
    classify: (status, body) =>
      status === 429 || status >= 500
        ? undefined
        : {
            kind: 'GARBAGE',
            message: `odoo does not speak JSON-RPC (HTTP ${status})`,
            detail: body.slice(0, 200),
          },
  });
  const envelope = parseJson('odoo', response.body) as Envelope | null;
  if (envelope === null || typeof envelope !== 'object' || Array.isArray(envelope)) {
    throw garbage(`odoo answered ${what} with something that is not JSON-RPC`);
  }
  if (envelope.error === undefined) return envelope.result ?? null;
  const error = readError(envelope.error.data) ?? { name: 'unnamed error', message: '' };
  const { kind, message, detail } = classifyName(error.name, error.message, what);
  throw new UpstreamError('odoo', kind, message, detail);
}

/** Major version by `common.version`, which needs no credentials. */
export async function readVersion(upstream: Upstream): Promise<number> {
  const result = await post(upstream, 'common.version', { service: 'common', method: 'version', args: [] });
  const version = (result as { server_version_info?: readonly unknown[] } | null)?.server_version_info?.[0];
  // Hosted editions write "saas~18"; the number is what counts.
  const major = Number(/\d+/.exec(String(version))?.[0]);
  if (Number.isInteger(major)) return major;
  throw garbage('odoo did not say its version');
}

/** A failed `authenticate` answers `false` with HTTP 200. */
async function authenticate(upstream: Upstream, settings: OdooSettings): Promise<number> {
  if (settings.login === undefined) {
    throw new UpstreamError('odoo', 'AUTH', 'odoo over JSON-RPC needs a user name; set odoo.login');
  }
  const args = [settings.database, settings.login, settings.apiKey, {}];
  const uid = await post(upstream, 'common.authenticate', {
    service: 'common',
    method: 'authenticate',
    args,
  });
  if (typeof uid === 'number') return uid;
  throw new UpstreamError('odoo', 'AUTH', 'odoo refused our credentials; check the configured login and key');
}

export async function openJsonRpc(
  upstream: Upstream,
  settings: OdooSettings,
  version: number,
): Promise<OdooRpc> {
  const uid = await authenticate(upstream, settings);
  return {
    version,
    call(model, method, args, { ids, context, writes } = {}) {
      const names = POSITIONAL[method] ?? [];
      const given = names.filter((name) => name in args);
      const positional = [...(ids ? [ids] : []), ...given.map((name) => args[name])];
      const named = Object.fromEntries(Object.entries(args).filter(([name]) => !given.includes(name)));
      const keywords = { ...named, ...(context && { context }) };
      const all = [settings.database, uid, settings.apiKey, model, method, positional, keywords];
      const params = { service: 'object', method: 'execute_kw', args: all };
      return post(upstream, `${model}.${method}`, params, writes);
    },
  };
}
