import type { Migration } from './migration.js';

/**
 * What was awarded, and every revision of it. A revision is never changed or deleted: what takes it back is a revision
 * of its own. Amounts are exact, in company currency.
 */
export const baselineTables: Migration = {
  number: 7,
  name: 'baselines',
  statements: [
    `create table plumbline.award (
      project_id text collate "C" primary key,
      company text not null,
      project_number text not null,
      estimate_number text not null,
      estimate_revision int not null,
      awarded_on date not null,
      reversed_on date
    )`,
    `create unique index award_of_estimate on plumbline.award (company, estimate_number)
      where reversed_on is null`,
    `create table plumbline.baseline_revision (
      project_id text collate "C" not null,
      revision int not null,
      kind text not null check (kind in ('AWARD', 'CHANGE_ORDER', 'REVERSAL')),
      original boolean not null,
      key text collate "C" not null unique,
      change_order_id text collate "C",
      change_order_number text,
      reverses int,
      made_at timestamptz not null,
      made_by text not null,
      reason text not null,
      effective_on date not null,
      proposed text,
      price_before numeric not null,
      price_change numeric not null,
      cost_before numeric not null,
      cost_change numeric not null,
      primary key (project_id, revision)
    )`,
    `create table plumbline.baseline_revision_line (
      project_id text collate "C" not null,
      revision int not null,
      position int not null,
      cost_code text not null,
      cost_type text not null,
      before numeric not null,
      change numeric not null,
      primary key (project_id, revision, position),
      foreign key (project_id, revision) references plumbline.baseline_revision (project_id, revision)
    )`,
  ],
};
