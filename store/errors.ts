/** Failures of the store, classified by SQLSTATE or socket code: `instanceof` breaks across workers and realms. */

/** A failed store call. `message` names the table and the next step; `code` is the SQLSTATE or socket code. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    message: string,
    readonly code: string | undefined,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** SQLSTATEs and socket codes, longest prefix first → what the operator does next. */
const NEXT_STEPS: readonly (readonly [string, string])[] = [
  ['ECONNREFUSED', 'start Postgres or correct the database address'],
  ['ENOTFOUND', 'correct the host name in the database address'],
  ['ECONN', 'check the network between Plumbline and Postgres'],
  ['28', 'correct the user or password in the database address'],
  ['3D000', 'create the database or correct its name in the database address'],
  ['42501', 'grant the database user rights on schema plumbline'],
  ['42P01', 'the schema is incomplete; restart Plumbline so that it migrates'],
  ['53100', 'free space on the disk of the database'],
  ['53', 'raise the limits of the database (connections, memory)'],
  ['57', 'the database was stopped or cancelled the statement; try again'],
  ['08', 'check that the database runs and is reachable'],
  ['40', 'two writers collided; try again'],
  ['EMBEDDED_STOPPED', 'restart Plumbline; the embedded database recovers when it opens'],
];

export function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** True for serialisation failures and deadlocks: the transaction did nothing and may run again. */
export function isCollision(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40001' || code === '40P01';
}

/** Wraps a database error with the table it was about and the next step. */
export function toStoreError(table: string, error: unknown): StoreError {
  if ((error as { name?: unknown } | null)?.name === 'StoreError') return error as StoreError;
  const code = codeOf(error);
  const step =
    NEXT_STEPS.find(([prefix]) => code?.startsWith(prefix))?.[1] ?? 'see the log for the statement';
  const message = (error as { message?: string } | null)?.message ?? String(error);
  return new StoreError(`store: ${table}: ${message} (${code ?? 'no code'}); ${step}`, code, error);
}
