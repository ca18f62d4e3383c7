/**
 * A won estimate becomes a job. The frozen baseline comes first: it claims estimate and job number in our own store, so
 * that of two awards at one moment the second makes nothing anywhere. Then what the ERP needs, and last what makes the
 * job known to everybody.
 */
import type {
  FreezeBaselineInput,
  LinkRecordsInput,
  LinkRecordsResult,
  RevisionResult,
} from '../../controls/connector.js';
import type { EstimateToAward } from '../../estimating/connector.js';
import type {
  CostCodesInput,
  CostCodesResult,
  PartnerInput,
  PartnerResult,
  ProjectInput,
  ProjectResult,
  PurchaseOrdersInput,
  PurchaseOrdersResult,
} from '../../odoo/connector.js';
import { defineWrite, step, type InputOf, type StepView } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { customerOf, type AwardedCustomer } from './award-customer.js';
import { findEstimate, jobProblems } from './award-checks.js';
import { againstReversal } from './award-reversal.js';
import { codesOf, type AwardCodes } from './award-codes.js';
import { madeRecords, scheduleOf } from './award-links.js';
import { packagesOf, toOrders, type OrderDraft } from './award-packages.js';
import { toProject, workProblems } from './award-work.js';

type Input = InputOf<'awardEstimate'>;

/** What validation found out and the steps need. */
export interface AwardFacts {
  readonly company: string;
  readonly currency: string;
  readonly baseline: Omit<FreezeBaselineInput, 'by'>;
  readonly customer: AwardedCustomer;
  readonly codes: AwardCodes;
  readonly project: Omit<ProjectInput, 'customerId'>;
  readonly orders: readonly OrderDraft[];
  /** The estimate's own entries in the crosswalk. */
  readonly estimate: LinkRecordsInput['found'];
  readonly schedule: LinkRecordsInput['found'][number] | null;
}
type Facts = AwardFacts;

/** What the steps before gave; a step that was left out gave nothing. */
export interface AwardResults {
  readonly customer?: PartnerResult;
  readonly 'cost codes'?: CostCodesResult;
  readonly project: ProjectResult;
  readonly orders?: PurchaseOrdersResult;
}
const resultsOf = ({ results }: StepView<Input, Facts>): AwardResults => results as unknown as AwardResults;

const freeze = step<Input, Facts, FreezeBaselineInput, RevisionResult>({
  name: 'baseline',
  title: ({ input, facts }) =>
    `Freeze the baseline of ${input.project}: ${facts.baseline.price} ${facts.currency}, ${facts.baseline.lines.length} budget lines`,
  changes: [{ object: 'Budget', fields: ['originalBudget', 'price', 'estimate'], system: 'plumbline' }],
  effect: ({ controls }) => controls.effects.freezeBaseline,
  arguments: ({ facts, by }) => ({ ...facts.baseline, by }),
});

const createCustomer = step<Input, Facts, PartnerInput, PartnerResult>({
  name: 'customer',
  title: ({ facts }) => `Make customer ${facts.customer.make?.name ?? ''} in the ERP`,
  when: ({ facts }) => facts.customer.make !== null,
  changes: [{ object: 'Party', fields: ['name', 'taxId', 'email', 'address'], system: 'odoo' }],
  effect: ({ erp }) => erp.effects.createPartner,
  arguments: ({ facts }) => facts.customer.make ?? { name: '', role: 'CUSTOMER' },
});

const createCodes = step<Input, Facts, CostCodesInput, CostCodesResult>({
  name: 'cost codes',
  title: ({ facts }) => `Make cost codes ${facts.codes.make.map(({ code }) => code).join(', ')} in the ERP`,
  when: ({ facts }) => facts.codes.make.length > 0,
  changes: [{ object: 'CostCode', fields: ['code', 'name'], system: 'odoo' }],
  effect: ({ erp }) => erp.effects.createCostCodes,
  arguments: ({ facts }) => ({ company: facts.company, codes: facts.codes.make }),
});

const createProject = step<Input, Facts, ProjectInput, ProjectResult>({
  name: 'project',
  title: ({ facts: { project } }) =>
    `Open job ${project.number} in the ERP: ${project.tasks.length} tasks, ${project.milestones.length} milestones`,
  changes: [
    {
      object: 'Project',
      fields: ['number', 'name', 'customer', 'start', 'finish', 'status'],
      system: 'odoo',
    },
    { object: 'Task', fields: ['name', 'allocatedHours'], system: 'odoo' },
    { object: 'BillingMilestone', fields: ['name', 'deadline'], system: 'odoo' },
  ],
  effect: ({ erp }) => erp.effects.createProject,
  arguments: (view) => {
    const customerId = view.facts.customer.id ?? resultsOf(view).customer?.id;
    return { ...view.facts.project, ...(customerId !== undefined && { customerId }) };
  },
});

const createOrders = step<Input, Facts, PurchaseOrdersInput, PurchaseOrdersResult>({
  name: 'orders',
  title: ({ facts: { orders } }) =>
    `Draft ${orders.length} purchase orders: ${orders.map(({ name }) => name).join(', ')}`,
  when: ({ facts }) => facts.orders.length > 0,
  changes: [{ object: 'Commitment', fields: ['vendor', 'reference', 'lines'], system: 'odoo' }],
  effect: ({ erp }) => erp.effects.createPurchaseOrders,
  arguments: (view) => ({ company: view.facts.company, orders: toOrders(view.facts, resultsOf(view)) }),
});

const publish = step<Input, Facts, LinkRecordsInput, LinkRecordsResult>({
  name: 'job',
  title: ({ input }) => `Make job ${input.project} known, with its estimate`,
  changes: [{ object: 'CrosswalkEntry', fields: ['canonicalId'], system: 'plumbline' }],
  effect: ({ controls }) => controls.effects.linkRecords,
  arguments: (view) => ({
    made: madeRecords(view.facts, resultsOf(view)),
    found: view.facts.estimate,
    by: view.by,
  }),
});

const linkSchedule = step<Input, Facts, LinkRecordsInput, LinkRecordsResult>({
  name: 'schedule',
  title: ({ input }) => `Link schedule ${input.schedule ?? ''} to job ${input.project}`,
  when: ({ facts }) => facts.schedule !== null,
  changes: [{ object: 'CrosswalkEntry', fields: ['canonicalId'], system: 'plumbline' }],
  effect: ({ controls }) => controls.effects.linkRecords,
  arguments: ({ facts: { schedule }, by }) => ({
    ...{ made: [], found: schedule ? [schedule] : [], by },
  }),
});

export const awardEstimate = defineWrite<'awardEstimate', Facts>({
  kind: 'awardEstimate',
  roles: ['admin', 'integration'],
  async validate(input, scope) {
    const plain = workProblems(input);
    if (plain.length > 0) return { problems: plain };
    const found = await findEstimate(scope, input);
    if ('problems' in found) return found;
    const { company, estimate, price } = found;
    const codes = await codesOf(scope, input, company, estimate);
    const [job, customer, packages, schedule] = await Promise.all([
      jobProblems(scope, input, company),
      customerOf(scope, input.customer, company),
      packagesOf(scope, input, company, codes),
      scheduleOf(scope, input, company),
    ]);
    const problems = [
      ...[...codes.problems, ...job, ...customer.problems, ...packages.problems],
      ...(schedule && isProblem(schedule) ? [schedule] : []),
    ];
    if (problems.length > 0 || (schedule && isProblem(schedule))) return { problems };
    const { code, currency } = company;
    const name = input.name ?? estimate.header.name ?? input.project;
    const baseline = {
      ...{ job: { company: code, number: input.project }, estimateNumber: estimate.header.number },
      ...{ estimateRevision: estimate.header.revision, date: input.date, price, lines: codes.budget },
    };
    return {
      ...{
        company: code,
        project: input.project,
        subject: `award/${code}/${estimate.header.number}`,
        amount: price,
      },
      summary: `Award of ${input.estimate} revision ${input.revision} as ${input.project} "${name}": ${price} ${currency}`,
      facts: {
        ...{ company: code, currency, baseline, customer: customer.customer, codes: codes.codes },
        ...{ project: toProject(input, company, name, estimate), orders: packages.orders },
        ...{ estimate: [...codes.spellings, jobEntry(input, name, code, estimate)], schedule },
      },
    };
  },
  againstReversal,
  steps: [freeze, createCustomer, createCodes, createProject, createOrders, publish, linkSchedule],
});

function jobEntry(
  { project }: Input,
  name: string,
  company: string,
  { job, header }: EstimateToAward,
): LinkRecordsInput['found'][number] {
  return {
    ...{ kind: 'PROJECT', system: 'estimating', externalId: job.externalId, label: job.label },
    ...{ company: header.company, attributes: job.attributes, of: { company, number: project, name } },
  };
}
