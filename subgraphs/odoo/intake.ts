/**
 * The ERP's automation rules post `{_model, _id, _action, …fields}` after a commit: unsigned, never again when it fails,
 * several times for one change. So a hint only makes what was read before be read again; what it says is not believed.
 */
import { HopelessHint, valueAt, type Intake, type IntakeDoor } from '../kit/intake.js';
import type { BackgroundSync } from '../kit/subgraph.js';
import type { OdooSettings } from './settings.js';

const CONNECTOR = 'odoo';

/** Models whose records are published in the crosswalk: jobs, cost codes and parties. */
const DIRECTORY: ReadonlySet<string> = new Set([
  'project.project',
  'account.analytic.account',
  'res.partner',
]);

/** A rule may send `write_date`; only then are the same bytes the same news. */
export function odooDoors({ webhook }: OdooSettings): IntakeDoor[] {
  const stamped = (body: unknown): boolean => typeof valueAt(body, 'write_date') === 'string';
  return webhook ? [{ connector: CONNECTOR, proof: webhook.proof, stamped }] : [];
}

/**
 * @param outdate what this process keeps of earlier reads; others read again when it has aged
 * @param directory publishes jobs, cost codes and parties
 */
export function createErpIntake(outdate: () => void, directory: Pick<BackgroundSync, 'run'>): Intake {
  return {
    connector: CONNECTOR,
    about(body) {
      const model = valueAt(body, '_model');
      if (typeof model === 'string' && /^[a-z][\w.]*$/.test(model)) return model;
      throw new HopelessHint('the body names no _model; check that an automation rule of Odoo sends here');
    },
    async handle(model) {
      outdate();
      if (!DIRECTORY.has(model)) return;
      const { records, problems } = await directory.run();
      // A round that failed as a whole reports nothing but why.
      if (records === 0 && problems.length > 0) throw new Error(problems[0]);
    },
  };
}
