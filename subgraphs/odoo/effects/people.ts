/** Who works and on what: employees and projects as a write must know them. */
import { centsText } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import { ZERO, type Big, type DecimalString } from '../../kit/decimal.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readCents, readId, readLink, readLinkName, readNumber, readText } from '../erp/wire.js';
import type { OdooSettings } from '../settings.js';

export interface EmployeeRecord {
  readonly id: number;
  readonly name: string | null;
  /** Company code; null for a company that is not configured. */
  readonly company: string | null;
  /** In company currency; null when the key may not see it. Zero makes hours that cost nothing. */
  readonly hourlyCost: DecimalString | null;
  readonly active: boolean;
}

export interface ProjectRecord {
  readonly id: number;
  readonly name: string | null;
  /** Company code; null for a project that all companies share. */
  readonly company: string | null;
  /** Analytic account of the job; null for a project without one, which takes no cost. */
  readonly accountId: number | null;
  /** Null for a stage that is not configured. */
  readonly status: OdooSettings['stages'][string] | null;
  /** False for an archived project. */
  readonly active: boolean;
}

const EMPLOYEE_NEEDS = { required: ['name', 'company_id'], optional: ['active', 'hourly_cost'] };
const PROJECT_NEEDS = { required: ['name', 'account_id', 'company_id'], optional: ['active', 'stage_id'] };

const codeOf = (companies: readonly CompanySettings[], id: number | null): string | null =>
  companies.find((company) => company.odooCompanyId === id)?.code ?? null;

/** In order; null for an id that Odoo does not know. */
export async function readEmployees(
  session: Session,
  companies: readonly CompanySettings[],
  ids: readonly number[],
): Promise<(EmployeeRecord | null)[]> {
  const fields = await session.choose('hr.employee', EMPLOYEE_NEEDS);
  const rows = await readFields(session, 'hr.employee', [['id', 'in', [...new Set(ids)]]], fields);
  const found = new Map(
    rows.map((row) => [
      readId(row),
      {
        id: readId(row),
        name: readText(row, 'name'),
        company: codeOf(companies, readLink(row, 'company_id')),
        hourlyCost: 'hourly_cost' in row ? centsText(readCents(row, 'hourly_cost')) : null,
        active: row['active'] !== false,
      },
    ]),
  );
  return ids.map((id) => found.get(id) ?? null);
}

/** In order; null for an id that Odoo does not know. */
export async function readProjects(
  session: Session,
  { companies, stages }: { companies: readonly CompanySettings[]; stages: OdooSettings['stages'] },
  ids: readonly number[],
): Promise<(ProjectRecord | null)[]> {
  const fields = await session.choose('project.project', PROJECT_NEEDS);
  const rows = await readFields(session, 'project.project', [['id', 'in', [...new Set(ids)]]], fields);
  const found = new Map(
    rows.map((row) => {
      const stage = readLinkName(row, 'stage_id');
      const project: ProjectRecord = {
        id: readId(row),
        name: readText(row, 'name'),
        company: codeOf(companies, readLink(row, 'company_id')),
        accountId: readLink(row, 'account_id'),
        status: (stage === null ? undefined : stages[stage]) ?? null,
        active: row['active'] !== false,
      };
      return [project.id, project];
    }),
  );
  return ids.map((id) => found.get(id) ?? null);
}

export interface BookedHours {
  /** hr.employee id. */
  readonly employee: number;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Sum of the day's timesheet lines on every job; reversals take away. */
  readonly hours: DecimalString;
}

export async function readBookedHours(
  session: Session,
  employees: readonly number[],
  from: string,
  to: string,
): Promise<BookedHours[]> {
  const domain = [
    ['employee_id', 'in', [...new Set(employees)]],
    ['date', '>=', from],
    ['date', '<=', to],
    ['project_id', '!=', false],
  ] as const;
  const fields = ['employee_id', 'date', 'unit_amount'];
  const days = new Map<string, { readonly employee: number; readonly date: string; hours: Big }>();
  for (const row of await readFields(session, 'account.analytic.line', domain, fields)) {
    const [employee, date] = [readLink(row, 'employee_id') ?? 0, readText(row, 'date') ?? ''];
    const day = days.get(`${employee}/${date}`) ?? { employee, date, hours: ZERO };
    day.hours = day.hours.plus(readNumber(row, 'unit_amount'));
    days.set(`${employee}/${date}`, day);
  }
  return [...days.values()].map(({ hours, ...day }) => ({ ...day, hours: hours.toFixed() }));
}
