/** What a firm configures for its writes, checked once with every problem reported. */
import { z } from 'zod';
import { flowsSettings } from './flows/settings.js';
import { isOwnable, OWNERS } from './ownership.js';

const approvalRule = z.strictObject({
  /** Shown to who decides, for example `machine time over 5,000`. */
  name: z.string().min(1),
  /** Name of the mutation; when left out every write that a person or a flow asks for. */
  write: z.string().min(1).optional(),
  /** Company code; every company when left out. */
  company: z.string().min(1).optional(),
  /** Asks from this amount on, company currency; always when left out. */
  from: z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'write the amount as text like "5000.00"')
    .optional(),
  /** Hours until the question expires. */
  expiresAfterHours: z.number().positive().default(336),
});

const limits = z.strictObject({
  /** Attempts in flight at once over all processes. */
  concurrency: z.int().positive().default(4),
  /** Attempts started per second over all processes. */
  perSecond: z.int().positive().default(20),
});

export const workflowsSettings = z.strictObject({
  /** The first rule that fits asks. */
  approvals: z.array(approvalRule).default([]),
  /** Roles that may decide about others' writes. */
  approvers: z.array(z.string()).default(['admin']),
  /** How often the clock looks what is due: questions whose time is over, writes that were left. */
  clockSeconds: z.number().positive().default(15),
  /** Within how many seconds a kind of write should be done, by mutation; `default` for the others. */
  slaSeconds: z.record(z.string(), z.number().positive()).default({}),
  /** Batch flows by name. */
  flows: flowsSettings.prefault({}),
  /** By system: odoo, maintenance, scheduling, plumbline. */
  limits: z.record(z.string(), limits).default({}),
  /** How often accruals are looked at for bills that came since, in seconds. */
  billedAccrualsSeconds: z.number().positive().default(300),
  /** Object, or `Object.field`, → the system that owns it, where the firm does it otherwise; docs/ownership.md. */
  ownership: z
    .record(
      z.string().refine(isOwnable, 'is no object of docs/ownership.md, alone or as Object.field'),
      z.enum(OWNERS),
    )
    .default({}),
});
export type WorkflowsSettings = z.output<typeof workflowsSettings>;
export type ApprovalRule = WorkflowsSettings['approvals'][number];

/** Where `slaSeconds` says nothing. */
export const DEFAULT_SLA_SECONDS = 300;
const DEFAULT_LIMITS = limits.parse({});
/** Our own store needs no consideration. */
const OWN_LIMITS = limits.parse({ concurrency: 8, perSecond: 200 });
/** Systems that take writes. */
export const WRITE_SYSTEMS = ['odoo', 'maintenance', 'scheduling', 'plumbline'] as const;
export type WriteSystem = (typeof WRITE_SYSTEMS)[number];

export function limitsOf(settings: WorkflowsSettings, system: WriteSystem): z.output<typeof limits> {
  return settings.limits[system] ?? (system === 'plumbline' ? OWN_LIMITS : DEFAULT_LIMITS);
}
