/** External ids: `module.name` → record, kept in ir.model.data without asking the user's rights on it. */
import type { Env } from './access.js';
import type { Row } from './database.js';

const split = (external: string): readonly [string, string] => {
  const dot = external.indexOf('.');
  return dot < 0 ? ['__import__', external] : [external.slice(0, dot), external.slice(dot + 1)];
};

/** The record an external id stands for; ids without a module are `__import__`'s. */
export function find(env: Env, external: string, model: string): Row | undefined {
  const [module, name] = split(external);
  const data = env.db
    .rowsBy('ir.model.data', 'name', name)
    .find((one) => one['module'] === module && one['model'] === model);
  return data && env.db.row(model, data['res_id']);
}

export function remember(env: Env, model: string, external: string, id: number): void {
  const [module, name] = split(external);
  env.db.table('ir.model.data').insert({ module, name, model, res_id: id, noupdate: false });
}
