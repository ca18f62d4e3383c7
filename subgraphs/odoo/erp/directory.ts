/** Everything the crosswalk lists: cost codes, jobs and parties. A record without company is listed for each one. */
import type { CompanySettings } from '../../kit/company.js';
import type { DirectoryModel, DirectoryRecord } from '../model.js';
import { readAll } from './read.js';
import type { Accounts, Reference } from './reference.js';
import type { Session } from './session.js';
import { readId, readLink, readText, type WireRecord } from './wire.js';

interface Scope {
  readonly url: string;
  readonly companies: readonly CompanySettings[];
}

export async function loadDirectory(
  session: Session,
  reference: Reference,
  scope: Scope,
): Promise<DirectoryModel> {
  const [accounts, projects, partners] = await Promise.all([
    reference.accounts(session),
    readAll(session, 'project.project', [['account_id', '!=', false]]),
    // Odoo counts a partner's invoices and orders in its ranks: contacts and users have none.
    readAll(session, 'res.partner', ['|', ['customer_rank', '>', 0], ['supplier_rank', '>', 0]]),
  ]);
  const problems = projects.flatMap((row) => problemOf(row, accounts) ?? []);
  return {
    costCodes: [...accounts.analytic.values()]
      .filter((account) => account.planId === session.costCode.id)
      .map((account) => ({
        ...base(scope, 'account.analytic.account', account.id, account.companyId),
        number: account.code,
        name: account.name,
        attributes: {},
      })),
    projects: projects.flatMap((row) => toProject(row, accounts, scope) ?? []),
    parties: partners.map((row) => ({
      ...base(scope, 'res.partner', readId(row), readLink(row, 'company_id')),
      // Names repeat and change; the ERP's id is what tells parties apart.
      number: String(readId(row)),
      name: readText(row, 'name'),
      attributes: {},
    })),
    problems,
  };
}

function base(
  { url, companies }: Scope,
  model: string,
  id: number,
  companyId: number | null,
): Pick<DirectoryRecord, 'externalId' | 'companies' | 'url'> {
  const owners = companies.filter((company) => companyId === null || company.odooCompanyId === companyId);
  return {
    externalId: String(id),
    companies: owners.map(({ code }) => code),
    url: `${url}/odoo/${model}/${id}`,
  };
}

function toProject(row: WireRecord, accounts: Accounts, scope: Scope): DirectoryRecord | undefined {
  const account = accounts.analytic.get(readLink(row, 'account_id') ?? 0);
  if (!account) return undefined;
  return {
    ...base(scope, 'project.project', readId(row), readLink(row, 'company_id')),
    number: account.code,
    name: readText(row, 'name'),
    attributes: { accountId: String(account.id) },
  };
}

function problemOf(row: WireRecord, accounts: Accounts): string | undefined {
  if (accounts.analytic.has(readLink(row, 'account_id') ?? 0)) return undefined;
  return `Project ${readText(row, 'name') ?? String(readId(row))} names an analytic account the configured key cannot see; give it access`;
}
