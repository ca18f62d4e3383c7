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
import type { Turns } from './turns.js';

export function createPgliteDialect(database: EmbeddedDatabase, turns: Turns): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(database, turns),
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

function createDriver(database: EmbeddedDatabase, turns: Turns): Driver {
  const connection = createConnection(database);
  const run = async (statement: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(statement));
  };
  return {
    init: () => Promise.resolve(),
    async acquireConnection() {
      await turns.take();
      return connection;
    },
    beginTransaction: () => run('begin'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    releaseConnection() {
      turns.give();
      return Promise.resolve();
    },
    destroy: () => database.close(),
  };
}
