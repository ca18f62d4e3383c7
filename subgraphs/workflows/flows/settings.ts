/** When each flow runs and what it looks at (`workflows.flows.<name>`). A flow that posts is off until switched on. */
import { z } from 'zod';
import { isCron } from './cron.js';

const CRON = 'must be the five fields of cron in UTC, for example "30 2 * * *"';

/** @param days how many days before its occurrence a run looks at */
const schedule = (cron: string, enabled: boolean, days: number) => ({
  cron: z.string().refine(isCron, CRON).default(cron),
  enabled: z.boolean().default(enabled),
  /** Up to the day before the occurrence. */
  days: z.int().min(1).max(400).default(days),
  /** After an outage at most so many occurrences are made up, the newest ones. */
  backFill: z.int().min(0).max(366).default(31),
  /** From the occurrence to the end of its run. */
  slaMinutes: z.number().positive().default(120),
  /** Company codes; all when left out. */
  companies: z.array(z.string()).optional(),
});

export const flowsSettings = z.strictObject({
  dailyEquipmentUsage: z.strictObject(schedule('30 2 * * *', false, 35)).prefault({}),
  reconciliation: z.strictObject(schedule('0 3 * * *', true, 62)).prefault({}),
  changedAfterTheFact: z.strictObject(schedule('30 3 * * *', true, 62)).prefault({}),
  masterData: z
    .strictObject({
      ...schedule('30 1 * * *', false, 1),
      /** What is kept in line: jobs and cost codes in scheduling, vendors and stocked items in maintenance. */
      objects: z
        .array(z.enum(['PROJECT', 'COST_CODE', 'VENDOR', 'ITEM']))
        .default(['PROJECT', 'COST_CODE', 'VENDOR', 'ITEM']),
    })
    .prefault({}),
  rentalAccruals: z.strictObject(schedule('30 4 * * *', true, 1)).prefault({}),
  retentionAgeing: z
    .strictObject({
      ...schedule('0 4 * * *', true, 1),
      /** Retention is overdue so many days after it was to be paid. */
      overdueDays: z.int().min(0).default(90),
    })
    .prefault({}),
});
export type FlowsSettings = z.output<typeof flowsSettings>;
export type FlowName = keyof FlowsSettings;
export type FlowSchedule = FlowsSettings[FlowName];
