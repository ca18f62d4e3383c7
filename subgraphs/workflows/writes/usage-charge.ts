/** What a day of a machine costs the job, and whether the books would take it as it is meant. */
import type { CompanySettings } from '../../kit/company.js';
import type { LineDistribution, PostedEntry, PostedUsage } from '../../odoo/connector.js';
import type { Problem, WriteScope } from '../define-write.js';
import type { MachineRef } from '../find-machine.js';
import type { ProjectTarget } from '../find-project.js';

export interface Charge {
  readonly company: string;
  readonly currency: string;
  readonly journal: string;
  readonly debit: string;
  readonly credit: string;
  /** Per hour, company currency. */
  readonly rate: string;
  readonly amount: string;
  readonly distribution: LineDistribution;
}
export type ChargeVerdict = Omit<Charge, 'amount'> | { readonly problems: readonly Problem[] };

interface Target {
  readonly machine: MachineRef;
  readonly project: ProjectTarget;
  readonly costCodeAccountId: number;
}

/** Every live check at once; what is wrong is told together. */
export async function toCharge(
  scope: WriteScope,
  { machine, project, costCodeAccountId }: Target,
  { equipment, date }: { readonly equipment: string; readonly date: string },
): Promise<ChargeVerdict> {
  const company = scope.companies.get(project.company);
  const accounts = company?.equipmentAccounts;
  if (!company || !accounts) return { problems: [notSetUp(project.company)] };
  const { erp, maintenance } = scope.systems;
  const ref = `PLB-USE ${equipment}/${date}`;
  const [locked, [job], types, posted, charged, { class: machineClass, ownership }] = await Promise.all([
    erp.checks.isLocked(company.code, date),
    erp.checks.projects([project.odooId]),
    erp.checks.costTypes(),
    erp.checks.postedEntries(company.code, company.equipmentJournal, [ref, `${ref} reversal`]),
    erp.reviews.postedUsage(company.code, [project.accountId], date),
    maintenance.checks.machine(machine.key),
  ]);
  const rate = company.equipmentRates[machineClass ?? ''];
  const problems = [
    ...(locked ? [lockedPeriod(company.code, date)] : []),
    ...(job?.active && job.status !== 'CLOSED' ? [] : [closedJob(project.number)]),
    ...(rate === undefined ? [noRate(equipment, machineClass, company.code)] : []),
    ...(ownership === 'RENTED' && company.rentedEquipment === 'VENDOR'
      ? [rented(equipment, company.code)]
      : []),
    ...chargedAlready(posted, charged, equipment, date),
  ];
  if (problems.length > 0 || rate === undefined) return { problems };
  const distribution = {
    ...{ projectAccountId: project.accountId, costCodeId: costCodeAccountId },
    costTypeId: types.get('EQUIPMENT') ?? null,
  };
  return { ...bookOf(company, accounts), rate, distribution };
}

/** By an entry of its own, or by a line of the day's entry. */
function chargedAlready(
  posted: readonly PostedEntry[],
  charged: PostedUsage,
  equipment: string,
  date: string,
): Problem[] {
  const standing = posted.filter(
    ({ reverses, reversalIds }) => reverses === null && reversalIds.length === 0,
  );
  if (standing.length > 0) return standing.map(({ name }) => booked(equipment, date, name));
  const inDay = [...charged.values()].some((keys) => keys.has(`${equipment}/${date}`));
  return inDay ? [booked(equipment, date, 'the entry of the day')] : [];
}

function bookOf(company: CompanySettings, { charge, recovery }: { charge: string; recovery: string }) {
  const { code, currency, equipmentJournal: journal } = company;
  return { company: code, currency, journal, debit: charge, credit: recovery };
}

export const chargeProblems = (verdict: ChargeVerdict): readonly Problem[] =>
  'problems' in verdict ? verdict.problems : [];

const notSetUp = (company: string): Problem => ({
  code: 'NOT_CONFIGURED',
  message: `Company ${company} has no accounts for equipment charges; set companies[].equipmentAccounts`,
  field: ['project'],
});
const lockedPeriod = (company: string, date: string): Problem => ({
  code: 'LOCKED_PERIOD',
  message: `The books of ${company} are locked on ${date}; choose a later date or have the period opened`,
  field: ['date'],
  system: 'odoo',
});
const closedJob = (number: string): Problem => ({
  code: 'CLOSED_JOB',
  message: `Project ${number} is closed or archived; reopen it in the ERP or book on another job`,
  field: ['project'],
  record: number,
  system: 'odoo',
});
const noRate = (equipment: string, machineClass: string | null, company: string): Problem => ({
  code: 'NO_RATE',
  message: `Company ${company} has no rate for class "${machineClass ?? 'none'}" of ${equipment}; add it under equipmentRates`,
  field: ['equipment'],
  record: equipment,
});
const rented = (equipment: string, company: string): Problem => ({
  code: 'CHARGED_BY_VENDOR',
  message: `${equipment} is rented, and ${company} charges rented machines by the vendor's bill; a charge by rate would count it twice`,
  field: ['equipment'],
  record: equipment,
});
const booked = (equipment: string, date: string, entry: string): Problem => ({
  code: 'BOOKED_ALREADY',
  message: `${equipment} is charged for ${date} already (${entry}); reverse that write first`,
  field: ['date'],
  record: entry,
  system: 'odoo',
});
