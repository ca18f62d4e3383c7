/**
 * The errors of the ERP's wire. JSON-2 answers them with a status, JSON-RPC with 200 and `error.data`.
 * Clients classify on `name`; `debug` carries a server traceback that they must strip.
 */
export class OdooError extends Error {
  constructor(
    readonly status: number,
    readonly errorName: string,
    message: string,
    /** Positional arguments of the exception as the wire shows them. */
    readonly args: readonly (string | number)[] = [message],
  ) {
    super(message);
  }
}

export const userError = (message: string): OdooError =>
  new OdooError(422, 'odoo.exceptions.UserError', message);
export const validationError = (message: string): OdooError =>
  new OdooError(422, 'odoo.exceptions.ValidationError', message);
export const accessError = (message: string): OdooError =>
  new OdooError(403, 'odoo.exceptions.AccessError', message);
/** A mistake of the caller that the ERP answers with 500: unknown field, bad domain, date or selection. */
export const valueError = (message: string): OdooError => new OdooError(500, 'builtins.ValueError', message);
export const keyError = (key: string): OdooError => new OdooError(500, 'builtins.KeyError', key);
export const typeError = (message: string): OdooError => new OdooError(500, 'builtins.TypeError', message);
export const redirectWarning = (message: string): OdooError =>
  new OdooError(500, 'odoo.exceptions.RedirectWarning', message);

export const missingError = (model: string, id: number, uid: number): OdooError =>
  new OdooError(
    404,
    'odoo.exceptions.MissingError',
    `Record does not exist or has been deleted.\n(Record: ${model}(${id},), User: ${uid})`,
  );

const HTTP_NAMES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  404: 'NotFound',
  422: 'UnprocessableEntity',
};
/** Errors of the HTTP layer itself: the status is repeated in `arguments`. */
export const httpError = (status: 400 | 401 | 404 | 422, message: string): OdooError =>
  new OdooError(status, `werkzeug.exceptions.${HTTP_NAMES[status] ?? 'BadRequest'}`, message, [
    message,
    status,
  ]);

export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly arguments: readonly (string | number)[];
  readonly context: Readonly<Record<string, never>>;
  readonly debug: string;
}

export function toWireError(error: OdooError): WireError {
  return {
    name: error.errorName,
    message: error.message,
    arguments: error.args,
    context: {},
    debug: `Traceback (most recent call last):\n  File "/srv/erp/sandbox.py", line 1, in call\n${error.errorName}: ${error.message}`,
  };
}
