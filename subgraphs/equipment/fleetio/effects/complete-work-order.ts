/**
 * A work order is completed. One that is completed already is left alone, so that a repeat neither moves its moment of
 * completion nor adds a second meter entry.
 *
 * Source: developer.fleetio.com/docs/api/2024-01-01/v-2-work-orders-update (`state` is read-only and follows the
 * status).
 */
import type { Effect } from '../../../kit/effect.js';
import { UpstreamError } from '../../../kit/errors.js';
import type { CompleteWorkOrderInput, WorkOrderDetail } from '../../effects.js';
import { choiceId, STATE, type Platform } from './platform.js';
import { ORDERS, readWorkOrder } from './work-order.js';

export function createCompleteWorkOrderEffect(
  platform: Platform,
): Effect<CompleteWorkOrderInput, WorkOrderDetail> {
  const { client, settings } = platform;
  const { open, completed } = settings.workOrderStatuses;
  const read = (input: CompleteWorkOrderInput): Promise<WorkOrderDetail> =>
    readWorkOrder(platform, input.workOrder, subject(input));
  const set = async (input: CompleteWorkOrderInput, name: string, more: object): Promise<void> => {
    const status = await choiceId(platform, '/v1/work_order_statuses', name);
    const path = `${ORDERS}/${input.workOrder}`;
    await client.send('PATCH', path, { work_order_status_id: status, ...more }, subject(input));
  };
  return {
    name: 'complete-work-order',
    system: 'maintenance',
    idempotency: STATE,
    async run(input) {
      const before = await read(input);
      if (before.state === 'COMPLETED') return before;
      if (before.state === 'CANCELLED') throw cancelled(before);
      const meter = input.hours !== null && { ending_meter_entry_attributes: { value: input.hours } };
      await set(input, completed, { completed_at: input.completedAt, ...meter });
      const after = await read(input);
      if (after.state === 'COMPLETED') return after;
      throw new UpstreamError(
        'maintenance',
        'BUSINESS',
        `maintenance left work order ${after.number} in "${after.status ?? ''}"; complete it there, or name the completing status under workOrderStatuses`,
      );
    },
    async find(input) {
      const order = await read(input);
      return order.state === 'COMPLETED' ? order : null;
    },
    /** Opened again; a meter reading taken at completion was read, so it stays. */
    async undo(input) {
      if ((await read(input)).state === 'COMPLETED') await set(input, open, { completed_at: null });
    },
  };
}

function cancelled({ number, status }: WorkOrderDetail): UpstreamError {
  return new UpstreamError(
    'maintenance',
    'BUSINESS',
    `maintenance has work order ${number} as "${status ?? ''}"; open it again there, or open another`,
  );
}

function subject({ workOrder, completedAt, hours }: CompleteWorkOrderInput) {
  const meter = hours === null ? '' : ` with the meter at ${hours} h`;
  return {
    what: `work order ${workOrder}, completed ${completedAt}${meter}`,
    mend: 'check the order and, where one is given, the meter reading',
  };
}
