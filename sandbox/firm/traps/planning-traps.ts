/** Traps in jobs, estimates, schedules and decisions. */
import type {
  Firm,
  FirmAccrual,
  FirmActivity,
  FirmChangeOrder,
  FirmEstimate,
  FirmProject,
} from '../ledger.js';
import { BOTH, type FirmTrap } from './trap.js';

const projects = (
  name: string,
  companies: FirmTrap['companies'],
  holds: (project: FirmProject, firm: Firm) => boolean,
): FirmTrap => ({
  name,
  companies,
  where: (firm) =>
    firm.projects
      .filter((project) => holds(project, firm))
      .map(({ company, number }) => `${company ?? 'shared'} ${number}`),
});

const changes = (status: FirmChangeOrder['status']): FirmTrap => ({
  name: `change order ${status.toLowerCase()}`,
  companies: BOTH,
  where: (firm) =>
    firm.changeOrders.filter((one) => one.status === status).map(({ company, id }) => `${company} ${id}`),
});

const accruals = (name: string, holds: (accrual: FirmAccrual) => boolean): FirmTrap => ({
  name,
  companies: BOTH,
  where: (firm) => firm.accruals.filter(holds).map(({ company, id }) => `${company} ${id}`),
});

const estimates = (
  name: string,
  companies: FirmTrap['companies'],
  status: FirmEstimate['status'],
): FirmTrap => ({
  name,
  companies,
  where: (firm) =>
    firm.estimates.filter((one) => one.status === status).map(({ company, id }) => `${company} ${id}`),
});

const activities = (name: string, holds: (activity: FirmActivity) => boolean): FirmTrap => ({
  name,
  companies: BOTH,
  where: (firm) =>
    firm.schedules.flatMap(({ company, activities: all }) =>
      all.filter(holds).map(({ objectId }) => `${company} activity ${objectId}`),
    ),
});

/** Letters and digits alone, without case and leading zeros: what is left when spelling does not matter. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/(^|[a-z])0+/g, '$1');
const spelledOtherwise = ({ number, spelling }: FirmProject, same: boolean): boolean =>
  Object.values(spelling).some((text: string) => text !== number && (plain(text) === plain(number)) === same);

export const PLANNING_TRAPS: readonly FirmTrap[] = [
  projects('job spelled differently, the same when normalised', BOTH, (project) =>
    spelledOtherwise(project, true),
  ),
  projects(
    'job that only a configured mapping can match',
    ['NB'],
    (project, firm) =>
      spelledOtherwise(project, false) &&
      firm.configuredMatches.some(({ number }) => number === project.number),
  ),
  projects('job without company', [], ({ company }) => company === null),
  projects(
    'job without schedule',
    BOTH,
    ({ spelling, stage }) => spelling.scheduling === undefined && stage !== 'CLOSED',
  ),
  projects(
    'job without equipment',
    BOTH,
    ({ accountId }, firm) => !firm.assignments.some((one) => one.accountId === accountId),
  ),
  projects('job not awarded', BOTH, ({ stage }) => stage === 'BIDDING'),
  projects('job on hold', ['NB'], ({ stage }) => stage === 'ON_HOLD'),
  projects('job finished', BOTH, ({ stage }) => stage === 'COMPLETED' || stage === 'CLOSED'),
  estimates('superseded revision', BOTH, 'SUPERSEDED'),
  estimates('draft revision after the awarded one', BOTH, 'DRAFT'),
  estimates('lost estimate', ['NB'], 'LOST'),
  changes('APPROVED'),
  changes('PENDING'),
  changes('REJECTED'),
  accruals(
    'accrual names an order line',
    ({ orderLineId, reversedOn }) => orderLineId !== null && reversedOn === null,
  ),
  accruals('accrual without order line', ({ orderLineId }) => orderLineId === null),
  accruals('accrual reversed', ({ reversedOn }) => reversedOn !== null),
  activities(
    'coded level of effort',
    ({ type, costCodeId }) => type === 'LEVEL_OF_EFFORT' && costCodeId !== null,
  ),
  activities('activity not started', ({ status }) => status === 'NOT_STARTED'),
  activities('activity in progress', ({ status }) => status === 'IN_PROGRESS'),
  activities('activity completed', ({ status }) => status === 'COMPLETED'),
  {
    name: 'schedule without cost codes',
    companies: BOTH,
    where: (firm) =>
      firm.schedules
        .filter(({ activities: all }) => all.every(({ costCodeId }) => costCodeId === null))
        .map(({ company, spelling }) => `${company} ${spelling}`),
  },
  {
    name: 'estimate to complete entered by people',
    companies: BOTH,
    where: (firm) =>
      firm.estimatesToComplete.map(({ company, accountId }) => `${company} account ${accountId}`),
  },
];
