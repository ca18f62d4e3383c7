/** What several behaviours of the make-believe ERP share. */
import type { Env } from '../engine/access.js';
import type { Row, Value } from '../engine/database.js';
import { stamp } from '../engine/database.js';

export const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
export const amount = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);
/** To the cent, half away from zero. */
export const cents = (value: number): number =>
  (Math.sign(value) * Math.round(Math.abs(value) * 100 + 1e-7)) / 100;
export const total = (rows: readonly Row[], field: string): number =>
  rows.reduce((sum, row) => sum + Math.round(amount(row[field]) * 100), 0) / 100;

export const now = (env: Env): string => stamp(env.db.now());
export const today = (env: Env): string => now(env).slice(0, 10);

/** The company a new record belongs to: the first of the call. */
export const defaultCompany = (env: Env): number => env.companies[0] ?? 1;
export const currencyOf = (env: Env, company: Value | undefined): Value =>
  env.db.row('res.company', company ?? false)?.['currency_id'] ?? false;

/** The action the ERP's buttons answer with: where its own client would go next. */
export const action = (name: string, model: string, more: Readonly<Record<string, Value>> = {}): Value => ({
  name,
  type: 'ir.actions.act_window',
  res_model: model,
  ...more,
});
