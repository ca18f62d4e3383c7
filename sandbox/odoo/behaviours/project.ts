/** Projects with their analytic account, tasks, milestones, timesheets and plans. */
import type { Env } from '../engine/access.js';
import type { Behaviour } from '../engine/behaviour.js';
import type { Row } from '../engine/database.js';
import { userError } from '../engine/errors.js';
import { parseField } from '../engine/schema.js';
import { amount, cents, defaultCompany, today } from './tools.js';

export const project: Behaviour = {
  defaults: () => ({
    active: true,
    allow_timesheets: true,
    allow_milestones: false,
    last_update_status: 'to_define',
    stage_id: 1,
  }),
  /** A job that takes timesheets gets an analytic account of its own. */
  created: (env, row) => {
    if (row['account_id'] || row['allow_timesheets'] !== true) return;
    const account = env.db.table('account.analytic.account').insert({
      name: row['name'] ?? '',
      plan_id: 1,
      company_id: row['company_id'] ?? false,
      active: true,
      write_date: row['write_date'] ?? false,
      create_date: row['create_date'] ?? false,
    });
    env.db.table('project.project').update(row, { account_id: account.id, user_id: env.user.uid });
  },
};

export const task: Behaviour = {
  defaults: (env, values) => ({
    active: true,
    state: '01_in_progress',
    priority: '0',
    stage_id: 1,
    user_ids: [[6, 0, [env.user.uid]]],
    company_id: env.db.row('project.project', values['project_id'])?.['company_id'] ?? false,
  }),
};

export const milestone: Behaviour = {
  defaults: () => ({ sequence: 10, is_reached: false }),
  written: (env, row, values) => {
    if ('is_reached' in values)
      env.db
        .table('project.milestone')
        .update(row, { reached_date: values['is_reached'] === true ? today(env) : false });
  },
};

export const employee: Behaviour = {
  defaults: (env) => ({ active: true, hourly_cost: 0, company_id: defaultCompany(env) }),
};

/** A root plan adds a column to analytic lines and projects. */
export const analyticPlan: Behaviour = {
  defaults: () => ({ default_applicability: 'optional' }),
  created: (env, plan) => {
    if (plan['parent_id']) return;
    for (const name of ['account.analytic.line', 'project.project']) {
      const field = parseField(`x_plan${plan.id}_id:many2one>account.analytic.account`);
      env.db.table(name).model.fields.set(field.name, field);
    }
  },
};

export const analyticAccount: Behaviour = {
  defaults: () => ({ active: true }),
  beforeUnlink: (env, account) => {
    const jobs = env.db.rowsBy('project.project', 'account_id', account.id);
    if (jobs.some((job) => env.db.rowsBy('project.task', 'project_id', job.id).length > 0))
      throw userError('The account belongs to projects that still have tasks.');
  },
};

export const analyticLine: Behaviour = {
  defaults: (env, values) => {
    const job = env.db.row('project.project', values['project_id']);
    return {
      name: '/',
      date: today(env),
      amount: 0,
      category: 'other',
      company_id: job?.['company_id'] || defaultCompany(env),
      user_id: env.user.uid,
      ...(job ? { account_id: job['account_id'] ?? false, product_uom_id: 4 } : {}),
    };
  },
  created: (env, line) => {
    checkCompanies(env, line);
    price(env, line);
  },
  written: (env, line, values) => {
    if ('unit_amount' in values || 'employee_id' in values) price(env, line);
  },
};

/** A timesheet costs the employee's hourly cost; an employee without one costs nothing. */
function price(env: Env, line: Row): void {
  const person = env.db.row('hr.employee', line['employee_id']);
  if (!line['project_id'] || !person) return;
  const cost = cents(amount(person['hourly_cost']) * amount(line['unit_amount']));
  env.db.table('account.analytic.line').update(line, { amount: cost === 0 ? 0 : -cost });
}

function checkCompanies(env: Env, line: Row): void {
  const own = env.db.row('project.task', line['task_id'])?.['company_id'];
  const account = env.db.row('account.analytic.account', line['account_id'])?.['company_id'];
  if (own && account && own !== account)
    throw userError('The task belongs to one company while its analytic account belongs to another.');
}
