/** What a firm configures for estimating, checked once with every problem reported. */
import { z } from 'zod';
import { COST_TYPES } from '../kit/company.js';
import { UPSTREAM_DEFAULTS } from '../kit/upstream.js';

const costType = z.enum(COST_TYPES);

const STATUSES = ['DRAFT', 'SUBMITTED', 'AWARDED', 'LOST', 'SUPERSEDED'] as const;

/**
 * HeavyBid's `typeCost`. The letters L, E and P are known from a public client; a firm maps the other letters it sees,
 * which are listed as UNKNOWN_RESOURCE_TYPE until then. `burden` is what an activity costs beyond its resources.
 */
const DEFAULT_RESOURCE_TYPES = {
  L: 'LABOR',
  E: 'EQUIPMENT',
  P: 'MATERIAL',
  burden: 'LABOR',
  Labor: 'LABOR',
  Equipment: 'EQUIPMENT',
  Material: 'MATERIAL',
  Subcontract: 'SUBCONTRACT',
  Other: 'OTHER',
} as const;

const heavybid = z.object({
  url: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Token endpoint; by default `/identity/connect/token` of the same host. */
  tokenUrl: z.url().optional(),
  /** Space-separated; a scope that the client was not granted is refused. The second is for listing business units. */
  scope: z.string().min(1).default('heavybid:read heavybid:system:read'),
  /** Business unit code in HeavyBid → our company code; estimates of other units are not read. */
  businessUnits: z.record(z.string(), z.string()),
  /** Business unit code → its id, which every call names; learnt from HeavyBid's list unless given here. */
  businessUnitIds: z.record(z.string(), z.string()).optional(),
  /** The estimate filters in which the firm writes what HeavyBid has no field for. */
  estimateFields: z
    .object({
      job: z.string().default('projectNumber'),
      /** A whole number; anything else counts as 0. */
      revision: z.string().default('estimateTag1'),
      /** YYYY-MM-DD. */
      awardedOn: z.string().default('estimateTag2'),
    })
    .prefault({}),
  /** The firm's own words of the estimate filter `status`, on top of Draft, Submitted, Awarded, Won, Lost, … */
  statuses: z.record(z.string(), z.enum(STATUSES)).default({}),
  /** The activity's field that holds the cost code. */
  costCodeField: z
    .enum(['accountingJCCode1', 'accountingJCCode2', 'heavyJobCode', 'activityCode'])
    .default('accountingJCCode1'),
  /** Rows a page; the vendor's own default is 100. */
  pageSize: z.int().min(1).max(1000).default(100),
  /** HeavyBid resource type → cost type. */
  resourceTypes: z.record(z.string(), costType).default(DEFAULT_RESOURCE_TYPES),
  timeoutMs: z.int().positive().default(UPSTREAM_DEFAULTS.timeoutMs),
  deadlineMs: z.int().positive().default(UPSTREAM_DEFAULTS.deadlineMs),
  concurrency: z.int().positive().default(UPSTREAM_DEFAULTS.limits.concurrency),
  perSecond: z.int().positive().default(UPSTREAM_DEFAULTS.limits.perSecond),
});

const mapping = z.object({
  company: z.string(),
  /** Estimate number; by default the contract in the file, else the file name. */
  number: z.string().optional(),
  revision: z.int().min(0).default(0),
  job: z.string().optional(),
  status: z.enum(STATUSES).optional(),
  awardedOn: z.iso.date().optional(),
  /** ISO 4217; by default the file's own. */
  currency: z.string().length(3).optional(),
  /** In `auto` a lone comma is a decimal comma unless it groups thousands (1,234). */
  decimalSeparator: z.enum(['auto', '.', ',']).default('auto'),
  /** Extra header names → our column: `{"Pos.": "item"}`. */
  columns: z
    .record(
      z.string(),
      z.enum(['item', 'description', 'quantity', 'unit', 'unitPrice', 'amount', 'bidder', 'contract']),
    )
    .default({}),
});

const files = z.object({
  /** Watched folder, where uploads are written too; by default `files/estimating` under DATA_DIR. */
  folder: z.string().optional(),
  /** Used for every file without an entry of its own. */
  default: mapping,
  perFile: z.record(z.string(), mapping).default({}),
  /** Largest file in bytes, and largest unpacked spreadsheet. */
  maxBytes: z.int().positive().default(20_000_000),
  maxUnpackedBytes: z.int().positive().default(100_000_000),
});

export const estimatingSettings = z.object({
  heavybid: heavybid.optional(),
  files: files.optional(),
  syncIntervalMs: z.int().positive().default(60_000),
});
export type EstimatingSettings = z.output<typeof estimatingSettings>;
export type HeavybidSettings = z.output<typeof heavybid>;
export type FilesSettings = z.output<typeof files>;
export type FileMapping = z.output<typeof mapping>;
