/** What one simulated ERP consists of. */
import type { OdooUser } from './engine/access.js';
import type { Behaviours } from './engine/behaviour.js';
import type { Database } from './engine/database.js';

export interface OdooServer {
  readonly db: Database;
  readonly behaviours: Behaviours;
  readonly users: readonly OdooUser[];
  /** Names of the databases; requests must name one as soon as there are two. */
  readonly databases: readonly string[];
}
