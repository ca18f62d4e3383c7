/** Kysely over the embedded database. It has one session, so connections are handed out one after another. */
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { EmbeddedDatabase } from './client.js';

export function createPgliteDialect(database: EmbeddedDatabase): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(database),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function createConnection(database: EmbeddedDatabase): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, affected } = await database.query(query.sql, query.parameters);
      return { rows: rows as R[], numAffectedRows: BigInt(affected) };
    },
    streamQuery() {
      throw new Error('the embedded database does not stream; read pages instead');
    },
  };
}

function createDriver(database: EmbeddedDatabase): Driver {
  const connection = createConnection(database);
  const queue: (() => void)[] = [];
  let taken = false;
  const run = async (statement: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(statement));
  };
  return {
    init: () => Promise.resolve(),
    async acquireConnection() {
      if (taken) await new Promise<void>((next) => queue.push(next));
      taken = true;
      return connection;
    },
    beginTransaction: () => run('begin'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    releaseConnection() {
      // The next in line takes over without `taken` ever being false, so nobody can slip in between.
      const next = queue.shift();
      if (next) next();
      else taken = false;
      return Promise.resolve();
    },
    destroy: () => database.close(),
  };
}
