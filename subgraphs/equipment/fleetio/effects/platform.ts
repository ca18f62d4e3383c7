/**
 * What every effect needs. Fleetio keeps no idempotency key (its API reference names none), so a record that is made
 * carries ours where people can see it, and an unknown outcome is looked up by it.
 */
import type { z } from 'zod';
import type { CompanySettings } from '../../../kit/company.js';
import type { Idempotency } from '../../../kit/effect.js';
import { isUpstreamError, UpstreamError } from '../../../kit/errors.js';
import type { MaintenanceSettings } from '../../settings.js';
import type { FleetioClient, Subject } from '../client.js';
import { parseRecord, wireChoice } from '../wire.js';

export interface Platform {
  readonly client: FleetioClient;
  readonly settings: MaintenanceSettings;
  readonly companies: readonly CompanySettings[];
}

export const STATE: Idempotency = { kind: 'STATE' };

export function lookUp({ delayBoundMs, timeoutMs }: MaintenanceSettings): Idempotency {
  return { kind: 'LOOK_UP', delayBoundMs: delayBoundMs ?? 2 * timeoutMs };
}

/** The key as it stands at the end of a description. */
export function tag(key: string): string {
  return `[plumbline:${key}]`;
}

/** What a list or a record is read as. */
export interface Reader<S extends z.ZodType, T> {
  readonly shape: S;
  readonly toModel: (wire: z.output<S>) => T;
}

/** Reads an answer; one that cannot be read is GARBAGE, which leaves the outcome of a change unknown. */
export function readAs<S extends z.ZodType, T>(
  { shape, toModel }: Reader<S, T>,
  what: string,
  body: unknown,
): T {
  const wire = parseRecord(shape, what, body);
  try {
    return toModel(wire);
  } catch (error) {
    if (isUpstreamError(error)) throw error;
    throw new UpstreamError(
      'maintenance',
      'GARBAGE',
      `maintenance answered ${what} with a value that cannot be read`,
      (error as Error).message,
    );
  }
}

export async function readOne<S extends z.ZodType, T>(
  { client }: Platform,
  path: string,
  reader: Reader<S, T>,
  subject: Subject,
): Promise<T> {
  return readAs(reader, subject.what, await client.get(path, subject));
}

/** Adds a record and reads it back under the id it was given. */
export async function addOne<S extends z.ZodType, T>(
  platform: Platform,
  list: string,
  body: object,
  reader: Reader<S, T>,
  subject: Subject,
): Promise<T> {
  const id = idOf(subject.what, await platform.client.send('POST', list, body, subject));
  return readOne(platform, `${list}/${id}`, reader, subject);
}

function idOf(what: string, body: unknown): number {
  const id = (body as { id?: unknown } | null)?.id;
  if (typeof id === 'number') return id;
  throw new UpstreamError('maintenance', 'GARBAGE', `maintenance gave ${what} no id`);
}

/**
 * The first wire record that is the wanted one; null when there is none. The filter only narrows the list: what counts
 * is `isIt`, so a platform that ignores a filter finds the same. A record that cannot be read is not the wanted one.
 */
export async function firstOf<S extends z.ZodType>(
  { client }: Platform,
  path: string,
  filter: Readonly<Record<string, string>>,
  shape: S,
  isIt: (wire: z.output<S>) => boolean,
): Promise<z.output<S> | null> {
  for (const raw of await client.list(path, filter)) {
    const wire = shape.safeParse(raw);
    if (wire.success && isIt(wire.data)) return wire.data;
  }
  return null;
}

/** The account's id of a status or priority by its name, or by the alias that does not change with it. */
export async function choiceId(
  { client }: Platform,
  list: '/v1/work_order_statuses' | '/v1/vehicle_statuses' | '/v1/issue_priorities',
  name: string,
): Promise<number> {
  const wanted = name.toLowerCase();
  const choices = (await client.list(list)).map((raw) => parseRecord(wireChoice, list, raw));
  const found = choices.find(
    (choice) => choice.name.toLowerCase() === wanted || choice.alias?.toLowerCase() === wanted,
  );
  if (found) return found.id;
  const there = choices.map((choice) => `"${choice.name}"`).join(', ');
  throw new UpstreamError(
    'maintenance',
    'BUSINESS',
    `maintenance has no "${name}" among its ${list.slice(4).replaceAll('_', ' ')} (${there}); add it there or name another in the maintenance settings`,
  );
}
