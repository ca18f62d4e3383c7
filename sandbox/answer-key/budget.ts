/** Original budget, contract price and approved changes. */
import type { Firm, FirmEstimate, FirmProject } from '../firm/ledger.js';
import { namesOf, type Booking } from './booking.js';
import { Big, total } from './exact.js';

/** The awarded revision of a job's estimate in a company, or nothing. */
export function awardedEstimate(firm: Firm, project: FirmProject, company: string): FirmEstimate | undefined {
  return firm.estimates.find(
    (estimate) =>
      estimate.status === 'AWARDED' &&
      estimate.company === company &&
      estimate.job === project.spelling.estimating,
  );
}

/** Every resource of the awarded revision, at its activity's cost code and its own cost type. */
export function originalBudgets(firm: Firm): Booking[] {
  const names = namesOf(firm);
  return firm.projects.flatMap((project) =>
    firm.companies.flatMap(({ code: company }) =>
      (awardedEstimate(firm, project, company)?.bidItems ?? [])
        .flatMap((item) => item.activities)
        .flatMap((activity) =>
          activity.resources.map((resource) => ({
            column: 'originalBudget' as const,
            company,
            accountId: project.accountId,
            costCode: names.costCode(activity.costCodeId),
            costType: resource.type,
            amount: new Big(resource.amount),
            date: null,
          })),
        ),
    ),
  );
}

/** Cost side of approved change orders. */
export function approvedChanges(firm: Firm): Booking[] {
  const names = namesOf(firm);
  return firm.changeOrders
    .filter(({ status }) => status === 'APPROVED')
    .flatMap((change) =>
      change.lines.map((line) => ({
        column: 'approvedChanges' as const,
        company: change.company,
        accountId: change.accountId,
        costCode: names.costCode(line.costCodeId),
        costType: line.costType,
        amount: new Big(line.cost),
        date: null,
      })),
    );
}

/** Awarded sell price, 0 when nothing is awarded, plus the price of approved change orders. */
export function contractValue(firm: Firm, project: FirmProject, company: string): Big {
  const items = awardedEstimate(firm, project, company)?.bidItems ?? [];
  const changes = firm.changeOrders.filter(
    (change) =>
      change.status === 'APPROVED' && change.company === company && change.accountId === project.accountId,
  );
  return total([...items.map(({ amount }) => amount), ...changes.map(({ price }) => price)]);
}
