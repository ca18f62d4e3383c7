/** A subcontractor's progress by order line: what may still be billed on it, and how it is coded. */
import { centsText, sumTexts, toCents, type Cents } from '../../kit/cents.js';
import { decimal, sum } from '../../kit/decimal.js';
import type { BilledOrder, BilledOrderLine, InvoiceLine } from '../../odoo/connector.js';
import type { Problem, WriteScope } from '../define-write.js';
import type { BillingInput } from './billing-amounts.js';
import type { BillingJob } from './billing-checks.js';

interface Billed {
  readonly at: number;
  readonly amount: string;
  readonly label: string;
  readonly line: BilledOrderLine;
}

const wrong = (code: string, message: string, at: number, field: string, record: string): Problem => ({
  ...{ code, message, field: ['lines', String(at), field], record, system: 'odoo' },
});

/** The bill's lines as the ERP takes them, or everything that speaks against them. */
export async function toBillLines(
  scope: WriteScope,
  input: BillingInput,
  { project, company }: BillingJob,
  order: BilledOrder,
): Promise<{ readonly lines: readonly InvoiceLine[]; readonly problems: readonly Problem[] }> {
  const found = input.lines.map(({ orderLine, amount, description }, at): Billed | Problem => {
    const line = order.lines.find(({ id }) => String(id) === orderLine);
    const message = `Order ${order.number} has no line ${orderLine ?? ''}; give the id of one of its lines`;
    return line
      ? { at, amount, label: description, line }
      : wrong('NOT_ON_ORDER', message, at, 'orderLine', String(orderLine));
  });
  const billed = found.filter((one): one is Billed => 'line' in one);
  const problems = [
    ...found.filter((one): one is Problem => 'code' in one),
    ...billed.flatMap((one) => lineProblems(one, order, project)),
    ...(await codingProblems(scope, billed, company.code)),
    ...(input.allowOverbilling ? [] : overProblems(billed, order)),
  ];
  return { lines: billed.map(toLine), problems };
}

/** One thing at a time: a line that is not the job's is not looked at further. */
function lineProblems(
  { line, at }: Billed,
  { number: order }: BilledOrder,
  { number, accountId }: BillingJob['project'],
): Problem[] {
  const name = `Line ${line.id} "${line.description}" of ${order}`;
  const say = (code: string, message: string): Problem[] => [
    wrong(code, message, at, 'orderLine', String(line.id)),
  ];
  const keys = Object.keys(line.distribution ?? {});
  const own = keys.filter((key) => key.split(',').map(Number).includes(accountId));
  if (own.length === 0)
    return say(
      'OTHER_JOB',
      `${name} is not coded to project ${number}; give a line of that job, or correct its distribution in the ERP`,
    );
  if (own.length < keys.length)
    return say('SHARED_LINE', `${name} is coded to other jobs beside ${number}; bill it in the ERP`);
  if (line.downPayment)
    return say('DOWN_PAYMENT', `${name} is a down payment and no progress; bill it in the ERP`);
  if (line.stocked)
    return say(
      'STOCKED_ITEM',
      `${name} is stock, which costs the job when it is issued; have its bill approved with approveVendorBill`,
    );
  if (line.account === null)
    return say(
      'NO_ACCOUNT',
      `Nothing in the ERP says on which account ${name} is billed; set the expense account of its product there`,
    );
  return [];
}

/** A share that names no cost code, or 60 % in all, would take cost off the job without a word. */
async function codingProblems(
  { systems }: WriteScope,
  billed: readonly Billed[],
  company: string,
): Promise<Problem[]> {
  const coded = billed.flatMap(({ at, line }) => (line.distribution ? [{ at, line }] : []));
  const found = await systems.erp.checks.distributions(
    company,
    coded.map(({ line }) => line.distribution ?? {}),
  );
  return coded.flatMap(({ at, line }, i) => {
    const faults = found[i] ?? [];
    const message = `Order line ${line.id} "${line.description}": ${faults.join('; ')}; correct its analytic distribution in the ERP`;
    return faults.length > 0 ? [wrong('BAD_DISTRIBUTION', message, at, 'orderLine', String(line.id))] : [];
  });
}

const billedBefore = ({ billed }: BilledOrderLine): Cents => sumTexts(billed.map(({ amount }) => amount));

/** By order line, since a bill may have several lines of one. */
function overProblems(billed: readonly Billed[], { number }: BilledOrder): Problem[] {
  const lines = [...new Set(billed.map(({ line }) => line))];
  return lines.flatMap((line) => {
    const own = billed.filter((one) => one.line === line);
    const [before, now] = [billedBefore(line), sumTexts(own.map(({ amount }) => amount))];
    const over = before + now - toCents(line.subtotal);
    if (over <= 0n) return [];
    const documents = line.billed.map(({ document }) => document).join(', ');
    const done = documents === '' ? '' : ` ${centsText(before)} of it is billed (${documents});`;
    const message =
      `Line ${line.id} "${line.description}" of ${number} comes to ${line.subtotal};${done} ` +
      `${centsText(now)} more would be ${centsText(over)} too much; lower it, have the order changed, or allowOverbilling`;
    return [wrong('OVERBILLED', message, own.at(-1)?.at ?? 0, 'amount', String(line.id))];
  });
}

function toLine({ line, amount, label }: Billed): InvoiceLine {
  return {
    ...{ account: line.account ?? '', label, amount: centsText(toCents(amount)) },
    distribution: line.distribution ?? {},
    ...{ taxIds: line.taxIds, orderLineId: line.id, quantity: quantityOf(line, toCents(amount)) },
    ...(line.productId !== null && { productId: line.productId }),
    ...(line.uomId !== null && { uomId: line.uomId }),
  };
}

/** What stands for an amount that no part of the quantity is left for: as little as the ERP can count. */
const LEAST = '0.01';

/**
 * The part of the ordered quantity that an amount stands for, so that the ERP's own count of what is billed goes along:
 * what is left of it when the amount is all that is left, else in hundredths, rounded down so that it never runs ahead.
 */
export function quantityOf(line: BilledOrderLine, amount: Cents): string {
  const [ordered, subtotal] = [decimal(line.quantity), toCents(line.subtotal)];
  const left = ordered.minus(sum(line.billed.map(({ quantity }) => decimal(quantity))));
  if (subtotal <= 0n || left.lte(0)) return LEAST;
  if (billedBefore(line) + amount === subtotal) return left.toFixed();
  const part = ordered.times(amount.toString()).div(subtotal.toString()).round(2, 0);
  if (part.gte(left)) return left.toFixed();
  return part.gt(0) ? part.toFixed() : LEAST;
}
