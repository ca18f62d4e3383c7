/** The machine time of a job and day that nobody charged, in one entry. */
import { addDays, isIdle } from '../world.mjs';
import { cents, money, postEntry } from '../ledger.mjs';

const HOURS = '8';
/** Nothing else is booked on days as late as these. */
const DAYS_LATER = 400;
/** Days worked ahead of the one that is charged: the product reads meters in rounds, not when it is asked. */
const AHEAD = 40;
const FIRST_METER = 100;

/** A machine without telematics that never worked is on a job; its meter is read every day. */
export async function dailyHands(world, company) {
  const { firm } = world;
  const machine = firm.machines.find(
    (own) =>
      own.company === company.code &&
      own.ownership === 'owned' &&
      own.status === 'Active' &&
      own.telematics === null &&
      own.hourReadings.length === 0 &&
      company.equipmentRates[own.class] !== undefined &&
      isIdle(world)(own) &&
      !world.dealt.has(own.number),
  );
  if (!machine) throw new Error(`company ${company.code} has no machine that never worked`);
  world.dealt.add(machine.number);
  const hand = {
    ...{
      number: machine.number,
      vehicleId: machine.vehicleId,
      company,
      project: world.projects(company.code)[1],
    },
    ...{ rate: company.equipmentRates[machine.class], worked: 0, charged: 0 },
    first: addDays(firm.today, DAYS_LATER),
  };
  await send(world, hand);
  await read(world, hand, hand.first, FIRST_METER);
  for (let day = 0; day < AHEAD; day += 1) await work(world, hand);
  return [hand];
}

async function send(world, { vehicleId, project, first }) {
  const { id } = await world.platform('/v1/vehicle_assignments', {
    ...{ vehicle_id: vehicleId, contact_id: 1, started_at: first, ended_at: null },
    custom_fields: { job: project.spelling.maintenance ?? project.number, cost_code: world.costCode.code },
  });
  world.entered.add(`assignments ${id}`);
}

async function read(world, { vehicleId }, date, value) {
  const { id } = await world.platform('/v1/meter_entries', { vehicle_id: vehicleId, date, value });
  world.entered.add(`meters ${id}`);
}

async function work(world, hand) {
  hand.worked += 1;
  const day = addDays(hand.first, hand.worked);
  await read(world, hand, day, FIRST_METER + hand.worked * Number(HOURS));
  world.worked.push({ day, hand: { ...hand } });
}

const keyOf = ({ number }, day) => `${number}/${day}`;
const amountOf = ({ rate }) => cents(rate) * BigInt(HOURS);

/** What was worked and not charged is accrued at the machine's rate. */
export function bookWorked({ firm, world, charged }) {
  for (const { day, hand } of world.worked) {
    const { number, company, rate, project } = hand;
    firm.usage.push({
      ...{ key: keyOf(hand, day), company: company.code, machine: number, date: day, hours: HOURS, rate },
      ...{ accountId: project.accountId, costCodeId: world.costCode.id, reversed: false },
      postedMoveId: charged.has(keyOf(hand, day)) ? 1 : null,
    });
  }
}

function book(ledger, { hand }, date, sign) {
  const { project, company } = hand;
  const share = {
    ...{ accountId: project.accountId, costCodeId: ledger.world.costCode.id },
    costTypeId: ledger.world.costTypeId('EQUIPMENT'),
  };
  const amount = sign * amountOf(hand);
  postEntry(ledger, {
    ...{ company: company.code, type: 'entry', date },
    lines: [
      { account: '500300', amount: money(amount), share },
      { account: '610100', amount: money(-amount) },
    ],
  });
}

const refOf = ({ input }) => `PLB-DAY ${input.project}/${input.date}`;
const isIn = (ref, state) => (own) => own.ref === ref && own.state === state;

export const postDailyUsage = {
  name: 'postDailyUsage',
  mutation: 'postDailyUsage',
  hands: (world) => dailyHands(world, world.company),
  prepare: work,
  input(_world, hand) {
    hand.charged += 1;
    hand.day = addDays(hand.first, hand.charged);
    return { project: hand.project.number, company: hand.company.code, date: hand.day };
  },
  effects(one) {
    const ref = refOf(one);
    const label = `PLB-USE ${keyOf(one.hand, one.input.date)}: ${HOURS} h @ ${one.hand.rate}`;
    return [
      { target: 'odoo', kind: 'posted entry', list: 'moves', is: isIn(ref, 'posted') },
      { target: 'odoo', kind: 'draft left', list: 'moves', wanted: 0, is: isIn(ref, 'draft') },
      {
        ...{ target: 'odoo', kind: 'cost line', list: 'analytic' },
        is: (own) => own.ref === ref && own.name === label,
      },
    ];
  },
  book(ledger, one) {
    ledger.charged.add(keyOf(one.hand, one.input.date));
    book(ledger, one, one.input.date, 1n);
  },
  undone: {
    effects(one) {
      const ref = `${refOf(one)} reversal`;
      return [
        { target: 'odoo', kind: 'counter entry', list: 'moves', is: isIn(ref, 'posted') },
        { target: 'odoo', kind: 'counter cost line', list: 'analytic', is: (own) => own.ref === ref },
      ];
    },
    book(ledger, one, date) {
      ledger.charged.delete(keyOf(one.hand, one.input.date));
      book(ledger, one, date, -1n);
    },
  },
};
