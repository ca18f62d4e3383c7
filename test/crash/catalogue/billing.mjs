/** What the customer is billed, what is held back of it, and its release. */
import { money, cents, postEntry, settleRetention } from '../ledger.mjs';

const RELEASED = '1.01';

const jobHands =
  (...numbers) =>
  ({ firm, today }) =>
    numbers.map((number) => ({ project: firm.projects.find((own) => own.number === number), day: today }));

const REVENUE = '400100';

function bookInvoice(ledger, { input, hand }, sign) {
  const amount = sign * cents(input.lines[0].amount);
  const held = amount / 10n;
  const { company, accountId } = hand.project;
  const share = { accountId, costCodeId: null, costTypeId: null };
  // What is credited is matched with what it credits: nothing of either stays open.
  const residual = hand.credited ? '0.00' : money(held);
  postEntry(ledger, {
    ...{ company, type: sign > 0n ? 'out_invoice' : 'out_refund', date: input.date },
    lines: [
      { account: REVENUE, amount: money(-amount), share },
      { account: ledger.firm.retentionAccounts[0], amount: money(held), residual },
    ],
  });
}

export const billingOf = (name, numbers) => ({
  name,
  mutation: 'postProgressBilling',
  mayBeDear: true,
  hands: jobHands(...numbers),
  input: (_world, hand, own, dear) => ({
    ...{ project: hand.project.number, date: hand.day, reference: `Run application ${own}` },
    ...{ retentionPercent: '10', allowOverbilling: true },
    lines: [{ description: 'Run', amount: dear ? '50000.00' : '2000.00' }],
  }),
  effects(one) {
    const is = (state) => (own) => own.ref === one.input.reference && own.state === state;
    return [
      { target: 'odoo', kind: 'posted invoice', list: 'moves', is: is('posted') },
      { target: 'odoo', kind: 'draft left', list: 'moves', wanted: 0, is: is('draft') },
      {
        ...{ target: 'odoo', kind: 'revenue line', list: 'analytic' },
        is: ({ ref }) => ref === one.input.reference,
      },
    ];
  },
  book: (ledger, one) =>
    bookInvoice(
      ledger,
      { ...one, hand: { ...one.hand, credited: one.reversal?.status === 'SUCCEEDED' } },
      1n,
    ),
  undone: {
    effects: (one, { reason }) => [
      {
        ...{ target: 'odoo', kind: 'credit note', list: 'moves' },
        is: (own) =>
          own.move_type === 'out_refund' && own.state === 'posted' && String(own.ref).endsWith(`: ${reason}`),
      },
      {
        ...{ target: 'odoo', kind: 'counter revenue line', list: 'analytic' },
        is: ({ ref, name }) => name === 'Run' && String(ref).endsWith(`: ${reason}`),
      },
    ],
    book: (ledger, one) => bookInvoice(ledger, { ...one, hand: { ...one.hand, credited: true } }, -1n),
  },
});

export const postProgressBilling = billingOf('postProgressBilling', ['J-101', 'H-201']);

const held = billingOf('postProgressBilling (to be released)', []);

const releaseEffects = ({ input }, type) => [
  {
    ...{ target: 'odoo', kind: 'posted release', list: 'moves' },
    is: (own) => own.ref === input.reference && own.state === 'posted' && own.move_type === type,
  },
  {
    ...{ target: 'odoo', kind: 'draft left', list: 'moves', wanted: 0 },
    is: (own) => own.ref === input.reference && own.state === 'draft',
  },
];

export const releaseRetention = {
  name: 'releaseRetention',
  mutation: 'releaseRetention',
  /** Something must be held first. */
  base: held,
  basedOnce: true,
  hands: jobHands('J-102', 'H-202'),
  input: (_world, hand, name) => ({
    ...{ project: hand.project.number, date: hand.day, amount: RELEASED, reference: `Run release ${name}` },
  }),
  effects: (one) => releaseEffects(one, 'out_invoice'),
  book: (ledger, { hand }) => settleRetention(ledger, hand.project, RELEASED),
};

/** What the firm holds of a subcontractor's bills; its release is no cost, so nothing is booked. */
export const releasePayable = {
  name: 'releaseRetention PAYABLE',
  mutation: 'releaseRetention',
  hands: jobHands('J-102'),
  input: (_world, hand, name) => ({
    ...{ project: hand.project.number, date: hand.day, amount: RELEASED, reference: `Run payable ${name}` },
    ...{ side: 'PAYABLE', vendor: 'Tall Pine Paving Co.', lienWaiver: true },
  }),
  effects: (one) => releaseEffects(one, 'in_invoice'),
};
