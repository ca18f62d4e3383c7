/**
 * The machine time of a job and day in one entry: what people and the ERP have not charged yet, at the company's rates,
 * with the litres filled told on its lines. Each line carries `PLB-USE <machine>/<day>`, so that the day stops being
 * accrued. The flow `dailyEquipmentUsage` asks for it; people may, too.
 */
import { centsText, sumTexts } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import type { JournalEntryInput, JournalEntryLine, JournalEntryResult } from '../../odoo/connector.js';
import { defineWrite, step, type InputOf, type Problem, type WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { findProject, type ProjectTarget } from '../find-project.js';
import { toDayUsage, type DayUsage, type UsageLine } from './daily-usage.js';

interface Facts {
  readonly company: string;
  readonly currency: string;
  readonly journal: string;
  readonly debit: string;
  readonly credit: string;
  readonly projectAccountId: number;
  readonly costTypeId: number | null;
  readonly lines: readonly UsageLine[];
  readonly amount: string;
}
type Input = InputOf<'postDailyUsage'>;

const charge = step<Input, Facts, JournalEntryInput, JournalEntryResult>({
  name: 'charge',
  title: ({ input, facts }) =>
    `Charge ${facts.amount} ${facts.currency} for ${facts.lines.length} machine(s) to ${input.project} on ${input.date} in journal ${facts.journal}`,
  changes: [{ object: 'ActualCost', fields: ['date', 'amount', 'quantity', 'coding'], system: 'odoo' }],
  effect: ({ erp }) => erp.effects.postJournalEntry,
  arguments: ({ input, facts }) => ({
    ...{ company: facts.company, journal: facts.journal, date: input.date },
    ref: `PLB-DAY ${input.project}/${input.date}`,
    lines: facts.lines.flatMap((line) => toEntryLines(line, input, facts)),
  }),
});

function toEntryLines(line: UsageLine, { date }: Input, facts: Facts): JournalEntryLine[] {
  const { machine, hours, rate, amount, fuelLitres, costCodeId } = line;
  const fuel = fuelLitres === null ? '' : `, ${fuelLitres} l fuel`;
  const { projectAccountId, costTypeId } = facts;
  return [
    {
      ...{ account: facts.debit, side: 'DEBIT', amount, quantity: hours },
      label: `PLB-USE ${machine}/${date}: ${hours} h @ ${rate}${fuel}`,
      distribution: { projectAccountId, costCodeId, costTypeId },
    },
    {
      ...{ account: facts.credit, side: 'CREDIT', amount, distribution: null },
      label: `${machine} ${hours} h @ ${rate}, recovered`,
    },
  ];
}

const wrong = (code: string, message: string, field: string, record?: string): Problem => ({
  ...{ code, message, field: [field] },
  ...(record !== undefined && { record, system: 'odoo' }),
});

/** What would keep the whole day out of the books. */
async function dayProblems(
  { systems: { erp }, today }: WriteScope,
  company: CompanySettings,
  { number, odooId }: ProjectTarget,
  date: string,
): Promise<Problem[]> {
  if (date > today) return [inFuture(date, today)];
  const [locked, [job]] = await Promise.all([
    erp.checks.isLocked(company.code, date),
    erp.checks.projects([odooId]),
  ]);
  return [
    ...(company.equipmentAccounts ? [] : [noAccounts(company.code)]),
    ...(locked ? [lockedPeriod(company.code, date)] : []),
    ...(job?.active && job.status !== 'CLOSED' ? [] : [closedJob(number)]),
  ];
}

const inFuture = (date: string, today: string): Problem =>
  wrong('IN_FUTURE', `date ${date} is after today, ${today}; a day is charged when it is over`, 'date');
const noAccounts = (code: string): Problem =>
  wrong(
    'NOT_CONFIGURED',
    `Company ${code} has no accounts for equipment charges; set companies[].equipmentAccounts`,
    'company',
  );
const lockedPeriod = (code: string, date: string): Problem =>
  wrong(
    'LOCKED_PERIOD',
    `The books of ${code} are locked on ${date}; have the period opened, or book the time later by hand`,
    'date',
    date,
  );
const closedJob = (number: string): Problem =>
  wrong(
    'CLOSED_JOB',
    `Project ${number} is closed or archived; reopen it in the ERP or correct the assignments`,
    'project',
    number,
  );

async function readDay(
  { systems, crosswalk }: WriteScope,
  company: CompanySettings,
  project: ProjectTarget,
  day: string,
): Promise<DayUsage> {
  const [days, posted, codes] = await Promise.all([
    systems.usage.onJob(project.id, day, day),
    systems.erp.reviews.postedUsage(company.code, [project.accountId], day),
    crosswalk.entries('COST_CODE', 'odoo'),
  ]);
  const costCodes = new Map(
    codes.flatMap(({ company: owner, canonicalNumber, externalId }) =>
      owner === company.code && canonicalNumber !== null ? [[canonicalNumber, Number(externalId)]] : [],
    ),
  );
  return toDayUsage(days, { company, project, posted, costCodes });
}

export const postDailyUsage = defineWrite<'postDailyUsage', Facts>({
  kind: 'postDailyUsage',
  roles: ['admin', 'integration'],
  async validate(input, scope) {
    const project = await findProject(scope, input.project, input.company);
    if (isProblem(project)) return { problems: [project] };
    const company = scope.companies.get(project.company);
    if (!company)
      return {
        problems: [wrong('NOT_CONFIGURED', `Company ${project.company} is not configured`, 'company')],
      };
    const [day, usage, types] = await Promise.all([
      dayProblems(scope, company, project, input.date),
      readDay(scope, company, project, input.date),
      scope.systems.erp.checks.costTypes(),
    ]);
    const accounts = company.equipmentAccounts;
    if (day.length > 0 || !accounts) return { problems: day };
    const { lines, problems } = usage;
    if (lines.length === 0) return { problems: problems.length > 0 ? problems : [nothing(input)] };
    const amount = centsText(sumTexts(lines.map((line) => line.amount)));
    return {
      ...{ company: company.code, project: project.number, amount, problems },
      subject: `usage/${company.code}/${project.number}`,
      summary: `${lines.length} machine(s) on ${project.number} on ${input.date}: ${amount} ${company.currency}`,
      facts: {
        ...{
          company: company.code,
          currency: company.currency,
          journal: company.equipmentJournal,
          lines,
          amount,
        },
        ...{ debit: accounts.charge, credit: accounts.recovery, projectAccountId: project.accountId },
        costTypeId: types.get('EQUIPMENT') ?? null,
      },
    };
  },
  steps: [charge],
});

const nothing = ({ project, date }: Input): Problem =>
  wrong('NOTHING_TO_POST', `No machine time of ${project} on ${date} is left to charge`, 'date');
