/** POST and PATCH, each with the required fields and rules of its reference page on developer.fleetio.com/docs/api. */
import type { WireAnswer, WireRequest } from '../wire-server.js';
import { changeState, issues, ISSUES } from './issues.js';
import { archive, parts, PARTS, vendors, VENDORS } from './masters.js';
import { addMeterEntry, meterErrors, refreshMeter } from './meters.js';
import { json } from './page.js';
import { badDates, blank, isBlank, missing, pick, type Body, type Errors, type Resource } from './rules.js';
import type { FleetioRecord, FleetioStore } from './store.js';
import { workOrderErrors, writeWorkOrder } from './work-orders.js';

/** Undefined for a path or method that is not offered. */
export function write(
  store: FleetioStore,
  { method, path, body: text }: WireRequest,
): WireAnswer | undefined {
  const [, list = '', id, action] = /^(\/v[12]\/\w+)(?:\/(\d+))?(?:\/(\w+))?$/.exec(path) ?? [];
  const resource = RESOURCES[list];
  if (!resource || (method === 'POST') === (id !== undefined)) return undefined;
  if (method === 'POST' ? !resource.creates : method !== 'PATCH') return undefined;
  const before = id === undefined ? undefined : store.get(list, id);
  if (id !== undefined && !before) return undefined;
  const body = parse(text);
  if (!body) return json(400, { errors: { body: ['is not a JSON object'] } });
  if (action !== undefined) return before && transition(store, { list, action, before, body });
  const errors = resource.errors(store, body, before);
  if (Object.keys(errors).length > 0) return json(422, { errors });
  return json(before ? 200 : 201, resource.write(store, body, before));
}

function transition(
  store: FleetioStore,
  own: {
    readonly list: string;
    readonly action: string;
    readonly before: FleetioRecord;
    readonly body: Body;
  },
): WireAnswer | undefined {
  const { list, action, before, body } = own;
  if (list === ISSUES) return changeState(store, action, before, body);
  return list === VENDORS || list === PARTS ? archive(store, action, before) : undefined;
}

function parse(text: string): Body | undefined {
  try {
    const body = JSON.parse(text === '' ? '{}' : text) as unknown;
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Body) : undefined;
  } catch {
    return undefined;
  }
}

const VEHICLE = '/v1/vehicles';
const meterEntries: Resource = {
  creates: true,
  errors(store, body, before) {
    const vehicleId = body['vehicle_id'] ?? before?.['vehicle_id'];
    const base = {
      ...(before ? {} : blank(body, ['vehicle_id', 'date'])),
      ...missing(store, VEHICLE, vehicleId, 'vehicle'),
      ...badDates(body, ['date']),
    };
    const input = {
      vehicleId,
      date: body['date'] ?? before?.['date'],
      value: body['value'] ?? before?.['value'],
      isVoid: (body['void'] ?? before?.['void']) === true || body['meter_type'] === 'secondary',
      ...(before && { own: before.id }),
    };
    return { ...base, ...meterErrors(store, input) };
  },
  write(store, body, before) {
    const { vehicle_id: vehicleId, date, value, meter_type: meterType } = body;
    if (!before)
      return addMeterEntry(
        store,
        { vehicleId, date, value, isVoid: body['void'] === true },
        { type: 'Vehicle', id: vehicleId, meterType },
      );
    const day = isBlank(date) ? {} : { date: String(date).slice(0, 10) };
    const changed = store.change(before, { ...pick(body, ['value', 'void']), ...day });
    refreshMeter(store, changed['vehicle_id']);
    return changed;
  },
};

const vehicles: Resource = {
  creates: false,
  errors: (store, body) =>
    missing(store, '/v1/vehicle_statuses', body['vehicle_status_id'], 'vehicle_status'),
  write(store, body, before) {
    const id = body['vehicle_status_id'] ?? before?.['vehicle_status_id'];
    const name = store.get('/v1/vehicle_statuses', id)?.['name'];
    const fields = {
      ...pick(body, ['custom_fields', 'name']),
      vehicle_status_id: id,
      vehicle_status_name: name,
    };
    return store.change(before as FleetioRecord, fields);
  },
};

const assignments: Resource = {
  creates: true,
  errors: (store, body, before) => ({
    ...(before ? {} : blank(body, ['vehicle_id', 'contact_id'])),
    ...missing(store, VEHICLE, body['vehicle_id'], 'vehicle'),
    ...badDates(body, ['started_at', 'ended_at']),
    ...ends({ ...before, ...body }),
  }),
  write(store, body, before) {
    const names = ['vehicle_id', 'contact_id', 'started_at', 'ended_at'];
    const custom = {
      ...(before?.['custom_fields'] as object | undefined),
      ...(body['custom_fields'] as object | undefined),
    };
    const fields = { ...pick(body, names), custom_fields: custom };
    const start = { started_at: new Date().toISOString(), ended_at: null, contact_full_name: null };
    return before
      ? store.change(before, fields)
      : store.add('/v1/vehicle_assignments', { ...start, ...fields });
  },
};

function ends({ started_at: start, ended_at: end }: Body): Errors {
  if (isBlank(start) || isBlank(end) || Date.parse(String(end)) >= Date.parse(String(start))) return {};
  return { ended_at: ['must be after started at'] };
}

/** Volume in the vehicle's own unit counts; each entry needs a meter entry. */
const fuelEntries: Resource = {
  creates: true,
  errors(store, body, before) {
    const { vehicle_id: vehicleId, date } = body;
    const meter = (body['meter_entry_attributes'] ?? {}) as Body;
    const base = {
      ...(before ? {} : blank(body, ['vehicle_id', 'date', 'us_gallons'])),
      ...missing(store, VEHICLE, vehicleId, 'vehicle'),
      ...badDates(body, ['date']),
    };
    if (before) return base;
    const input = { vehicleId, date, value: meter['value'], isVoid: meter['void'] === true };
    return { ...base, ...meterErrors(store, input, 'meter_entry.value') };
  },
  write(store, body, before) {
    const fields = pick(body, ['date', 'us_gallons', 'price_per_volume_unit', 'reference', 'custom_fields']);
    const volume = Number(body['us_gallons'] ?? before?.['us_gallons']);
    const price = fields['price_per_volume_unit'] ?? before?.['price_per_volume_unit'];
    const amount = isBlank(price) ? null : (volume * Number(price)).toFixed(2);
    const all = {
      reference: null,
      liters: null,
      ...fields,
      us_gallons: String(volume),
      total_amount: amount,
    };
    if (before) return store.change(before, { ...fields, us_gallons: String(volume), total_amount: amount });
    const entry = store.add('/v1/fuel_entries', { ...all, vehicle_id: body['vehicle_id'] });
    const meter = body['meter_entry_attributes'] as Body;
    const input = {
      ...{ vehicleId: body['vehicle_id'], date: body['date'], value: meter['value'] },
      isVoid: meter['void'] === true,
    };
    return store.change(entry, {
      meter_entry: addMeterEntry(store, input, { type: 'FuelEntry', id: entry.id }),
    });
  },
};

const serviceEntries: Resource = {
  creates: true,
  errors: (store, body, before) => ({
    ...(before ? {} : blank(body, ['vehicle_id', 'completed_at'])),
    ...missing(store, VEHICLE, body['vehicle_id'], 'vehicle'),
    ...badDates(body, ['completed_at', 'started_at']),
  }),
  write(store, body, before) {
    const names = ['vehicle_id', 'completed_at', 'started_at', 'reference', 'general_notes', 'custom_fields'];
    const fields = pick(body, names);
    return before ? store.change(before, fields) : store.add('/v2/service_entries', fields);
  },
};

const RESOURCES: Readonly<Record<string, Resource>> = {
  '/v1/meter_entries': meterEntries,
  [ISSUES]: issues,
  '/v2/work_orders': { creates: true, errors: workOrderErrors, write: writeWorkOrder },
  '/v1/vehicles': vehicles,
  '/v1/vehicle_assignments': assignments,
  '/v1/fuel_entries': fuelEntries,
  '/v2/service_entries': serviceEntries,
  [VENDORS]: vendors,
  [PARTS]: parts,
};
