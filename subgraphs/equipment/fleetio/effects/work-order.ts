/** A work order as it stands, with the numbers of its parts: what the effects read back and the check answers. */
import type { WorkOrderDetail } from '../../effects.js';
import type { Subject } from '../client.js';
import { parseRecord, wirePart, wireWorkOrderDetail, type WireWorkOrderDetail } from '../wire.js';
import { toWorkOrderDetail } from './map.js';
import { readAs, type Platform } from './platform.js';

export const ORDERS = '/v2/work_orders';

export async function readWorkOrder(
  platform: Platform,
  id: string,
  subject: Subject,
): Promise<WorkOrderDetail> {
  return toDetail(platform, await platform.client.get(`${ORDERS}/${id}`, subject), subject);
}

/** One call for each part: an order has few, and the order itself names them by id only. */
export async function toDetail(
  platform: Platform,
  body: unknown,
  subject: Subject,
): Promise<WorkOrderDetail> {
  const wire = parseRecord(wireWorkOrderDetail, subject.what, body);
  const parts = await Promise.all(partIds(wire).map((id) => readPart(platform, id, subject)));
  const byId = new Map(parts.map((part) => [part.id, part]));
  const toModel = (order: WireWorkOrderDetail): WorkOrderDetail =>
    toWorkOrderDetail(order, byId, platform.settings.workOrderStatuses.cancelled);
  return readAs({ shape: wireWorkOrderDetail, toModel }, subject.what, body);
}

function partIds(wire: WireWorkOrderDetail): number[] {
  const ids = wire.work_order_sub_line_items.flatMap(({ item_type: type, item_id: id }) =>
    type === 'Part' && id != null ? [id] : [],
  );
  return [...new Set(ids)];
}

async function readPart({ client }: Platform, id: number, { what }: Subject) {
  const subject = { what: `part ${id} of ${what}`, mend: 'check whether the part was deleted' };
  return parseRecord(wirePart, subject.what, await client.get(`/v1/parts/${id}`, subject));
}
