import type { Migration } from './migration.js';

/** When the last calls to each system began, over all processes: one row per queue of the engine. */
export const enginePace: Migration = {
  number: 9,
  name: 'engine-pace',
  statements: [
    `create table plumbline.engine_pace (
      queue text primary key,
      -- milliseconds since 1970 by the clock of the database, oldest first
      starts bigint[] not null
    )`,
  ],
};
