/**
 * A stocked item of the ERP among the platform's parts. Number and description are kept in line; what a part costs,
 * where it lies and how many there are stays with the platform.
 */
import type { Effect } from '../../../kit/effect.js';
import type { KeepPartInput, KeptRecord } from '../../effects.js';
import { wirePart, type WirePart } from '../wire.js';
import { createKeepEffect } from './keep-record.js';
import { toKeptPart } from './map.js';
import type { Platform } from './platform.js';

export const PARTS = { list: '/v1/parts', shape: wirePart, toModel: toKeptPart } as const;

export function createKeepPartEffect(platform: Platform): Effect<KeepPartInput, KeptRecord> {
  return createKeepEffect<typeof wirePart, KeepPartInput['values']>(platform, {
    name: 'keep-part',
    list: PARTS.list,
    reader: PARTS,
    filter: ({ number }) => ({ 'filter[number][eq]': number }),
    isCalled: (wire: WirePart, { number }) => wire.number === number && wire.archived_at == null,
    body: ({ number, name }) => ({ number, description: name }),
    isAsAsked: (record, { number, name }) => record.number === number && record.name === name,
    subject: ({ number }) => ({
      what: `part "${number}"`,
      mend: 'check whether another part there has the number, or the record was deleted',
    }),
  });
}
