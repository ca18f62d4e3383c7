/** Open bids for the scenarios of awards, and what the graph and the ERP say of the jobs they became. */
import type { ConfigInput } from '../../gateway/config/schema.js';
import { toOpenBid, type FirmEstimate, type OpenBid } from '../../sandbox/index.js';
import type { Scenario } from './plumbline.js';

/** A second person, so that somebody else can agree. */
export const OFFICE = 'scenario-office-token';

export function awardConfig(config: ConfigInput): ConfigInput {
  const office = {
    id: 'office',
    roles: ['integration' as const],
    companies: '*' as const,
    projects: '*' as const,
  };
  return {
    ...config,
    odoo: { ...config.odoo, maxAgeMs: 0 },
    auth: { tokens: [...(config.auth.tokens ?? []), { token: OFFICE, actor: office }] },
    workflows: { approvals: [{ name: 'a large award', write: 'awardEstimate', from: '500000.00' }] },
  };
}

let serial = 1_000;
/** An estimator sends a bid out; every one is its own. */
export function sendBid({ sandbox }: Scenario, over: Partial<OpenBid> = {}): FirmEstimate {
  serial += 1;
  const own = { number: `E-NB-${serial}`, company: 'NB', currency: 'USD', name: `Bid ${serial}` };
  const bid = toOpenBid(serial, { ...own, ...over });
  sandbox.putEstimate(bid);
  return bid;
}

export const cents = (text: string): number => Math.round(Number(text) * 100);

/** Cost of an estimate by code and type, worked out from its own rows. */
export function budgetOf(
  { bidItems }: FirmEstimate,
  codes: ReadonlyMap<number, string>,
): Record<string, string> {
  const sums = new Map<string, number>();
  for (const { costCodeId, resources } of bidItems.flatMap(({ activities }) => activities))
    for (const { type, amount } of resources) {
      const pair = `${codes.get(costCodeId) ?? ''} ${type}`;
      sums.set(pair, (sums.get(pair) ?? 0) + cents(amount));
    }
  return Object.fromEntries([...sums].map(([pair, sum]) => [pair, (sum / 100).toFixed(2)]));
}

export const priceOf = ({ bidItems }: FirmEstimate): string =>
  (bidItems.reduce((sum, { amount }) => sum + cents(amount), 0) / 100).toFixed(2);

export interface AwardedJob {
  readonly number: string;
  readonly name: string | null;
  readonly status: string | null;
  readonly customer: { readonly name: string } | null;
  readonly estimate: { readonly number: string; readonly revision: number } | null;
  readonly schedule: { readonly source: string | null } | null;
  readonly externalIds: readonly { readonly system: string; readonly id: string }[];
  readonly baselineRevisions: readonly {
    readonly kind: string;
    readonly by: string;
    readonly write: string;
    readonly price: { readonly change: string; readonly after: string };
  }[];
  readonly cost: {
    readonly originalBudget: string;
    readonly committedCost: string;
    readonly lines: readonly {
      readonly costCode: { readonly code: string };
      readonly costType: string;
      readonly originalBudget: string;
      readonly committedCost: string;
    }[];
    readonly wip: { readonly contractValue: string };
    readonly exceptions: readonly { readonly code: string; readonly message: string }[];
    readonly sources: readonly { readonly system: string; readonly error: string | null }[];
  };
}

export async function readJob(scenario: Scenario, number: string): Promise<AwardedJob> {
  const query = `query ($number: String!) { project(number: $number) { number name status customer { name }
    estimate { number revision } schedule { source } externalIds { system id }
    baselineRevisions { kind by write price { change after } }
    cost { originalBudget committedCost lines { costCode { code } costType originalBudget committedCost }
      wip { contractValue } exceptions { code message } sources { system error } } } }`;
  const { data, errors } = await scenario.ask(query, { number });
  if (errors) throw new Error(JSON.stringify(errors));
  return (data as unknown as { project: AwardedJob }).project;
}

/** Figures of a column by code and type, those that are not 0. */
export function columnOf(
  { cost }: AwardedJob,
  column: 'originalBudget' | 'committedCost',
): Record<string, string> {
  return Object.fromEntries(
    cost.lines
      .filter((line) => cents(line[column]) !== 0)
      .map((line) => [`${line.costCode.code} ${line.costType}`, line[column]]),
  );
}

export async function matchesOf(scenario: Scenario, number: string): Promise<Record<string, string | null>> {
  const query = `{ crosswalk(first: 500, filter: { kind: PROJECT }) { nodes { system canonicalNumber matchedBy } } }`;
  const { data } = await scenario.ask(query);
  const { nodes } = (
    data as unknown as {
      crosswalk: { nodes: { system: string; canonicalNumber: string | null; matchedBy: string | null }[] };
    }
  ).crosswalk;
  const own = nodes.filter(({ canonicalNumber }) => canonicalNumber === number);
  return Object.fromEntries(own.map(({ system, matchedBy }) => [system, matchedBy]));
}
