import type { Migration } from './migration.js';

/** Accruals that a write makes for rented machines: of which machine and days, and what was billed by then. */
export const rentalAccruals: Migration = {
  number: 8,
  name: 'rental-accruals',
  statements: [
    `alter table plumbline.accrual
      add column made_by text collate "C",
      add column equipment text,
      add column period_from date,
      add column period_to date,
      add column billed_before numeric,
      add column known_bills text,
      add column reversed_by text`,
    'create index accrual_by_maker on plumbline.accrual (made_by) where made_by is not null',
    `create index accrual_live_rental on plumbline.accrual (equipment)
      where made_by is not null and reversed_on is null`,
  ],
};
