/**
 * Issues goods from the yard to a job: the transfer is done and its cost carries job, cost code and cost type. Taken
 * back by a transfer the other way, whose cost is the same amount with the other sign.
 */
import { centsText, sumCents } from '../../kit/cents.js';
import { decimal, sum, type DecimalString } from '../../kit/decimal.js';
import type { Effect } from '../../kit/effect.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readId, readLink, readMoment, readText, type WireRecord } from '../erp/wire.js';
import { availability } from './availability.js';
import { distributionProblems } from './distributions.js';
import { companyOf, inCompany, refusal, type EffectScope } from './scope.js';
import {
  ensureCodes,
  ensureDone,
  findTransfer,
  readCosts,
  readMoves,
  type TransferCost,
  type TransferDesk,
  type TransferLine,
} from './stock-transfer.js';

export type { TransferLine } from './stock-transfer.js';

export interface IssueStockInput {
  /** Company code. */
  readonly company: string;
  /** project.project id. */
  readonly projectId: number;
  /** stock.picking.type id; its analytic costs must be switched on, or the job is not charged. */
  readonly operationTypeId: number;
  /** stock.location ids. */
  readonly fromLocationId: number;
  readonly toLocationId: number;
  readonly lines: readonly TransferLine[];
}

export interface IssueStockResult {
  /** stock.picking id. */
  readonly id: number;
  readonly number: string;
  /** When Odoo completed it, UTC. */
  readonly doneAt: Date | null;
  /** What the job was charged, company currency, positive. */
  readonly cost: DecimalString;
}

export type IssueStock = Effect<IssueStockInput, IssueStockResult>;

export function createIssueStock(scope: EffectScope): IssueStock {
  return {
    name: 'issue-stock',
    system: 'odoo',
    idempotency: { kind: 'KEY' },
    run: (input, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        if (!(await findTransfer(desk))) await check(scope, desk, input);
        return complete(desk);
      }),
    find: (input, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        const picking = await findTransfer(desk);
        if (!picking || readText(picking, 'state') !== 'done') return null;
        const costs = await readCosts(desk, await readMoves(desk, readId(picking)));
        // Done but not coded is half an issue: run finishes it.
        return costs.length > 0 && costs.every(({ coded }) => coded) ? toResult(picking, costs) : null;
      }),
    undo: (input, _result, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        const back = { ...desk, key: `${key}_ret`, what: `return of ${desk.what}` };
        await complete({ ...back, fromId: desk.toId, toId: desk.fromId });
      }),
  };
}

function open(scope: EffectScope, session: Session, input: IssueStockInput, key: string): TransferDesk {
  const company = companyOf(scope, input.company);
  if (input.lines.length === 0) throw refusal('an issue needs at least one line; say what is issued');
  for (const { productId, quantity } of input.lines)
    if (!/^\d+(\.\d+)?$/.test(quantity) || decimal(quantity).eq(0))
      throw refusal(`"${quantity}" of product ${productId} cannot be issued; write a quantity above zero`);
  return {
    session: inCompany(session, company),
    key,
    what: `issue to project ${input.projectId}`,
    projectId: input.projectId,
    operationTypeId: input.operationTypeId,
    fromId: input.fromLocationId,
    toId: input.toLocationId,
    lines: input.lines,
  };
}

async function complete(desk: TransferDesk): Promise<IssueStockResult> {
  const picking = await ensureDone(desk);
  const costs = await ensureCodes(desk, await readMoves(desk, readId(picking)));
  const name = readText(picking, 'name') ?? String(readId(picking));
  if (costs.length === 0)
    throw refusal(
      `transfer ${name} is done, but odoo charged the job nothing; give the products a cost and check the analytic costs of the operation type`,
    );
  const bare = costs.find(({ coded }) => !coded);
  if (bare)
    throw refusal(
      `the cost of product ${bare.line.productId} on transfer ${name} does not keep its cost code; write it there`,
    );
  return toResult(picking, costs);
}

/** Before anything is made: the job, the coding, the switch, and enough in the yard. */
async function check(scope: EffectScope, desk: TransferDesk, input: IssueStockInput): Promise<void> {
  const { session, what } = desk;
  const company = companyOf(scope, input.company);
  const [[project], [type], stock] = await Promise.all([
    readFields(session, 'project.project', [['id', '=', input.projectId]], ['account_id']),
    readFields(
      session,
      'stock.picking.type',
      [['id', '=', input.operationTypeId]],
      ['name', 'analytic_costs'],
    ),
    availability(
      session,
      input.fromLocationId,
      input.lines.map(({ productId }) => productId),
    ),
  ]);
  const accountId = project ? readLink(project, 'account_id') : null;
  if (accountId === null) throw refusal(`${what} has no analytic account in odoo to be charged; give it one`);
  if (type?.['analytic_costs'] !== true)
    throw refusal(
      `operation type ${input.operationTypeId} does not charge jobs; switch on its analytic costs or choose another`,
    );
  const keys = input.lines.map(({ costCodeId, costTypeId }) =>
    [accountId, costCodeId, costTypeId].filter((id) => id !== null).join(','),
  );
  const problems = await distributionProblems(
    session,
    company,
    keys.map((one) => ({ [one]: '100' })),
  );
  const problem = problems.flat()[0];
  if (problem !== undefined) throw refusal(`${what} cannot be coded: ${problem}; correct its cost code`);
  refuseShort(what, input, stock);
}

function refuseShort(
  what: string,
  { lines, fromLocationId }: IssueStockInput,
  stock: ReadonlyMap<number, DecimalString>,
): void {
  for (const productId of new Set(lines.map((line) => line.productId))) {
    const own = lines.filter((line) => line.productId === productId);
    const wanted = sum(own.map(({ quantity }) => decimal(quantity)));
    const free = decimal(stock.get(productId) ?? '0');
    if (free.lt(wanted))
      throw refusal(
        `${what} wants ${wanted.toFixed()} of product ${productId}, location ${fromLocationId} has ${free.toFixed()}; receive more or issue less`,
      );
  }
}

function toResult(picking: WireRecord, costs: readonly TransferCost[]): IssueStockResult {
  return {
    id: readId(picking),
    number: readText(picking, 'name') ?? '',
    doneAt: readMoment(picking, 'date_done'),
    cost: centsText(-sumCents(costs.map(({ amount }) => amount))),
  };
}
