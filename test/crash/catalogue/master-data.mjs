/** Records of the ERP that other systems keep copies of: vendors and items, cost codes and empty schedules. */
import { isBack, isLastOf } from './taken-back.mjs';

/** Records entered ahead of the one that is published: the product lists the ERP in rounds, not when it is asked. */
const AHEAD = 24;

/** What stands of it: nothing once it was taken back. */
const standing = (one, effect) => ({ ...effect, ...(isBack(one) && { wanted: 0 }) });

/**
 * Copies that are made, each of a record of its own.
 * @param enter (world, name) enters the record in the ERP; resolves with { record, called }
 */
function madeOf({ object, step, enter, list, target, made, lists }) {
  const enterNext = async (world, hand) => {
    hand.entered += 1;
    hand.records.push(await enter(world, `${hand.lane}-${hand.entered}`));
  };
  return {
    name: `publishMasterData ${object}`,
    mutation: 'publishMasterData',
    hands: (world) => madeHands(world, enterNext),
    prepare: enterNext,
    input(_world, hand) {
      hand.one = hand.records.shift();
      return { object, record: hand.one.record };
    },
    claims: ({ name, body }, { hand }) =>
      name === made.name && body.includes(made.body(hand.one.called)) && step,
    effects: (one) => [
      standing(one, { target, kind: 'copy', list, is: (own) => lists(own, one.hand.one.called) }),
      ...(object === 'VENDOR'
        ? [standing(one, { target: 'plumbline', kind: 'match', list: 'matches', is: isMatchOf(one) })]
        : []),
    ],
    undone: {
      effects: (one) =>
        object === 'VENDOR'
          ? [{ target: 'plumbline', kind: 'match free again', list: 'matches', is: isMatchOf(one, false) }]
          : [],
    },
  };
}

async function madeHands(world, enterNext) {
  const hand = { lane: (world.publishing += 1), entered: 0, records: [] };
  for (let ahead = 0; ahead < AHEAD; ahead += 1) await enterNext(world, hand);
  return [hand];
}

const isMatchOf =
  ({ hand }, matched = true) =>
  ({ label, canonicalId }) =>
    label === hand.one.called && (canonicalId !== null) === matched;

export const publishVendor = madeOf({
  ...{ object: 'VENDOR', step: 'vendor', target: 'maintenance', list: 'vendors' },
  made: { name: 'POST /v1/vendors', body: (name) => `"name":"${name}"` },
  lists: ({ name }, called) => name === called,
  async enter(world, name) {
    const called = `Run vendor ${name}`;
    const vals = { name: called, is_company: true, supplier_rank: 1 };
    const [id] = await world.erp('res.partner', 'create', { vals_list: [vals] });
    world.entered.add(`partners ${id}`);
    return { record: String(id), called };
  },
});

export const publishItem = madeOf({
  ...{ object: 'ITEM', step: 'part', target: 'maintenance', list: 'parts' },
  made: { name: 'POST /v1/parts', body: (number) => `"number":"${number}"` },
  lists: ({ number }, called) => number === called,
  async enter(world, name) {
    const called = `RUN-P-${name}`;
    const vals = { name: `Run part ${name}`, default_code: called, is_storable: true };
    await world.erp('product.product', 'create', { vals_list: [vals] });
    return { record: called, called };
  },
});

export const publishCostCode = madeOf({
  ...{ object: 'COST_CODE', step: 'cost code', target: 'scheduling', list: 'codes' },
  made: { name: 'POST /p6ws/restapi/activityCode', body: (code) => `"CodeValue":"${code}"` },
  lists: ({ CodeValue }, called) => CodeValue === called,
  async enter(world, name) {
    const called = `RUN-${name}`;
    const [{ plan_id: plan }] = await world.erp('account.analytic.account', 'search_read', {
      ...{ domain: [['id', '=', world.costCode.id]], fields: ['plan_id'] },
    });
    const vals = { name: `Run code ${name}`, code: called, plan_id: plan[0], company_id: false };
    const [id] = await world.erp('account.analytic.account', 'create', { vals_list: [vals] });
    world.entered.add(`accounts ${id}`);
    return { record: called, called };
  },
});

export const publishSchedule = {
  ...madeOf({
    ...{ object: 'PROJECT', step: 'schedule', target: 'scheduling', list: 'schedules', enter: enterJob },
    made: { name: 'POST /p6ws/restapi/project', body: (number) => `"Id":"${number}"` },
    lists: ({ Id }, called) => Id === called,
  }),
  effects: (one) => [
    {
      ...{ target: 'scheduling', kind: 'schedule', list: 'schedules' },
      is: ({ Id, Status }) => Id === one.hand.one.called && (Status === 'Inactive') === isBack(one),
    },
  ],
};

/** A running job of the ERP that planners have no schedule of. */
async function enterJob(world, name) {
  const { company } = world;
  const [model] = await world.erp('project.project', 'search_read', {
    ...{ domain: [['id', '=', world.projects(company.code)[0].odooId]], fields: ['stage_id', 'account_id'] },
  });
  const [{ plan_id: plan }] = await world.erp('account.analytic.account', 'search_read', {
    ...{ domain: [['id', '=', model.account_id[0]]], fields: ['plan_id'] },
  });
  const called = `RUN-J-${name}`;
  const shared = { name: `Run job ${name}`, company_id: company.odooId };
  const [accountId] = await world.erp('account.analytic.account', 'create', {
    vals_list: [{ ...shared, code: called, plan_id: plan[0] }],
  });
  const [odooId] = await world.erp('project.project', 'create', {
    vals_list: [{ ...shared, account_id: accountId, stage_id: model.stage_id[0] }],
  });
  world.entered.add(`accounts ${accountId}`).add(`projects ${odooId}`);
  world.jobs.push({ odooId, accountId, number: called, name: shared.name });
  return { record: called, called };
}

/** Jobs that people entered have no figure yet. */
export function bookJobs({ firm, world }) {
  for (const job of world.jobs)
    firm.projects.push({
      ...{ ...job, stage: 'ACTIVE', company: world.company.code, customerId: null },
      ...{ start: world.firm.today, finish: world.firm.today, spelling: {} },
    });
}

/** Planners called a code otherwise. @param at which of the codes that planners have */
async function renamedHands(world, at) {
  const { analyticAccounts } = world.firm;
  const codes = await world.scheduling('activityCode', ['ObjectId', 'CodeValue']);
  const known = codes.flatMap(({ ObjectId: codeId, CodeValue: code }) => {
    const own = analyticAccounts.find((one) => one.plan === 'COST_CODE' && one.code === code);
    // Shared by all writes about the code: what planners wrote last.
    return own ? [{ codeId, code, called: own.name, planners: { wrote: null } }] : [];
  });
  return [known[at]];
}

const isDescribed =
  ({ hand }, text) =>
  ({ ObjectId: id, Description: description }) =>
    id === hand.codeId && description === text;
/** Nobody touched the code after it. */
const isLast = (one, asked) =>
  one.hand.planners.wrote === one.hand.typo &&
  isLastOf(one, asked, ({ hand, input }) => hand.codeId === one.hand.codeId && input.object);

const renamedFrom = (at) => ({
  name: 'publishMasterData COST_CODE renamed',
  mutation: 'publishMasterData',
  hands: (world) => renamedHands(world, at),
  async prepare(world, hand, name) {
    hand.typo = `Typo ${name}`;
    hand.planners.wrote = hand.typo;
    await world.plan('activityCode', { ObjectId: hand.codeId, Description: hand.typo });
  },
  input: (_world, { code }) => ({ object: 'COST_CODE', record: code }),
  claims: ({ name, body }, { hand }) =>
    name === 'PUT /p6ws/restapi/activityCode' && body.includes(`"ObjectId":${hand.codeId},`) && 'cost code',
  effects: (one, asked) =>
    isLast(one, asked) && !isBack(one)
      ? [
          {
            ...{ target: 'scheduling', kind: 'called right', list: 'codes' },
            is: isDescribed(one, one.hand.called),
          },
        ]
      : [],
  undone: {
    effects: (one, _input, asked) =>
      isLast(one, asked)
        ? [
            {
              ...{ target: 'scheduling', kind: 'called as before', list: 'codes' },
              is: isDescribed(one, one.hand.typo),
            },
          ]
        : [],
  },
});
export const publishRenamed = renamedFrom(0);
export const renamedToBeTakenBack = renamedFrom(1);
