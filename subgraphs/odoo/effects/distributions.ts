/** Distributions checked against the analytic accounts as they are now: a job made a moment ago counts. */
import type { CompanySettings } from '../../kit/company.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readId, readLink } from '../erp/wire.js';
import { checkDistribution, type Distribution, type DistributionRules } from './check-distribution.js';

const NEEDS = { required: ['plan_id', 'company_id'], optional: ['root_plan_id'] };

/** What is wrong with each distribution, in order. */
export async function distributionProblems(
  session: Session,
  company: CompanySettings,
  distributions: readonly Distribution[],
  coding: DistributionRules['coding'] = 'COST',
): Promise<string[][]> {
  if (distributions.length === 0) return [];
  const ids = new Set(
    distributions.flatMap((one) => Object.keys(one).flatMap((key) => key.split(',').map(Number))),
  );
  const fields = await session.choose('account.analytic.account', NEEDS);
  const rows = await readFields(
    session,
    'account.analytic.account',
    [['id', 'in', [...ids].filter(Number.isSafeInteger)]],
    fields,
  );
  const accounts = new Map(
    rows.map((row) => [
      readId(row),
      {
        planId: readLink(row, 'root_plan_id') ?? readLink(row, 'plan_id'),
        companyId: readLink(row, 'company_id'),
      },
    ]),
  );
  const rules = {
    accounts,
    projectPlanId: session.projectPlanId,
    costCodePlanId: session.costCode.id,
    costTypePlanId: session.costType?.id ?? null,
    companyId: company.odooCompanyId,
    coding,
  };
  return distributions.map((distribution) => checkDistribution(distribution, rules));
}
