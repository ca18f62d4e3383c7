/** Pages of the crosswalk for people: one statement gives the rows, the total and whether there are more. */
import { sql } from 'kysely';
import { jsonList, rowsOf, type Sql } from '../database.js';
import type { Crosswalk, CrosswalkPage } from '../store.js';
import { ENTRIES, entryColumns, toEntry, type EntryRow } from './rows.js';

type Row = { readonly total: number } & { readonly [K in keyof EntryRow]: EntryRow[K] | null };

export async function readPage(db: Sql, query: CrosswalkPage): ReturnType<Crosswalk['page']> {
  const { kind = null, system = null, unmatchedOnly = false, companies, first, after = '' } = query;
  const visible =
    companies === '*' ? sql`true` : sql`company in (select json_array_elements_text(${jsonList(companies)}))`;
  const rows = await rowsOf(
    db,
    ENTRIES,
    sql<Row>`with listed as (
        select * from plumbline.crosswalk_entry
        where (${kind}::text is null or kind = ${kind}) and (${system}::text is null or system = ${system})
          and (not ${unmatchedOnly}::boolean or canonical_id is null) and ${visible}
      ), page as (select * from listed where id > ${after} order by id limit ${first + 1})
      select (select count(*)::int from listed) as total, ${entryColumns}
      from (select 1) one left join page e on true
        left join plumbline.canonical_record r on r.id = e.canonical_id
      order by e.id`,
  );
  const found = rows.filter(isEntry);
  return {
    entries: found.slice(0, first).map(toEntry),
    total: rows[0]?.total ?? 0,
    hasNext: found.length > first,
  };
}

/** The outer join answers one row of nulls when the page is empty. */
function isEntry(row: Row): row is Row & EntryRow {
  return row.id !== null;
}
