/**
 * Storms: repeats of a fault code on a machine are one breakdown as long as none comes later than the window after the
 * one before. It is anchored to the first repeat that was seen, not to the clock, so that reading again, late, out of
 * order or in another process gives the same breakdown.
 */
import type { BreakdownModel } from '../model.js';
import { compareSeverity } from '../severity.js';
import type { KeptBreakdown } from './kept.js';

interface Span {
  body: KeptBreakdown;
  from: number;
  to: number;
  changed: boolean;
}

/** Where two breakdowns grew towards each other by a late repeat they stay two: both were told. */
export function collapse(
  kept: readonly KeptBreakdown[],
  faults: readonly BreakdownModel[],
  windowMs: number,
): readonly KeptBreakdown[] {
  const spans = new Map<string, Span[]>();
  for (const body of [...kept].sort((a, b) => from(a) - from(b)))
    listOf(spans, body).push({ body, from: from(body), to: to(body), changed: false });
  for (const fault of [...faults].sort((a, b) => from(a) - from(b)))
    add(listOf(spans, fault), fault, windowMs);
  return [...spans.values()].flatMap((list) => list.flatMap(({ body, changed }) => (changed ? [body] : [])));
}

const from = ({ occurredAt }: BreakdownModel): number => Date.parse(occurredAt ?? '');
const to = (body: KeptBreakdown): number => Date.parse(body.lastOccurredAt ?? body.occurredAt ?? '');

function listOf(spans: Map<string, Span[]>, { machine, code }: BreakdownModel): Span[] {
  const name = JSON.stringify([machine, code]);
  const known = spans.get(name);
  if (known) return known;
  const made: Span[] = [];
  spans.set(name, made);
  return made;
}

/** Spans stand in the order of time and apart, so only the last one that begins early enough can hold the fault. */
function add(spans: Span[], fault: BreakdownModel, windowMs: number): void {
  const at = from(fault);
  let place = spans.length - 1;
  while (place >= 0 && (spans[place] as Span).from - windowMs > at) place -= 1;
  const span = spans[place];
  const earlier = spans[place - 1];
  if (earlier && at <= earlier.to + windowMs) extend(earlier, fault, at);
  else if (span && at <= span.to + windowMs) extend(span, fault, at);
  else {
    const body = { ...fault, lastOccurredAt: fault.occurredAt ?? '' };
    spans.splice(place + 1, 0, { body, from: at, to: at, changed: true });
  }
}

function extend(span: Span, fault: BreakdownModel, at: number): void {
  const { body } = span;
  const worse = compareSeverity(fault.severity, body.severity) < 0;
  if (at >= span.from && at <= span.to && !worse) return;
  const occurredAt = at < span.from ? fault.occurredAt : body.occurredAt;
  const lastOccurredAt = (at > span.to ? fault.occurredAt : new Date(span.to).toISOString()) ?? '';
  const severity = worse ? fault.severity : body.severity;
  Object.assign(span, {
    ...{ from: Math.min(span.from, at), to: Math.max(span.to, at), changed: true },
    body: { ...body, occurredAt, lastOccurredAt, severity },
  });
}
