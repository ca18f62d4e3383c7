/** Chooses the protocol: by configuration, or by asking the server for its version (19 and later speak JSON-2). */
import { isUpstreamError } from '../../kit/errors.js';
import type { Upstream } from '../../kit/upstream.js';
import { createJson2 } from '../json2/index.js';
import { openJsonRpc, readVersion } from '../jsonrpc/index.js';
import type { OdooSettings } from '../settings.js';
import type { OdooRpc } from './rpc.js';

const FIRST_JSON2 = 19;

export async function openRpc(upstream: Upstream, settings: OdooSettings): Promise<OdooRpc> {
  if (settings.protocol === 'json2') return createJson2(upstream, settings);
  const version = settings.protocol === 'auto' ? await probe(upstream) : await readVersion(upstream);
  const json2 = settings.protocol === 'auto' && version >= FIRST_JSON2;
  return json2 ? createJson2(upstream, settings, version) : openJsonRpc(upstream, settings, version);
}

/** `/web/version` exists since 19; an older server answers it with a page, and JSON-RPC is asked instead. */
async function probe(upstream: Upstream): Promise<number> {
  try {
    const response = await upstream.call({
      method: 'GET',
      path: '/web/version',
      readOnly: true,
      classify: (status) =>
        status === 404 ? { kind: 'BUSINESS', message: 'odoo has no /web/version' } : undefined,
    });
    const major = readMajor(response.body);
    if (major !== undefined) return major;
  } catch (error) {
    if (!isUpstreamError(error) || error.kind !== 'BUSINESS') throw error;
  }
  return readVersion(upstream);
}

function readMajor(body: string): number | undefined {
  try {
    const parsed = JSON.parse(body) as { version_info?: readonly unknown[] } | null;
    const major = parsed?.version_info?.[0];
    return typeof major === 'number' ? major : undefined;
  } catch {
    return undefined;
  }
}
