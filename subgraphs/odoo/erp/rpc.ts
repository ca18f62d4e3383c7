/**
 * The narrow waist between Odoo's two protocols and the recipes: one method call in, one parsed value out.
 * Errors are classified by Odoo's exception name, never by its translated message; tracebacks stay behind.
 */
import { UpstreamError, type FailureKind } from '../../kit/errors.js';

export interface RpcOptions {
  readonly ids?: readonly number[];
  readonly context?: Readonly<Record<string, unknown>>;
  /** The call changes something: it is sent once, whatever happens to the answer. */
  readonly writes?: boolean;
}
export interface OdooRpc {
  /** Major version of the server, for example 19. */
  readonly version: number;
  /** Calls a method. Unless it `writes`, a failed attempt may be repeated. */
  call(
    model: string,
    method: string,
    args: Readonly<Record<string, unknown>>,
    options?: RpcOptions,
  ): Promise<unknown>;
}

export interface Classified {
  readonly kind: FailureKind;
  readonly message: string;
  readonly detail?: string;
}

const REFUSED_KEY = new Set([
  'werkzeug.exceptions.Unauthorized',
  'odoo.exceptions.AccessDenied',
  'odoo.http.SessionExpiredException',
]);
/** Names that say Odoo or its database is unwell; every other named error is an answer that stays the same. */
const UNWELL =
  /^(psycopg2\.|builtins\.(MemoryError|OSError|ConnectionError|TimeoutError)|werkzeug\.exceptions\.(InternalServerError|ServiceUnavailable))/;

/** What a named Odoo error means for a call of `what`, for example `purchase.order.search_read`. */
export function classifyName(name: string, detail: string, what: string): Classified {
  if (REFUSED_KEY.has(name)) {
    return {
      kind: 'AUTH',
      message: 'odoo refused our credentials; check the configured key and login',
      detail,
    };
  }
  if (name === 'odoo.exceptions.AccessError') {
    return {
      kind: 'AUTH',
      message: `odoo does not let the configured key use ${what}; give its user the rights listed in subgraphs/odoo/README.md`,
      detail,
    };
  }
  if (UNWELL.test(name)) return { kind: 'SERVER', message: `odoo failed on ${what} (${name})`, detail };
  return { kind: 'BUSINESS', message: `odoo refused ${what} (${name})`, detail };
}

/** The public part of an Odoo error object (`{name, message, debug, …}`), or undefined for any other value. */
export function readError(value: unknown): { name: string; message: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, message } = value as { name?: unknown; message?: unknown };
  if (typeof name !== 'string') return undefined;
  return { name, message: typeof message === 'string' ? message : '' };
}

export function garbage(message: string, detail?: string): UpstreamError {
  return new UpstreamError('odoo', 'GARBAGE', message, detail);
}
