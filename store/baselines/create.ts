/** Baselines in SQL. Every revision is one transaction, and the same key gives the same revision. */
import { sql } from 'kysely';
import { canonicalId } from '../crosswalk/ids.js';
import { change, inTransaction, jsonList, rowsOf, type Database, type Sql } from '../database.js';
import type { Award, BaselineConflict, BaselineRevision, Baselines, JobName, NewAward } from './baseline.js';
import { approveChangeOrder } from './change-order.js';
import { reverseRevision } from './reversal.js';
import { addRevision, AWARDS, lockJob, readRevisions, readStanding, REVISIONS } from './rows.js';

export function createBaselines(database: Database, now: () => number): Baselines {
  const { db } = database;
  const moment = (): string => new Date(now()).toISOString();
  const one = async (key: string): Promise<BaselineRevision | null> =>
    (await readRevisions(db, sql`r.key = ${key}`))[0] ?? null;
  const idOf = ({ company, number }: JobName): string => canonicalId('PROJECT', company, number);
  return {
    award: (award) =>
      revise(database, award.key, idOf(award.job), (tx, id) => freeze(tx, id, award, moment())),
    approve: (approval) =>
      revise(database, approval.key, idOf(approval.job), (tx, id) =>
        approveChangeOrder(tx, id, approval, moment()),
      ),
    reverse: async (reversal) => {
      const revised = await one(reversal.of);
      if (!revised) return { conflict: 'NOT_FOUND' };
      return revise(database, reversal.key, revised.projectId, (tx) =>
        reverseRevision(tx, revised, reversal, moment()),
      );
    },
    byKey: one,
    revisions: (projectIds) => revisionsOf(db, projectIds),
    awardOf: (company, estimateNumber) => readAward(db, company, estimateNumber),
  };
}

/** One revision of a job at a time. What `work` refuses it has not touched. */
function revise(
  database: Database,
  key: string,
  projectId: string,
  work: (tx: Sql, projectId: string) => Promise<BaselineConflict | null>,
): Promise<BaselineRevision | BaselineConflict> {
  return inTransaction(database, REVISIONS, async (tx) => {
    await lockJob(tx, projectId);
    const [earlier] = await readRevisions(tx, sql`r.key = ${key}`);
    if (earlier) return earlier;
    const conflict = await work(tx, projectId);
    if (conflict) return conflict;
    const [made] = await readRevisions(tx, sql`r.key = ${key}`);
    if (made) return made;
    throw new Error(`revision ${key} was not kept`);
  });
}

/** The unique keys of the table decide between two awards at the same moment. */
async function freeze(
  tx: Sql,
  projectId: string,
  award: NewAward,
  at: string,
): Promise<BaselineConflict | null> {
  const { job, estimateNumber, estimateRevision, date, price, lines } = award;
  const made = await change(
    tx,
    AWARDS,
    sql`insert into plumbline.award (project_id, company, project_number, estimate_number, estimate_revision,
        awarded_on)
      values (${projectId}, ${job.company}, ${job.number}, ${estimateNumber}, ${estimateRevision}, ${date}::date)
      on conflict do nothing`,
  );
  if (made === 0) return whyNot(tx, projectId, award);
  const before = await readStanding(tx, projectId, null);
  const revision = {
    ...({
      projectId,
      kind: 'AWARD',
      original: true,
      changeOrder: null,
      reverses: null,
      proposed: null,
    } as const),
    ...{ price, lines },
  };
  await addRevision(tx, revision, award, before, at);
  return null;
}

async function whyNot(tx: Sql, projectId: string, award: NewAward): Promise<BaselineConflict> {
  const [other] = await rowsOf(
    tx,
    AWARDS,
    sql<{ project_number: string }>`select project_number from plumbline.award
      where company = ${award.job.company} and estimate_number = ${award.estimateNumber} and reversed_on is null`,
  );
  if (other) return { conflict: 'ESTIMATE_AWARDED', project: other.project_number };
  const [own] = await rowsOf(
    tx,
    AWARDS,
    sql<{
      estimate_number: string;
    }>`select estimate_number from plumbline.award where project_id = ${projectId}`,
  );
  return { conflict: 'JOB_AWARDED', estimateNumber: own?.estimate_number ?? '' };
}

async function revisionsOf(db: Sql, projectIds: readonly string[]): Promise<Map<string, BaselineRevision[]>> {
  const found = new Map<string, BaselineRevision[]>();
  if (projectIds.length === 0) return found;
  const asked = sql`r.project_id in (select json_array_elements_text(${jsonList(projectIds)}))`;
  for (const revision of await readRevisions(db, asked))
    found.set(revision.projectId, [...(found.get(revision.projectId) ?? []), revision]);
  return found;
}

async function readAward(db: Sql, company: string, estimateNumber: string): Promise<Award | null> {
  const [row] = await rowsOf(
    db,
    AWARDS,
    sql<Award>`select a.project_number as project, a.estimate_revision as "estimateRevision",
        a.awarded_on::text as "awardedOn", r.key
      from plumbline.award a join plumbline.baseline_revision r on r.project_id = a.project_id and r.revision = 0
      where a.company = ${company} and a.estimate_number = ${estimateNumber} and a.reversed_on is null`,
  );
  return row ?? null;
}
