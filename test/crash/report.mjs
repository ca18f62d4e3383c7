/** What a run showed: per write and per target, what the targets hold, and whether the unified cost is what it should be. */
import { allDifferences, readJobs } from '../scenarios/cost-figures.mjs';
import { bookPrepared } from './catalogue/index.mjs';
import { ASKS, post } from './client.mjs';
import { perTarget, readTargets, tally } from './count.mjs';
import { answerKeyOf, createLedger } from './ledger.mjs';
import { deathTable, nameOf } from './schedule.mjs';

/** Points that were tried in vain and are told by name. */
const MOST_NAMED = 60;

/** @returns true when nothing is wrong */
export async function report(run) {
  const counted = await countAll(run);
  console.table(deathTable(run.cells, run.deaths));
  tellMissed(run);
  const whole = await verify(run, counted);
  const { lost, doubled, wanted, landed, unknown } = counted.all;
  console.log(
    `${run.kills} kills: ${wanted} wanted, ${landed} landed, ${lost} lost, ${doubled} doubled, ${unknown} unknown`,
  );
  return whole && !run.endsEarly;
}

/** Points that nobody died at: those the deaths did not suffice for, and those that were tried in vain. */
function tellMissed({ cells, deaths, tried }) {
  const missed = cells.map(nameOf).filter((name) => !deaths.has(name));
  if (missed.length === 0) return console.log(`all ${cells.length} points were hit`);
  const vain = missed.filter((name) => tried.has(name));
  console.log(
    `${missed.length} of ${cells.length} points were not hit: ${missed.length - vain.length} for want of deaths, ${vain.length} although they were tried`,
  );
  for (const name of vain.slice(0, MOST_NAMED)) console.log(`tried ${tried.get(name)} times: ${name}`);
}

/** Tables of effects. @returns { all, faults, strays } */
export async function countAll(run) {
  const held = { ...(await readTargets(run.world)), ...(await readOwn(run)) };
  const before = {
    ...{ ...run.before, accruals: [], acknowledgements: [], matches: [] },
    changeOrders: run.world.firm.changeOrders,
  };
  const { rows, faults, strays } = tally(run.asked, held, before, run.world.entered);
  const { targets, all } = perTarget(rows);
  console.table(rows.map(({ effect, ...row }) => ({ effect, ...row })));
  console.table(targets);
  for (const fault of faults.slice(0, 30)) console.log(`fault: ${fault}`);
  return { all, faults, strays };
}

/** What the product keeps itself has no other wire than its graph. */
async function readOwn(run) {
  const query = `{ projects(first: 200) { nodes { accruals { id equipment from reversedOn }
    changeOrders { id number status } } }
    fleet(first: 200) { nodes { breakdowns(first: 200) { id acknowledgedAt } } }
    crosswalk(first: 500, filter: { kind: PARTY, system: "maintenance" }) { nodes { id label canonicalId } } }`;
  for (let tries = 0; tries < 20; tries += 1) {
    const answer = await post(run, query, {});
    const nodes = answer?.projects.nodes;
    const fleet = answer?.fleet?.nodes;
    if (nodes && fleet)
      return {
        matches: answer.crosswalk.nodes.filter(({ label }) => label.startsWith('Run vendor')),
        accruals: nodes.flatMap((job) => job.accruals.filter(({ equipment }) => equipment !== null)),
        acknowledgements: fleet
          .flatMap(({ breakdowns }) => breakdowns)
          .filter(({ acknowledgedAt }) => acknowledgedAt !== null),
        changeOrders: nodes.flatMap((job) => job.changeOrders),
      };
  }
  throw new Error(`nobody told the accruals: ${[...run.errors].join('; ')}`);
}

/** Everything beside the effects. @returns true when nothing is wrong */
export async function verify(run, { faults }) {
  for (const message of run.errors) console.log(`answered meanwhile: ${message}`);
  const count = (test) => run.asked.filter(test).length;
  const twins = count(({ twin }) => twin);
  if (twins > 0) console.log(`fault: ${twins} keys named two writes`);
  const open = run.asked.filter(({ status }) => !['SUCCEEDED', 'UNKNOWN', 'REJECTED'].includes(status));
  for (const one of open.slice(0, 20))
    console.log(
      `fault: ${one.key} ${one.id} ${one.definition.name} is ${one.status} ${JSON.stringify(one.failure ?? one.refused ?? null)}`,
    );
  const unlike = await compareCost(run);
  const { audit } = await run.processes[0].ask('audit');
  console.log(
    `audit trail: ${audit.entries} entries, ${audit.broken ? `broken at ${audit.broken.seq}` : 'whole'}`,
  );
  const seconds = ((Date.now() - run.started) / 1_000).toFixed(0);
  console.log(
    `${count(() => true)} writes, ${count(({ status }) => status === 'SUCCEEDED')} succeeded, ${count(({ dear }) => dear)} of them agreed to, ${seconds} s`,
  );
  return faults.length + twins + open.length + unlike.length === 0 && audit.broken === null;
}

/** The product starts once more with every source, and tells the cost of every job as the ledger has it by now. */
export async function compareCost(run) {
  const [first, ...others] = run.processes;
  for (const own of others) own.kill();
  first.kill();
  await first.start({ telematics: true });
  const ledger = createLedger(run.world, run.asked);
  bookPrepared(ledger);
  const nodes = await readJobs(async (query, variables) => {
    const answer = await fetch(`${first.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ASKS}` },
      body: JSON.stringify({ query, variables }),
    });
    return answer.json();
  });
  const unlike = allDifferences(nodes, answerKeyOf(ledger));
  for (const line of unlike.slice(0, 20)) console.log(`fault: ${line}`);
  console.log(
    unlike.length === 0
      ? `unified cost of ${nodes.length} jobs: equal to the answer key with these writes, to the cent`
      : `unified cost: ${unlike.length} figures differ from the answer key with these writes`,
  );
  return unlike;
}
