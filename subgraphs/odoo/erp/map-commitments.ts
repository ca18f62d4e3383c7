/** A job's orders as people read them: number, vendor, what is committed on which line. Pure. */
import type { CompanySettings } from '../../kit/company.js';
import { centsText, sumCents } from '../../kit/cents.js';
import type { CommitmentLineModel, CommitmentModel, ProjectRef } from '../model.js';
import { ownShares, type ProjectLine, type ProjectOrder } from './map-orders.js';
import { readCents, readId, readLink, readLinkName, readMoment, readNumber, readText } from './wire.js';

export function toCommitments(
  orders: readonly ProjectOrder[],
  ref: ProjectRef,
  company: CompanySettings,
): CommitmentModel[] {
  return orders.map((order) => toCommitment(order, ref, company)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The id carries the job: one order of two jobs is a commitment of each. It sorts by order id. */
function toCommitment(
  { order, lines }: ProjectOrder,
  ref: ProjectRef,
  company: CompanySettings,
): CommitmentModel {
  const id = readId(order.record);
  const committed = lines.flatMap((line) => ownShares(line).map(({ amount }) => amount));
  return {
    id: `${String(id).padStart(12, '0')}~${ref.id}`,
    number: readText(order.record, 'name') ?? String(id),
    vendorId: readLink(order.record, 'partner_id'),
    confirmedAt: readMoment(order.record, 'date_approve'),
    orderCurrency: readLinkName(order.record, 'currency_id'),
    orderSubtotal: centsText(sumCents(order.lines.map((line) => readCents(line.record, 'price_subtotal')))),
    committedCost: centsText(sumCents(committed)),
    currency: company.currency,
    lines: lines.flatMap((line) => toCommitmentLines(line, company)),
  };
}

function toCommitmentLines(line: ProjectLine, company: CompanySettings): CommitmentLineModel[] {
  const { id, record } = line.source;
  return ownShares(line).map(({ share, amount }, i) => ({
    id: `${id}.${i + 1}`,
    description: readText(record, 'name'),
    costCode: { code: share.costCode, scheme: company.costCodeScheme, name: share.costCodeName ?? null },
    costType: share.costType,
    quantity: 'product_qty' in record ? readNumber(record, 'product_qty').toFixed() : null,
    committedCost: centsText(amount),
  }));
}
