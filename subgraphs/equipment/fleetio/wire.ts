/**
 * Fleetio's JSON (X-Api-Version 2024-03-15), parsed at the border: only the fields that are read, each record for
 * itself, so that one odd record does not cost the page. Field names: developer.fleetio.com/docs/api.
 */
import { z } from 'zod';
import { UpstreamError } from '../../kit/errors.js';

const text = z.string().nullish();
/** Fleetio sends amounts and meters as text in some places and as JSON numbers in others. */
const figure = z.union([z.string(), z.number()]).nullish();
const id = z.number().int();
const customFields = z.record(z.string(), z.unknown()).nullish();

export const wireVehicle = z.object({
  id,
  name: z.string(),
  make: text,
  model: text,
  vin: text,
  archived_at: text,
  group_name: text,
  ownership: text,
  vehicle_status_name: text,
  vehicle_type_name: text,
  primary_meter_unit: text,
  primary_meter_value: figure,
  primary_meter_date: text,
  system_of_measurement: text,
  fuel_volume_units: text,
  custom_fields: customFields,
});
export const wireAssignment = z.object({
  id,
  vehicle_id: id,
  started_at: z.string(),
  ended_at: text,
  custom_fields: customFields,
});
export const wireWorkOrder = z.object({
  id,
  number: z.union([z.string(), z.number()]),
  vehicle_id: id,
  state: text,
  work_order_status_name: text,
  description: text,
  issued_at: text,
  completed_at: text,
  labor_subtotal: figure,
  parts_subtotal: figure,
});
/** A line mends issues; a sub line is a part or labour. */
export const wireWorkOrderDetail = wireWorkOrder.extend({
  work_order_line_items: z.array(
    z.object({ item_type: text, item_id: id.nullish(), issue_ids: z.array(id).nullish() }),
  ),
  work_order_sub_line_items: z.array(
    z.object({
      item_type: text,
      item_id: id.nullish(),
      description: text,
      quantity: figure,
      unit_cost: figure,
      subtotal: figure,
    }),
  ),
});
export const wirePart = z.object({
  id,
  number: text,
  description: text,
  archived_at: text,
  updated_at: text,
});
export const wireVendor = z.object({ id, name: z.string(), archived_at: text, updated_at: text });
/** Statuses of work orders and of vehicles, and priorities of issues. */
export const wireChoice = z.object({ id, name: z.string(), alias: text });
export const wireIssue = z.object({
  id,
  vehicle_id: id.nullish(),
  asset_id: id.nullish(),
  vehicle: z.object({ id }).nullish(),
  name: text,
  summary: text,
  description: text,
  state: z.string(),
  priority: z.union([z.string(), z.object({ name: text, alias: text })]).nullish(),
  reported_at: text,
  resolved_at: text,
  closed_at: text,
  updated_at: text,
});
export const wireFuelEntry = z.object({
  id,
  vehicle_id: id,
  date: z.string(),
  liters: figure,
  us_gallons: figure,
  total_amount: figure,
  reference: text,
  meter_entry: z.object({ id }).nullish(),
});
export const wireMeterEntry = z.object({
  id,
  vehicle_id: id,
  date: z.string(),
  value: z.union([z.string(), z.number()]),
  meter_type: text,
  void: z.boolean().nullish(),
});

export type WireVehicle = z.output<typeof wireVehicle>;
export type WireAssignment = z.output<typeof wireAssignment>;
export type WireWorkOrder = z.output<typeof wireWorkOrder>;
export type WireWorkOrderDetail = z.output<typeof wireWorkOrderDetail>;
export type WirePart = z.output<typeof wirePart>;
export type WireVendor = z.output<typeof wireVendor>;
export type WireChoice = z.output<typeof wireChoice>;
export type WireIssue = z.output<typeof wireIssue>;
export type WireFuelEntry = z.output<typeof wireFuelEntry>;
export type WireMeterEntry = z.output<typeof wireMeterEntry>;

const wirePage = z.object({ records: z.array(z.unknown()), next_cursor: z.string().nullish() });
export type WirePage = z.output<typeof wirePage>;

/** Throws an UpstreamError (GARBAGE) for an answer that is no page of records. */
export function parsePage(path: string, body: unknown): WirePage {
  const page = wirePage.safeParse(body);
  if (page.success) return page.data;
  throw new UpstreamError('maintenance', 'GARBAGE', `maintenance answered ${path} without a list of records`);
}

/** One record of an answer; throws an UpstreamError (GARBAGE) that names the field when it is not of the shape. */
export function parseRecord<S extends z.ZodType>(shape: S, what: string, body: unknown): z.output<S> {
  const record = shape.safeParse(body);
  if (record.success) return record.data;
  const [issue] = record.error.issues;
  throw new UpstreamError(
    'maintenance',
    'GARBAGE',
    `maintenance answered ${what} in a shape that is not Fleetio's`,
    issue && `${issue.path.join('.')}: ${issue.message}`,
  );
}
