/**
 * Daily utilisation to the books: one controlled posting per job and day, of the machine time that nobody charged yet.
 * It asks for the ordinary write `postDailyUsage` under a key made of job, day and machines, so no run posts twice;
 * what cannot be posted is an exception until it is.
 */
import { createHash } from 'node:crypto';
import type { FoundException } from '../../../store/store.js';
import { centsText, sumCents, timesRounded, toCents } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import { decimal } from '../../kit/decimal.js';
import { byKey } from '../../kit/group.js';
import type { MachineDay } from '../../equipment/connector.js';
import type { PostedUsage } from '../../odoo/connector.js';
import type { Problem } from '../define-write.js';
import type { Answer } from '../office.js';
import { isOpen } from '../writes/daily-usage.js';
import { exception, jobAccounts, type FlowDefinition, type FlowScope, type Window } from './define-flow.js';

/** A day of a job on which some machine time is not charged. */
interface OpenDay {
  readonly company: CompanySettings;
  readonly project: string;
  readonly day: string;
  readonly machines: readonly MachineDay[];
}

interface Tally {
  readonly counts: { jobDays: number; writes: number; waitingForApproval: number; notPosted: number };
  readonly found: FoundException[];
  readonly plan: string[];
}

export const dailyEquipmentUsage: FlowDefinition<'dailyEquipmentUsage'> = {
  name: 'dailyEquipmentUsage',
  async run(window, scope) {
    const tally: Tally = {
      counts: { jobDays: 0, writes: 0, waitingForApproval: 0, notPosted: 0 },
      found: [],
      plan: [],
    };
    const companies = scope.companyCodes.flatMap((code) => scope.companies.get(code) ?? []);
    const locks = await scope.systems.erp.checks.lockDates(companies.map(({ code }) => code));
    for (const company of companies) {
      const closed = locks.get(company.code)?.GENERAL ?? '';
      for (const open of await openDays(company, window, scope)) {
        tally.counts.jobDays += 1;
        if (open.day > closed) await post(open, scope, tally);
        else leave(open, closed, tally);
      }
    }
    const { counts, found, plan } = tally;
    return { counts, found, plan, coverage: { companies: scope.companyCodes, ...window } };
  },
};

async function openDays(company: CompanySettings, window: Window, scope: FlowScope): Promise<OpenDay[]> {
  const all = await scope.crosswalk.list('PROJECT');
  const jobs = all.filter((own) => own.company === company.code);
  const accounts = await jobAccounts(jobs, scope);
  const posted = await scope.systems.erp.reviews.postedUsage(
    company.code,
    [...accounts.values()],
    window.firstDay,
  );
  const found: OpenDay[] = [];
  for (const { id, number } of jobs) {
    const days = await scope.systems.usage.onJob(id, window.firstDay, window.lastDay);
    found.push(...byDay(company, number, days, { posted, accountId: accounts.get(id) ?? 0 }));
  }
  return found;
}

function byDay(
  company: CompanySettings,
  project: string,
  days: readonly MachineDay[],
  { posted, accountId }: { readonly posted: PostedUsage; readonly accountId: number },
): OpenDay[] {
  const view = { company, project: { number: project, accountId }, posted };
  const open = days.filter((own) => isOpen(own, view));
  return [...byKey(open, ({ day }) => day)].map(([day, machines]) => ({ company, project, day, machines }));
}

/** The accounting close has the last word: nothing is asked for. */
function leave(open: OpenDay, closed: string, tally: Tally): void {
  const { company, project, day, machines } = open;
  const rated = machines.filter((own) => own.problem === null && company.equipmentRates[own.class ?? '']);
  const amount = sumCents(
    rated.map((own) =>
      timesRounded(toCents(company.equipmentRates[own.class ?? ''] ?? '0'), decimal(own.hours)),
    ),
  );
  const message = `${machines.length} machine(s) worked on ${project} on ${day} and are not charged, but the books of ${company.code} are locked up to ${closed}; have the period opened, or book the time later by hand`;
  tally.counts.notPosted += 1;
  tally.found.push(
    exception(
      'USAGE_NOT_POSTED',
      'LOCKED_PERIOD',
      `${company.code}/${project}/${day}/LOCKED_PERIOD`,
      message,
      {
        ...{ company: company.code, project, day, currency: company.currency },
        ...{ expected: centsText(amount), found: '0.00' },
        records: machines.map(({ machine }) => ({
          ...{ system: 'maintenance', kind: 'usage', id: `${machine}/${day}`, label: machine },
        })),
      },
    ),
  );
}

async function post(open: OpenDay, scope: FlowScope, tally: Tally): Promise<void> {
  const { company, project, day } = open;
  const answer = await scope.submit('postDailyUsage', keyOf(open), {
    project,
    company: company.code,
    date: day,
  });
  tally.plan.push(...(answer.plan ?? []).map(({ title }) => title));
  tally.found.push(...answer.userErrors.map((problem) => toException(open, problem)));
  const standing = await standingOf(answer, scope);
  if (standing === 'GONE') tally.found.push(takenBack(open, answer));
  if (standing === 'REFUSED' || standing === 'GONE') tally.counts.notPosted += 1;
  else if (standing === 'WAITS') tally.counts.waitingForApproval += 1;
  else tally.counts.writes += 1;
}

/** The same machines with the same hours are the same posting; a machine that is heard of later is another one. */
function keyOf({ company, project, day, machines }: OpenDay): string {
  const content = machines.map(({ machine, hours }) => `${machine}=${hours}`).join(';');
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return `dailyEquipmentUsage:${company.code}/${project}/${day}:${digest}`.slice(0, 200);
}

async function standingOf(
  { write }: Answer,
  { journal, dry }: FlowScope,
): Promise<'POSTED' | 'WAITS' | 'GONE' | 'REFUSED'> {
  if (write === null) return dry ? 'POSTED' : 'REFUSED';
  if (write.status === 'PENDING_APPROVAL') return 'WAITS';
  if (write.status === 'REJECTED' || write.status === 'CANCELLED') return 'GONE';
  // The day is still open although its write succeeded: somebody took it back.
  return write.status === 'SUCCEEDED' && (await journal.reversalOf(write.id)) ? 'GONE' : 'POSTED';
}

function toException(open: OpenDay, { code, message, record, system }: Problem): FoundException {
  const { company, project, day } = open;
  return exception(
    'USAGE_NOT_POSTED',
    code,
    `${company.code}/${project}/${day}/${record ?? code}/${code}`,
    message,
    {
      ...{ company: company.code, project, day },
      ...(record !== undefined && {
        records: [{ system: system ?? 'plumbline', kind: 'usage', id: record, label: null }],
      }),
    },
  );
}

function takenBack(open: OpenDay, { write }: Answer): FoundException {
  const { company, project, day } = open;
  const id = write?.id ?? '';
  const message = `The machine time of ${project} on ${day} was to be charged by write ${id}, which a person turned down or took back (${write?.status ?? ''}); charge it with postDailyUsage, or leave it and end the assignment`;
  return exception(
    'USAGE_NOT_POSTED',
    'TAKEN_BACK',
    `${company.code}/${project}/${day}/taken back`,
    message,
    {
      ...{ company: company.code, project, day },
      records: [{ system: 'plumbline', kind: 'write', id, label: write?.summary ?? null }],
    },
  );
}
