/** The firm's jobs and how each system spells them. */
import type { FirmProject, ProjectStage } from '../ledger.js';
import type { Job, Workshop } from './workshop.js';

/** What a job is there to show; the generator writes its documents by it. */
export type JobRole =
  'RICH' | 'RUNNING' | 'OVERRUN' | 'FINISHED' | 'ON_HOLD' | 'BIDDING' | 'LOST' | 'SMALL' | 'SHARED';

type System = keyof FirmProject['spelling'];

interface JobPlan {
  /** Prefix of the number; S for the job without company. */
  readonly prefix: 'J' | 'H' | 'S';
  readonly offset: number;
  readonly name: string;
  readonly role: JobRole;
  readonly stage: ProjectStage;
  /** `J-101` stands for the job's number; false: that system does not know the job. */
  readonly spelling?: Partial<Record<System, 'spaced' | 'zeros' | 'joined' | 'foreign' | false>>;
}

const PLANS: readonly JobPlan[] = [
  {
    prefix: 'J',
    offset: 101,
    name: 'Northgate Water Main',
    role: 'RICH',
    stage: 'ACTIVE',
    spelling: { scheduling: 'spaced', estimating: 'zeros', maintenance: 'joined' },
  },
  { prefix: 'J', offset: 102, name: 'Cedar Hollow Subdivision', role: 'OVERRUN', stage: 'ACTIVE' },
  { prefix: 'J', offset: 103, name: 'Elm Street Resurfacing', role: 'FINISHED', stage: 'CLOSED' },
  { prefix: 'J', offset: 104, name: 'Harbor Lift Station', role: 'ON_HOLD', stage: 'ON_HOLD' },
  {
    prefix: 'J',
    offset: 105,
    name: 'Quarry Road Culvert',
    role: 'BIDDING',
    stage: 'BIDDING',
    spelling: { scheduling: false, maintenance: false },
  },
  {
    prefix: 'J',
    offset: 106,
    name: 'Millbrook Retaining Wall',
    role: 'SMALL',
    stage: 'ACTIVE',
    spelling: { scheduling: false, maintenance: false },
  },
  {
    prefix: 'J',
    offset: 107,
    name: 'Riverside Bridge',
    role: 'RUNNING',
    stage: 'ACTIVE',
    spelling: { scheduling: 'foreign', estimating: 'foreign', maintenance: 'foreign' },
  },
  {
    prefix: 'J',
    offset: 108,
    name: 'Depot Yard Paving',
    role: 'LOST',
    stage: 'BIDDING',
    spelling: { scheduling: false, maintenance: false },
  },
  {
    prefix: 'H',
    offset: 201,
    name: 'Umgehungsstraße Südring',
    role: 'RICH',
    stage: 'ACTIVE',
    spelling: { scheduling: 'joined', estimating: 'spaced', maintenance: 'zeros' },
  },
  { prefix: 'H', offset: 202, name: 'Brücke Mühlbach', role: 'OVERRUN', stage: 'ACTIVE' },
  { prefix: 'H', offset: 203, name: 'Kläranlage Großmoos', role: 'FINISHED', stage: 'COMPLETED' },
  {
    prefix: 'H',
    offset: 204,
    name: 'Stützwand Höfle',
    role: 'SMALL',
    stage: 'ACTIVE',
    spelling: { maintenance: false },
  },
  {
    prefix: 'H',
    offset: 205,
    name: 'Gewerbepark Grünau',
    role: 'BIDDING',
    stage: 'BIDDING',
    spelling: { scheduling: false, maintenance: false },
  },
  { prefix: 'S', offset: 301, name: 'Joint Yard Utilities', role: 'SHARED', stage: 'ACTIVE' },
];

const COMPANY_OF_PREFIX = { J: 'NB', H: 'HB', S: null } as const;
const CUSTOMER_OF_PREFIX = { J: 11, H: 14, S: null } as const;
const PROJECTS_PER_UNIT = PLANS.length;

/** How a job is spelled elsewhere; `J-101` gives `J 101`, `j-0101`, `J101` or words no rule can match. */
function spell(plan: JobPlan, number: string, system: System): string | undefined {
  const [prefix = '', digits = ''] = number.split('-');
  switch (plan.spelling?.[system]) {
    case false:
      return undefined;
    case 'spaced':
      return `${prefix} ${digits}`;
    case 'zeros':
      return `${prefix.toLowerCase()}-0${digits}`;
    case 'joined':
      return `${prefix}${digits}`;
    case 'foreign':
      return foreignName(digits, system);
    case undefined:
      return number;
  }
}

function foreignName(digits: string, system: System): string {
  if (system === 'scheduling') return `0${digits}-RIVERSIDE`;
  return system === 'estimating' ? `RB-Riverside ${digits} (alt)` : `Bridge site ${digits}`;
}

function spellings(plan: JobPlan, number: string): FirmProject['spelling'] {
  const systems: readonly System[] = ['scheduling', 'estimating', 'maintenance'];
  return Object.fromEntries(
    systems.flatMap((system) => {
      const text = spell(plan, number, system);
      return text === undefined ? [] : [[system, text]];
    }),
  );
}

function configureForeignNames(shop: Workshop, plan: JobPlan, project: FirmProject): void {
  const company = project.company;
  if (company === null) return;
  for (const system of ['scheduling', 'estimating', 'maintenance'] as const) {
    const spelling = project.spelling[system];
    if (plan.spelling?.[system] !== 'foreign' || spelling === undefined) continue;
    shop.firm.configuredMatches.push({ company, system, kind: 'PROJECT', spelling, number: project.number });
  }
}

function toProject(plan: JobPlan, unit: number, index: number): FirmProject {
  const number = `${plan.prefix}-${plan.offset + unit * 100}`;
  return {
    odooId: 1 + unit * PROJECTS_PER_UNIT + index,
    accountId: 201 + unit * PROJECTS_PER_UNIT + index,
    number,
    name: unit === 0 ? plan.name : `${plan.name} ${unit + 1}`,
    company: COMPANY_OF_PREFIX[plan.prefix],
    stage: plan.stage,
    customerId: CUSTOMER_OF_PREFIX[plan.prefix],
    start: '2026-03-02',
    finish: '2027-02-26',
    spelling: spellings(plan, number),
  };
}

/** Adds one unit's jobs with their analytic accounts; a shared job appears once per company. */
export function addProjects(shop: Workshop, unit: number): (Job & { readonly role: JobRole })[] {
  return PLANS.flatMap((plan, index) => {
    const project = toProject(plan, unit, index);
    shop.firm.projects.push(project);
    shop.firm.analyticAccounts.push({
      id: project.accountId,
      plan: 'PROJECT',
      code: project.number,
      name: project.name,
      company: project.company,
    });
    configureForeignNames(shop, plan, project);
    return shop.firm.companies
      .filter(({ code }) => project.company === null || project.company === code)
      .map((company) => ({ project, company, role: plan.role }));
  });
}
