/** Which events fit: the same rule in SQL, for what is read, and here, for what the relay has in memory. */
import { sql, type RawBuilder } from 'kysely';
import { jsonList } from '../database.js';
import type { EventFilter, EventRecord } from './event.js';

type Field = 'type' | 'company' | 'project' | 'equipment' | 'severity';

function listsOf(filter: EventFilter): readonly (readonly [Field, readonly string[]])[] {
  const { types, companies, projects, equipment, severities } = filter;
  const lists: readonly (readonly [Field, '*' | readonly string[] | undefined])[] = [
    ['type', types],
    ['company', companies],
    ['project', projects],
    ['equipment', equipment],
    ['severity', severities],
  ];
  return lists.flatMap(([field, list]) =>
    list === undefined || list === '*' ? [] : [[field, list] as const],
  );
}

export function fitsAll(filter: EventFilter): boolean {
  return listsOf(filter).length === 0;
}

export function fitsInSql(filter: EventFilter): RawBuilder<unknown> {
  const conditions = listsOf(filter).map(
    ([field, list]) => sql`${sql.ref(field)} in (select json_array_elements_text(${jsonList(list)}))`,
  );
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

export function createFits(filter: EventFilter): (event: EventRecord) => boolean {
  const sets = listsOf(filter).map(([field, list]) => [field, new Set(list)] as const);
  return (event) => sets.every(([field, set]) => set.has(event[field] ?? '') && event[field] !== null);
}
