/** The typed shape of plumbline.yaml: companies, the four systems, who may come in, and how the gateway serves. */
import { z } from 'zod';
import { eventsSettings } from '../../store/events/settings.js';
import { authSettings } from '../auth/settings.js';
import { webhooksSettings } from '../intake/settings.js';
import { COST_TYPES } from '../../subgraphs/kit/company.js';
import { equipmentSettings } from '../../subgraphs/equipment/index.js';
import { estimatingSettings } from '../../subgraphs/estimating/index.js';
import { odooSettings } from '../../subgraphs/odoo/index.js';
import { schedulingSettings } from '../../subgraphs/scheduling/index.js';
import { alertsSettings, workflowsSettings } from '../../subgraphs/workflows/index.js';

const costType = z.enum(COST_TYPES);
const amount = z.string().regex(/^\d+(\.\d+)?$/, 'write the amount as text like "95.00"');

const equipmentRepair = z.strictObject({
  account: z.string().min(1),
  bookTo: z.enum(['POOL', 'JOB']).default('POOL'),
  pool: z.strictObject({ project: z.string().min(1), costCode: z.string().min(1) }).optional(),
  parts: z
    .strictObject({
      operationTypeId: z.int().positive(),
      fromLocationId: z.int().positive(),
      toLocationId: z.int().positive(),
      products: z.record(z.string(), z.int().positive()),
    })
    .optional(),
});

export const companySettings = z.strictObject({
  code: z.string().min(1),
  name: z.string().min(1),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code like USD'),
  odooCompanyId: z.int().positive(),
  costCodeScheme: z.string().default('Cost codes'),
  labor: z.enum(['TIMESHEET', 'PAYROLL']),
  payrollAccounts: z.array(z.string()).default([]),
  revenueAccount: z.string().min(1).optional(),
  billTolerance: z.strictObject({ quantityPercent: amount, pricePercent: amount, amount }).optional(),
  retentionAccounts: z.array(z.string()).default([]),
  retentionPayableAccounts: z.array(z.string()).optional(),
  equipmentJournal: z.string().default('EQUIP'),
  equipmentAccounts: z.strictObject({ charge: z.string().min(1), recovery: z.string().min(1) }).optional(),
  equipmentRepair: equipmentRepair.optional(),
  costTypeByAccount: z.record(z.string(), costType).default({}),
  costTypeByCategory: z.record(z.string(), costType).default({}),
  equipmentRates: z.record(z.string(), amount).default({}),
  rentalUnits: z.record(z.string(), amount).default({ Days: '1', Weeks: '7' }),
  rentedEquipment: z.enum(['VENDOR', 'INTERNAL']).default('VENDOR'),
  crosswalk: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string()))).default({}),
});

/** A subgraph that runs elsewhere; without an entry it runs in this process. */
const remoteSubgraph = z.strictObject({ url: z.url() });

export const configSchema = z.strictObject({
  companies: z.array(companySettings).min(1),
  odoo: odooSettings,
  equipment: equipmentSettings,
  scheduling: schedulingSettings,
  estimating: estimatingSettings,
  workflows: workflowsSettings.prefault({}),
  /** Who is told of breakdowns that nobody acknowledged. */
  alerts: alertsSettings.prefault({}),
  /** How long what happened is remembered. */
  events: eventsSettings.prefault({}),
  /** What the door for webhooks lets in; their proofs stand with the systems. */
  webhooks: webhooksSettings.prefault({}),
  auth: authSettings,
  subgraphs: z
    .strictObject({
      /** Shared secret that signs who asks, between gateway and subgraphs; at least 32 characters. */
      secret: z.string().min(32).optional(),
      remote: z.record(z.string(), remoteSubgraph).default({}),
      /** How the gateway reaches the subgraphs that are not remote: directly, or over loopback HTTP. */
      transport: z.enum(['IN_PROCESS', 'HTTP']).default('IN_PROCESS'),
    })
    .prefault({}),
  server: z
    .strictObject({ host: z.string().default('0.0.0.0'), corsOrigins: z.array(z.string()).default([]) })
    .prefault({}),
});

/** What an operator writes; defaults may be left out. */
export type ConfigInput = z.input<typeof configSchema>;
export type Config = z.infer<typeof configSchema>;
