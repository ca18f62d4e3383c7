/** A breakdown from the field: issue, work order, the machine down, and the task it holds up flagged. */
import { isBack, isLastOf } from './taken-back.mjs';

export function breakdownHands(world, count) {
  const { firm } = world;
  const stayOf = ({ vehicleId }) =>
    firm.assignments.find((one) => one.vehicleId === vehicleId && one.end === null);
  const projectOf = (machine) =>
    world.projects(world.company.code).find(({ accountId }) => accountId === stayOf(machine)?.accountId);
  return world
    .deal(count, (own) => own.status === 'Active' && projectOf(own) !== undefined)
    .map((machine) => ({
      ...{ number: machine.number, vehicleId: machine.vehicleId, project: projectOf(machine) },
      // Shared by all writes about the machine.
      yard: { mended: false },
    }));
}

/** The machine works again since the last breakdown; and a task of the ERP that it holds up. */
async function prepare(world, hand, name) {
  await world.platform(`/v1/vehicles/${hand.vehicleId}`, { vehicle_status_id: 1 }, 'PATCH');
  hand.yard.mended = true;
  const task = { name: `Run task ${name}`, project_id: hand.project.odooId };
  [hand.task] = await world.erp('project.task', 'create', { vals_list: [task] });
  world.entered.add(`tasks ${hand.task}`);
}

/** Open issues that the firm begins with; each is seen by somebody, some more than once. */
export const acknowledgeBreakdown = {
  name: 'acknowledgeBreakdown',
  mutation: 'acknowledgeBreakdown',
  hands(world) {
    const ours = new Set(
      world.firm.machines.filter(({ company }) => company === world.company.code).map((own) => own.vehicleId),
    );
    const issues = world.firm.issues.filter((own) => own.state === 'open' && ours.has(own.vehicleId));
    return [0, 1].map((lane) => ({ next: 0, issues: issues.filter((_, at) => at % 2 === lane) }));
  },
  input(_world, hand, name) {
    const issue = hand.issues[hand.next % hand.issues.length];
    hand.next += 1;
    return { breakdown: `maintenance:${issue.id}`, note: `Run ${name}` };
  },
  // Kept in the product itself: read back through its own graph.
  effects: (one) => [
    {
      ...{ target: 'plumbline', kind: 'acknowledgement', list: 'acknowledgements' },
      is: ({ id }) => id === one.input.breakdown,
    },
  ],
};

const isOf =
  ({ input }) =>
  (own) =>
    own.description?.includes(input.summary);
const isTask =
  ({ hand }, tags) =>
  (own) =>
    own.id === hand.task && own.tag_ids.length === tags;
const isIn =
  ({ hand }, status) =>
  (own) =>
    own.id === hand.vehicleId && own.vehicle_status_name === status;

/** Nothing later changed the machine's status. */
const isLast = (one, asked) =>
  isLastOf(one, asked, ({ hand, input }) => hand.vehicleId === one.hand.vehicleId && input.summary);

export const reportBreakdown = {
  name: 'reportBreakdown',
  mutation: 'reportBreakdown',
  hands: (world) => breakdownHands(world, 3),
  prepare,
  input(_world, hand, name) {
    hand.yard.mended = false;
    const { number: equipment, task } = hand;
    return { equipment, task: String(task), summary: `Run breakdown ${name}.`, severity: 'HIGH' };
  },
  claims({ name, path, body }, { hand }) {
    if (name === 'POST /json/2/project.task/write') return body.includes(`"ids":[${hand.task}]`) && 'task';
    return name === 'PATCH /v1/vehicles/{id}' && path.endsWith(`/${hand.vehicleId}`) && 'availability';
  },
  effects(one, asked) {
    const isIssue = ({ summary }) => summary === one.input.summary;
    const down = isIn(one, 'Out of Service');
    return [
      { target: 'maintenance', kind: 'issue', list: 'issues', is: isIssue },
      { target: 'maintenance', kind: 'work order', list: 'workOrders', is: isOf(one) },
      ...(isBack(one) ? [] : [{ target: 'odoo', kind: 'task flagged', list: 'tasks', is: isTask(one, 1) }]),
      ...(isBack(one) || one.hand.yard.mended || !isLast(one, asked)
        ? []
        : [{ target: 'maintenance', kind: 'machine down', list: 'vehicles', is: down }]),
    ];
  },
  undone: {
    effects(one, _input, asked) {
      const up = isIn(one, 'Active');
      return [
        {
          ...{ target: 'maintenance', kind: 'issue closed', list: 'issues' },
          is: ({ summary, state }) => summary === one.input.summary && state === 'closed',
        },
        {
          ...{ target: 'maintenance', kind: 'work order cancelled', list: 'workOrders' },
          is: (own) => isOf(one)(own) && own.work_order_status_name === 'Cancelled',
        },
        { target: 'odoo', kind: 'flag taken off', list: 'tasks', is: isTask(one, 0) },
        ...(isLast(one, asked)
          ? [{ target: 'maintenance', kind: 'machine up', list: 'vehicles', is: up }]
          : []),
      ];
    },
  },
};
