import type { Migration } from './migration.js';

/** Copies of upstream documents (their JSON as it came) and meter series. */
export const mirrorTables: Migration = {
  number: 2,
  name: 'mirror',
  statements: [
    `create table plumbline.mirror_document (
      source text not null,
      kind text not null,
      key text collate "C" not null,
      body json not null,
      as_of timestamptz not null,
      primary key (kind, source, key)
    )`,
    'create index mirror_document_by_key on plumbline.mirror_document (kind, key)',
    `create table plumbline.meter_point (
      source text not null,
      meter text not null,
      machine text collate "C" not null,
      at timestamptz not null,
      value numeric not null,
      primary key (source, meter, machine, at)
    )`,
    `create table plumbline.mirror_status (
      source text primary key,
      as_of timestamptz,
      error text
    )`,
    `create table plumbline.mirror_watermark (
      source text not null,
      name text not null,
      value text not null,
      primary key (source, name)
    )`,
  ],
};
