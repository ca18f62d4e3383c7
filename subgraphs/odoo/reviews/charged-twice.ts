/** Machine days that the equipment journal charges more than once: by hand and by a flow, or by two people at once. */
import { centsText, sumCents } from '../../kit/cents.js';
import type { DecimalString } from '../../kit/decimal.js';
import { byKey } from '../../kit/group.js';
import { usageKey } from '../erp/map-posted.js';
import { readCents, readDistribution, readLink, readLinkName, type WireRecord } from '../erp/wire.js';

export interface ChargedTwice {
  /** `<machine>/<day>`. */
  readonly key: string;
  /** What stands of all charges together, company currency. */
  readonly amount: DecimalString;
  /** Entries that charge it, reversals left out. */
  readonly entries: readonly { readonly id: number; readonly label: string | null }[];
}

/** Pure. @param lines posted lines of the equipment journal */
export function chargedTwice(lines: readonly WireRecord[]): ChargedTwice[] {
  const charges = lines.filter((line) => usageKey(line) !== undefined && readDistribution(line).size > 0);
  return [...byKey(charges, (line) => usageKey(line) ?? '')].flatMap(([key, own]) => {
    const moves = [...byKey(own, (line) => readLink(line, 'move_id') ?? 0)].map(([id, rows]) => ({
      ...{ id, label: readLinkName(rows[0] ?? {}, 'move_id') },
      amount: sumCents(rows.map((row) => readCents(row, 'balance'))),
    }));
    const entries = moves.filter(({ amount }) => amount > 0n);
    const reversals = moves.filter(({ amount }) => amount < 0n);
    if (entries.length - reversals.length < 2) return [];
    const amount = centsText(sumCents(moves.map((move) => move.amount)));
    return [{ key, amount, entries: entries.map(({ id, label }) => ({ id, label })) }];
  });
}
