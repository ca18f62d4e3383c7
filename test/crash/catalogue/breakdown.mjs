/** A breakdown from the field: issue, work order, and the machine down. */
export function breakdownHands(world, count) {
  return world
    .deal(count, ({ status }) => status === 'Active')
    .map(({ number, vehicleId }) => ({ number, vehicleId }));
}

const isOf =
  ({ input }) =>
  (own) =>
    own.description?.includes(input.summary);

/** Nothing later changed the machine's status. */
const isLast = (one, asked) =>
  !asked
    .slice(asked.indexOf(one) + 1)
    .some((later) => later.hand?.vehicleId === one.hand.vehicleId && later.input.summary);

export const reportBreakdown = {
  name: 'reportBreakdown',
  mutation: 'reportBreakdown',
  hands: (world) => breakdownHands(world, 3),
  input: (_world, hand, name) => ({
    equipment: hand.number,
    summary: `Run breakdown ${name}.`,
    severity: 'HIGH',
  }),
  claims: ({ name, path }, { hand }) =>
    name === 'PATCH /v1/vehicles/{id}' && path === `/v1/vehicles/${hand.vehicleId}` && 'availability',
  effects(one, asked) {
    const { vehicleId } = one.hand;
    return [
      {
        ...{ target: 'maintenance', kind: 'issue', list: 'issues' },
        is: ({ summary }) => summary === one.input.summary,
      },
      { target: 'maintenance', kind: 'work order', list: 'workOrders', is: isOf(one) },
      ...(one.reversal?.status === 'SUCCEEDED' || !isLast(one, asked)
        ? []
        : [
            {
              ...{ target: 'maintenance', kind: 'machine down', list: 'vehicles' },
              is: (own) => own.id === vehicleId && own.vehicle_status_name === 'Out of Service',
            },
          ]),
    ];
  },
  undone: {
    effects(one, _input, asked) {
      return [
        {
          ...{ target: 'maintenance', kind: 'issue closed', list: 'issues' },
          is: ({ summary, state }) => summary === one.input.summary && state === 'closed',
        },
        {
          ...{ target: 'maintenance', kind: 'work order cancelled', list: 'workOrders' },
          is: (own) => isOf(one)(own) && own.work_order_status_name === 'Cancelled',
        },
        ...(isLast(one, asked)
          ? [
              {
                ...{ target: 'maintenance', kind: 'machine up', list: 'vehicles' },
                is: (own) => own.id === one.hand.vehicleId && own.vehicle_status_name === 'Active',
              },
            ]
          : []),
      ];
    },
  },
};
