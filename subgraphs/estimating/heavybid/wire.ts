/**
 * HeavyBid's JSON, its names, parsed at the border. Level names, `$top/$skip/$filter/$orderby`, the filter
 * operators (eq gt lt contains in; strings quoted, guids not) and the page envelope are documented at
 * https://developer.hcssapps.com/products/heavybid-estimate-insights/guides/querying-estimate-details
 * The vendor's field list needs a login: the names below follow the published samples (estimateId, biditemId,
 * biditemCode, activityCode, resourceCode, units, unitCost, total, lastModified); the rest are assumptions kept
 * in this one file.
 */
import { z } from 'zod';
import { UpstreamError } from '../../kit/errors.js';
import { parseJson } from '../../kit/upstream.js';

const text = z.string().nullish();
const number = z.number().nullish();

export const wireBusinessUnit = z.object({ id: z.string(), code: z.string() });
export const wireEstimate = z.object({
  id: z.string(),
  businessUnitId: z.string(),
  code: z.string(),
  revision: z.number().int(),
  name: text,
  jobNumber: text,
  status: z.string(),
  awardDate: text,
  currency: text,
  lastModified: z.string(),
});
export const wireBidItem = z.object({
  id: z.string(),
  estimateId: z.string(),
  biditemCode: z.string(),
  description: text,
  quantity: number,
  units: text,
  unitPrice: number,
  total: number,
});
export const wireActivity = z.object({
  id: z.string(),
  estimateId: z.string(),
  biditemId: z.string(),
  /** The cost code as the estimators write it. */
  costCode: text,
});
export const wireResource = z.object({
  id: z.string(),
  estimateId: z.string(),
  biditemId: z.string(),
  activityId: z.string(),
  resourceType: text,
  quantity: number,
  units: text,
  unitCost: number,
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
