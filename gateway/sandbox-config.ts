/** The sandbox firm as configuration: what an operator would have written in plumbline.yaml for it. */
import type { Firm, Sandbox } from '../sandbox/index.js';
import type { ConfigInput } from './config/schema.js';

/** Ready-made tokens of the sandbox; they open nothing else. */
export const SANDBOX_TOKENS = {
  analyst: 'sandbox-analyst-token',
  field: 'sandbox-field-token',
  admin: 'sandbox-admin-token',
} as const;

export function sandboxConfig({ firm, upstreams, credentials }: Sandbox): ConfigInput {
  const units = Object.fromEntries(firm.companies.map(({ estimatingUnit, code }) => [estimatingUnit, code]));
  return {
    companies: firm.companies.map((company) => companyInput(firm, company)),
    odoo: { url: upstreams.odoo.url, database: 'plumbline', apiKey: 'sandbox-odoo-key' },
    equipment: {
      telematics: [
        {
          name: 'oem-xml',
          url: `${upstreams.telematics.url}/xml`,
          format: 'xml',
          auth: { kind: 'basic', ...credentials.aemp.xml },
          minIntervalMs: 0,
          limits: FAST,
        },
        {
          name: 'oem-json',
          url: `${upstreams.telematics.url}/json`,
          format: 'json',
          auth: { kind: 'bearer', ...credentials.aemp.json },
          minIntervalMs: 0,
          limits: FAST,
        },
      ],
      maintenance: {
        url: upstreams.maintenance.url,
        ...credentials.fleetio,
        limits: FAST,
      },
    },
    scheduling: {
      p6: {
        url: upstreams.scheduling.url,
        ...credentials.p6,
        companies: Object.fromEntries(
          firm.companies.map(({ estimatingUnit, code }) => [estimatingUnit, code]),
        ),
      },
    },
    estimating: {
      heavybid: {
        url: upstreams.estimating.url,
        ...credentials.heavybid,
        businessUnits: units,
      },
    },
    auth: {
      tokens: [
        {
          token: SANDBOX_TOKENS.analyst,
          actor: { id: 'analyst', roles: ['analyst'], companies: '*', projects: '*' },
        },
        {
          token: SANDBOX_TOKENS.field,
          actor: { id: 'field', roles: ['field'], companies: ['NB'], projects: '*' },
        },
        {
          token: SANDBOX_TOKENS.admin,
          actor: { id: 'admin', roles: ['admin'], companies: '*', projects: '*' },
        },
      ],
    },
    server: { host: '127.0.0.1' },
  };
}

/** Loopback simulators need no consideration. */
const FAST = { concurrency: 16, perSecond: 2_000 };

function companyInput(firm: Firm, company: Firm['companies'][number]): ConfigInput['companies'][number] {
  return {
    code: company.code,
    name: company.name,
    currency: company.currency,
    odooCompanyId: company.odooId,
    costCodeScheme: 'Northbank cost codes',
    labor: company.labor,
    payrollAccounts: [...firm.payrollAccounts],
    retentionAccounts: [...firm.retentionAccounts],
    equipmentJournal: 'EQUIP',
    costTypeByAccount: { ...firm.costTypeByAccount },
    costTypeByCategory: { ...firm.costTypeByCategory },
    equipmentRates: { ...company.equipmentRates },
    rentedEquipment: company.rentedEquipment,
    crosswalk: mappings(firm, company.code),
  };
}

/** Spellings no rule can match, mapped by hand: system → kind → spelling → number. */
function mappings(firm: Firm, company: string): Record<string, Record<string, Record<string, string>>> {
  const bySystem: Record<string, Record<string, Record<string, string>>> = {};
  for (const match of firm.configuredMatches.filter((own) => own.company === company)) {
    const { system, kind, spelling, number } = match;
    ((bySystem[system] ??= {})[kind] ??= {})[spelling] = number;
  }
  return bySystem;
}
