import { describe, expect, it } from '@jest/globals';
import {
  checkDistribution,
  type DistributionRules,
} from '../../../../subgraphs/odoo/effects/check-distribution.js';

const account = (id: number, planId: number, companyId: number | null = null) =>
  [id, { planId, companyId }] as const;
const rules: DistributionRules = {
  accounts: new Map([
    account(58, 1),
    account(60, 1, 1),
    account(61, 1, 2),
    account(49, 4),
    account(50, 4),
    account(53, 5),
    account(90, 2),
  ]),
  projectPlanId: 1,
  costCodePlanId: 4,
  costTypePlanId: 5,
  companyId: 1,
};

describe('a distribution', () => {
  it.each([
    [{ '58,49,53': '100' }],
    [{ '58,49,53': '33.33', '58,50,53': '33.33', '60,49,53': '33.34' }],
    [{ '53,49,58': '100' }],
    [{ '58,49,53,90': '100' }],
  ])('%j is sound', (distribution) => {
    expect(checkDistribution(distribution, rules)).toEqual([]);
  });

  it.each([
    [{}, 'the distribution is empty'],
    [{ '58,49,53': '60' }, 'the shares add up to 60 %, not 100'],
    [{ '58,49,53': '33.33', '58,50,53': '66.66' }, 'the shares add up to 99.99 %, not 100'],
    [{ '58,49,53': '150', '58,50,53': '-50' }, '"58,50,53" has -50 %; a share is above zero'],
    [{ '58,49,53': '50', '49,58,53': '50' }, '"49,58,53" is there twice'],
    [{ '58,49': '100' }, '"58,49" carries no cost type'],
    [{ '58,49,50,53': '100' }, '"58,49,50,53" carries more than one cost code'],
    [{ '90,49,53': '100' }, '"90,49,53" carries no job'],
    [{ '58,49,999': '100' }, '"58,49,999" names 999, which is no analytic account of the company'],
    [{ '58,x,53': '100' }, '"58,x,53" names NaN, which is no analytic account of the company'],
    [{ '61,49,53': '100' }, '"61,49,53" names account 61 of another company'],
  ])('%j is not: %s', (distribution, problem) => {
    expect(checkDistribution(distribution, rules)).toEqual([problem]);
  });

  it('needs a key with all plans, not a key per plan: Odoo would count the money twice', () => {
    expect(checkDistribution({ '58': '100', '49': '100' }, rules)).toEqual(
      expect.arrayContaining(['"58" carries no cost code', 'the shares add up to 200 %, not 100']),
    );
  });

  it('needs no cost type where the firm has no such plan', () => {
    expect(checkDistribution({ '58,49': '100' }, { ...rules, costTypePlanId: null })).toEqual([]);
  });

  it('takes any further plan for the job where the job plan could not be told', () => {
    expect(checkDistribution({ '90,49,53': '100' }, { ...rules, projectPlanId: null })).toEqual([]);
  });
});
