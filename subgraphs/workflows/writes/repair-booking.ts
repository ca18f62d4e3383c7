/** Where the cost of a repair goes in the books: the machine's cost pool, or the job where the firm says so. */
import type { CompanySettings } from '../../kit/company.js';
import { decimal, sum } from '../../kit/decimal.js';
import type { DraftBillInput, IssueStockInput } from '../../odoo/connector.js';
import type { Problem, Refused, WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { findCostCode, findProject } from '../find-project.js';
import { findVendor } from '../find-vendor.js';
import type { OrderRef } from '../find-work-order.js';

/** What bears the cost. Without a target it is the pool without a project: nobody's job cost. */
export interface CostObject {
  readonly company: string;
  readonly currency: string;
  readonly repair: CompanySettings['equipmentRepair'] | null;
  readonly target: {
    readonly projectId: number;
    readonly projectAccountId: number;
    readonly costCodeId: number;
    readonly costTypeId: number | null;
  } | null;
}
export interface VendorCharge {
  readonly vendor: string;
  readonly amount: string;
  readonly description?: string | null;
  readonly reference?: string | null;
}
type Found<T> = { readonly facts: T } | Refused;

export const isMissing = (found: Found<unknown>): found is Refused => 'problems' in found;

const no = (code: string, message: string, field: readonly string[], record?: string): Refused => ({
  problems: [{ code, message, field, ...(record !== undefined && { record }) }],
});

/** A job is taken only where the internal rate excludes repairs; it would pay twice otherwise. */
export async function findCostObject(
  scope: WriteScope,
  input: { readonly project?: string | null; readonly costCode?: string | null },
  company: string,
): Promise<Found<CostObject>> {
  const settings = scope.companies.get(company);
  const repair = settings?.equipmentRepair ?? null;
  const base = { company, currency: settings?.currency ?? '', repair };
  if (input.project == null) return pool(scope, base);
  if (repair?.bookTo !== 'JOB')
    return no(
      'BOOKED_ON_POOL',
      `Company ${company} books repairs on the machines' cost pool, since its internal rates cover them; leave project out`,
      ['project'],
      input.project,
    );
  if (input.costCode == null)
    return no('NO_COST_CODE', `Project ${input.project} needs a cost code for the repair; give costCode`, [
      'costCode',
    ]);
  const project = await findProject(scope, input.project, null);
  if (!isProblem(project) && project.company !== company) return no(...foreign(company, project));
  return place(scope, base, input.project, input.costCode);
}

const foreign = (
  company: string,
  project: { readonly number: string; readonly company: string },
): [string, string, readonly string[], string] => [
  'CROSS_COMPANY',
  `The machine belongs to company ${company}, project ${project.number} to ${project.company}; book it on a job of ${company}`,
  ['project'],
  project.number,
];

type Base = Omit<CostObject, 'target'>;

async function pool(scope: WriteScope, base: Base): Promise<Found<CostObject>> {
  const own = base.repair?.pool;
  return own ? place(scope, base, own.project, own.costCode) : { facts: { ...base, target: null } };
}

async function place(
  scope: WriteScope,
  base: Base,
  number: string,
  code: string,
): Promise<Found<CostObject>> {
  const [project, costCode, types] = await Promise.all([
    findProject(scope, number, base.company),
    findCostCode(scope, code, base.company),
    scope.systems.erp.checks.costTypes(),
  ]);
  const problems = [project, costCode].filter(isProblem);
  if (isProblem(project) || isProblem(costCode)) return { problems };
  const [job] = await scope.systems.erp.checks.projects([project.odooId]);
  if (!job?.active || job.status === 'CLOSED')
    return no(
      'CLOSED_JOB',
      `Project ${number} is closed or archived; reopen it in the ERP`,
      ['project'],
      number,
    );
  const target = {
    ...{ projectId: project.odooId, projectAccountId: project.accountId },
    ...{ costCodeId: costCode.accountId, costTypeId: types.get('EQUIPMENT') ?? null },
  };
  return { facts: { ...base, target } };
}

/** The vendor's charge as a draft: a person compares it with the paper and posts it. */
export async function toDraftBill(
  scope: WriteScope,
  { number, machine }: OrderRef,
  { company, repair, target }: CostObject,
  { charge, date }: { readonly charge: VendorCharge | null; readonly date: string },
): Promise<Found<DraftBillInput | null>> {
  if (charge === null) return { facts: null };
  if (!repair)
    return no(
      'NOT_CONFIGURED',
      `Company ${company} has no account for repairs; set companies[].equipmentRepair, or leave vendorCharge out`,
      ['vendorCharge'],
    );
  const [vendor, locked] = await Promise.all([
    findVendor(scope, charge.vendor, company, ['vendorCharge', 'vendor']),
    scope.systems.erp.checks.isLocked(company, date, 'PURCHASE'),
  ]);
  const problems = [...amountProblems(charge), ...(locked ? [lockedPeriod(company, date)] : [])];
  if (isProblem(vendor)) return { problems: [vendor, ...problems] };
  if (problems.length > 0) return { problems };
  const keys = target && [target.projectAccountId, target.costCodeId, target.costTypeId];
  const distribution = keys && { [keys.filter((id) => id !== null).join(',')]: '100' };
  const label = [`${machine.number}, work order ${number}`, charge.description].filter(Boolean).join(': ');
  const reference = charge.reference ?? `WO ${number}`;
  const lines = [{ account: repair.account, label, quantity: '1', unitPrice: charge.amount, distribution }];
  return { facts: { company, vendorId: vendor.odooId, invoiceDate: date, reference, lines } };
}

function amountProblems({ amount }: VendorCharge): Problem[] {
  const value = decimal(amount);
  if (value.gt(0) && value.round(2).eq(value)) return [];
  const message = `vendorCharge.amount "${amount}" must be above 0 with at most two decimals; correct it`;
  return [{ code: 'BAD_AMOUNT', message, field: ['vendorCharge', 'amount'] }];
}

const lockedPeriod = (company: string, date: string): Problem => ({
  code: 'LOCKED_PERIOD',
  message: `The books of ${company} are locked on ${date}; complete it later or have the period opened`,
  field: ['completedAt'],
  system: 'odoo',
});

/** Parts leave the yard only where the firm says which product a part is, and something bears their cost. */
export async function toPartsIssue(
  { systems }: WriteScope,
  { order, number }: OrderRef,
  { company, repair, target }: CostObject,
): Promise<Found<IssueStockInput | null>> {
  const used = order.parts.filter(({ quantity }) => decimal(quantity).gt(0));
  const parts = repair?.parts;
  if (!parts || !target || used.length === 0) return { facts: null };
  const unknown = used.filter((part) => parts.products[part.number ?? ''] === undefined);
  if (unknown.length > 0)
    return {
      problems: unknown.flatMap(({ number: part, description }) =>
        unmatched(number, part ?? description ?? '?'),
      ),
    };
  const lines = used.map(({ number: part, quantity }) => ({
    ...{ productId: parts.products[part ?? ''] ?? 0, quantity },
    ...{ costCodeId: target.costCodeId, costTypeId: target.costTypeId },
  }));
  const { operationTypeId, fromLocationId, toLocationId } = parts;
  const ids = [...new Set(lines.map(({ productId }) => productId))];
  const stock = await systems.erp.checks.documents.stock(company, fromLocationId, ids);
  const short = ids.flatMap((id) => {
    const wanted = sum(
      lines.filter(({ productId }) => productId === id).map(({ quantity }) => decimal(quantity)),
    );
    const free = decimal(stock.get(id) ?? '0');
    return free.lt(wanted) ? [tooFew(number, id, wanted.toFixed(), free.toFixed())] : [];
  });
  if (short.length > 0) return { problems: short };
  return {
    facts: { company, projectId: target.projectId, operationTypeId, fromLocationId, toLocationId, lines },
  };
}

const unmatched = (order: string, part: string): Problem => ({
  code: 'UNMATCHED',
  message: `Part "${part}" of work order ${order} is no product of the ERP that we know of; add it under equipmentRepair.parts.products`,
  field: ['workOrder'],
  record: part,
});
const tooFew = (order: string, product: number, wanted: string, free: string): Problem => ({
  code: 'NOT_IN_STOCK',
  message: `Work order ${order} used ${wanted} of product ${product}, the yard has ${free}; receive more or correct the order`,
  field: ['workOrder'],
  record: String(product),
  system: 'odoo',
});
