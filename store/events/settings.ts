/** How long the event log remembers, and how often it is looked at (`events` in plumbline.yaml). */
import { z } from 'zod';
import { natsSettings } from './nats/settings.js';

const days = (fallback: number) => z.number().positive().default(fallback);

export const eventsSettings = z
  .strictObject({
    /** Older events are removed; a device that was away longer asks for the present state instead. */
    keepDays: days(30),
    /** At most so many events are kept, the newest ones. */
    keepEvents: z.int().positive().default(1_000_000),
    /** A change that is reported again within this time is known and not appended again. */
    dedupeDays: days(400),
    /** A webhook delivery that was handled is remembered so long, to refuse its repeats. */
    inboxDays: days(30),
    /** How far a device has read is forgotten when it did not say anything for so long. */
    deviceDays: days(400),
    /** How often a process looks for new events while they come, and at most when none do. */
    busyPollMs: z.int().min(5).max(1_000).default(50),
    restPollMs: z.int().min(50).max(60_000).default(1_000),
    /** The operator is told when events wait longer than this for a transaction that somebody left open. */
    heldSeconds: z.number().positive().default(10),
    /** What brings events from one process to the others; when left out each one polls and is woken by NOTIFY. */
    fanout: natsSettings.optional(),
  })
  .refine(({ keepDays, dedupeDays }) => dedupeDays >= keepDays, {
    path: ['dedupeDays'],
    message:
      'must not be shorter than keepDays, or changes that are still in the log would be appended again',
  });
export type EventsSettings = z.output<typeof eventsSettings>;
