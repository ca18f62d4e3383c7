import type { Migration } from './migration.js';

/** Batch flows: since when each is known, its runs (one per occurrence over all processes), and what they found. */
export const flowTables: Migration = {
  number: 10,
  name: 'flows',
  statements: [
    `create table plumbline.flow (
      name text primary key,
      known_since timestamptz not null
    )`,
    `create table plumbline.flow_run (
      id text collate "C" primary key,
      flow text not null,
      -- the moment of the schedule it stands for, or when a person asked
      occurrence timestamptz not null,
      asked_by text,
      key text,
      first_day date not null,
      last_day date not null,
      status text not null check (status in ('WAITING', 'RUNNING', 'SUCCEEDED', 'FAILED')),
      attempts int not null default 0,
      not_before timestamptz,
      started_at timestamptz,
      ended_at timestamptz,
      counts text,
      error text,
      unique (asked_by, key)
    )`,
    'create index flow_run_by_flow on plumbline.flow_run (flow, occurrence)',
    `create index flow_run_open on plumbline.flow_run (occurrence) where status in ('WAITING', 'RUNNING')`,
    `create table plumbline.flow_exception (
      flow text not null,
      -- names the thing that is wrong; the same key found again is the same exception
      key text collate "C" not null,
      kind text not null,
      reason text not null,
      company text,
      project text,
      -- the accounting day it is about, if it is about one
      day date,
      message text not null,
      records text not null,
      expected numeric,
      found numeric,
      currency text,
      first_seen timestamptz not null,
      last_seen timestamptz not null,
      resolved_at timestamptz,
      primary key (flow, key)
    )`,
    'create index flow_exception_open on plumbline.flow_exception (first_seen) where resolved_at is null',
  ],
};
