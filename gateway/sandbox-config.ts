/** The sandbox firm as configuration: what an operator would have written in plumbline.yaml for it. */
import type { FirmOutline, SandboxThread } from '../sandbox/index.js';
import type { ConfigInput } from './config/schema.js';

/** Ready-made tokens of the sandbox; they open nothing else. */
export const SANDBOX_TOKENS = {
  analyst: 'sandbox-analyst-token',
  field: 'sandbox-field-token',
  admin: 'sandbox-admin-token',
} as const;

/** What the simulators prove their webhooks with; it opens nothing else. */
const WEBHOOK_SECRETS = {
  telematics: 'whsec_c2FuZGJveC10ZWxlbWF0aWNzLXdlYmhvb2s=',
  maintenance: 'Bearer sandbox-maintenance-webhook',
  odoo: 'sandbox-odoo-webhook-address',
} as const;

export function sandboxConfig({ firm, upstreams, credentials }: SandboxThread): ConfigInput {
  const [firstCompany = { code: '', currency: '' }] = firm.companies;
  const units = Object.fromEntries(firm.companies.map(({ estimatingUnit, code }) => [estimatingUnit, code]));
  return {
    companies: firm.companies.map((company) => companyInput(firm, company)),
    odoo: {
      url: upstreams.odoo.url,
      ...credentials.odoo,
      limits: FAST,
      webhook: { proof: { kind: 'url-secret', secrets: [WEBHOOK_SECRETS.odoo] } },
    },
    equipment: {
      telematics: telematicsInput(upstreams.telematics.url, credentials.aemp, faultsEvery(firm.scale)),
      maintenance: maintenanceInput(upstreams.maintenance.url, credentials.fleetio),
    },
    // Without a folder the files live under DATA_DIR: `curl -T job.xer` works at once.
    scheduling: {
      p6: { url: upstreams.scheduling.url, ...credentials.p6, companies: units },
      files: {},
      // A planner's screen shows what moves in the simulator, or a file that is dropped, within a second or two.
      milestones: { intervalMs: 1_000 },
    },
    estimating: {
      heavybid: {
        url: upstreams.estimating.url,
        ...credentials.heavybid,
        businessUnits: units,
        concurrency: FAST.concurrency,
        perSecond: FAST.perSecond,
      },
      files: { default: { company: firstCompany.code, currency: firstCompany.currency } },
    },
    auth: {
      tokens: [
        tokenInput('analyst', '*'),
        // The field app's user works for one company: what is the other's must not show.
        tokenInput('field', ['NB']),
        tokenInput('admin', '*'),
      ],
    },
    server: { host: '127.0.0.1' },
  };
}

/** Loopback simulators need no consideration. */
const FAST = { concurrency: 16, perSecond: 2_000 };

/** What is raised in the simulator is seen within seconds; a large firm is asked less often: two calls per machine. */
const faultsEvery = (scale: number): number => 2_000 * Math.max(1, scale);

function maintenanceInput(
  url: string,
  credentials: SandboxThread['credentials']['fleetio'],
): ConfigInput['equipment']['maintenance'] {
  return {
    url,
    ...credentials,
    limits: FAST,
    issuesIntervalMs: 2_000,
    // Fleetio wants a contact on every assignment; the dispatcher stands in for an operator nobody named.
    assignmentContact: 1,
    webhook: { proof: { kind: 'authorization', secrets: [WEBHOOK_SECRETS.maintenance] } },
  };
}

function telematicsInput(
  url: string,
  credentials: SandboxThread['credentials']['aemp'],
  intervalMs: number,
): ConfigInput['equipment']['telematics'] {
  const shared = { minIntervalMs: 0, intervalMs, limits: FAST };
  return [
    {
      ...shared,
      name: 'oem-xml',
      url: `${url}/xml`,
      format: 'xml',
      auth: { kind: 'basic', ...credentials.xml },
    },
    {
      ...shared,
      name: 'oem-json',
      url: `${url}/json`,
      format: 'json',
      auth: { kind: 'bearer', ...credentials.json },
      // One provider tells of faults, the other has to be asked.
      webhook: { proof: { kind: 'svix', secrets: [WEBHOOK_SECRETS.telematics] } },
    },
  ];
}

type TokenInput = NonNullable<ConfigInput['auth']['tokens']>[number];

function tokenInput(role: keyof typeof SANDBOX_TOKENS, companies: '*' | string[]): TokenInput {
  return { token: SANDBOX_TOKENS[role], actor: { id: role, roles: [role], companies, projects: '*' } };
}

function companyInput(
  firm: FirmOutline,
  company: FirmOutline['companies'][number],
): ConfigInput['companies'][number] {
  return {
    code: company.code,
    name: company.name,
    currency: company.currency,
    odooCompanyId: company.odooId,
    costCodeScheme: firm.costCodeScheme,
    labor: company.labor,
    payrollAccounts: [...firm.payrollAccounts],
    revenueAccount: '400100',
    retentionAccounts: [...firm.retentionAccounts],
    retentionPayableAccounts: [...firm.retentionPayableAccounts],
    equipmentJournal: 'EQUIP',
    equipmentAccounts: { charge: '500300', recovery: '610100' },
    // The internal rates cover repairs: a vendor's charge goes to the machines' cost pool, which is no job.
    equipmentRepair: { account: '610200', bookTo: 'POOL' },
    costTypeByAccount: { ...firm.costTypeByAccount },
    costTypeByCategory: { ...firm.costTypeByCategory },
    equipmentRates: { ...company.equipmentRates },
    rentedEquipment: company.rentedEquipment,
    crosswalk: mappings(firm, company.code),
  };
}

/** Spellings no rule can match, mapped by hand: system → kind → spelling → number. */
function mappings(
  firm: FirmOutline,
  company: string,
): Record<string, Record<string, Record<string, string>>> {
  const bySystem: Record<string, Record<string, Record<string, string>>> = {};
  for (const match of firm.configuredMatches.filter((own) => own.company === company)) {
    const { system, kind, spelling, number } = match;
    ((bySystem[system] ??= {})[kind] ??= {})[spelling] = number;
  }
  return bySystem;
}
