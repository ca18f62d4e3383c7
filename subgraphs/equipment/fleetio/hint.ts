/**
 * What a webhook of the platform says to look at. The body is `{id, event, timestamp, payload}`; `payload` is the record
 * as it was, and updates of one record within a minute come as one, late or in another order: so only its id is taken.
 * Source: developer.fleetio.com/docs/overview/webhooks and its event reference.
 */
import { z } from 'zod';
import { HopelessHint } from '../../kit/intake.js';
import type { MaintenanceHint } from '../connector.js';

const wireHint = z.object({ event: z.string(), payload: z.object({ id: z.number().int() }).nullish() });

/** The longer name first: `vehicle_assignment_updated` is no news of a vehicle. */
const SUBJECTS: readonly (readonly [RegExp, MaintenanceHint['kind']])[] = [
  [/^issue_(?!priority)/, 'ISSUE'],
  [/^work_order_(?!status_|number|line|sub)/, 'WORK_ORDER'],
  [/^vehicle_(?!assignment|renewal|status_(created|deleted)|type|group)/, 'MACHINE'],
];

/** Null for an event that tells nothing we keep. Throws HopelessHint for what is no message of the platform. */
export function toHint(body: unknown): MaintenanceHint | null {
  const wire = wireHint.safeParse(body);
  if (!wire.success) {
    const [issue] = wire.error.issues;
    throw new HopelessHint(
      `the body is no Fleetio webhook: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}; check which system sends here`,
    );
  }
  const { event, payload } = wire.data;
  const kind = SUBJECTS.find(([names]) => names.test(event))?.[1];
  return kind && payload ? { kind, key: String(payload.id) } : null;
}
