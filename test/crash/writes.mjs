/**
 * The writes the crash run asks for. A new write is one entry: a generator of inputs that never collide, the calls its
 * steps make, and the effects each input must have, once each.
 */

const HOURS = 1;
const nextDay = (date) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
const isDown = (vehicle) => vehicle.vehicle_status_name === 'Out of Service';

/** @param machine { number, vehicleId, date, meter } of the client's own; changed with every use */
const recordEquipmentUsage = {
  mutation: 'recordEquipmentUsage',
  calls: [
    'POST /v1/meter_entries',
    'GET /v1/meter_entries/{id}',
    'POST /v1/fuel_entries',
    'POST /json/2/account.move/load',
    'POST /json/2/account.move/action_post',
    'POST /json/2/account.move/search_read',
  ],
  input(machine, { number }, { costCode }) {
    machine.date = nextDay(machine.date);
    machine.meter = (Number(machine.meter) + HOURS).toFixed(2);
    return {
      equipment: machine.number,
      project: 'J-101',
      costCode,
      date: machine.date,
      hours: String(HOURS),
      meter: machine.meter,
      ...(number % 2 === 1 && { fuelLitres: '40' }),
    };
  },
  effects({ equipment, date, meter, fuelLitres }, { vehicleId }) {
    const entry = (type) => (own) =>
      own.vehicle_id === vehicleId &&
      own.date === date &&
      Number(own.value) === Number(meter) &&
      own.meterable_type === type;
    const ref = `PLB-USE ${equipment}/${date}`;
    return [
      { target: 'maintenance', kind: 'meter entry', list: 'meters', is: entry('Vehicle') },
      ...(fuelLitres
        ? [
            {
              ...{ target: 'maintenance', kind: 'fuel entry', list: 'fuel' },
              is: (own) => own.vehicle_id === vehicleId && own.date === date,
            },
            { target: 'maintenance', kind: 'fuel meter', list: 'meters', is: entry('FuelEntry') },
          ]
        : []),
      {
        target: 'odoo',
        kind: 'posted entry',
        list: 'moves',
        is: (own) => own.ref === ref && own.state === 'posted',
      },
      {
        target: 'odoo',
        kind: 'draft left',
        list: 'moves',
        wanted: 0,
        is: (own) => own.ref === ref && own.state === 'draft',
      },
      { target: 'odoo', kind: 'analytic line', list: 'analytic', is: (own) => own.ref === ref },
    ];
  },
};

const reportBreakdown = {
  mutation: 'reportBreakdown',
  calls: ['POST /v2/issues', 'GET /v2/issues/{id}', 'POST /v2/work_orders', 'PATCH /v1/vehicles/{id}'],
  input: (machine, { name }) => ({
    equipment: machine.number,
    summary: `crash run breakdown ${name}.`,
    severity: 'HIGH',
  }),
  effects: ({ summary }, { vehicleId }) => [
    { target: 'maintenance', kind: 'issue', list: 'issues', is: (own) => own.summary === summary },
    {
      ...{ target: 'maintenance', kind: 'work order', list: 'orders' },
      is: (own) => own.description?.startsWith(summary),
    },
    {
      target: 'maintenance',
      kind: 'status',
      list: 'vehicles',
      is: (own) => own.id === vehicleId && isDown(own),
    },
  ],
};

export const WRITES = [recordEquipmentUsage, reportBreakdown];
