import type { Migration } from './migration.js';

/** Cross-system writes: what was asked, what was done step by step, who decided, and the chain that proves it. */
export const writeTables: Migration = {
  number: 5,
  name: 'writes',
  statements: [
    `create table plumbline.write (
      id text collate "C" primary key,
      seq bigint generated always as identity unique,
      kind text not null,
      company text not null,
      project text,
      subject text not null,
      summary text not null,
      actor text not null,
      key text not null,
      input text not null,
      input_hash text not null,
      facts text not null,
      status text not null check (status in ('RECEIVED', 'PENDING_APPROVAL', 'QUEUED', 'RUNNING', 'RETRYING',
        'SUCCEEDED', 'UNKNOWN', 'DEAD', 'REJECTED', 'CANCELLED')),
      run int not null default 1,
      failure text,
      reverses text references plumbline.write (id),
      received_at timestamptz not null,
      updated_at timestamptz not null,
      unique (actor, key)
    )`,
    'create index write_by_status on plumbline.write (status, seq)',
    `create index write_by_subject on plumbline.write (subject, seq) where status in ('QUEUED', 'RUNNING', 'RETRYING')`,
    "create unique index write_reversed_once on plumbline.write (reverses) where reverses is not null and status not in ('REJECTED', 'CANCELLED', 'DEAD')",
    `create table plumbline.write_step (
      write_id text collate "C" not null references plumbline.write (id) on delete cascade,
      position int not null,
      name text not null,
      system text not null,
      status text not null check (status in ('PENDING', 'DONE', 'FAILED', 'UNKNOWN')),
      attempts int not null default 0,
      look_first boolean not null default false,
      not_before timestamptz,
      result text,
      primary key (write_id, position)
    )`,
    `create table plumbline.write_attempt (
      id bigint generated always as identity primary key,
      write_id text collate "C" not null references plumbline.write (id) on delete cascade,
      position int not null,
      started_at timestamptz not null,
      ended_at timestamptz,
      outcome text,
      answer text
    )`,
    'create index write_attempt_by_step on plumbline.write_attempt (write_id, position, id)',
    `create table plumbline.approval (
      write_id text collate "C" primary key references plumbline.write (id) on delete cascade,
      rule text not null,
      requested_at timestamptz not null,
      expires_at timestamptz not null,
      decision text check (decision in ('APPROVED', 'REJECTED', 'EXPIRED')),
      decided_by text,
      decided_at timestamptz,
      reason text
    )`,
    `create table plumbline.audit_entry (
      seq bigint primary key,
      write_id text not null,
      body text not null,
      previous text not null,
      hash text not null
    )`,
    'create index audit_by_write on plumbline.audit_entry (write_id, seq)',
    `create table plumbline.audit_head (one boolean primary key default true check (one), seq bigint not null,
      hash text not null)`,
    `insert into plumbline.audit_head (seq, hash) values (0, '')`,
    `create function plumbline.refuse_change() returns trigger language plpgsql as $$
      begin raise exception 'the audit trail is append-only'; end $$`,
    `create trigger audit_append_only before update or delete or truncate on plumbline.audit_entry
      for each statement execute function plumbline.refuse_change()`,
  ],
};
