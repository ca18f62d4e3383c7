import type { Migration } from './migration.js';

/** Who has seen a breakdown, when, and what they noted: the first one only. */
export const acknowledgements: Migration = {
  number: 12,
  name: 'acknowledgements',
  statements: [
    `create table plumbline.breakdown_acknowledgement (
      breakdown text collate "C" primary key,
      acknowledged_by text not null,
      acknowledged_at timestamptz not null,
      note text,
      -- key of the write's step
      made_by text collate "C" not null
    )`,
  ],
};
