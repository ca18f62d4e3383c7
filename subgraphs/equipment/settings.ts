/** Settings of the equipment systems, read once by the gateway's configuration. */
import { z } from 'zod';
import { UPSTREAM_DEFAULTS } from '../kit/upstream.js';
import { webhookProof } from '../kit/webhook-proof.js';

const MINUTE = 60_000;
const limits = z.object({ concurrency: z.number().int().min(1), perSecond: z.number().positive() });

const telematicsAuth = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('basic'), user: z.string(), password: z.string() }),
  z.object({ kind: z.literal('bearer'), token: z.string() }),
  z.object({
    kind: z.literal('client-credentials'),
    tokenUrl: z.url(),
    clientId: z.string(),
    clientSecret: z.string(),
    scope: z.string().optional(),
  }),
  z.object({
    kind: z.literal('password-grant'),
    tokenUrl: z.url(),
    user: z.string(),
    password: z.string(),
    clientId: z.string().optional(),
    clientSecret: z.string().optional(),
  }),
]);

const telematicsSettings = z.object({
  /** Our name of the provider; part of external ids, so it must not change. */
  name: z.string().regex(/^[a-z0-9-]+$/, 'use lower-case letters, digits and dashes'),
  /** Base address up to and without `/Fleet`. */
  url: z.url().transform((url) => url.replace(/\/+$/, '')),
  format: z.enum(['xml', 'json']),
  auth: telematicsAuth,
  /** Least time between two requests of the same address; ISO 15143-3 providers allow as little as one in 15 minutes. */
  minIntervalMs: z
    .number()
    .int()
    .min(0)
    .default(15 * MINUTE),
  intervalMs: z
    .number()
    .int()
    .min(1)
    .default(15 * MINUTE),
  /** Number of the first page; `auto` asks for 0 and, when that is refused, for 1. */
  firstPage: z.union([z.literal(0), z.literal(1), z.literal('auto')]).default('auto'),
  /** How far back the first sync reads series. */
  historyDays: z.number().int().min(1).default(400),
  /** Read again before the watermark, for devices that upload late. */
  overlapHours: z.number().min(0).default(24),
  /** Attempts of one read. One by default: a repeat would break the provider's limit per address. */
  attempts: z.number().int().min(1).default(1),
  timeoutMs: z.number().int().min(1).default(30_000),
  limits: limits.default({ concurrency: 4, perSecond: 20 }),
  /** Largest answer that is read. */
  maxBytes: z.number().int().default(20_000_000),
  /** The provider tells of faults at `POST /webhooks/telematics-<name>`; the standard has no webhooks, so bodies differ. */
  webhook: z
    .strictObject({
      proof: webhookProof,
      /** Where the body names the machine: its PIN, serial number or equipment id. */
      machineAt: z.string().default('data.equipment.pin'),
      /** Where it says when the fault occurred, ISO 8601; the series is read until it lists such a fault. */
      occurredAt: z.string().default('data.occurredAt'),
    })
    .optional(),
});

const maintenanceSettings = z.object({
  url: z.url().transform((url) => url.replace(/\/+$/, '')),
  accountToken: z.string(),
  token: z.string(),
  apiVersion: z.string().default('2024-03-15'),
  intervalMs: z
    .number()
    .int()
    .min(1)
    .default(5 * MINUTE),
  /** How often the issues alone are read. */
  issuesIntervalMs: z.number().int().min(1).default(MINUTE),
  timeoutMs: z.number().int().min(1).default(UPSTREAM_DEFAULTS.timeoutMs),
  attempts: z.number().int().min(1).default(UPSTREAM_DEFAULTS.attempts),
  limits: limits.default({ concurrency: 4, perSecond: 20 }),
  /** Names of the firm's custom fields. */
  fields: z
    .object({
      /** On assignments. */
      job: z.string().default('job'),
      costCode: z.string().default('cost_code'),
      /** On vehicles; the platform's own `vin` is the serial number when the field is empty. */
      pin: z.string().default('pin'),
      serialNumber: z.string().default('serial_number'),
      description: z.string().default('description'),
      /** On vehicles; when present it names the company instead of the group. */
      company: z.string().default('company'),
      /** On assignments, where the key of a write is kept: create it in the account. */
      writeKey: z.string().default('plumbline_key'),
    })
    .prefault({}),
  /**
   * How long after its start a change may still land; an unknown outcome is looked up no earlier. By default twice
   * the time-out: one for our wait, one for what the platform still works on when we gave up.
   */
  delayBoundMs: z.number().int().min(0).optional(),
  /** The account's own names of statuses. */
  machineStatuses: z
    .object({
      AVAILABLE: z.string().default('Active'),
      IN_SHOP: z.string().default('In Shop'),
      DOWN: z.string().default('Out of Service'),
      RETIRED: z.string().default('Inactive'),
    })
    .prefault({}),
  workOrderStatuses: z
    .object({
      open: z.string().default('Open'),
      completed: z.string().default('Completed'),
      /** Taken back; it must not complete the order, since a completed one becomes a service entry with cost. */
      cancelled: z.string().default('Cancelled'),
    })
    .prefault({}),
  /** Contact id of an assignment without an operator: the platform wants one on each. */
  assignmentContact: z.number().int().min(1).optional(),
  /** The platform tells of changes at `POST /webhooks/maintenance`. It does not sign: give it a static Authorization. */
  webhook: z.strictObject({ proof: webhookProof }).optional(),
  /** Group (or company field) → company code; a group called like a company's code or name needs no entry. */
  companies: z.record(z.string(), z.string()).default({}),
});

const severity = z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);

const breakdownSettings = z.strictObject({
  /** A fault code that comes again within this time after its last repeat, from any provider, is the same breakdown. */
  windowMinutes: z.number().positive().default(60),
  /** Milder ones are kept and can be queried; nobody is told of them. */
  minSeverity: severity.default('LOW'),
  /** What an alert says of a breakdown that its source did not rate. */
  unknownSeverity: severity.default('MEDIUM'),
  /** The first that fits decides. What a rule leaves out fits all. */
  rules: z
    .array(
      z.strictObject({
        /** Name of a telematics provider, or `maintenance`. */
        provider: z.string().optional(),
        /** Company code. */
        company: z.string().optional(),
        make: z.string().optional(),
        /** Fault code; `*` stands for any text. */
        code: z.string().optional(),
        severity: z.union([severity, z.literal('IGNORE')]),
      }),
    )
    .default([]),
});
export type BreakdownSettings = z.output<typeof breakdownSettings>;

/** A job site: a circle that machines come to and leave. */
const geofence = z.strictObject({
  /** Number of the job and code of its company. */
  project: z.string(),
  company: z.string(),
  /** Degrees, WGS 84. */
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  radiusMetres: z.number().positive(),
});
export type GeofenceSettings = z.output<typeof geofence>;

export const equipmentSettings = z.object({
  geofences: z.array(geofence).default([]),
  /** How far outside the circle a machine has left it. */
  geofenceMarginMetres: z.number().min(0).default(50),
  /** Who is told of what: alerts of breakdowns. */
  breakdowns: breakdownSettings.prefault({}),
  telematics: z.array(telematicsSettings).default([]),
  maintenance: maintenanceSettings,
  /** Oldest mirror that is still served while its source fails. */
  staleIfErrorMs: z
    .number()
    .int()
    .min(0)
    .default(24 * 60 * MINUTE),
  /** How long a process keeps its view of the mirror before it looks for changes. */
  viewMs: z.number().int().min(0).default(2_000),
});

export type EquipmentSettingsInput = z.input<typeof equipmentSettings>;
export type EquipmentSettings = z.output<typeof equipmentSettings>;
export type TelematicsSettings = EquipmentSettings['telematics'][number];
export type MaintenanceSettings = EquipmentSettings['maintenance'];
