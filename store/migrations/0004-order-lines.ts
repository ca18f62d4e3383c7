import type { Migration } from './migration.js';

/** Order lines are looked up across jobs: an accrual or a closing in one job's book counts for every share. */
export const orderLineIndexes: Migration = {
  number: 4,
  name: 'order-lines',
  statements: [
    `create index accrual_by_order_line on plumbline.accrual (order_line_id)
      where order_line_id is not null`,
    'create index closed_order_line_by_line on plumbline.closed_order_line (order_line_id)',
  ],
};
