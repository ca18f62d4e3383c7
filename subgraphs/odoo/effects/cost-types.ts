/** The analytic accounts that stand for cost types, so that a posting carries all three plans. */
import { COST_TYPES, type CostType } from '../../kit/company.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readId, readLink, readText } from '../erp/wire.js';

const NEEDS = { required: ['name', 'plan_id'], optional: ['code', 'root_plan_id'] };

/** Id by cost type; empty where the firm has no plan of cost types. */
export async function readCostTypes(session: Session): Promise<ReadonlyMap<CostType, number>> {
  const { costType } = session;
  if (!costType) return new Map();
  const fields = await session.choose('account.analytic.account', NEEDS);
  const rows = await readFields(session, 'account.analytic.account', [['plan_id', '=', costType.id]], fields);
  return new Map(
    rows.flatMap((row) => {
      const words = [readText(row, 'code')?.toUpperCase(), readText(row, 'name')?.toUpperCase()];
      const type = COST_TYPES.find((one) => words.includes(one));
      const plan = readLink(row, 'root_plan_id') ?? readLink(row, 'plan_id');
      return type && plan === costType.id ? [[type, readId(row)] as const] : [];
    }),
  );
}
