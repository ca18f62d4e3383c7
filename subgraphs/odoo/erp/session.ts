/** What must be known before the first read: protocol, readable fields, and which columns carry code and type. */
import { UpstreamError } from '../../kit/errors.js';
import type { OdooSettings } from '../settings.js';
import { chooseFields, ERP_MODELS, FIELD_NEEDS, type ErpModel, type FieldNeeds } from './fields.js';
import type { OdooRpc } from './rpc.js';
import { readId, readLink, readRecords, readText, type WireRecord } from './wire.js';

/** A plan of the analytic dimension; its column on analytic lines is `x_plan<ID>_id`. */
export interface Plan {
  readonly id: number;
  readonly column: string;
}
export interface Session {
  readonly rpc: OdooRpc;
  readonly costCode: Plan;
  /** Null where the firm has no third plan: the type then comes from the account and category maps. */
  readonly costType: Plan | null;
  /** The plan of the jobs themselves: the root plan that has no column of its own. Null when there are several. */
  readonly projectPlanId: number | null;
  readonly context: Readonly<Record<string, unknown>>;
  fields(model: ErpModel, extra?: readonly string[]): string[];
  /** The same for a model that only some calls touch: what the key may see is discovered when first asked for. */
  choose(model: string, needs: FieldNeeds): Promise<string[]>;
}

/** Archived records still carry money, so they are never hidden (`active_test`). */
export function sessionContext(companyIds: readonly number[]): Readonly<Record<string, unknown>> {
  return { allowed_company_ids: companyIds, active_test: false, lang: 'en_US' };
}

/** One parallel step: `fields_get` per model and the list of plans. */
export async function openSession(
  rpc: OdooRpc,
  settings: Pick<OdooSettings, 'plans'>,
  companyIds: readonly number[],
): Promise<Session> {
  const context = sessionContext(companyIds);
  const [plans, ...known] = await Promise.all([
    rpc.call(
      'account.analytic.plan',
      'search_read',
      { domain: [], fields: ['name', 'parent_id'], order: 'id' },
      { context },
    ),
    ...ERP_MODELS.map((model) => knownFields(rpc, model, context)),
  ]);
  const byModel: ReadonlyMap<string, ReadonlySet<string>> = new Map(
    ERP_MODELS.map((model, i) => [model, known[i] ?? new Set<string>()]),
  );
  const rows = readRecords('account.analytic.plan', plans);
  const costCode = findPlan(rows, settings.plans.costCode);
  if (!costCode) throw noPlan(settings.plans.costCode);
  return {
    rpc,
    costCode,
    costType: findPlan(rows, settings.plans.costType),
    projectPlanId: findProjectPlan(rows, byModel.get('account.analytic.line') ?? new Set()),
    context,
    fields: (model, extra) => chooseFields(model, byModel.get(model) ?? new Set(), FIELD_NEEDS[model], extra),
    choose: createChooser(byModel, (model) => knownFields(rpc, model, context)),
  };
}

/** Asks once per model; an answer that failed is asked for again next time. */
function createChooser(
  opened: ReadonlyMap<string, ReadonlySet<string>>,
  discover: (model: string) => Promise<ReadonlySet<string>>,
): Session['choose'] {
  const asked = new Map<string, Promise<ReadonlySet<string>>>();
  for (const [model, known] of opened) asked.set(model, Promise.resolve(known));
  return async (model, needs) => {
    const known = asked.get(model) ?? discover(model);
    asked.set(model, known);
    try {
      return chooseFields(model, await known, needs);
    } catch (error) {
      asked.delete(model);
      throw error;
    }
  };
}

async function knownFields(
  rpc: OdooRpc,
  model: string,
  context: Readonly<Record<string, unknown>>,
): Promise<Set<string>> {
  const answer = await rpc.call(model, 'fields_get', { attributes: ['type'] }, { context });
  return new Set(Object.keys(answer ?? {}));
}

function findPlan(rows: readonly WireRecord[], name: string): Plan | null {
  const row = rows.find((plan) => readText(plan, 'name')?.toLowerCase() === name.toLowerCase());
  return row ? { id: readId(row), column: `x_plan${readId(row)}_id` } : null;
}

/** Odoo gives every root plan a column `x_plan<ID>_id` but the project plan, whose column is `account_id`. */
function findProjectPlan(rows: readonly WireRecord[], lineFields: ReadonlySet<string>): number | null {
  const bare = rows.filter(
    (plan) => readLink(plan, 'parent_id') === null && !lineFields.has(`x_plan${readId(plan)}_id`),
  );
  return bare.length === 1 && bare[0] ? readId(bare[0]) : null;
}

function noPlan(name: string): UpstreamError {
  return new UpstreamError(
    'odoo',
    'BUSINESS',
    `odoo has no analytic plan "${name}"; create it or set odoo.plans.costCode to the plan that holds the cost codes`,
  );
}
