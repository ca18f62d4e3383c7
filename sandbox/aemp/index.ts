/**
 * Simulator of two ISO/TS 15143-3 (AEMP 2.0) telematics providers on one server: an XML one under `/xml` (Basic
 * authentication, first page 1) and a JSON one under `/json` (Bearer, first page 0). Each serves the firm's machines
 * that carry its format, with the oddities real providers show, always the same ones for the same machine.
 */
import type { Firm, FirmFault, FirmMachine } from '../firm/ledger.js';
import { readBreakdown, type SwitchSeverity } from '../switches.js';
import { createWebhookSender, type WebhookSender } from '../webhooks.js';
import { createWireServer, type WireAnswer, type WireRequest, type WireServer } from '../wire-server.js';
import { faultPage, fleetPage, readingPage, type SnapshotPage } from './documents.js';
import { toJson } from './json.js';
import { toXml } from './xml.js';

export type AempFormat = 'XML' | 'JSON';
export interface AempSimulatorOptions {
  /** Serves this format only; both when left out. */
  readonly format?: AempFormat;
  /** Name in the Links of the answers. */
  readonly providerName?: string;
  readonly port?: number;
}

/** What the two providers accept. */
export const AEMP_CREDENTIALS = {
  xml: { user: 'plumbline', password: 'telematics-sandbox' },
  json: { token: 'telematics-sandbox-token' },
} as const;

const PROVIDERS = {
  XML: {
    firstPage: 1,
    authorization: `Basic ${Buffer.from(`${AEMP_CREDENTIALS.xml.user}:${AEMP_CREDENTIALS.xml.password}`).toString('base64')}`,
    contentType: 'application/xml; charset=utf-8',
    render: toXml,
  },
  JSON: {
    firstPage: 0,
    authorization: `Bearer ${AEMP_CREDENTIALS.json.token}`,
    contentType: 'application/json',
    render: toJson,
  },
} as const;

export async function createAempSimulator(
  firm: Firm,
  options: AempSimulatorOptions = {},
): Promise<WireServer> {
  // Machines go on reporting while the simulator runs; the ledger stays as it was made.
  const faults = [...firm.faults];
  const senders = { XML: createWebhookSender(), JSON: createWebhookSender() };
  const server = await createWireServer({
    handler: (request) => answer({ firm, faults }, options, request),
    countAs: nameCall,
    switches: {
      breakdown: (body) => report(firm, faults, senders, body),
      webhook: (body) => senderOf(senders, body['provider']).set(body),
    },
    ...(options.port !== undefined && { port: options.port }),
  });
  return {
    ...server,
    close: () => {
      for (const sender of Object.values(senders)) sender.close();
      return server.close();
    },
  };
}

type Senders = Readonly<Record<AempFormat, WebhookSender>>;

function senderOf(senders: Senders, provider: unknown): WebhookSender {
  if (provider === 'XML' || provider === 'JSON') return senders[provider];
  throw new Error(`provider ${JSON.stringify(provider ?? null)} is none of XML, JSON`);
}

/** `GET /xml/Fleet/{page}`, `GET /json/Fleet/Equipment/{machine}/Faults`. */
function nameCall(method: string, path: string): string {
  const [, format = '', ...rest] = path.split('/');
  if (rest.length <= 2) return `${method} /${format}/Fleet/{page}`;
  return `${method} /${format}/Fleet/Equipment/{machine}/${rest.at(-4) ?? ''}`;
}

const WORDS: Readonly<Record<SwitchSeverity, string>> = {
  ...{ CRITICAL: 'Critical', HIGH: 'High', MEDIUM: 'Moderate', LOW: 'Low' },
};

/**
 * A machine reports a fault; its provider shows it in the next answer of its series, and sends a webhook when it was
 * given an address. The standard has no webhooks: the body is this provider's own.
 */
function report(
  firm: Firm,
  faults: FirmFault[],
  senders: Senders,
  body: Readonly<Record<string, unknown>>,
): FirmFault {
  const { machine, code, severity, occurredAt } = readBreakdown(firm, body);
  if (!machine.telematics)
    throw new Error(`equipmentNumber "${machine.number}" has no telematics; raise it in maintenance instead`);
  const description = `Fault ${code}`;
  const fault = {
    vehicleId: machine.vehicleId,
    code,
    description,
    severity: WORDS[severity],
    at: occurredAt,
  };
  faults.push(fault);
  const { pin, serialNumber, equipmentId, format } = machine.telematics;
  senders[format].send({
    type: 'equipment.fault',
    data: {
      equipment: { pin: pin ?? serialNumber ?? equipmentId },
      occurredAt,
      code,
      severity: fault.severity,
    },
  });
  return fault;
}

const text = (status: number, body: string): WireAnswer => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
});

interface State {
  readonly firm: Firm;
  readonly faults: readonly FirmFault[];
}

function answer(state: State, options: AempSimulatorOptions, request: WireRequest): WireAnswer {
  const [, base = '', ...path] = request.path.split('/').map(decodeURIComponent);
  const format = base === 'xml' ? 'XML' : base === 'json' ? 'JSON' : undefined;
  if (!format || (options.format !== undefined && options.format !== format))
    return text(404, 'unknown provider');
  const provider = PROVIDERS[format];
  if (request.headers.authorization !== provider.authorization) return text(401, 'credentials refused');
  if (request.method !== 'GET' || path[0] !== 'Fleet') return text(404, 'not found');
  const machines = state.firm.machines.filter(({ telematics }) => telematics?.format === format);
  const number = Number(path.at(-1));
  const links = {
    host: `https://${options.providerName ?? 'telematics'}.example.invalid/${base}`,
    path: path.slice(0, -1).join('/'),
    firstPage: provider.firstPage,
    number,
  };
  const page = selectPage(state, machines, path, links);
  if (typeof page === 'string') return text(404, page);
  return { status: 200, headers: { 'content-type': provider.contentType }, body: provider.render(page) };
}

function selectPage(
  { firm, faults }: State,
  machines: readonly FirmMachine[],
  path: readonly string[],
  links: { host: string; path: string; firstPage: number; number: number },
): SnapshotPage | string {
  if (!Number.isInteger(links.number) || links.number < links.firstPage) return 'no such page';
  if (path.length === 2) return fleetPage(machines, links, firm.today);
  const [series = '', start = '', end = ''] = path.slice(-4);
  const machine = machines.find((candidate) => isAddressed(candidate, path.slice(2, -4)));
  if (!machine) return 'unknown equipment';
  const period = { from: Date.parse(start), to: Date.parse(end) };
  if (Number.isNaN(period.from) || Number.isNaN(period.to)) return 'start and end must be UTC moments';
  if (series === 'CumulativeOperatingHours') return readingPage(machine, period, links);
  if (series === 'Faults') return faultPage(machine, faults, period, links);
  return `unknown series ${series}`;
}

function isAddressed({ make, model, telematics }: FirmMachine, [kind, ...ids]: readonly string[]): boolean {
  if (!telematics) return false;
  if (kind === 'ID') return ids[0] === telematics.pin || ids[0] === telematics.equipmentId;
  return (
    kind === 'MakeModelSerial' && ids[0] === make && ids[1] === model && ids[2] === telematics.serialNumber
  );
}
