import type { Migration } from './migration.js';

/** What Plumbline itself owns about cost. Amounts are exact, in company currency. */
export const controlsTables: Migration = {
  number: 3,
  name: 'controls',
  statements: [
    `create table plumbline.change_order (
      id text collate "C" primary key,
      project_id text not null,
      number text not null,
      title text not null,
      status text not null check (status in ('PENDING', 'APPROVED', 'REJECTED')),
      approved_on date,
      price numeric not null
    )`,
    'create index change_order_by_project on plumbline.change_order (project_id)',
    `create table plumbline.change_order_line (
      change_order_id text collate "C" not null references plumbline.change_order (id) on delete cascade,
      position int not null,
      cost_code text not null,
      cost_type text not null,
      cost numeric not null,
      primary key (change_order_id, position)
    )`,
    `create table plumbline.accrual (
      id text collate "C" primary key,
      project_id text not null,
      cost_code text not null,
      cost_type text not null,
      amount numeric not null,
      date date not null,
      order_line_id text,
      reversed_on date
    )`,
    'create index accrual_by_project on plumbline.accrual (project_id)',
    `create table plumbline.closed_order_line (
      project_id text not null,
      order_line_id text not null,
      primary key (project_id, order_line_id)
    )`,
    `create table plumbline.estimate_to_complete (
      project_id text not null,
      cost_code text not null,
      cost_type text not null,
      amount numeric not null,
      primary key (project_id, cost_code, cost_type)
    )`,
  ],
};
