import type { Migration } from './migration.js';

/** Canonical records, what every system calls them, and a version per kind by which readers notice changes. */
export const crosswalkTables: Migration = {
  number: 1,
  name: 'crosswalk',
  statements: [
    `create table plumbline.canonical_record (
      id text collate "C" primary key,
      kind text not null,
      company text not null,
      number text not null,
      name text,
      unique (kind, company, number)
    )`,
    `create table plumbline.crosswalk_entry (
      id text collate "C" primary key,
      kind text not null,
      system text not null,
      external_id text not null,
      label text not null,
      company text,
      canonical_id text collate "C" references plumbline.canonical_record (id),
      matched_by text check (matched_by in ('RULE', 'MANUAL', 'WRITE')),
      rule text,
      matched_at timestamptz,
      problem text,
      url text,
      attributes jsonb not null default '{}'
    )`,
    'create index crosswalk_entry_by_system on plumbline.crosswalk_entry (kind, system)',
    'create index crosswalk_entry_by_record on plumbline.crosswalk_entry (canonical_id)',
    `create table plumbline.crosswalk_version (
      kind text primary key,
      version bigint not null
    )`,
  ],
};
