/**
 * Work orders with line items (issue or service task) and sub line items (part or labour), whose costs add up to the
 * order's subtotals. The order's state follows its status; completing it resolves the issues it names.
 * Source: developer.fleetio.com/docs/api/2024-01-01/v-2-work-orders-create, -update and v-2-work-order-line-item-create.
 */
import { addMeterEntry, meterErrors } from './meters.js';
import { badDates, blank, isBlank, missing, pick, type Body, type Errors } from './rules.js';
import type { FleetioRecord, FleetioStore } from './store.js';

const ORDERS = '/v2/work_orders';
const STATUSES = '/v1/work_order_statuses';
const WRITABLE = [
  ...[
    'vehicle_id',
    'work_order_status_id',
    'issued_at',
    'scheduled_at',
    'started_at',
    'expected_completed_at',
  ],
  ...['completed_at', 'description', 'invoice_number', 'purchase_order_number', 'number', 'custom_fields'],
] as const;
const MOMENTS = ['issued_at', 'started_at', 'completed_at', 'scheduled_at', 'expected_completed_at'];

type Item = Record<string, unknown>;

export function workOrderErrors(store: FleetioStore, body: Body, order: FleetioRecord | undefined): Errors {
  const meter = body['ending_meter_entry_attributes'] as Item | undefined;
  const date = body['completed_at'] ?? order?.['completed_at'] ?? new Date().toISOString();
  const vehicleId = body['vehicle_id'] ?? order?.['vehicle_id'];
  return {
    ...(order ? {} : blank(body, ['vehicle_id', 'issued_at', 'work_order_status_id'])),
    ...missing(store, '/v1/vehicles', body['vehicle_id'], 'vehicle'),
    ...missing(store, STATUSES, body['work_order_status_id'], 'work_order_status'),
    ...badDates(body, MOMENTS),
    ...subItemsOf(body).reduce<Errors>(
      (errors, item) =>
        item['item_type'] === 'Part'
          ? { ...errors, ...missing(store, '/v1/parts', item['item_id'], 'item') }
          : errors,
      {},
    ),
    ...(meter &&
      meterErrors(
        store,
        { vehicleId, date, value: meter['value'], isVoid: meter['void'] === true },
        'ending_meter_entry.value',
      )),
  };
}

function subItemsOf(body: Body): Item[] {
  return itemsOf(body, 'work_order_line_items_attributes').flatMap((line) =>
    itemsOf(line, 'work_order_sub_line_items_attributes'),
  );
}

function itemsOf(body: Body, name: string): Item[] {
  return Array.isArray(body[name]) ? (body[name] as Item[]) : [];
}

export function writeWorkOrder(
  store: FleetioStore,
  body: Body,
  order: FleetioRecord | undefined,
): FleetioRecord {
  const before =
    order ??
    store.add(ORDERS, { work_order_line_items: [], work_order_sub_line_items: [], custom_fields: {} });
  const written = store.change(before, pick(body, WRITABLE));
  if (!order && isBlank(body['number'])) store.change(written, { number: String(written.id) });
  addLines(store, written, body);
  followStatus(store, written);
  const meter = body['ending_meter_entry_attributes'] as Item | undefined;
  if (meter) {
    const date = written['completed_at'] ?? new Date().toISOString();
    const vehicleId = written['vehicle_id'];
    const input = { vehicleId, date, value: meter['value'], isVoid: meter['void'] === true };
    addMeterEntry(store, input, { type: 'WorkOrder', id: written.id });
  }
  return written;
}

function addLines(store: FleetioStore, order: FleetioRecord, body: Body): void {
  const added = itemsOf(body, 'work_order_line_items_attributes');
  if (added.length === 0 && order['parts_subtotal'] !== undefined) return;
  const lines = [...(order['work_order_line_items'] as Item[])];
  const subs = [...(order['work_order_sub_line_items'] as Item[])];
  for (const line of added) {
    const id = order.id * 1_000 + lines.length + 1;
    const own = itemsOf(line, 'work_order_sub_line_items_attributes').map((item, index) =>
      toSubItem(store, item, id, id * 100 + index),
    );
    subs.push(...own);
    const cost = (type: string): number =>
      total(
        own.filter((item) => item['item_type'] === type),
        'subtotal',
      );
    lines.push({
      ...pick(line, ['type', 'item_type', 'item_id', 'description']),
      id,
      issue_ids: line['issue_ids'] ?? (line['item_type'] === 'Issue' ? [line['item_id']] : []),
      labor_cost: Number(line['labor_cost'] ?? cost('Contact')),
      parts_cost: Number(line['parts_cost'] ?? cost('Part')),
    });
  }
  store.change(order, {
    work_order_line_items: lines,
    work_order_sub_line_items: subs,
    labor_subtotal: total(lines, 'labor_cost'),
    parts_subtotal: total(lines, 'parts_cost'),
  });
}

function toSubItem(store: FleetioStore, item: Item, lineId: number, id: number): Item {
  const part = item['item_type'] === 'Part' ? store.get('/v1/parts', item['item_id']) : undefined;
  const quantity = Number(item['quantity'] ?? 1);
  const unitCost = Number(item['unit_cost'] ?? part?.['unit_cost'] ?? 0);
  return {
    ...pick(item, ['type', 'item_type', 'item_id']),
    id,
    work_order_line_item_id: lineId,
    description: item['description'] ?? part?.['description'] ?? null,
    quantity,
    unit_cost: unitCost,
    subtotal: Math.round(quantity * unitCost * 100) / 100,
  };
}

function total(items: readonly Item[], field: string): number {
  return Math.round(items.reduce((sum, item) => sum + Number(item[field]), 0) * 100) / 100;
}

function followStatus(store: FleetioStore, order: FleetioRecord): void {
  const name = store.get(STATUSES, order['work_order_status_id'])?.['name'];
  const completed = name === 'Completed';
  const at = order['completed_at'] ?? new Date().toISOString();
  store.change(order, {
    work_order_status_name: name,
    state: completed ? 'completed' : 'active',
    completed_at: completed ? at : null,
  });
  if (!completed) return;
  const named = (order['work_order_line_items'] as Item[]).flatMap((line) => line['issue_ids'] as number[]);
  for (const id of named) {
    const issue = store.get('/v2/issues', id);
    if (issue?.['state'] === 'open')
      store.change(issue, {
        state: 'resolved',
        resolved_at: at,
        resolvable_type: 'WorkOrder',
        resolvable_id: order.id,
      });
  }
}
