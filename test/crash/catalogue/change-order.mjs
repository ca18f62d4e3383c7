/** A change order: contract and budget revised together, and a note on the schedule. */
import { money, cents } from '../ledger.mjs';

const LINES = [
  { costCode: '03-100', costType: 'EQUIPMENT', cost: '70.05' },
  { costCode: '06-100', costType: 'SUBCONTRACT', cost: '-5.01' },
];

/** @param from first of the jobs with an open activity, @param count how many of them */
export function changeOrderHands(world, from, count) {
  const { firm, company } = world;
  const jobs = world.projects(company.code).flatMap((project) => {
    const schedule = firm.schedules.find(
      (own) => own.company === company.code && own.spelling === project.spelling.scheduling,
    );
    const open = schedule?.activities.find(({ type, status }) => type === 'TASK' && status !== 'COMPLETED');
    return open
      ? [{ project, objectId: open.objectId, activity: `p6:${schedule.objectId}/${open.objectId}` }]
      : [];
  });
  return jobs.slice(from, from + count);
}

const mention = ({ number }) => `Change order ${number} `;

export const approveChangeOrder = {
  name: 'approveChangeOrder',
  mutation: 'approveChangeOrder',
  mayBeDear: true,
  hands: (world) => changeOrderHands(world, 0, 2),
  input: (world, { project, activity }, name, dear) => ({
    ...{ project: project.number, number: `RUN-${name}`, title: 'Run trench', date: world.today, activity },
    ...{ price: dear ? '50000.00' : '120.10', lines: LINES },
  }),
  claims: ({ name, body }, { input }) =>
    /\/activityNote$/.test(name) && body.includes(mention(input)) && 'note',
  effects: (one) => [
    {
      ...{ target: 'plumbline', kind: 'approved change', list: 'changeOrders' },
      is: ({ number, status }) => number === one.input.number && status === 'APPROVED',
    },
    {
      ...{ target: 'scheduling', kind: 'note', list: 'notes' },
      is: ({ ActivityObjectId: id, Note: text }) =>
        id === one.hand.objectId && text.split(mention(one.input)).length === 2,
    },
  ],
  book: (ledger, one) => book(ledger, one, 1n),
  undone: {
    claims: ({ name, body }, _base, { reason }) =>
      name === 'PUT /p6ws/restapi/activityNote' && body.includes(`: ${reason})`) && 'note',
    effects: (one, { reason }) => [
      {
        ...{ target: 'plumbline', kind: 'opposite change', list: 'changeOrders' },
        is: ({ number, status }) => number === `${one.input.number}-R` && status === 'APPROVED',
      },
      {
        ...{ target: 'scheduling', kind: 'note says so', list: 'notes' },
        is: ({ ActivityObjectId: id, Note: text }) =>
          id === one.hand.objectId && text.split(`: ${reason})`).length === 2,
      },
    ],
    book: (ledger, one) => book(ledger, one, -1n),
  },
};

/** @param sign -1 for the opposite */
function book({ firm, world, nextId }, { hand, input }, sign) {
  const codes = new Map(firm.analyticAccounts.map((own) => [own.code, own.id]));
  const { number, title, date: approvedOn } = input;
  const signed = (amount) => money(sign * cents(amount));
  firm.changeOrders.push({
    ...{ id: nextId(), company: world.company.code, accountId: hand.project.accountId, number, title },
    ...{ price: signed(input.price), status: 'APPROVED', approvedOn },
    lines: LINES.map(({ costCode, costType, cost }) => ({
      ...{ costCodeId: codes.get(costCode), costType, cost: signed(cost) },
    })),
  });
}
