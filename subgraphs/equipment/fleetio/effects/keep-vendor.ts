/** A vendor of the ERP among the platform's own. Only the name is kept in line: what else it says is the platform's. */
import type { Effect } from '../../../kit/effect.js';
import type { KeepVendorInput, KeptRecord } from '../../effects.js';
import { wireVendor, type WireVendor } from '../wire.js';
import { createKeepEffect } from './keep-record.js';
import { toKeptVendor } from './map.js';
import type { Platform } from './platform.js';

export const VENDORS = { list: '/v1/vendors', shape: wireVendor, toModel: toKeptVendor } as const;

export function createKeepVendorEffect(platform: Platform): Effect<KeepVendorInput, KeptRecord> {
  return createKeepEffect<typeof wireVendor, KeepVendorInput['values']>(platform, {
    name: 'keep-vendor',
    list: VENDORS.list,
    reader: VENDORS,
    filter: ({ name }) => ({ 'filter[name][eq]': name }),
    isCalled: (wire: WireVendor, { name }) => wire.name === name && wire.archived_at == null,
    body: ({ name }) => ({ name }),
    isAsAsked: (record, { name }) => record.name === name,
    subject: ({ name }) => ({
      what: `vendor "${name}"`,
      mend: 'check whether another vendor there has the name, or the record was deleted',
    }),
  });
}
