/** Companies, currencies, plans, accounts, journals, parties, products, projects and people. */
import type { Firm, ProjectStage } from '../firm/ledger.js';
import type { OdooUser } from './engine/access.js';
import { stamp, type Database, type Value } from './engine/database.js';
import { parseField } from './engine/schema.js';
import { accountIdOf, loadProducts } from './from-firm-products.js';
import { journalId, PLAN_IDS, STAGE_IDS } from './ids.js';

type Values = Record<string, Value>;

/** Inserts with the log fields of a database that was filled at the firm's day. */
export function inserter(db: Database, firm: Firm): (model: string, values: Values) => number {
  const moment = stamp(Date.parse(`${firm.today}T06:00:00Z`));
  const log = { create_date: moment, write_date: moment, create_uid: 2, write_uid: 2 };
  return (model, values) => db.table(model).insert({ ...log, ...values }).id;
}
type Insert = ReturnType<typeof inserter>;

export function loadMaster(db: Database, firm: Firm, users: readonly OdooUser[]): void {
  const insert = inserter(db, firm);
  loadCompanies(insert, firm);
  loadUsers(insert, firm, users);
  loadPlans(db, insert, firm);
  loadAccounts(insert, firm);
  loadProducts(insert, firm);
  for (const party of firm.parties)
    insert('res.partner', {
      id: party.id,
      name: party.name,
      vat: party.taxId || false,
      email: party.email || false,
      is_company: true,
      active: true,
      customer_rank: party.role === 'CUSTOMER' ? 1 : 0,
      supplier_rank: party.role === 'VENDOR' ? 1 : 0,
    });
  loadProjects(insert, firm);
  loadStages(insert);
}

export function currencyIds(firm: Firm): ReadonlyMap<string, number> {
  const codes = firm.companies.flatMap(({ currency, rates }) => [currency, ...Object.keys(rates)]);
  return new Map([...new Set(codes)].sort().map((code, at) => [code, at + 1]));
}

export function companyIds(firm: Firm): ReadonlyMap<string, number> {
  return new Map(firm.companies.map(({ code, odooId }) => [code, odooId]));
}

/** Id of a name the ledger knows; an unknown one is a mistake in the ledger. */
export function idOf(ids: ReadonlyMap<string, number>, name: string): number {
  const id = ids.get(name);
  if (id === undefined)
    throw new RangeError(`the ledger names ${name}, known are ${[...ids.keys()].join(', ')}`);
  return id;
}

function loadCompanies(insert: Insert, firm: Firm): void {
  const currencies = currencyIds(firm);
  for (const [name, id] of currencies)
    insert('res.currency', { id, name, symbol: name, active: true, decimal_places: 2, rounding: 0.01 });
  for (const company of firm.companies) {
    insert('res.company', {
      id: company.odooId,
      name: company.name,
      currency_id: idOf(currencies, company.currency),
      partner_id: company.odooId,
      fiscalyear_last_day: 31,
      fiscalyear_last_month: '12',
      expense_account_id: accountIdOf(firm, '500400'),
    });
    insert('res.partner', {
      id: company.odooId,
      name: company.name,
      is_company: true,
      active: true,
      customer_rank: 0,
      supplier_rank: 0,
    });
    for (const [currency, rate] of Object.entries(company.rates))
      insert('res.currency.rate', {
        name: '2020-01-01',
        currency_id: idOf(currencies, currency),
        company_id: company.odooId,
        rate: Number(rate),
        company_rate: Number(rate),
      });
  }
}

function loadUsers(insert: Insert, firm: Firm, users: readonly OdooUser[]): void {
  const all = firm.companies.map(({ odooId }) => odooId);
  for (const { uid, login, name, companies } of users)
    insert('res.users', {
      id: uid,
      login,
      name,
      active: true,
      company_id: (companies ?? all)[0] ?? false,
      company_ids: companies ?? all,
    });
}

function loadPlans(db: Database, insert: Insert, firm: Firm): void {
  const names = { PROJECT: 'Project', COST_CODE: 'Cost code', COST_TYPE: 'Cost type' } as const;
  for (const [plan, name] of Object.entries(names))
    insert('account.analytic.plan', {
      id: PLAN_IDS[plan as keyof typeof names],
      name,
      default_applicability: 'optional',
    });
  for (const id of [PLAN_IDS.COST_CODE, PLAN_IDS.COST_TYPE]) addPlanColumn(db, id);
  const companies = companyIds(firm);
  for (const { id, plan, code, name, company } of firm.analyticAccounts)
    insert('account.analytic.account', {
      id,
      code,
      name,
      plan_id: PLAN_IDS[plan],
      company_id: company === null ? false : idOf(companies, company),
      active: true,
    });
}

/** A root plan is a column of its own on analytic lines and projects. */
export function addPlanColumn(db: Database, id: number): void {
  for (const model of ['account.analytic.line', 'project.project']) {
    const field = parseField(`x_plan${id}_id:many2one>account.analytic.account`);
    db.table(model).model.fields.set(field.name, field);
  }
}

function loadAccounts(insert: Insert, firm: Firm): void {
  for (const { id, code, name, type, reconcile } of firm.accounts)
    insert('account.account', {
      id,
      code,
      name,
      account_type: type,
      reconcile,
      active: true,
      company_ids: firm.companies.map(({ odooId }) => odooId),
    });
  const journals = [
    ['SALE', 'INV', 'Customer invoices', 'sale'],
    ['PURCHASE', 'BILL', 'Vendor bills', 'purchase'],
    ['MISC', 'MISC', 'Miscellaneous', 'general'],
    ['EQUIP', 'EQUIP', 'Equipment charges', 'general'],
    ['PAYROLL', 'PAYR', 'Payroll', 'general'],
  ] as const;
  for (const { odooId } of firm.companies)
    for (const [journal, code, name, type] of journals)
      insert('account.journal', {
        id: journalId(odooId, journal),
        code,
        name,
        type,
        company_id: odooId,
        active: true,
      });
}

const STAGE_NAMES: Readonly<Record<ProjectStage, string>> = {
  BIDDING: 'Bidding',
  ACTIVE: 'In progress',
  ON_HOLD: 'On hold',
  COMPLETED: 'Done',
  CLOSED: 'Closed',
};

function loadProjects(insert: Insert, firm: Firm): void {
  const companies = companyIds(firm);
  for (const [stage, id] of Object.entries(STAGE_IDS))
    insert('project.project.stage', {
      id,
      name: STAGE_NAMES[stage as ProjectStage],
      sequence: id,
      active: true,
      fold: id > 3,
    });
  for (const project of firm.projects)
    insert('project.project', {
      id: project.odooId,
      name: project.name,
      account_id: project.accountId,
      company_id: project.company === null ? false : idOf(companies, project.company),
      partner_id: project.customerId ?? false,
      stage_id: STAGE_IDS[project.stage],
      date_start: project.start,
      date: project.finish,
      active: true,
      allow_timesheets: true,
      allow_milestones: true,
      last_update_status: 'to_define',
    });
  loadPeople(insert, firm, companies);
}

/** What an hour of a crew member costs, in turn. */
const HOURLY_COSTS = [46.5, 52, 58.25, 61];

/** Crews of two companies share names; each person works for one. */
function loadPeople(insert: Insert, firm: Firm, companies: ReadonlyMap<string, number>): void {
  const people = new Map(
    firm.timesheets.map(({ employee, company }) => [`${company} ${employee}`, { employee, company }]),
  );
  [...people.values()].forEach(({ employee, company }, at) =>
    insert('hr.employee', {
      name: employee,
      company_id: idOf(companies, company),
      active: true,
      hourly_cost: HOURLY_COSTS[at % HOURLY_COSTS.length] ?? 0,
    }),
  );
}

function loadStages(insert: Insert): void {
  const stages = ['New', 'In progress', 'Repaired', 'Scrapped'];
  for (const [at, name] of stages.entries())
    insert('maintenance.stage', { name, sequence: at + 1, done: at > 1 });
  insert('maintenance.team', { name: 'Workshop' });
  insert('maintenance.equipment.category', { name: 'Plant' });
  insert('project.task.type', { name: 'New', sequence: 1 });
}
