/**
 * A record that other systems own and the platform keeps a copy of: made once, kept in line afterwards, archived when
 * it was published in error. The platform keeps no key with it; what it is called tells whether it is there already.
 *
 * Source: developer.fleetio.com/docs/api (vendors, parts: create, update, archive). Unverified: whether a second
 * vendor of the same name is refused; the look-up before a repeat does not rely on it.
 */
import type { z } from 'zod';
import { UpstreamError } from '../../../kit/errors.js';
import type { Effect } from '../../../kit/effect.js';
import type { KeptRecord } from '../../effects.js';
import type { Subject } from '../client.js';
import { addOne, firstOf, lookUp, readOne, type Platform, type Reader } from './platform.js';

/** `record` is the platform's id of the copy; null makes one. `previous` is what undo goes back to. */
export interface KeepInput<Values> {
  readonly record: string | null;
  readonly values: Values;
  readonly previous: Values | null;
}

/** One kind of copies: where it is, how it is read, and which of its fields are kept in line. */
export interface Kept<S extends z.ZodType, Values> {
  readonly name: string;
  readonly list: '/v1/vendors' | '/v1/parts';
  readonly reader: Reader<S, KeptRecord>;
  /** Narrows the list to records called like that. */
  filter(values: Values): Readonly<Record<string, string>>;
  isCalled(wire: z.output<S>, values: Values): boolean;
  body(values: Values): object;
  isAsAsked(record: KeptRecord, values: Values): boolean;
  /** The thing with its value, and what to do about a refusal. */
  subject(values: Values): Subject;
}

export function createKeepEffect<S extends z.ZodType, Values>(
  platform: Platform,
  kept: Kept<S, Values>,
): Effect<KeepInput<Values>, KeptRecord> {
  const { name, list, reader } = kept;
  const { read, set } = keeper(platform, kept);
  return {
    name,
    system: 'maintenance',
    idempotency: lookUp(platform.settings),
    run: ({ record, values }) =>
      record === null
        ? addOne(platform, list, kept.body(values), reader, kept.subject(values))
        : set(record, values),
    async find({ record, values }) {
      if (record !== null) {
        const there = await read(record, values);
        return kept.isAsAsked(there, values) ? there : null;
      }
      const found = await firstOf(platform, list, kept.filter(values), reader.shape, (wire) =>
        kept.isCalled(wire, values),
      );
      return found && reader.toModel(found);
    },
    async undo({ record, values, previous }, { key }) {
      if (record !== null) {
        if (previous !== null) await set(record, previous);
        return;
      }
      const there = await read(key, values);
      if (!there.archived)
        await platform.client.send('PATCH', `${list}/${key}/archive`, {}, kept.subject(values));
    },
  };
}

/** Reads a copy, and sets it to values; what is as asked already is not sent. */
function keeper<S extends z.ZodType, Values>(platform: Platform, kept: Kept<S, Values>) {
  const { list, reader } = kept;
  const read = (record: string, values: Values): Promise<KeptRecord> =>
    readOne(platform, `${list}/${record}`, reader, kept.subject(values));
  const set = async (record: string, values: Values): Promise<KeptRecord> => {
    const before = await read(record, values);
    if (kept.isAsAsked(before, values)) return before;
    await platform.client.send('PATCH', `${list}/${record}`, kept.body(values), kept.subject(values));
    const after = await read(record, values);
    if (kept.isAsAsked(after, values)) return after;
    const { what, mend } = kept.subject(values);
    throw new UpstreamError(
      'maintenance',
      'BUSINESS',
      `maintenance left ${what} otherwise than asked; ${mend}`,
    );
  };
  return { read, set };
}
