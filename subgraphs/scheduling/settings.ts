/** What a firm configures for scheduling, checked once with every problem reported. */
import { z } from 'zod';
import { UPSTREAM_DEFAULTS } from '../kit/upstream.js';

const p6 = z
  .strictObject({
    /** Address of the server without `/p6ws`. */
    url: z.url(),
    database: z.string().min(1).default('PMDB'),
    user: z.string().min(1).optional(),
    password: z.string().min(1).optional(),
    /** Bearer token of P6's OAuth; replaces user and password. */
    oauthToken: z.string().min(1).optional(),
    /** EPS id → our company code; a project of another EPS must be unambiguous over all companies. */
    companies: z.record(z.string(), z.string()).default({}),
    /** Name of the activity code type whose values are cost codes. */
    costCodeType: z.string().min(1).default('Cost Code'),
    /** The most rows the server answers at once; a full answer is followed by a call for the rest. */
    pageSize: z.int().min(1).default(5_000),
    timeoutMs: z.int().positive().default(UPSTREAM_DEFAULTS.timeoutMs),
    deadlineMs: z.int().positive().default(UPSTREAM_DEFAULTS.deadlineMs),
    attempts: z.int().positive().default(UPSTREAM_DEFAULTS.attempts),
    concurrency: z.int().positive().default(UPSTREAM_DEFAULTS.limits.concurrency),
    perSecond: z.int().positive().default(UPSTREAM_DEFAULTS.limits.perSecond),
    /**
     * How long after its start a change may still land; an unknown outcome is looked up no earlier. By default twice
     * the time-out: one for our wait, one for what the server still works on when we gave up.
     */
    delayBoundMs: z.int().min(0).optional(),
    /** How long after its `LastUpdateDate` a change may become visible: a transaction that takes long. */
    overlapMs: z.int().min(0).default(300_000),
    /** Notebook topic of the notes we add to activities. */
    noteTopic: z.string().min(1).default('Notes'),
  })
  .refine((value) => value.oauthToken !== undefined || (value.user && value.password), {
    message: 'give either user and password, or oauthToken',
  });

const files = z.strictObject({
  /** Watched folder, where uploads are written too; by default `files/scheduling` under DATA_DIR. */
  folder: z.string().optional(),
  /** Company code of every schedule in the folder; without one a name must be unambiguous over all companies. */
  company: z.string().optional(),
  /** Character set of XER files, which do not say theirs; a UTF-8 byte order mark wins over it. */
  encoding: z.string().default('windows-1252'),
  /** Name of the activity code type, or UDF, whose values are cost codes. */
  costCodeType: z.string().min(1).default('Cost Code'),
  /** Largest file in bytes. */
  maxBytes: z.int().positive().default(64_000_000),
});

export const schedulingSettings = z.strictObject({
  p6: p6.optional(),
  files: files.optional(),
  /** Age in milliseconds at which a schedule is read again. */
  maxAgeMs: z.int().positive().default(60_000),
  syncIntervalMs: z.int().positive().default(60_000),
  /** Changes of milestones. */
  milestones: z
    .strictObject({
      /** How often the sources are asked what changed: two calls of P6, and a look into the folder. */
      intervalMs: z.int().positive().default(15_000),
      /** How often every schedule is compared with what was told: for what was deleted, and what no clock tells. */
      reconcileMs: z.int().positive().default(600_000),
    })
    .prefault({}),
});
export type SchedulingSettings = z.output<typeof schedulingSettings>;
export type P6Settings = z.output<typeof p6>;
export type FilesSettings = z.output<typeof files>;
