/**
 * HeavyBid's estimate insights API (v2 integration), its names, parsed at the border.
 *
 * Source: https://developer.hcssapps.com/hcss/docs/querying-estimates-biditems-activities-and-resources (levels, a
 * business unit id for every call, `$top $skip $filter $orderby`, operators eq gt lt contains in, strings quoted and
 * guids not, page envelope); paths and fields as in two public clients, github.com/AppXchange/Connector-HCSS
 * (Connector/HeavyBidEstimate, Client/ApiClient.cs) and github.com/btsparks/Wollam_Estimator
 * (weis-v2/app/hcss/models.py: `filters`, the activity's codes, `typeCost`).
 *
 * Codes are numbers in the first and text in the second: both are taken. Unverified: that `bidPrice` is the unit price,
 * and whether a labor resource's `total` holds its burden; map.ts therefore adds every activity up to its `directTotal`.
 */
import { z } from 'zod';
import { UpstreamError } from '../../kit/errors.js';
import { parseJson } from '../../kit/upstream.js';

const text = z.string().nullish();
const number = z.number().nullish();
const code = z.union([z.string(), z.number()]).transform(String);

export const wireBusinessUnit = z.object({ id: z.string(), businessUnitCode: code });
/** `filters` holds what the firm notes of an estimate: status, projectNumber, bidDate, estimateTag1 to 4, … */
export const wireEstimate = z.object({
  id: z.string(),
  code,
  name: text,
  lastModified: z.string(),
  isDeleted: z.boolean().nullish(),
  filters: z.record(z.string(), z.unknown()).nullish(),
});
/** `quantity` is the take-off, `bidQuantity` what the owner pays for. */
export const wireBidItem = z.object({
  id: z.string(),
  estimateId: z.string(),
  biditemCode: code,
  description: text,
  quantity: number,
  bidQuantity: number,
  units: text,
  bidPrice: number,
});
export const wireActivity = z.object({
  id: z.string(),
  estimateId: z.string(),
  biditemId: z.string(),
  activityCode: code.nullish(),
  accountingJCCode1: code.nullish(),
  accountingJCCode2: code.nullish(),
  heavyJobCode: code.nullish(),
  burden: number,
  directTotal: number,
});
export const wireResource = z.object({
  id: z.string(),
  estimateId: z.string(),
  biditemId: z.string(),
  activityId: z.string(),
  typeCost: text,
  quantity: number,
  units: text,
  unitPrice: number,
  total: number,
});
export type WireBusinessUnit = z.output<typeof wireBusinessUnit>;
export type WireEstimate = z.output<typeof wireEstimate>;
export type WireBidItem = z.output<typeof wireBidItem>;
export type WireActivity = z.output<typeof wireActivity>;
export type WireResource = z.output<typeof wireResource>;

const envelope = z.object({
  data: z.array(z.unknown()),
  currentTopValue: z.number().int(),
  currentSkipValue: z.number().int(),
  nextSkipValue: z.number().int().nullish(),
});

export interface WirePage<T> {
  readonly rows: readonly T[];
  readonly hasNext: boolean;
}

/** Parses one page; anything the protocol does not promise is GARBAGE, since half an estimate is a wrong budget. */
export function parsePage<T>(body: string, row: z.ZodType<T>): WirePage<T> {
  const page = envelope.safeParse(parseJson('estimating', body));
  if (!page.success) throw garbage('a page without data, currentTopValue and currentSkipValue', page.error);
  const rows = z.array(row).safeParse(page.data.data);
  if (!rows.success) throw garbage('a row we cannot read', rows.error);
  const next = page.data.nextSkipValue ?? 0;
  return { rows: rows.data, hasNext: next > page.data.currentSkipValue && rows.data.length > 0 };
}

const token = z.object({ access_token: z.string(), expires_in: z.number() });
export function parseToken(body: string): z.output<typeof token> {
  const parsed = token.safeParse(parseJson('estimating', body));
  if (parsed.success) return parsed.data;
  throw garbage('a token answer without access_token and expires_in', parsed.error);
}

function garbage(what: string, error: z.ZodError): UpstreamError {
  return new UpstreamError(
    'estimating',
    'GARBAGE',
    `estimating answered ${what}`,
    z.prettifyError(error).slice(0, 500),
  );
}
