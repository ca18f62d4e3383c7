/** What a firm configures for its alerts (`alerts` in plumbline.yaml). */
import { z } from 'zod';

const severity = z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);

const escalationRule = z.strictObject({
  /** Breakdowns at least that severe. */
  severity,
  /** Since it was told here to be that severe. */
  afterMinutes: z.number().positive(),
  /** Whom it is for: `role:admin`, or the id of a person as the token gives it. */
  to: z
    .array(z.string().regex(/^\S{1,100}$/, 'write role:<role> or the id of a person, without spaces'))
    .min(1)
    .max(10),
  /** Company codes; every company when left out. */
  companies: z.array(z.string().min(1)).min(1).optional(),
});

export const alertsSettings = z.strictObject({
  /** Each rule is a level, counted from 1 in the order they stand in; a breakdown is escalated to each level once. */
  escalation: z.array(escalationRule).default([]),
});
export type AlertsSettings = z.output<typeof alertsSettings>;
export type EscalationRule = AlertsSettings['escalation'][number];
