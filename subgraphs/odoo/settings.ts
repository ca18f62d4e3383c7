/** What a firm configures to reach its Odoo. The config loader resolves secrets; here they are plain text. */
import { z } from 'zod';
import { UPSTREAM_DEFAULTS } from '../kit/upstream.js';
import { webhookProof } from '../kit/webhook-proof.js';

const status = z.enum(['BIDDING', 'ACTIVE', 'ON_HOLD', 'COMPLETED', 'CLOSED']);

/** Stage names as Odoo shows them → where the job stands. A stage that is not listed gives no status. */
export const DEFAULT_STAGES = {
  Bidding: 'BIDDING',
  'To Do': 'ACTIVE',
  'In progress': 'ACTIVE',
  'In Progress': 'ACTIVE',
  'On hold': 'ON_HOLD',
  Done: 'COMPLETED',
  Closed: 'CLOSED',
  Canceled: 'CLOSED',
} as const;

export const odooSettings = z.strictObject({
  /** Base address, for example `https://erp.example.com`. */
  url: z.url().transform((url) => url.replace(/\/+$/, '')),
  /** Database name; sent with every call, since an Odoo with two databases refuses calls without it. */
  database: z.string().min(1),
  apiKey: z.string().min(1),
  /** User name the key belongs to; JSON-RPC needs it, JSON-2 does not. */
  login: z.string().optional(),
  /** `auto` asks the server for its version: 19 and later speak JSON-2, older ones JSON-RPC. */
  protocol: z.enum(['auto', 'json2', 'jsonrpc']).default('auto'),
  /** Names of the second and third analytic plan; their columns are discovered. */
  plans: z
    .strictObject({ costCode: z.string().default('Cost code'), costType: z.string().default('Cost type') })
    .prefault({}),
  stages: z.record(z.string(), status).default(DEFAULT_STAGES),
  timeoutMs: z.number().int().positive().default(UPSTREAM_DEFAULTS.timeoutMs),
  deadlineMs: z.number().int().positive().default(UPSTREAM_DEFAULTS.deadlineMs),
  attempts: z.number().int().positive().default(UPSTREAM_DEFAULTS.attempts),
  limits: z
    .strictObject({ concurrency: z.number().int().positive(), perSecond: z.number().positive() })
    .default(UPSTREAM_DEFAULTS.limits),
  breaker: z
    .strictObject({ failures: z.number().int().positive(), openMs: z.number().int().positive() })
    .default(UPSTREAM_DEFAULTS.breaker),
  /** Milliseconds a job's ledger and header are served without asking Odoo again. */
  maxAgeMs: z.number().int().nonnegative().default(30_000),
  /** Milliseconds an older value may stand in, marked stale, while Odoo does not answer. */
  staleIfErrorMs: z.number().int().nonnegative().default(3_600_000),
  /** Milliseconds accounts, plans and products are kept. */
  referenceMaxAgeMs: z.number().int().nonnegative().default(300_000),
  /** Milliseconds between two rounds of the crosswalk. */
  syncIntervalMs: z.number().int().positive().default(300_000),
  /** Automation rules tell of changes at `POST /webhooks/odoo/<secret>`: unsigned, without headers of ours. */
  webhook: z.strictObject({ proof: webhookProof }).optional(),
});

export type OdooSettings = z.infer<typeof odooSettings>;
