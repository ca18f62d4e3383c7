import type { Migration } from './migration.js';

/** What happened in the firm, in one order for all processes; what was delivered to us; how far each device has read. */
export const eventTables: Migration = {
  number: 11,
  name: 'events',
  statements: [
    // One row. A cursor of another lineage means nothing here; up to the pruned position nothing is left.
    `create table plumbline.event_log (
      one boolean primary key default true check (one),
      lineage text not null,
      pruned_xid xid8 not null default '0',
      pruned_id bigint not null default 0
    )`,
    `insert into plumbline.event_log (lineage) values (left(replace(gen_random_uuid()::text, '-', ''), 12))`,
    `create table plumbline.event (
      id bigint generated always as identity,
      -- the transaction that appended it: read only once every earlier one has ended
      xid xid8 not null default pg_current_xact_id(),
      type text not null,
      company text not null,
      project text,
      equipment text,
      severity text,
      occurred_at timestamptz not null,
      recorded_at timestamptz not null,
      source_system text not null,
      source_record text not null,
      dedupe_key text not null,
      payload text not null,
      primary key (xid, id)
    )`,
    // Keys outlive their events, so that a late repeat of what was pruned is still known.
    `create table plumbline.event_key (
      key text collate "C" primary key,
      kept_at timestamptz not null
    )`,
    'create index event_key_by_age on plumbline.event_key (kept_at)',
    `create table plumbline.event_device (
      actor text not null,
      device text not null,
      lineage text not null,
      xid xid8 not null,
      id bigint not null,
      acked_at timestamptz not null,
      primary key (actor, device)
    )`,
    `create table plumbline.inbox (
      id bigint generated always as identity primary key,
      connector text not null,
      delivery_id text collate "C" not null,
      received_at timestamptz not null,
      headers text not null,
      body bytea not null,
      status text not null default 'WAITING' check (status in ('WAITING', 'DONE', 'PARKED')),
      attempts int not null default 0,
      -- not before this moment: a retry, or the end of the lease of who has it in hand
      not_before timestamptz not null,
      error text,
      done_at timestamptz,
      unique (connector, delivery_id)
    )`,
    `create index inbox_waiting on plumbline.inbox (id) where status = 'WAITING'`,
    `create index inbox_parked on plumbline.inbox (id) where status = 'PARKED'`,
    `create index inbox_done on plumbline.inbox (done_at) where status = 'DONE'`,
  ],
};
