/**
 * Posts a journal entry: load with an external id, `action_post`, read back. Recipe verified on 19.0 (recorded
 * exchanges `equipment_charge_*`, `lock_*`). Taken back by a counter entry with an external id of its own: never by the
 * wizard (run twice it posts two), by a reset to draft (new analytic ids) or by a deletion.
 */
import type { Effect } from '../../kit/effect.js';
import { isUpstreamError } from '../../kit/errors.js';
import type { CompanySettings } from '../../kit/company.js';
import type { Session } from '../erp/session.js';
import { distributionProblems } from './distributions.js';
import { differences, findEntry, lineDifferences, readEntries, type Entry } from './entry-read-back.js';
import {
  checkEntry,
  distributionKey,
  reversalOf,
  toLoading,
  type EntryIds,
  type JournalEntryInput,
  type JournalEntryResult,
} from './journal-entry.js';
import { loadRecord } from './load.js';
import { readLockDates, refuseLocked } from './lock-dates.js';
import { findAccounts, findJournals, idsOf } from './masters.js';
import { companyOf, inCompany, refusal, type EffectScope } from './scope.js';

export type PostJournalEntry = Effect<JournalEntryInput, JournalEntryResult>;

export function createPostJournalEntry(scope: EffectScope): PostJournalEntry {
  return {
    name: 'post-journal-entry',
    system: 'odoo',
    idempotency: { kind: 'KEY' },
    async run(input, key) {
      checkEntry(input);
      const company = companyOf(scope, input.company);
      return scope.use(async (session) => {
        const desk = { session: inCompany(session, company), company, input, key };
        const posted = await post(desk);
        if (posted.date !== input.date) throw await takeBackMoved(desk, posted);
        return posted;
      });
    },
    async find(input, key) {
      const company = companyOf(scope, input.company);
      return scope.use(async (session) => {
        const desk = { session: inCompany(session, company), company, input, key };
        const journalId = await journalOf(desk);
        const entry = await findEntry(desk.session, input, key, journalId);
        // A draft is half an effect, and one that Odoo moved to another day is to be taken back: both are run's.
        return entry?.state === 'posted' && entry.date === input.date ? toResult(entry) : null;
      });
    },
    async undo(input, result, key, why) {
      const company = companyOf(scope, input.company);
      await scope.use(async (session) => {
        const reversal = reversalOf(input, result, why);
        await reverse({ session: inCompany(session, company), company, input: reversal, key: `${key}_rev` });
      });
    },
  };
}

/** One entry of one company under way. */
interface Desk {
  /** In the company's view. */
  readonly session: Session;
  readonly company: CompanySettings;
  readonly input: JournalEntryInput;
  readonly key: string;
}

/** Posts the entry unless it is, checks that the books hold what was sent, and leaves the date to the caller. */
async function post(desk: Desk): Promise<JournalEntryResult> {
  const { session, company, input, key } = desk;
  const [ids, locks, problems] = await Promise.all([
    lookUp(desk),
    readLockDates(session, [company]),
    distributionProblems(
      session,
      company,
      input.lines.flatMap(({ distribution }) =>
        distribution ? [{ [distributionKey(distribution)]: '100' }] : [],
      ),
    ),
  ]);
  const earlier = await findEntry(session, input, key, ids.journalId);
  // What is posted already stays posted, also when its period was closed meanwhile.
  if (earlier?.state === 'posted') return confirm(desk, ids, earlier);
  const what = `journal entry "${input.ref}"`;
  refuseLocked(locks.get(company.code), { company: company.code, date: input.date, what });
  const problem = problems.flat()[0];
  if (problem !== undefined)
    throw refusal(`${what} cannot be coded: ${problem}; correct its job or cost code`);
  const loaded = await loadRecord(session, toLoading(input, key, ids));
  if (loaded.kind === 'LOADED') await postDraft(desk, ids, loaded.id);
  const entry =
    loaded.kind === 'LOADED'
      ? (await readEntries(session, [['id', '=', loaded.id]]))[0]
      : await findEntry(session, input, key, ids.journalId);
  if (entry?.state === 'posted') return confirm(desk, ids, entry);
  const reason = loaded.kind === 'REFUSED' ? loaded.reason : `state ${entry?.state ?? 'gone'} after posting`;
  throw refusal(`odoo refused ${what} in journal ${input.journal}; correct the entry and try again`, reason);
}

async function journalOf({ session, company, input }: Desk): Promise<number> {
  const found = await findJournals(session, company, [input.journal]);
  return idsOf('journal', found, [input.journal], company).get(input.journal) ?? 0;
}

async function lookUp(desk: Desk): Promise<EntryIds> {
  const { session, company, input } = desk;
  const codes = input.lines.map((line) => line.account);
  const [journalId, accounts] = await Promise.all([journalOf(desk), findAccounts(session, company, codes)]);
  return { journalId, accountIds: idsOf('account', accounts, codes, company) };
}

/** What Odoo added of its own, such as the default taxes of an account, is noticed while the entry is still a draft. */
async function postDraft({ session, input }: Desk, ids: EntryIds, id: number): Promise<void> {
  const unlike = await lineDifferences(session, input, ids, id);
  if (unlike.length > 0)
    throw refusal(
      `odoo made journal entry "${input.ref}" with other lines than were sent: ${unlike.join('; ')}; draft ${id} was not posted, look at the accounts' defaults`,
    );
  await actionPost(session, id);
}

/** Answers `false` on success and 422 on an entry that is posted already; only reading back tells. */
async function actionPost(session: Session, id: number): Promise<void> {
  const { rpc, context } = session;
  try {
    await rpc.call('account.move', 'action_post', {}, { ids: [id], context, writes: true });
  } catch (error) {
    if (!isUpstreamError(error) || error.kind !== 'BUSINESS') throw error;
    const [entry] = await readEntries(session, [['id', '=', id]]);
    if (entry?.state !== 'posted') throw error;
  }
}

async function confirm({ session, input }: Desk, ids: EntryIds, entry: Entry): Promise<JournalEntryResult> {
  const unlike = await differences(session, input, ids, entry.id);
  if (unlike.length === 0) return toResult(entry);
  throw refusal(
    `odoo holds entry ${entry.name ?? entry.id} ("${input.ref}") with other lines than were sent: ${unlike.join('; ')}; compare them there`,
  );
}

const toResult = (entry: Entry): JournalEntryResult => ({
  id: entry.id,
  name: entry.name ?? '',
  date: entry.date ?? '',
});

/** Only a lock set between our look and the posting leads here. The entry is reversed on the day Odoo chose. */
async function takeBackMoved(desk: Desk, posted: JournalEntryResult): Promise<Error> {
  const { input, key, company } = desk;
  const why = { date: posted.date, reason: `posted on ${posted.date} instead of ${input.date}` };
  await reverse({ ...desk, input: reversalOf(input, posted, why), key: `${key}_rev` });
  return refusal(
    `odoo moved journal entry "${input.ref}" from ${input.date} to ${posted.date}, since the books of ${company.code} are locked; ` +
      `${posted.name} was reversed, choose a later date or have the period opened`,
  );
}

/** Posts the reversal unless the entry is reversed already, by us or by a person. */
async function reverse(desk: Desk): Promise<void> {
  const { session, input } = desk;
  const [entry] = await readEntries(session, [['id', '=', input.reverses ?? 0]]);
  // Gone or cancelled by a person: nothing is left to take back.
  if (entry === undefined || entry.state === 'cancel') return;
  if (entry.state !== 'posted')
    throw refusal(
      `entry ${entry.name ?? entry.id} was reset to draft in odoo; post it again or cancel it there, then take it back`,
    );
  if (await isReversed(desk, entry)) return;
  await post(desk);
}

/** A reversal of the same lines, whatever its day and whoever posted it. Another one is for a person to look at. */
async function isReversed(desk: Desk, entry: Entry): Promise<boolean> {
  const { session, input } = desk;
  const reversals = (await readEntries(session, [['id', 'in', entry.reversalIds]])).filter(
    ({ state }) => state === 'posted',
  );
  if (reversals.length === 0) return false;
  const ids = await lookUp(desk);
  for (const { id } of reversals) if ((await differences(session, input, ids, id)).length === 0) return true;
  throw refusal(
    `entry ${entry.name ?? entry.id} is reversed in part by ${reversals.map(({ name, id }) => name ?? String(id)).join(', ')}; finish that reversal in odoo`,
  );
}
