/**
 * A repair is done: the parts it used leave the yard's stock, the vendor's charge waits as a draft bill, and the work
 * order closes on the maintenance platform. Both go to the machine's cost pool, since an internal rate that covers
 * repairs has charged them to the jobs already.
 */
import type { CompleteWorkOrderInput, WorkOrderDetail } from '../../equipment/effects.js';
import { centsText, sumTexts } from '../../kit/cents.js';
import type {
  DraftBillInput,
  DraftBillResult,
  IssueStockInput,
  IssueStockResult,
} from '../../odoo/connector.js';
import { defineWrite, step, type InputOf, type Problem, type WriteScope } from '../define-write.js';
import { findWorkOrder, type OrderRef } from '../find-work-order.js';
import { isProblem } from '../find-machine.js';
import { findCostObject, isMissing, toDraftBill, toPartsIssue } from './repair-booking.js';
import { meterProblems, toMeter } from './usage-meter.js';

interface Facts {
  /** The maintenance platform's id of the order. */
  readonly workOrder: string;
  readonly number: string;
  readonly completedAt: string;
  readonly meter: string | null;
  readonly parts: IssueStockInput | null;
  readonly bill: DraftBillInput | null;
}
type Input = InputOf<'completeWorkOrder'>;

const issueParts = step<Input, Facts, IssueStockInput, IssueStockResult>({
  name: 'parts',
  title: ({ facts }) =>
    `Issue ${facts.parts?.lines.length ?? 0} parts of work order ${facts.number} from stock`,
  when: ({ facts }) => facts.parts !== null,
  changes: [{ object: 'InventoryIssue', fields: ['product', 'quantity', 'coding'], system: 'odoo' }],
  effect: ({ erp }) => erp.effects.issueStock,
  arguments: ({ facts }) => facts.parts as IssueStockInput,
});

const enterBill = step<Input, Facts, DraftBillInput, DraftBillResult>({
  name: 'bill',
  title: ({ input, facts }) =>
    `Enter a draft bill of ${input.vendorCharge?.amount ?? ''} for work order ${facts.number}`,
  when: ({ facts }) => facts.bill !== null,
  changes: [{ object: 'Bill', fields: ['vendor', 'reference', 'date', 'lines'], system: 'odoo' }],
  effect: ({ erp }) => erp.effects.createDraftBill,
  arguments: ({ facts }) => facts.bill as DraftBillInput,
});

const close = step<Input, Facts, CompleteWorkOrderInput, WorkOrderDetail>({
  name: 'completion',
  title: ({ facts }) => `Complete work order ${facts.number} at ${facts.completedAt}`,
  changes: [
    { object: 'WorkOrder', fields: ['status', 'completedAt'], system: 'maintenance' },
    { object: 'MeterReading', fields: ['date', 'hours'], system: 'maintenance' },
  ],
  effect: ({ maintenance }) => maintenance.effects.completeWorkOrder,
  arguments: ({ facts }) => ({
    ...{ workOrder: facts.workOrder, completedAt: facts.completedAt, hours: facts.meter },
  }),
});

function orderProblems({ order, number }: OrderRef, completedAt: string, { now }: WriteScope): Problem[] {
  const wrong = (code: string, message: string, field: string): Problem => ({
    ...{ code, message, field: [field], record: number, system: 'maintenance' },
  });
  if (order.state === 'COMPLETED')
    return [
      wrong(
        'COMPLETED',
        `Work order ${number} is completed since ${order.completedAt ?? 'an unknown moment'}; open another for more work`,
        'workOrder',
      ),
    ];
  if (order.state === 'CANCELLED')
    return [
      wrong(
        'CANCELLED',
        `Work order ${number} is "${order.status ?? ''}" on the maintenance platform; open it again there, or open another`,
        'workOrder',
      ),
    ];
  const opened = order.openedAt === null ? null : new Date(order.openedAt).toISOString();
  if (opened !== null && completedAt < opened)
    return [
      wrong(
        'BEFORE_OPENING',
        `completedAt ${completedAt} is before work order ${number} was opened, ${opened}; correct it`,
        'completedAt',
      ),
    ];
  if (completedAt <= now) return [];
  return [wrong('IN_FUTURE', `completedAt ${completedAt} lies in the future; correct it`, 'completedAt')];
}

export const completeWorkOrder = defineWrite<'completeWorkOrder', Facts>({
  kind: 'completeWorkOrder',
  roles: ['field', 'admin', 'integration'],
  async validate(input, scope) {
    const found = await findWorkOrder(scope, input.workOrder, ['workOrder']);
    if (isProblem(found)) return { problems: [found] };
    const { order, number, machine } = found;
    // Input is as the journal keeps it: moments are text.
    const completedAt = new Date(input.completedAt).toISOString();
    const plain = orderProblems(found, completedAt, scope);
    if (plain.length > 0) return { problems: plain };
    const target = await findCostObject(scope, input, machine.company);
    if (isMissing(target)) return target;
    const date = completedAt.slice(0, 10);
    const [meter, bill, parts] = await Promise.all([
      input.meter == null ? null : toMeter(scope, machine, { meter: input.meter, hours: '0', date }),
      toDraftBill(scope, found, target.facts, { charge: input.vendorCharge ?? null, date }),
      toPartsIssue(scope, found, target.facts),
    ]);
    const problems = [
      ...(meter ? meterProblems(meter) : []),
      ...(isMissing(bill) ? bill.problems : []),
      ...(isMissing(parts) ? parts.problems : []),
    ];
    if (problems.length > 0 || isMissing(bill) || isMissing(parts)) return { problems };
    const costs = [order.laborCost, order.partsCost, input.vendorCharge?.amount ?? '0'];
    const amount = centsText(sumTexts(costs));
    return {
      ...{ company: machine.company, project: input.project ?? null, amount },
      subject: `equipment/${machine.number}`,
      summary: `Work order ${number} of ${machine.number} completed: ${amount} ${target.facts.currency}`,
      facts: {
        ...{ workOrder: order.key, number, completedAt, parts: parts.facts, bill: bill.facts },
        meter: meter && 'hours' in meter ? meter.hours : null,
      },
    };
  },
  steps: [issueParts, enterBill, close],
});
