/** Whether a change order may become part of its job's baselines. */
import type { ApproveChangeOrderInput, CostAmount } from '../../controls/connector.js';
import { seesProject } from '../../kit/actor.js';
import { centsText, sumTexts, toCents } from '../../kit/cents.js';
import { decimal } from '../../kit/decimal.js';
import type { InputOf, Problem, WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { findCostCode, findProject, type ProjectTarget } from '../find-project.js';

type Input = InputOf<'approveChangeOrder'>;

const MOST_LINES = 200;

const bad = (code: string, message: string, ...field: string[]): Problem => ({ code, message, field });

/** Money a person wrote: at most two decimals. */
const isMoney = (text: string): boolean => decimal(text).round(2, 0).eq(decimal(text));

export const costOf = ({ lines }: Pick<Input, 'lines'>): bigint => sumTexts(lines.map(({ cost }) => cost));

/** What the input alone says. */
export function plainProblems(input: Input): Problem[] {
  const { number, title, price, lines } = input;
  if (lines.length > MOST_LINES)
    return [
      bad('BAD_INPUT', `A change order has at most ${MOST_LINES} lines, this one ${lines.length}`, 'lines'),
    ];
  const pairs = lines.map(({ costCode, costType }) => `${costCode} ${costType}`);
  return [
    ...(['number', 'title'] as const)
      .filter((name) => ({ number, title })[name].trim() === '')
      .map((name) => bad('BAD_INPUT', `A change order needs a ${name}; give it one`, name)),
    ...(isMoney(price) ? [] : [badAmount('price', price, 'price')]),
    ...(decimal(price).eq(0) && lines.length === 0
      ? [
          bad(
            'BAD_INPUT',
            `Change order "${number}" changes neither price nor cost; give one of them`,
            'price',
          ),
        ]
      : []),
    ...lines.flatMap((line, at) => lineProblems(line, String(at), pairs.indexOf(pairs[at] ?? '') < at)),
  ];
}

function lineProblems(
  { costCode, costType, cost }: Input['lines'][number],
  at: string,
  twice: boolean,
): Problem[] {
  const pair = `"${costCode}" ${costType}`;
  const again = `${pair} is there twice; add its lines up`;
  const untyped = `${pair} has no cost type; use LABOR, EQUIPMENT, MATERIAL, SUBCONTRACT or OTHER`;
  return [
    ...(!isMoney(cost) || decimal(cost).eq(0) ? [badAmount('cost', cost, 'lines', at, 'cost')] : []),
    ...(twice ? [bad('BAD_INPUT', again, 'lines', at, 'costCode')] : []),
    ...(costType === 'UNCLASSIFIED' ? [bad('BAD_INPUT', untyped, 'lines', at, 'costType')] : []),
  ];
}

const badAmount = (what: string, value: string, ...field: string[]): Problem =>
  bad(
    'BAD_AMOUNT',
    `${what} "${value}" must have at most two decimals${what === 'cost' ? ' and not be 0' : ''}; correct it`,
    ...field,
  );

/** The job, or why not; a number of another company is told as that. */
export async function findOwnProject(
  scope: WriteScope,
  { project: number, company }: Pick<Input, 'project' | 'company'>,
): Promise<ProjectTarget | Problem> {
  const found = await findProject(scope, number, company);
  if (!isProblem(found) || found.code !== 'NOT_FOUND' || company == null) return found;
  const all = await scope.crosswalk.list('PROJECT');
  const elsewhere = all.find((own) => own.number === number && seesProject(scope.actor, own.company, number));
  if (!elsewhere) return found;
  const message = `Project ${number} belongs to company ${elsewhere.company}, not to ${company}; correct one of them`;
  return { code: 'CROSS_COMPANY', message, field: ['company'], record: number };
}

/** Each line's code must be one of the company's list. */
export async function codeProblems(scope: WriteScope, { lines }: Input, company: string): Promise<Problem[]> {
  const found = await Promise.all(lines.map(({ costCode }) => findCostCode(scope, costCode, company)));
  return found.flatMap((code, at) =>
    isProblem(code) ? [{ ...code, field: ['lines', String(at), 'costCode'] }] : [],
  );
}

export async function jobProblems(
  { systems }: WriteScope,
  { number, odooId }: ProjectTarget,
): Promise<Problem[]> {
  const about = (code: string, message: string): Problem[] => [
    { code, message, field: ['project'], record: number, system: 'odoo' },
  ];
  const [job] = await systems.erp.checks.projects([odooId]);
  if (!job?.active || job.status === 'CLOSED')
    return about(
      'CLOSED_JOB',
      `Project ${number} is closed or archived; reopen it in the ERP before it is changed`,
    );
  if (job.status !== 'BIDDING') return [];
  return about('NOT_AWARDED', `Project ${number} is still being bid for; award it before it is changed`);
}

/** A change order is approved once; one that was turned down stays so. */
export async function statusProblems(
  { systems }: WriteScope,
  { number }: Input,
  { id, number: project }: ProjectTarget,
): Promise<Problem[]> {
  const { changeOrders } = await systems.controls.checks.book(id);
  const known = changeOrders.filter((own) => own.number === number);
  const of = (status: string) => known.find((own) => own.status === status);
  const [approved, rejected] = [of('APPROVED'), of('PENDING') ? undefined : of('REJECTED')];
  const about = (code: string, message: string, record: string): Problem[] => [
    { code, message, field: ['number'], record, system: 'plumbline' },
  ];
  if (approved)
    return about(
      'ALREADY_APPROVED',
      `Change order ${number} of ${project} was approved on ${approved.approvedOn ?? 'an unknown day'}; give a further change a number of its own`,
      approved.id,
    );
  if (!rejected) return [];
  return about(
    'REJECTED',
    `Change order ${number} of ${project} was rejected; give the new one a number of its own`,
    rejected.id,
  );
}

/** For the trace of a job that was not awarded here; a foreign currency's budget is none. */
export async function originalOf(
  { systems, companies }: WriteScope,
  { id, company }: ProjectTarget,
): Promise<ApproveChangeOrderInput['original']> {
  const { baseline } = await systems.controls.checks.book(id);
  if (baseline) return null;
  const awarded = await systems.estimates.awarded(id);
  if (!awarded || (awarded.currency !== null && awarded.currency !== companies.get(company)?.currency))
    return null;
  return { price: awarded.price, lines: awarded.lines };
}

export const toAmounts = ({ lines }: Input): CostAmount[] =>
  lines.map(({ costCode, costType, cost }) => ({ costCode, costType, amount: centsText(toCents(cost)) }));
