/**
 * JSON-2, native since Odoo 19: `POST /json/2/<model>/<method>`, an object of named arguments in, the bare value out.
 * https://www.odoo.com/documentation/19.0/developer/reference/external_api.html
 */
import { parseJson, type Upstream } from '../../kit/upstream.js';
import { classifyName, readError, type Classified, type OdooRpc } from '../erp/rpc.js';
import type { OdooSettings } from '../settings.js';

/** 500 is also a business answer here (unknown field, RedirectWarning), so the body decides before the status. */
export function classifyJson2(what: string): (status: number, body: string) => Classified | undefined {
  return (status, body) => {
    const error = readError(tryParse(body));
    if (error) return classifyName(error.name, error.message, what);
    // A proxy's own error page: the status says enough.
    if (status === 429 || status === 502 || status === 503 || status === 504) return undefined;
    return {
      kind: 'GARBAGE',
      message: `odoo answered ${what} with a page instead of data (HTTP ${status}); check the address and database name`,
      detail: body.slice(0, 200),
    };
  };
}

function tryParse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

export function createJson2(
  upstream: Upstream,
  settings: Pick<OdooSettings, 'apiKey' | 'database'>,
  version = 19,
): OdooRpc {
  return {
    version,
    async call(model, method, args, { ids, context, writes = false } = {}) {
      const response = await upstream.call({
        method: 'POST',
        path: `/json/2/${model}/${method}`,
        headers: {
          'content-type': 'application/json',
          authorization: `bearer ${settings.apiKey}`,
          'x-odoo-database': settings.database,
        },
        body: JSON.stringify({ ...args, ...(ids && { ids }), ...(context && { context }) }),
        readOnly: !writes,
        classify: classifyJson2(`${model}.${method}`),
      });
      return parseJson('odoo', response.body);
    },
  };
}
