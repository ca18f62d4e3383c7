/**
 * A work order with a line for each task or issue and a sub line for each part. The key stands at the end of the
 * description.
 *
 * Source: developer.fleetio.com/docs/api/2024-01-01/v-2-work-orders-create, v-2-work-order-line-item-create.
 */
import type { Effect } from '../../../kit/effect.js';
import type { WorkOrderDetail, WorkOrderInput, WorkOrderLineInput } from '../../effects.js';
import { wireWorkOrder } from '../wire.js';
import { choiceId, firstOf, lookUp, readAs, tag, type Platform } from './platform.js';
import { ORDERS, readWorkOrder } from './work-order.js';

const ID = { shape: wireWorkOrder, toModel: ({ id }: { readonly id: number }) => String(id) };

export function createWorkOrderEffect(platform: Platform): Effect<WorkOrderInput, WorkOrderDetail> {
  const { client, settings } = platform;
  const status = (name: string): Promise<number> => choiceId(platform, '/v1/work_order_statuses', name);
  return {
    name: 'create-work-order',
    system: 'maintenance',
    idempotency: lookUp(settings),
    async run(input, key) {
      const body = toBody(input, await status(settings.workOrderStatuses.open), key);
      const made = await client.send('POST', ORDERS, body, subject(input));
      return readWorkOrder(platform, readAs(ID, subject(input).what, made), subject(input));
    },
    async find(input, key) {
      const filter = { 'filter[vehicle_id][eq]': input.machine };
      const found = await firstOf(
        platform,
        ORDERS,
        filter,
        wireWorkOrder,
        ({ description }) => description?.includes(tag(key)) === true,
      );
      return found && readWorkOrder(platform, String(found.id), subject(input));
    },
    /** Cancelled, never completed: a completed order becomes a service entry, which is cost. */
    async undo(input, { key: id }, key, { date, reason }) {
      const description = `CANCELLED ${date}: ${reason}\n${input.description}\n(${key})`;
      const cancelled = await status(settings.workOrderStatuses.cancelled);
      const body = { work_order_status_id: cancelled, description };
      await client.send('PATCH', `${ORDERS}/${id}`, body, subject(input));
    },
  };
}

function toBody(
  { machine, description, issuedAt, lines }: WorkOrderInput,
  status: number,
  key: string,
): object {
  return {
    vehicle_id: Number(machine),
    work_order_status_id: status,
    issued_at: issuedAt,
    description: `${description}\n${tag(key)}`,
    work_order_line_items_attributes: lines.map(toLine),
  };
}

function toLine({ description, issue, laborCost, parts }: WorkOrderLineInput): object {
  const mends =
    issue === null ? {} : { item_type: 'Issue', item_id: Number(issue), issue_ids: [Number(issue)] };
  return {
    type: issue === null ? 'WorkOrderFreeTextLineItem' : 'WorkOrderServiceTaskLineItem',
    ...mends,
    description,
    ...(laborCost !== null && { labor_cost: laborCost }),
    work_order_sub_line_items_attributes: parts.map(({ part, quantity, unitCost }) => ({
      type: 'WorkOrderPartLineItem',
      item_type: 'Part',
      item_id: Number(part),
      quantity,
      ...(unitCost !== null && { unit_cost: unitCost }),
    })),
  };
}

function subject({ machine, description, issuedAt }: WorkOrderInput) {
  return {
    what: `the work order "${description}" of machine ${machine}, issued ${issuedAt}`,
    mend: 'check the machine and the parts',
  };
}
