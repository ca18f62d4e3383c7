/**
 * Starts the make-believe firm: its simulators on free loopback ports, its ledger and its answer key. It knows
 * nothing of the product; the composition root turns what it returns into configuration.
 */
import { AEMP_CREDENTIALS, createAempSimulator } from './aemp/index.js';
import { createAnswerKey, type AnswerKey } from './answer-key/index.js';
import { createFirm } from './firm/index.js';
import type { Firm } from './firm/ledger.js';
import { createFleetioSimulator, FLEETIO_CREDENTIALS } from './fleetio/index.js';
import { createHeavybidSimulator, HEAVYBID_CLIENT } from './heavybid/simulator.js';
import { createOdooSimulator, ODOO_API_KEY, ODOO_DATABASE } from './odoo/simulator.js';
import { createP6Simulator, P6_CREDENTIALS } from './p6/index.js';
import type { WireServer } from './wire-server.js';

export type { AnswerKey } from './answer-key/index.js';
export type { Firm } from './firm/ledger.js';

/** What the simulators accept. */
export const CREDENTIALS = {
  aemp: AEMP_CREDENTIALS,
  fleetio: FLEETIO_CREDENTIALS,
  heavybid: HEAVYBID_CLIENT,
  p6: P6_CREDENTIALS,
  odoo: { database: ODOO_DATABASE, apiKey: ODOO_API_KEY },
} as const;

/** The upstream systems of the sandbox, by the name they are reported under. */
export type SandboxUpstreams = Readonly<
  Record<'odoo' | 'telematics' | 'maintenance' | 'scheduling' | 'estimating', WireServer>
>;

export interface Sandbox {
  readonly firm: Firm;
  readonly answerKey: AnswerKey;
  readonly upstreams: SandboxUpstreams;
  readonly credentials: typeof CREDENTIALS;
  stop(): Promise<void>;
}

/** @param scale multiplies jobs, machines and documents; 1 is about 14 jobs. */
export async function startSandbox(scale: number): Promise<Sandbox> {
  const firm = createFirm({ scale });
  const [odoo, telematics, maintenance, scheduling, estimating] = await Promise.all([
    createOdooSimulator(firm),
    createAempSimulator(firm),
    createFleetioSimulator(firm),
    createP6Simulator(firm),
    createHeavybidSimulator(firm),
  ]);
  const upstreams = { odoo, telematics, maintenance, scheduling, estimating };
  return {
    firm,
    answerKey: createAnswerKey(firm),
    upstreams,
    credentials: CREDENTIALS,
    stop: async () => {
      await Promise.all(Object.values(upstreams).map((server) => server.close()));
    },
  };
}
