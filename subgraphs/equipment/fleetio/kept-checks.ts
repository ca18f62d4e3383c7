/** What the platform lists of vendors and parts now; reads only. */
import type { z } from 'zod';
import type { KeptRecord, MaintenanceChecks } from '../effects.js';
import { PARTS } from './effects/keep-part.js';
import { VENDORS } from './effects/keep-vendor.js';
import { readAs, readOne, type Platform, type Reader } from './effects/platform.js';

export function createKeptChecks(platform: Platform): Pick<MaintenanceChecks, 'vendors' | 'parts' | 'kept'> {
  return {
    async vendors(name) {
      const filter = name === undefined ? {} : { 'filter[name][eq]': name };
      const all = await keptIn(platform, VENDORS.list, VENDORS, filter);
      return name === undefined ? all : all.filter((own) => own.name === name);
    },
    async parts(number) {
      const filter = number === undefined ? {} : { 'filter[number][eq]': number };
      const all = await keptIn(platform, PARTS.list, PARTS, filter);
      return number === undefined ? all : all.filter((own) => own.number === number);
    },
    kept: (kind, key) => {
      const subject = {
        what: `${kind === 'VENDOR' ? 'vendor' : 'part'} ${key}`,
        mend: 'check whether it was deleted',
      };
      return kind === 'VENDOR'
        ? readOne(platform, `${VENDORS.list}/${key}`, VENDORS, subject)
        : readOne(platform, `${PARTS.list}/${key}`, PARTS, subject);
    },
  };
}

async function keptIn<S extends z.ZodType>(
  { client }: Platform,
  list: string,
  reader: Reader<S, KeptRecord>,
  filter: Readonly<Record<string, string>>,
): Promise<KeptRecord[]> {
  const all = await client.list(list, filter);
  return all.map((raw) => readAs(reader, `a record of ${list}`, raw)).filter(({ archived }) => !archived);
}
