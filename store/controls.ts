/** What Plumbline itself owns about cost: change orders, accruals, closed order lines, people's estimates. */
import { sql } from 'kysely';
import { BASELINE_JSON } from './baselines/frozen.js';
import { createRentalAccruals } from './rental-accruals.js';
import { change, inTransaction, jsonList, rowsOf, type Database, type Sql } from './database.js';
import { ACCRUAL_JSON, readOrderLines } from './order-lines.js';
import type {
  AccrualRecord,
  ChangeOrderRecord,
  ControlsBook,
  ControlsRecords,
  EstimateToCompleteRecord,
  FrozenBaseline,
} from './store.js';

const TABLE = 'plumbline.change_order';

export function createControls(database: Database): ControlsRecords {
  return {
    book: (projectIds) => readBooks(database.db, projectIds),
    onOrderLines: (ids) => readOrderLines(database.db, ids),
    ...createRentalAccruals(database),
    putBook: (projectId, book) =>
      inTransaction(database, TABLE, async (db) => {
        await clear(db, projectId);
        await putChangeOrders(db, projectId, book.changeOrders);
        await putAccruals(db, projectId, book.accruals);
        await putClosedLines(db, projectId, book.closedOrderLines);
        await putEstimates(db, projectId, book.estimatesToComplete);
      }),
  };
}

/** One row per record of any of the five kinds; `body` is the record as JSON, amounts as text. */
type Part =
  | { readonly part: 'changeOrder'; readonly project_id: string; readonly body: string }
  | { readonly part: 'accrual'; readonly project_id: string; readonly body: string }
  | { readonly part: 'closedLine'; readonly project_id: string; readonly body: string }
  | { readonly part: 'estimate'; readonly project_id: string; readonly body: string }
  | { readonly part: 'baseline'; readonly project_id: string; readonly body: string };

interface OpenBook {
  readonly changeOrders: ChangeOrderRecord[];
  readonly accruals: AccrualRecord[];
  readonly closedOrderLines: string[];
  readonly estimatesToComplete: EstimateToCompleteRecord[];
  baseline: FrozenBaseline | null;
}

async function readBooks(db: Sql, projectIds: readonly string[]): Promise<Map<string, ControlsBook>> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<Part>`with asked as (select array(select json_array_elements_text(${jsonList(projectIds)})) as ids)
      select 'changeOrder' as part, c.project_id, c.id as sort, json_build_object('id', c.id,
          'projectId', c.project_id, 'number', c.number, 'title', c.title, 'status', c.status,
          'approvedOn', c.approved_on::text, 'price', c.price::text, 'lines', coalesce((
            select json_agg(json_build_object('costCode', l.cost_code, 'costType', l.cost_type,
              'cost', l.cost::text) order by l.position)
            from plumbline.change_order_line l where l.change_order_id = c.id), '[]'))::text as body
      from plumbline.change_order c where c.project_id = any((select ids from asked)::text[])
      union all
      select 'accrual', a.project_id, a.id, ${ACCRUAL_JSON}
      from plumbline.accrual a where a.project_id = any((select ids from asked)::text[])
      union all
      select 'closedLine', o.project_id, o.order_line_id, to_json(o.order_line_id)::text
      from plumbline.closed_order_line o where o.project_id = any((select ids from asked)::text[])
      union all
      select 'estimate', e.project_id, e.cost_code || ' ' || e.cost_type,
        json_build_object('projectId', e.project_id, 'costCode', e.cost_code, 'costType', e.cost_type,
          'amount', e.amount::text)::text
      from plumbline.estimate_to_complete e where e.project_id = any((select ids from asked)::text[])
      union all
      select 'baseline', w.project_id, w.project_id, ${BASELINE_JSON}
      from plumbline.award w where w.project_id = any((select ids from asked)::text[])
      order by 2, 1, 3`,
  );
  return toBooks(projectIds, rows);
}

/** Every project asked for gets a book, if only an empty one. */
function toBooks(projectIds: readonly string[], rows: readonly Part[]): Map<string, ControlsBook> {
  const books = new Map<string, OpenBook>();
  for (const id of projectIds)
    books.set(id, {
      changeOrders: [],
      accruals: [],
      closedOrderLines: [],
      estimatesToComplete: [],
      baseline: null,
    });
  for (const row of rows) {
    const book = books.get(row.project_id);
    if (book) add(book, row);
  }
  return books;
}

function add(book: OpenBook, { part, body }: Part): void {
  const record = JSON.parse(body) as unknown;
  switch (part) {
    case 'changeOrder':
      book.changeOrders.push(record as ChangeOrderRecord);
      return;
    case 'accrual':
      book.accruals.push(record as AccrualRecord);
      return;
    case 'closedLine':
      book.closedOrderLines.push(record as string);
      return;
    case 'estimate':
      book.estimatesToComplete.push(record as EstimateToCompleteRecord);
      return;
    case 'baseline':
      book.baseline = record as FrozenBaseline;
      return;
    default:
      part satisfies never;
  }
}

async function clear(db: Sql, projectId: string): Promise<void> {
  await change(db, TABLE, sql`delete from plumbline.change_order where project_id = ${projectId}`);
  // What a write made is the write's to take back.
  await change(
    db,
    TABLE,
    sql`delete from plumbline.accrual where project_id = ${projectId} and made_by is null`,
  );
  await change(db, TABLE, sql`delete from plumbline.closed_order_line where project_id = ${projectId}`);
  await change(db, TABLE, sql`delete from plumbline.estimate_to_complete where project_id = ${projectId}`);
}

async function putChangeOrders(
  db: Sql,
  projectId: string,
  orders: readonly ChangeOrderRecord[],
): Promise<void> {
  await change(
    db,
    TABLE,
    sql`insert into plumbline.change_order (id, project_id, number, title, status, approved_on, price)
      select id, ${projectId}, number, title, status, "approvedOn", price
      from json_to_recordset(${jsonList(orders)}) as c (id text, number text, title text, status text,
        "approvedOn" date, price numeric)`,
  );
  const lines = orders.flatMap((order) =>
    order.lines.map((line, position) => ({ ...line, order: order.id, position })),
  );
  await change(
    db,
    'plumbline.change_order_line',
    sql`insert into plumbline.change_order_line (change_order_id, position, cost_code, cost_type, cost)
      select "order", position, "costCode", "costType", cost from json_to_recordset(${jsonList(lines)})
        as l ("order" text, position int, "costCode" text, "costType" text, cost numeric)`,
  );
}

async function putAccruals(db: Sql, projectId: string, accruals: readonly AccrualRecord[]): Promise<void> {
  const byHand = accruals.filter(({ rental }) => rental === undefined);
  await change(
    db,
    'plumbline.accrual',
    sql`insert into plumbline.accrual
        (id, project_id, cost_code, cost_type, amount, date, order_line_id, reversed_on)
      select id, ${projectId}, "costCode", "costType", amount, date, "orderLineId", "reversedOn"
      from json_to_recordset(${jsonList(byHand)}) as a (id text, "costCode" text, "costType" text,
        amount numeric, date date, "orderLineId" text, "reversedOn" date)`,
  );
}

async function putClosedLines(db: Sql, projectId: string, lines: readonly string[]): Promise<void> {
  await change(
    db,
    'plumbline.closed_order_line',
    sql`insert into plumbline.closed_order_line (project_id, order_line_id)
      select distinct ${projectId}, json_array_elements_text(${jsonList(lines)})`,
  );
}

async function putEstimates(
  db: Sql,
  projectId: string,
  estimates: readonly EstimateToCompleteRecord[],
): Promise<void> {
  await change(
    db,
    'plumbline.estimate_to_complete',
    sql`insert into plumbline.estimate_to_complete (project_id, cost_code, cost_type, amount)
      select ${projectId}, "costCode", "costType", amount from json_to_recordset(${jsonList(estimates)})
        as e ("costCode" text, "costType" text, amount numeric)`,
  );
}
