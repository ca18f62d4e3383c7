/**
 * Starts the make-believe firm: its simulators on free loopback ports, its ledger and its answer key. It knows
 * nothing of the product; the composition root turns what it returns into configuration.
 */
import { createAempSimulator } from './aemp/index.js';
import { createAnswerKey } from './answer-key/index.js';
import { CREDENTIALS } from './credentials.js';
import { createFirm } from './firm/index.js';
import type { Firm, FirmEstimate } from './firm/ledger.js';
import { createFleetioSimulator } from './fleetio/index.js';
import { createHeavybidSimulator } from './heavybid/simulator.js';
import { createOdooSimulator } from './odoo/simulator.js';
import { createP6Simulator } from './p6/index.js';
import type { SandboxOutline, UpstreamName } from './outline.js';
import type { WireServer } from './wire-server.js';

export { CREDENTIALS } from './credentials.js';
export type { FirmOutline } from './outline.js';
export { startSandboxThread, type SandboxThread } from './thread.js';
export type { AnswerKey } from './answer-key/index.js';
export type { Firm, FirmEstimate } from './firm/ledger.js';
export { toOpenBid, type OpenBid } from './firm/build/open-bids.js';

/** The upstream systems of the sandbox, by the name they are reported under. */
export type SandboxUpstreams = Readonly<Record<UpstreamName, WireServer>>;

export interface Sandbox extends SandboxOutline<typeof CREDENTIALS> {
  readonly firm: Firm;
  readonly upstreams: SandboxUpstreams;
  /** An estimator adds an estimate, or changes the one with its id. */
  putEstimate(estimate: FirmEstimate): void;
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
    putEstimate: (estimate) => estimating.putEstimate(estimate),
    stop: async () => {
      await Promise.all(Object.values(upstreams).map((server) => server.close()));
    },
  };
}
