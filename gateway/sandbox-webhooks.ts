/** The simulators send their webhooks to the front door, once it is known where that is. */
import type { SandboxThread } from '../sandbox/index.js';
import type { IntakeDoor } from '../subgraphs/kit/intake.js';
import type { WebhookProof } from '../subgraphs/kit/webhook-proof.js';
import { webhookDoors } from './composition.js';
import type { Config } from './config/schema.js';

/** Which simulator stands for a connector, and what else it must be told. */
function simulatorOf(connector: string): { name: 'maintenance' | 'telematics'; provider?: string } | null {
  if (connector === 'maintenance') return { name: 'maintenance' };
  const [, format] = /^telematics-oem-(xml|json)$/.exec(connector) ?? [];
  return format === undefined ? null : { name: 'telematics', provider: format.toUpperCase() };
}

/** How the sender proves itself, as `POST /_sandbox/webhook` and `GET /sandbox` put it. */
export function senderOf({ connector, proof }: IntakeDoor, origin: string): Readonly<Record<string, string>> {
  const [secret = ''] = proof.secrets;
  const url = `${origin}/webhooks/${connector}`;
  return proof.kind === 'url-secret'
    ? { kind: proof.kind, url: `${url}/${secret}` }
    : { kind: proof.kind, url, secret, ...headersOf(proof) };
}

function headersOf(proof: WebhookProof): Record<string, string> {
  if (proof.kind !== 'hmac') return {};
  return { signatureHeader: proof.signatureHeader, timestampHeader: proof.timestampHeader };
}

/** @param origin address of the front door */
export async function connectSandboxWebhooks(
  { upstreams }: Pick<SandboxThread, 'upstreams'>,
  config: Config,
  origin: string,
): Promise<void> {
  for (const door of webhookDoors(config)) {
    const simulator = simulatorOf(door.connector);
    if (!simulator) continue;
    const { name, ...more } = simulator;
    const body = JSON.stringify({ ...senderOf(door, origin), ...more });
    const answer = await fetch(`${upstreams[name].url}/_sandbox/webhook`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`the ${name} simulator takes no webhook: ${await answer.text()}`);
  }
}
