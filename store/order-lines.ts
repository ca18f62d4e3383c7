/** What the books of all jobs say about order lines: the accruals that name one, and who closed one. */
import { sql } from 'kysely';
import { jsonList, rowsOf, type Sql } from './database.js';
import type { AccrualRecord, OrderLineBook } from './store.js';

/** An accrual `a` as JSON text in the shape of AccrualRecord; amounts as text. One kept by hand has no `rental`. */
export const ACCRUAL_JSON = sql`(jsonb_build_object('id', a.id, 'projectId', a.project_id,
  'costCode', a.cost_code, 'costType', a.cost_type, 'amount', a.amount::text, 'date', a.date::text,
  'orderLineId', a.order_line_id, 'reversedOn', a.reversed_on::text) ||
  case when a.made_by is null then '{}'::jsonb else jsonb_build_object('rental', jsonb_build_object(
    'madeBy', a.made_by, 'equipment', a.equipment, 'from', a.period_from::text, 'to', a.period_to::text,
    'billedBefore', a.billed_before::text, 'knownBills', a.known_bills::jsonb, 'reversedBy', a.reversed_by))
  end)::text`;

/** One row per accrual or closing; `accrual` is null for a closing. */
interface Said {
  readonly company: string;
  readonly order_line_id: string;
  readonly accrual: string | null;
}

/** The company is that of the job whose book says it: amounts are in its currency. */
export async function readOrderLines(
  db: Sql,
  orderLineIds: readonly string[],
): Promise<Map<string, OrderLineBook>> {
  if (orderLineIds.length === 0) return new Map();
  const rows = await rowsOf(
    db,
    'plumbline.accrual',
    sql<Said>`with asked as (select array(select json_array_elements_text(${jsonList(orderLineIds)})) as ids)
      select r.company, a.order_line_id, a.id as sort, ${ACCRUAL_JSON} as accrual
      from plumbline.accrual a join plumbline.canonical_record r on r.id = a.project_id
      where a.order_line_id = any((select ids from asked)::text[])
      union all
      select r.company, o.order_line_id, o.project_id, null
      from plumbline.closed_order_line o join plumbline.canonical_record r on r.id = o.project_id
      where o.order_line_id = any((select ids from asked)::text[])
      order by 1, 2, 3`,
  );
  return byCompany(rows);
}

function byCompany(rows: readonly Said[]): Map<string, OrderLineBook> {
  const books = new Map<string, { accruals: Map<string, AccrualRecord[]>; closed: Set<string> }>();
  for (const { company, order_line_id: line, accrual } of rows) {
    const book = books.get(company) ?? { accruals: new Map<string, AccrualRecord[]>(), closed: new Set() };
    books.set(company, book);
    if (accrual === null) book.closed.add(line);
    else book.accruals.set(line, [...(book.accruals.get(line) ?? []), JSON.parse(accrual) as AccrualRecord]);
  }
  return books;
}
