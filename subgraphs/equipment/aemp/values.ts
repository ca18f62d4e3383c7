/** Single values of ISO 15143-3, with every way providers write "nothing here". Pure functions. */
import { decimal, type Big } from '../../kit/decimal.js';
import type { WireElement } from './wire.js';

const NOTHING = new Set(['', 'missing', 'n/a', 'na', 'null', 'none', 'unknown', '-']);

export function childOf(parent: WireElement | undefined, name: string): WireElement | undefined {
  return parent?.children.find((child) => child.name === name);
}

/** Every descendant that passes, the element itself included. */
export function descendants(root: WireElement, passes: (element: WireElement) => boolean): WireElement[] {
  const inner = root.children.flatMap((child) => descendants(child, passes));
  return passes(root) ? [root, ...inner] : inner;
}

/** Text of a child element, or else of an attribute of that name; null for blank, `missing`, `N/A` and the like. */
export function textOf(parent: WireElement | undefined, name: string): string | null {
  const text = (childOf(parent, name)?.text ?? parent?.attributes.get(name) ?? '').trim();
  return NOTHING.has(text.toLowerCase()) ? null : text;
}

/** Moment of a block, an attribute or a child called `datetime` in any case; null for `0001-01-01` and what is no date. */
export function momentOf(block: WireElement | undefined): string | null {
  const text = textOf(block, 'datetime') ?? textOf(block, 'snapshottime');
  if (text === null || text.startsWith('0001-01-01')) return null;
  // A moment without zone is UTC by the standard; JavaScript would take it as local time.
  const zoned = /([zZ]|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`;
  const moment = new Date(zoned);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** A decimal number, comma or point; null when absent. Throws a RangeError that names the value when it is neither. */
export function numberOf(block: WireElement | undefined, name: string): Big | null {
  const text = textOf(block, name);
  return text === null ? null : decimal(text.replace(',', '.'));
}

const DURATION =
  /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Hours as a number or as an ISO 8601 duration (`PT1234H30M`), exact to six decimals. */
export function hoursOf(block: WireElement | undefined, name = 'hour'): Big | null {
  const text = textOf(block, name);
  const duration = text === null ? null : DURATION.exec(text);
  if (!duration) return numberOf(block, name);
  const [days, hours, minutes, seconds] = duration
    .slice(1)
    .map((part) => decimal((part as string | undefined) ?? '0'));
  const inSeconds = (days ?? decimal(0)).times(86_400).plus((hours ?? decimal(0)).times(3_600));
  return inSeconds
    .plus((minutes ?? decimal(0)).times(60))
    .plus(seconds ?? decimal(0))
    .div(3_600)
    .round(6, 1);
}

const TO_BASE: Readonly<Record<string, { readonly unit: 'l' | 'km'; readonly factor: string }>> = {
  litre: { unit: 'l', factor: '1' },
  litres: { unit: 'l', factor: '1' },
  liter: { unit: 'l', factor: '1' },
  liters: { unit: 'l', factor: '1' },
  l: { unit: 'l', factor: '1' },
  // The standard's gallon is the US liquid gallon.
  gallon: { unit: 'l', factor: '3.785411784' },
  gallons: { unit: 'l', factor: '3.785411784' },
  gal: { unit: 'l', factor: '3.785411784' },
  kilometre: { unit: 'km', factor: '1' },
  kilometres: { unit: 'km', factor: '1' },
  kilometer: { unit: 'km', factor: '1' },
  kilometers: { unit: 'km', factor: '1' },
  km: { unit: 'km', factor: '1' },
  mile: { unit: 'km', factor: '1.609344' },
  miles: { unit: 'km', factor: '1.609344' },
  mi: { unit: 'km', factor: '1.609344' },
};

/** Converts to litres or kilometres, three decimals. Throws a RangeError that names an unknown unit. */
export function toBase(value: Big, unitText: string | null, wanted: 'l' | 'km'): Big {
  if (unitText === null) return value;
  const unit = TO_BASE[unitText.toLowerCase()];
  if (unit?.unit !== wanted)
    throw new RangeError(`"${unitText}" is not a unit of ${wanted === 'l' ? 'volume' : 'length'}`);
  return value.times(unit.factor).round(3, 1);
}
