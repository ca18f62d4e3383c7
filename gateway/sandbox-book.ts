/** Puts what the sandbox firm's own people decided (change orders, accruals, closed lines) into Plumbline's store. */
import type { FirmOutline } from '../sandbox/index.js';
import type { ControlsBook, Store } from '../store/store.js';

/** Needs the crosswalk: call it after the ERP's first sync. What writes have changed since is left alone. */
export async function seedControlsBook(firm: FirmOutline, store: Store): Promise<void> {
  const numberOf = new Map(firm.analyticAccounts.map((account) => [account.id, account.code]));
  const projects = await store.crosswalk.list('PROJECT');
  const kept = await store.controls.book(projects.map(({ id }) => id));
  for (const project of projects) {
    if (!isEmpty(kept.get(project.id))) continue;
    const own = (record: { company: string; accountId: number }): boolean =>
      record.company === project.company && numberOf.get(record.accountId) === project.number;
    const book = bookOf(firm, project.id, own, numberOf);
    if (!isEmpty(book)) await store.controls.putBook(project.id, book);
  }
}

type Book = Omit<ControlsBook, 'baseline'>;

function isEmpty(book: Book | undefined): boolean {
  if (!book) return true;
  const { changeOrders, accruals, estimatesToComplete, closedOrderLines } = book;
  return [changeOrders, accruals, estimatesToComplete, closedOrderLines].every(({ length }) => length === 0);
}

type Own = (record: { company: string; accountId: number }) => boolean;

type CodeOf = (id: number) => string;

function bookOf(firm: FirmOutline, projectId: string, own: Own, codes: ReadonlyMap<number, string>): Book {
  const codeOf: CodeOf = (id) => codes.get(id) ?? String(id);
  return {
    changeOrders: firm.changeOrders.filter(own).map((order) => toChangeOrder(order, projectId, codeOf)),
    accruals: firm.accruals.filter(own).map((accrual) => toAccrual(accrual, projectId, codeOf)),
    closedOrderLines: closedOn(firm, own),
    estimatesToComplete: firm.estimatesToComplete.filter(own).map(({ costCodeId, costType, amount }) => ({
      projectId,
      costCode: codeOf(costCodeId),
      costType,
      amount,
    })),
  };
}

function toChangeOrder(
  { id, number, title, status, approvedOn, price, lines }: FirmOutline['changeOrders'][number],
  projectId: string,
  codeOf: CodeOf,
): ControlsBook['changeOrders'][number] {
  const costs = lines.map(({ costCodeId, costType, cost }) => ({
    costCode: codeOf(costCodeId),
    costType,
    cost,
  }));
  return { id, projectId, number, title, status, approvedOn, price, lines: costs };
}

function toAccrual(
  { id, costCodeId, costType, amount, date, orderLineId, reversedOn }: FirmOutline['accruals'][number],
  projectId: string,
  codeOf: CodeOf,
): ControlsBook['accruals'][number] {
  const line = orderLineId === null ? null : String(orderLineId);
  const costCode = codeOf(costCodeId);
  return { id, projectId, costCode, costType, amount, date, orderLineId: line, reversedOn };
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
