import type { Migration } from './migration.js';

/** How writes went lately is asked often and reads a day of them, whatever the length of the journal. */
export const writesAtRest: Migration = {
  number: 6,
  name: 'writes-at-rest',
  statements: [
    `create index write_at_rest on plumbline.write (updated_at)
      where status in ('SUCCEEDED', 'DEAD', 'UNKNOWN')`,
  ],
};
