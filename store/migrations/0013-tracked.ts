import type { Migration } from './migration.js';

/** What was told last of each record that is watched for changes. */
export const trackedStates: Migration = {
  number: 13,
  name: 'tracked states',
  statements: [
    `create table plumbline.tracked_state (
      kind text not null,
      key text collate "C" not null,
      revision int not null,
      body json not null,
      changed_at timestamptz not null,
      primary key (kind, key)
    )`,
  ],
};
