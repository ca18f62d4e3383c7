/** Counted stock. A product that was never counted at a place counts as plentiful there: recordings need no counts. */
import type { Env } from '../engine/access.js';
import type { Row, Value } from '../engine/database.js';
import { amount, text } from './tools.js';

export const usageOf = (env: Env, location: Value | undefined): string =>
  text(env.db.row('stock.location', location)?.['usage']);

const quantOf = (env: Env, move: Row, place: 'location_id' | 'location_dest_id'): Row | undefined =>
  env.db
    .rowsBy('stock.quant', 'product_id', move['product_id'] ?? false)
    .find((quant) => quant['location_id'] === move[place]);

/** Reserves what there is, at most what is wanted; answers how much that is. */
export function reserve(env: Env, move: Row, wanted: number): number {
  const quant = quantOf(env, move, 'location_id');
  if (!quant || wanted <= 0) return Math.max(wanted, 0);
  const free = amount(quant['quantity']) - amount(quant['reserved_quantity']);
  const part = Math.max(0, Math.min(wanted, free));
  env.db.table('stock.quant').update(quant, { reserved_quantity: amount(quant['reserved_quantity']) + part });
  return part;
}

/** Moves what is done from one count to the other; a count may go below zero, as in the ERP. */
export function takeOut(env: Env, move: Row): void {
  const table = env.db.table('stock.quant');
  const done = amount(move['quantity']);
  const from = quantOf(env, move, 'location_id');
  const to = quantOf(env, move, 'location_dest_id');
  if (from)
    table.update(from, {
      quantity: amount(from['quantity']) - done,
      reserved_quantity: Math.max(0, amount(from['reserved_quantity']) - done),
    });
  if (to) table.update(to, { quantity: amount(to['quantity']) + done });
}
