/** Puts what the sandbox firm's own people decided (change orders, accruals, closed lines) into Plumbline's store. */
import type { FirmOutline } from '../sandbox/index.js';
import type { ControlsBook, Store } from '../store/store.js';

/** Needs the crosswalk: call it after the ERP's first sync. */
export async function seedControlsBook(firm: FirmOutline, store: Store): Promise<void> {
  const numberOf = new Map(firm.analyticAccounts.map((account) => [account.id, account.code]));
  for (const project of await store.crosswalk.list('PROJECT')) {
    const own = (record: { company: string; accountId: number }): boolean =>
      record.company === project.company && numberOf.get(record.accountId) === project.number;
    const book = bookOf(firm, project.id, own, numberOf);
    if (
      book.changeOrders.length +
        book.accruals.length +
        book.estimatesToComplete.length +
        book.closedOrderLines.length >
      0
    ) {
      await store.controls.putBook(project.id, book);
    }
  }
}

type Own = (record: { company: string; accountId: number }) => boolean;

function bookOf(
  firm: FirmOutline,
  projectId: string,
  own: Own,
  codeOf: ReadonlyMap<number, string>,
): ControlsBook {
  const code = (id: number): string => codeOf.get(id) ?? String(id);
  return {
    changeOrders: firm.changeOrders
      .filter(own)
      .map(({ id, number, title, status, approvedOn, price, lines }) => ({
        id,
        projectId,
        number,
        title,
        status,
        approvedOn,
        price,
        lines: lines.map(({ costCodeId, costType, cost }) => ({
          costCode: code(costCodeId),
          costType,
          cost,
        })),
      })),
    accruals: firm.accruals
      .filter(own)
      .map(({ id, costCodeId, costType, amount, date, orderLineId, reversedOn }) => ({
        id,
        projectId,
        costCode: code(costCodeId),
        costType,
        amount,
        date,
        orderLineId: orderLineId === null ? null : String(orderLineId),
        reversedOn,
      })),
    closedOrderLines: closedOn(firm, own),
    estimatesToComplete: firm.estimatesToComplete.filter(own).map(({ costCodeId, costType, amount }) => ({
      projectId,
      costCode: code(costCodeId),
      costType,
      amount,
    })),
  };
}

/** A closing stands in one book: that of the line's first job. It counts for every job that shares the line. */
function closedOn(firm: FirmOutline, own: Own): string[] {
  return firm.orders.flatMap((order) =>
    order.lines
      .filter(({ id }) => firm.closedOrderLineIds.includes(id))
      .filter(({ shares: [first] }) => first && own({ company: order.company, accountId: first.accountId }))
      .map(({ id }) => String(id)),
  );
}
