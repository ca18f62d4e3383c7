import type { Migration } from './migration.js';

/** Breakdowns that are open, as the event log told; and how far who keeps them has read the log. */
export const openAlerts: Migration = {
  number: 14,
  name: 'open alerts',
  statements: [
    `create table plumbline.event_reader (
      name text primary key,
      -- null: from the oldest event that is left
      cursor text
    )`,
    `create table plumbline.open_alert (
      -- hash of the breakdown's id: sources choose their own ids
      key text collate "C" primary key,
      breakdown text,
      company text not null,
      project text,
      equipment text,
      severity text,
      -- id of the event that opened it: raised again after it was cleared, it is another alert
      opened_by text not null,
      -- JSON: severity -> when it was first told to be at least that severe
      since text not null,
      -- JSON: levels that were escalated
      levels text not null default '[]'
    )`,
  ],
};
