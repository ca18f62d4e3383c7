/** A day of a machine: meter, fuel and the charge on the job. */
import { addDays } from '../world.mjs';
import { money, cents, postEntry } from '../ledger.mjs';

const HOURS = '2';

/** @param count machines, each a lane of its own */
export function usageHands(world, count, fits) {
  const rated = (own) => world.company.equipmentRates[own.class] !== undefined;
  const own = (one) =>
    one.ownership === 'owned' &&
    one.hourReadings.length > 0 &&
    rated(one) &&
    fits(one) &&
    one.status === 'Active';
  return world.deal(count, own).map((machine) => ({
    ...{ number: machine.number, vehicleId: machine.vehicleId, day: world.firm.today },
    rate: world.company.equipmentRates[machine.class],
    meter: Math.ceil(Number(machine.hourReadings.at(-1).hours)) + 1,
    project: world.projects(world.company.code)[0],
  }));
}

const refOf = ({ input }) => `PLB-USE ${input.equipment}/${input.date}`;
const amountOf = ({ hand }) => money(cents(hand.rate) * BigInt(HOURS));

function entryOf({ world }, one, amount, date) {
  const { project } = one.hand;
  const share = {
    accountId: project.accountId,
    costCodeId: world.costCode.id,
    costTypeId: world.costTypeId('EQUIPMENT'),
  };
  const back = money(-cents(amount));
  return {
    ...{ company: world.company.code, type: 'entry', date },
    lines: [
      { account: '500300', amount, share },
      { account: '610100', amount: back },
    ],
  };
}

export const recordEquipmentUsage = {
  name: 'recordEquipmentUsage',
  mutation: 'recordEquipmentUsage',
  hands: (world) => usageHands(world, 2, () => true),
  input(world, hand) {
    hand.day = addDays(hand.day, 1);
    hand.meter += Number(HOURS);
    return {
      ...{
        equipment: hand.number,
        project: hand.project.number,
        costCode: world.costCode.code,
        date: hand.day,
      },
      ...{ hours: HOURS, meter: hand.meter.toFixed(2), fuelLitres: '40' },
    };
  },
  claims: ({ name, body }, { hand, input }) =>
    name === 'POST /v1/meter_entries' &&
    body.includes(`"vehicle_id":${hand.vehicleId},"date":"${input.date}"`) &&
    'meter',
  effects(one) {
    const { vehicleId } = one.hand;
    const { date, meter } = one.input;
    const ofDay = (own) => own.vehicle_id === vehicleId && String(own.date).startsWith(date);
    const entry = (type) => (own) =>
      ofDay(own) && Number(own.value) === Number(meter) && own.meterable_type === type;
    const ref = refOf(one);
    return [
      { target: 'maintenance', kind: 'meter entry', list: 'meters', is: entry('Vehicle') },
      { target: 'maintenance', kind: 'fuel entry', list: 'fuel', is: ofDay },
      { target: 'maintenance', kind: 'meter entry of fuel', list: 'meters', is: entry('FuelEntry') },
      {
        target: 'odoo',
        kind: 'posted entry',
        list: 'moves',
        is: (own) => own.ref === ref && own.state === 'posted',
      },
      {
        ...{ target: 'odoo', kind: 'draft left', list: 'moves', wanted: 0 },
        is: (own) => own.ref === ref && own.state === 'draft',
      },
      {
        ...{ target: 'odoo', kind: 'cost line', list: 'analytic' },
        is: (own) => own.name === `${one.input.equipment} ${HOURS} h @ ${one.hand.rate}` && own.ref === ref,
      },
    ];
  },
  book(ledger, one) {
    postEntry(ledger, entryOf(ledger, one, amountOf(one), one.input.date));
  },
  undone: {
    effects(one) {
      const { vehicleId } = one.hand;
      const { date, meter } = one.input;
      const isVoid = (own) =>
        own.vehicle_id === vehicleId && own.void === true && Number(own.value) === Number(meter);
      const ofDay = (own) => own.vehicle_id === vehicleId && String(own.date).startsWith(date);
      const ref = `${refOf(one)} reversal`;
      return [
        { target: 'maintenance', kind: 'meter entries voided', list: 'meters', wanted: 2, is: isVoid },
        {
          ...{ target: 'maintenance', kind: 'fuel taken to nothing', list: 'fuel' },
          is: (own) => ofDay(own) && Number(own.us_gallons) === 0,
        },
        {
          target: 'odoo',
          kind: 'counter entry',
          list: 'moves',
          is: (own) => own.ref === ref && own.state === 'posted',
        },
        { target: 'odoo', kind: 'counter cost line', list: 'analytic', is: (own) => own.ref === ref },
      ];
    },
    book(ledger, one, date) {
      postEntry(ledger, entryOf(ledger, one, money(-cents(amountOf(one))), date));
    },
  },
};
