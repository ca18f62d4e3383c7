/** What is bought for the job: a draft order per package, coded as the estimate is. */
import type { CostAmount } from '../../controls/connector.js';
import { decimal } from '../../kit/decimal.js';
import type { CompanySettings } from '../../kit/company.js';
import type { PurchaseOrderInput } from '../../odoo/connector.js';
import type { InputOf, Problem, WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { findVendor } from '../find-vendor.js';
import type { CodedEstimate } from './award-codes.js';
import type { AwardFacts, AwardResults } from './award-estimate.js';

type Input = InputOf<'awardEstimate'>;
type Package = NonNullable<Input['packages']>[number];
type Line = Package['lines'][number];

/** An order before the job has an analytic account. */
export interface OrderDraft {
  readonly name: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly reference: string | null;
  readonly lines: readonly LineDraft[];
}
interface LineDraft extends Pick<CostAmount, 'costCode' | 'costType'> {
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly wantedOn: string | null;
}

export async function packagesOf(
  scope: WriteScope,
  { packages }: Input,
  company: CompanySettings,
  coded: CodedEstimate,
): Promise<{ readonly orders: readonly OrderDraft[]; readonly problems: readonly Problem[] }> {
  const list = packages ?? [];
  const ids = list.map(({ product }) => (/^\d{1,9}$/.test(product) ? Number(product) : 0));
  const [vendors, products] = await Promise.all([
    Promise.all(
      list.map(({ vendor }, at) =>
        findVendor(scope, vendor, company.code, ['packages', String(at), 'vendor']),
      ),
    ),
    list.length > 0 ? scope.systems.erp.checks.documents.products(company.code, ids) : [],
  ]);
  const problems = list.flatMap((own, at) => {
    const vendor = vendors[at];
    return [
      ...(vendor && isProblem(vendor) ? [vendor] : []),
      ...(products[at] ? [] : [noProduct(own, at, company.code)]),
      ...own.lines.flatMap((line, i) =>
        lineProblems(line, coded, ['packages', String(at), 'lines', String(i)]),
      ),
    ];
  });
  const orders = list.flatMap((own, at): OrderDraft[] => {
    const vendor = vendors[at];
    if (!vendor || isProblem(vendor)) return [];
    return [toDraft(own, vendor.odooId, ids[at] ?? 0, coded.budget)];
  });
  return { orders, problems };
}

const noProduct = ({ name, product }: Package, at: number, company: string): Problem => ({
  code: 'NOT_FOUND',
  message: `Package "${name}" is to be ordered as product ${product}, which company ${company} does not have in the ERP; give the id of one of its products`,
  ...{ field: ['packages', String(at), 'product'], record: product, system: 'odoo' },
});

const budgetOf = (budget: readonly CostAmount[], { costCode, costType }: Line): CostAmount | undefined =>
  budget.find((own) => own.costCode === costCode && own.costType === costType);

function lineProblems(line: Line, { budget, codes }: CodedEstimate, path: readonly string[]): Problem[] {
  const { costCode, costType, quantity, unitPrice } = line;
  const no = (code: string, message: string, field: string, record?: string): Problem[] => [
    { code, message, field: [...path, field], ...(record !== undefined && { record }) },
  ];
  const pair = `${costCode} ${costType}`;
  const own = budgetOf(budget, line);
  const unknown = `The estimate has no cost for ${pair}; buy for one of its codes and types`;
  if (!own) return no('NOT_IN_ESTIMATE', unknown, 'costCode', costCode);
  const typed = Object.keys(codes.typeIds).length === 0 || codes.typeIds[costType] !== undefined;
  const noType = `The ERP has no analytic account for cost type ${costType}; add it to its plan of cost types`;
  const unpriced = `Give the unitPrice of ${quantity ?? ''} for ${pair}, or leave the quantity out`;
  const price = unitPrice ?? own.amount;
  const free = `unitPrice "${price}" of ${pair} must be above 0; give what the vendor asks`;
  return [
    ...(typed ? [] : no('NOT_CONFIGURED', noType, 'costType', costType)),
    ...(quantity != null && !isPositive(quantity)
      ? no('BAD_INPUT', `quantity "${quantity}" must be above 0; correct it`, 'quantity')
      : []),
    ...(quantity != null && unitPrice == null ? no('BAD_INPUT', unpriced, 'unitPrice') : []),
    ...(isPositive(price) ? [] : no('BAD_AMOUNT', free, 'unitPrice')),
  ];
}

const isPositive = (text: string): boolean => decimal(text).gt(0);

function toDraft(
  { name, reference, lines }: Package,
  vendorId: number,
  productId: number,
  budget: readonly CostAmount[],
): OrderDraft {
  return {
    ...{ name, vendorId, productId, reference: reference ?? null },
    lines: lines.map((line) => ({
      ...{ costCode: line.costCode, costType: line.costType, wantedOn: line.wantedOn ?? null },
      description: line.description ?? `${name}: ${line.costCode}`,
      quantity: line.quantity ?? '1',
      unitPrice: line.unitPrice ?? budgetOf(budget, line)?.amount ?? '0',
    })),
  };
}

/** The orders, once the job and new codes have their analytic accounts. */
export function toOrders(
  { orders, codes }: Pick<AwardFacts, 'orders' | 'codes'>,
  results: AwardResults,
): PurchaseOrderInput[] {
  const made = new Map(results['cost codes']?.codes.map(({ code, id }) => [code, id]));
  const keyOf = ({ costCode, costType }: LineDraft): string =>
    [results.project.accountId, codes.codeIds[costCode] ?? made.get(costCode), codes.typeIds[costType]]
      .filter((id) => id !== undefined)
      .join(',');
  return orders.map(({ vendorId, productId, reference, lines }) => ({
    ...{ vendorId, ...(reference !== null && { reference }) },
    lines: lines.map((line) => ({
      ...{ productId, description: line.description, quantity: line.quantity, unitPrice: line.unitPrice },
      ...{
        distribution: { [keyOf(line)]: '100' },
        ...(line.wantedOn !== null && { wantedOn: line.wantedOn }),
      },
    })),
  }));
}
