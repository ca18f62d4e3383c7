/** A bid is won: customer, job, tasks, milestone and a draft order in the ERP, the baseline frozen, the job known. */
import { toOpenBid } from '../../../dist/sandbox/index.js';
import { isBack } from './taken-back.mjs';

/** @param places numbers of bids that are a lane's own */
export function awardHands(world, places) {
  const vendor = world.firm.parties.find(({ name }) => name === 'Bluff Street Pipe Supply');
  return places.map((at) => ({ at, vendor, bids: 0 }));
}

/** The estimator sends a bid out. */
function prepare(world, hand, name, dear) {
  hand.bids += 1;
  const serial = 20_000 + hand.at * 5_000 + hand.bids;
  const lines = [
    { code: '03-100', type: 'LABOR', cost: dear ? '61840.50' : '1840.50' },
    { code: '03-300', type: 'MATERIAL', cost: '6421.75' },
  ];
  const { code: company, currency } = world.company;
  hand.bid = toOpenBid(serial, {
    number: `E-RUN-${serial}`,
    company,
    currency,
    name: `Run bid ${name}`,
    lines,
  });
  hand.number = `R-${serial}`;
  world.sandbox.putEstimate(hand.bid);
}

const isOrder =
  ({ id }, wanted) =>
  ({ origin, state }) =>
    String(origin).startsWith(`PLB/${id}_`) && state === wanted;

export const awardEstimate = {
  name: 'awardEstimate',
  mutation: 'awardEstimate',
  mayBeDear: true,
  hands: (world) => awardHands(world, [0, 1]),
  prepare,
  input: (world, { bid, number, vendor }) => ({
    ...{ estimate: bid.number, revision: 0, project: number, date: world.today },
    ...{ customer: { name: `Owner of ${bid.number}` }, milestones: [{ name: 'Handover' }] },
    packages: [
      {
        ...{ name: 'Run supply', vendor: vendor.name, product: '3' },
        lines: [{ costCode: '03-300', costType: 'MATERIAL' }],
      },
    ],
  }),
  effects(one) {
    const { bid, number } = one.hand;
    const inJob = (own) => own.project_id?.[1] === bid.name;
    return [
      {
        target: 'odoo',
        kind: 'customer',
        list: 'partners',
        is: ({ name }) => name === one.input.customer.name,
      },
      { target: 'odoo', kind: 'job', list: 'projects', is: ({ name }) => name === bid.name },
      { target: 'odoo', kind: 'analytic account', list: 'accounts', is: ({ code }) => code === number },
      {
        ...{ target: 'odoo', kind: 'task', list: 'tasks', is: inJob },
        wanted: one.status === 'REJECTED' ? 0 : bid.bidItems.length,
      },
      { target: 'odoo', kind: 'milestone', list: 'milestones', is: inJob },
      ...(isBack(one)
        ? []
        : [{ target: 'odoo', kind: 'draft order', list: 'orders', is: isOrder(one, 'draft') }]),
    ];
  },
  book(ledger, one) {
    const { firm, world } = ledger;
    const { hand, input } = one;
    const { bid, number } = hand;
    firm.projects.push({
      ...{ odooId: ledger.nextId(), accountId: ledger.nextId(), number, name: bid.name, stage: 'ACTIVE' },
      ...{ company: world.company.code, customerId: null, start: input.date, finish: input.date },
      spelling: { estimating: number },
    });
    const stands = isBack(one) ? emptied(bid) : bid;
    firm.estimates.push({ ...stands, status: 'AWARDED', awardedOn: input.date, job: number });
  },
  undone: {
    effects(one) {
      const { bid, number } = one.hand;
      return [
        {
          ...{ target: 'odoo', kind: 'customer archived', list: 'partners' },
          is: ({ name, active }) => name === one.input.customer.name && !active,
        },
        {
          ...{ target: 'odoo', kind: 'job archived', list: 'projects' },
          is: ({ name, active }) => name === bid.name && !active,
        },
        {
          ...{ target: 'odoo', kind: 'analytic account archived', list: 'accounts' },
          is: ({ code, active }) => code === number && !active,
        },
        { target: 'odoo', kind: 'order cancelled', list: 'orders', is: isOrder(one, 'cancel') },
      ];
    },
  },
};

/** The lines of a baseline that was taken back stay, at nothing. */
function emptied(bid) {
  const nothing = (own) => ({ ...own, amount: '0.00' });
  return {
    ...bid,
    bidItems: bid.bidItems.map((item) => ({
      ...nothing(item),
      activities: item.activities.map((own) => ({ ...own, resources: own.resources.map(nothing) })),
    })),
  };
}
