/** What the door for webhooks lets in (`webhooks` in plumbline.yaml); each sender's proof stands with its system. */
import { z } from 'zod';

export const webhooksSettings = z.strictObject({
  maxBytes: z.int().min(1_000).default(1_000_000),
  /** Deliveries of a sender that does not sign, per second; what comes too much is refused with 429. */
  unsignedPerSecond: z.number().positive().default(20),
  /** How many may come at once before that counts. */
  unsignedBurst: z.int().positive().default(200),
  /** How often handling is tried before a person must look; from a second to ten minutes apart. */
  attempts: z.int().positive().default(12),
});
export type WebhooksSettings = z.output<typeof webhooksSettings>;
