/** A change order: contract and budget revised together, and a note on the schedule. */
const LINES = [
  { costCode: '03-100', costType: 'EQUIPMENT', cost: '70.05' },
  { costCode: '06-100', costType: 'SUBCONTRACT', cost: '-5.01' },
];

function hands(world) {
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
  return jobs.slice(0, 2);
}

const mention = ({ number }) => `Change order ${number} `;

export const approveChangeOrder = {
  name: 'approveChangeOrder',
  mutation: 'approveChangeOrder',
  mayBeDear: true,
  hands,
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
  book({ firm, world }, { hand, input, id }) {
    const codes = new Map(firm.analyticAccounts.map((own) => [own.code, own.id]));
    const { number, title, price, date: approvedOn } = input;
    firm.changeOrders.push({
      ...{ id, company: world.company.code, accountId: hand.project.accountId, number, title, price },
      ...{ status: 'APPROVED', approvedOn },
      lines: LINES.map(({ costCode, costType, cost }) => ({
        costCodeId: codes.get(costCode),
        costType,
        cost,
      })),
    });
  },
};
