/** A change order becomes part of both baselines of its job. */
import { sql } from 'kysely';
import { change, jsonList, rowsOf, type Sql } from '../database.js';
import type { BaselineConflict, ChangeOrderApproval } from './baseline.js';
import { addRevision, CHANGE_ORDERS, readStanding } from './rows.js';

interface Known {
  readonly id: string;
  readonly status: 'PENDING' | 'APPROVED' | 'REJECTED';
  /** JSON text of it as it stands. */
  readonly body: string;
}

export async function approveChangeOrder(
  tx: Sql,
  projectId: string,
  approval: ChangeOrderApproval,
  at: string,
): Promise<BaselineConflict | null> {
  const { number, original, price, lines } = approval;
  const known = await readChangeOrders(tx, projectId, number);
  const of = (status: Known['status']): Known | undefined => known.find((own) => own.status === status);
  const [approved, pending, rejected] = [of('APPROVED'), of('PENDING'), of('REJECTED')];
  if (approved) return { conflict: 'CHANGE_ORDER_APPROVED', id: approved.id };
  if (!pending && rejected) return { conflict: 'CHANGE_ORDER_REJECTED', id: rejected.id };
  const before = await readStanding(tx, projectId, original);
  const id = pending?.id ?? `co_${approval.key}`;
  await putChangeOrder(tx, { id, projectId, ...approval });
  const amounts = lines.map(({ costCode, costType, cost: amount }) => ({ costCode, costType, amount }));
  const revision = {
    ...({
      projectId,
      kind: 'CHANGE_ORDER',
      original: false,
      changeOrder: { id, number },
      reverses: null,
    } as const),
    ...{ proposed: pending?.body ?? null, price, lines: amounts },
  };
  await addRevision(tx, revision, approval, before, at);
  return null;
}

function readChangeOrders(tx: Sql, projectId: string, number: string): Promise<Known[]> {
  return rowsOf(
    tx,
    CHANGE_ORDERS,
    sql<Known>`select c.id, c.status, json_build_object('title', c.title, 'price', c.price::text, 'lines', coalesce((
        select json_agg(json_build_object('costCode', l.cost_code, 'costType', l.cost_type, 'cost', l.cost::text)
          order by l.position) from plumbline.change_order_line l where l.change_order_id = c.id), '[]'))::text as body
      from plumbline.change_order c where c.project_id = ${projectId} and c.number = ${number}`,
  );
}

export interface ApprovedChangeOrder extends Pick<
  ChangeOrderApproval,
  'number' | 'title' | 'date' | 'price' | 'lines'
> {
  readonly id: string;
  readonly projectId: string;
}

/** With what was agreed on in the end; how a pending one stood is kept with the revision. */
export async function putChangeOrder(tx: Sql, order: ApprovedChangeOrder): Promise<void> {
  const { id, projectId, number, title, date, price } = order;
  await change(
    tx,
    CHANGE_ORDERS,
    sql`insert into plumbline.change_order (id, project_id, number, title, status, approved_on, price)
      values (${id}, ${projectId}, ${number}, ${title}, 'APPROVED', ${date}::date, ${price}::numeric)
      on conflict (id) do update set title = excluded.title, status = excluded.status,
        approved_on = excluded.approved_on, price = excluded.price`,
  );
  await change(tx, CHANGE_ORDERS, sql`delete from plumbline.change_order_line where change_order_id = ${id}`);
  const lines = order.lines.map((line, position) => ({ ...line, position }));
  await change(
    tx,
    CHANGE_ORDERS,
    sql`insert into plumbline.change_order_line (change_order_id, position, cost_code, cost_type, cost)
      select ${id}, position, "costCode", "costType", cost from json_to_recordset(${jsonList(lines)})
        as l (position int, "costCode" text, "costType" text, cost numeric)`,
  );
}
