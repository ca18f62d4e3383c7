/** Hours of a crew member on a job, three lines at a time. */
import { addDays } from '../world.mjs';
import { money, cents } from '../ledger.mjs';

const HOURLY_COST = '46.35';
const LINES = 3;

export async function timesheetHands(world, count) {
  const crew = await world.erp('hr.employee', 'search_read', {
    domain: [['company_id', '=', world.company.odooId]],
    fields: ['name'],
    order: 'id',
  });
  world.crew ??= crew.map(({ id }) => id);
  const own = world.crew.splice(0, count);
  if (own.length < count) throw new Error('the firm has too few people for these timesheets');
  await world.erp('hr.employee', 'write', { ids: own, vals: { hourly_cost: Number(HOURLY_COST) } });
  const project = world.projects(world.company.code)[0];
  return own.map((employee) => ({ employee, day: world.firm.today, project }));
}

const isLine = ({ name }, { input }) => input.lines.some(({ description }) => description === name);

function book({ world, firm, nextId }, { input, hand }, sign, date) {
  for (const line of input.lines) {
    const amount = money(sign * ((cents(HOURLY_COST) * cents(line.hours) + 50n) / 100n));
    firm.timesheets.push({
      ...{
        id: nextId(),
        company: world.company.code,
        date: date ?? line.date,
        employee: '',
        hours: line.hours,
      },
      ...{ cost: amount, projectOdooId: hand.project.odooId },
      share: {
        ...{ accountId: hand.project.accountId, costCodeId: world.costCode.id, percent: '100' },
        ...{ costTypeId: world.costTypeId('LABOR'), amount },
      },
    });
  }
}

export const submitTimesheet = {
  name: 'submitTimesheet',
  mutation: 'submitTimesheet',
  hands: (world) => timesheetHands(world, 2),
  input(world, hand, name) {
    hand.day = addDays(hand.day, 1);
    const base = {
      employee: String(hand.employee),
      project: hand.project.number,
      costCode: world.costCode.code,
    };
    const lines = Array.from({ length: LINES }, (_, at) => ({
      ...base,
      ...{ date: hand.day, hours: `${at + 1}.25`, description: `Run shift ${name} part ${at + 1}` },
    }));
    return { lines };
  },
  effects: (one) => [
    {
      ...{
        target: 'odoo',
        kind: 'timesheet line',
        list: 'analytic',
        wanted: one.status === 'REJECTED' ? 0 : LINES,
      },
      is: (own) => isLine(own, one),
    },
  ],
  book: (ledger, one) => book(ledger, one, 1n),
  undone: {
    effects: (one) => [
      {
        ...{ target: 'odoo', kind: 'counter line', list: 'analytic', wanted: LINES },
        is: ({ name }) =>
          one.input.lines.some(({ description }) => name.startsWith(`${description} (reversal`)),
      },
    ],
    book: (ledger, one, date) => book(ledger, one, -1n, date),
  },
};
