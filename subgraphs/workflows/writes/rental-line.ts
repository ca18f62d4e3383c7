/** The order line a machine is rented on: which it is, what its days cost, and what is still open of it. */
import { centsText, roundCents, type Cents } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import { decimal } from '../../kit/decimal.js';
import { splitByWeight } from '../../kit/split.js';
import type { BillOnLine, OrderLineRecord } from '../../odoo/connector.js';
import type { BooksModel } from '../../odoo/model.js';
import type { Problem, WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import type { ProjectTarget } from '../find-project.js';
import { hasWord } from './has-word.js';

type LedgerLine = NonNullable<BooksModel['ledger']['orderLines']>[number];

export interface RentalLine {
  readonly record: OrderLineRecord;
  /** As the job's books count it. */
  readonly ledger: LedgerLine;
  readonly bills: readonly BillOnLine[];
  /** What is still to be billed on it, company currency. */
  readonly open: string;
}
interface Asked {
  readonly equipment: string;
  readonly orderLine?: string | null;
}

const about = (code: string, message: string, record: string, field = 'orderLine'): Problem => ({
  ...{ code, message, field: [field], record, system: 'odoo' },
});

export async function findRentalLine(
  scope: WriteScope,
  asked: Asked,
  project: ProjectTarget,
): Promise<RentalLine | Problem> {
  const { erp, controls } = scope.systems;
  const { company, number } = project;
  const [books] = await erp.books([project]);
  const lines = new Map((books?.ledger.orderLines ?? []).map((line) => [line.id, line]));
  const record = await pickLine(scope, asked, project, lines);
  if (isProblem(record)) return record;
  if (!record.confirmed)
    return about(
      'NOT_CONFIRMED',
      `Order ${record.order} is not confirmed, or was cancelled; confirm it in the ERP before its rental is accrued`,
      String(record.id),
    );
  const ledger = lines.get(String(record.id));
  if (!ledger)
    return about(
      'OTHER_JOB',
      `Line ${record.id} of ${record.order} is not coded to project ${number}; give a line of that job, or correct its distribution in the ERP`,
      String(record.id),
    );
  const [bills, open] = await Promise.all([
    erp.checks.documents.billsOnLines(company, [record.id]),
    controls.checks.openCommitment(company, ledger),
  ]);
  return { record, ledger, bills, open };
}

async function pickLine(
  { systems }: WriteScope,
  { orderLine, equipment }: Asked,
  { company, number }: ProjectTarget,
  lines: ReadonlyMap<string, LedgerLine>,
): Promise<OrderLineRecord | Problem> {
  const { documents } = systems.erp.checks;
  if (orderLine != null) {
    const id = /^[1-9]\d{0,14}$/.test(orderLine) ? Number(orderLine) : 0;
    const record = id > 0 ? await documents.orderLine(company, id) : null;
    const message = `Company ${company} has no order line ${orderLine} in the ERP; give the id of the rental's line`;
    return record ?? about('NOT_FOUND', message, orderLine);
  }
  const named = (await documents.orderLinesNaming(company, equipment)).filter(
    ({ id, description }) => lines.has(String(id)) && hasWord(description, equipment),
  );
  const [only] = named;
  if (only && named.length === 1) return only;
  const list = named.map(({ id, order }) => `${id} of ${order}`).join(', ');
  return only
    ? about(
        'AMBIGUOUS',
        `${equipment} is named on ${list}; give the one that is meant as orderLine`,
        equipment,
      )
    : about(
        'NO_ORDER_LINE',
        `No confirmed order line of project ${number} names ${equipment}; order the rental in the ERP, or give its line as orderLine`,
        equipment,
      );
}

/** Days at the line's price, company currency; or why the line does not say what a day costs. */
export function priceOf(
  { record }: RentalLine,
  days: number,
  { code, rentalUnits }: CompanySettings,
): Cents | Problem {
  const { id, order, unit, unitPrice, rate } = record;
  const unitDays = decimal(rentalUnits?.[unit] ?? '0');
  if (unitDays.lte(0))
    return about(
      'NOT_CONFIGURED',
      `Line ${id} of ${order} is ordered in "${unit}", and company ${code} does not say how many days that is; set companies[].rentalUnits`,
      String(id),
    );
  if (decimal(unitPrice).gt(0))
    return roundCents(decimal(unitPrice).times(days).times(100).div(unitDays).div(rate));
  return about('NO_PRICE', `Line ${id} of ${order} has no price; set it in the ERP`, String(id));
}

interface Limits {
  readonly to: string;
  readonly allowOverOrder?: boolean | null;
  readonly allowBilled?: boolean | null;
}

export function lineProblems(
  { record, bills, open }: RentalLine,
  { to, allowOverOrder, allowBilled }: Limits,
  amount: Cents,
): Problem[] {
  const { id, order } = record;
  const later = allowBilled ? undefined : standingBills(bills).find(({ date }) => date >= to);
  const over = `${centsText(amount)} is more than the ${open} that line ${id} of ${order} has open; correct the order in the ERP, or allowOverOrder`;
  const billed = `Line ${id} of ${order} was billed by ${later?.number ?? ''} on ${later?.date ?? ''}, on the last day accrued or later; the days are cost already, or allowBilled when that bill is for others`;
  return [
    ...(later ? [about('BILLED_ALREADY', billed, later.number, 'to')] : []),
    ...(!allowOverOrder && decimal(centsText(amount)).gt(open)
      ? [about('MORE_THAN_OPEN', over, String(id), 'to')]
      : []),
  ];
}

/** Bills, while the credit notes of the line do not outweigh them. */
function standingBills(bills: readonly BillOnLine[]): readonly BillOnLine[] {
  const sum = bills.reduce((total, { amount }) => total.plus(amount), decimal(0));
  return sum.gt(0) ? bills.filter(({ amount }) => decimal(amount).gt(0)) : [];
}

/** The amount by the line's own coding of the job, as the bill will be coded. */
export function codedLines({ ledger }: RentalLine, amount: Cents) {
  const own = ledger.shares.filter((share) => share.own);
  const parts = splitByWeight(
    amount,
    own.map(({ percent }) => decimal(percent)),
  );
  return own.map(({ costCode, costType }, at) => ({
    ...{ costCode, costType, amount: centsText(parts[at] ?? 0n) },
  }));
}
