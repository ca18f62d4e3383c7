/** What a model does beyond storing: defaults, refusals, consequences and methods of its own. */
import type { Env } from './access.js';
import type { Row, Value } from './database.js';
import type { Model } from './schema.js';

export type Values = Record<string, Value>;

export interface Call {
  readonly env: Env;
  readonly model: Model;
  readonly ids: readonly number[];
  readonly args: Readonly<Record<string, Value>>;
}

export interface Method {
  /** model: takes no ids. record: works on the records of `ids`. */
  readonly kind: 'model' | 'record';
  /** Names in order of position; `?` marks an optional one. */
  readonly params: readonly string[];
  /** Unknown named arguments are refused only after the work, as the ERP does for search_read. */
  readonly lenient?: boolean;
  readonly run: (call: Call) => Value;
  /** The same answer written down as JSON, where there is a faster way to it. */
  readonly text?: (call: Call) => string;
}

export interface Behaviour {
  /** Values a new record takes where the caller gave none. */
  readonly defaults?: (env: Env, values: Readonly<Values>) => Values;
  readonly created?: (env: Env, row: Row) => void;
  /** Refusals the ERP utters before it looks at the user's rights. */
  readonly beforeRights?: (env: Env, row: Row, values: Readonly<Values>) => void;
  /** May throw to refuse. */
  readonly beforeWrite?: (env: Env, row: Row, values: Readonly<Values>) => void;
  readonly written?: (env: Env, row: Row, values: Readonly<Values>) => void;
  readonly beforeUnlink?: (env: Env, row: Row) => void;
  readonly methods?: Readonly<Record<string, Method>>;
}
export type Behaviours = Readonly<Record<string, Behaviour>>;
