/**
 * Vendors and parts: made, changed, archived and taken out of the archive. A list shows what is not archived. Part
 * numbers are unique; a second vendor of the same name is taken, which is the harder case for who must not make two.
 */
import type { WireAnswer } from '../wire-server.js';
import { json } from './page.js';
import { blank, pick, type Body, type Errors, type Resource } from './rules.js';
import type { FleetioRecord, FleetioStore } from './store.js';

export const VENDORS = '/v1/vendors';
export const PARTS = '/v1/parts';

const VENDOR_FIELDS = ['name', 'phone', 'website', 'contact_name', 'contact_email', 'street_address'];
const PART_FIELDS = ['number', 'description', 'unit_cost', 'manufacturer_part_number', 'upc'];

export const vendors: Resource = {
  creates: true,
  errors: (_store, body, before) => needed(body, before, 'name'),
  write: (store, body, before) => save(store, VENDORS, pick(body, VENDOR_FIELDS), before),
};

export const parts: Resource = {
  creates: true,
  errors(store, body, before) {
    const same = store.list(PARTS)?.find((own) => own['number'] === body['number'] && own.id !== before?.id);
    return { ...needed(body, before, 'number'), ...(same && { number: ['has already been taken'] }) };
  },
  write: (store, body, before) => save(store, PARTS, pick(body, PART_FIELDS), before),
};

function needed(body: Body, before: FleetioRecord | undefined, field: string): Errors {
  return before && !(field in body) ? {} : blank(body, [field]);
}

function save(
  store: FleetioStore,
  list: string,
  fields: Record<string, unknown>,
  before: FleetioRecord | undefined,
): FleetioRecord {
  return before ? store.change(before, fields) : store.add(list, { archived_at: null, ...fields });
}

/** Undefined for a transition that is not offered. */
export function archive(store: FleetioStore, action: string, record: FleetioRecord): WireAnswer | undefined {
  if (action !== 'archive' && action !== 'restore') return undefined;
  const at = action === 'archive' ? new Date().toISOString() : null;
  return json(200, store.change(record, { archived_at: at }));
}
