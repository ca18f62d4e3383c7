/**
 * Who the job is for: a partner the firm has, or a new one. One that is surely the same firm is taken; one that only may
 * be is never guessed, since two partners for one customer split its balance and a wrong one gets its invoices.
 */
import type { PartnerInput, PartnerMatch } from '../../odoo/connector.js';
import type { CompanySettings } from '../../kit/company.js';
import type { InputOf, Problem, WriteScope } from '../define-write.js';

type Customer = InputOf<'awardEstimate'>['customer'];

/** One of the two is null. */
export interface AwardedCustomer {
  /** The ERP's id of the partner. */
  readonly id: number | null;
  readonly make: PartnerInput | null;
}
export interface CustomerVerdict {
  readonly customer: AwardedCustomer;
  readonly problems: readonly Problem[];
}

const NOBODY: AwardedCustomer = { id: null, make: null };
const MOST_NAMED = 5;

const refuse = (code: string, message: string, field: string, record?: string): CustomerVerdict => ({
  customer: NOBODY,
  problems: [
    { code, message, field: ['customer', field], ...(record !== undefined && { record, system: 'odoo' }) },
  ],
});
const taken = (id: number): CustomerVerdict => ({ customer: { id, make: null }, problems: [] });

export async function customerOf(
  scope: WriteScope,
  customer: Customer,
  company: CompanySettings,
): Promise<CustomerVerdict> {
  const { party, name, taxId, email } = customer;
  if (party != null) {
    if (name == null && taxId == null && email == null) return byParty(scope, party, company);
    return refuse('BAD_INPUT', 'Name the customer by party, or describe it; not both', 'party');
  }
  if (name == null || name.trim() === '')
    return refuse('BAD_INPUT', 'A customer needs its legal name, or the party that it is', 'name');
  const query = { name, ...(taxId != null && { taxId }), ...(email != null && { email }) };
  const alike = await scope.systems.erp.checks.documents.partnersLike(query);
  // A partner that is another company's own cannot be this one's customer.
  const usable = alike.filter(({ companyId }) => companyId === null || companyId === company.odooCompanyId);
  return decide(customer, name, usable, company);
}

function decide(
  customer: Customer,
  name: string,
  alike: readonly PartnerMatch[],
  company: CompanySettings,
): CustomerVerdict {
  const [first, ...others] = alike;
  if (!first) return { customer: { id: null, make: toPartner(customer, name, company) }, problems: [] };
  const sameFirm = alike.some(({ because }) => because.includes('TAX_ID'));
  if (customer.createNew && !sameFirm)
    return { customer: { id: null, make: toPartner(customer, name, company) }, problems: [] };
  if (others.length === 0 && !customer.createNew && isSure(first, customer, name)) return taken(first.id);
  const code = others.length > 0 ? 'AMBIGUOUS_CUSTOMER' : 'NEAR_CUSTOMER';
  const problems = alike.slice(0, MOST_NAMED).map((match) => toProblem(code, name, match, sameFirm));
  return { customer: NOBODY, problems };
}

/** The same name as written, or the same tax id and firm, and nothing that both state speaks against it. */
function isSure(
  { name: known, taxId, email, because, active }: PartnerMatch,
  asked: Customer,
  name: string,
): boolean {
  const differs = (mine: string | null | undefined, own: string | null, what: 'TAX_ID' | 'EMAIL'): boolean =>
    mine != null && own !== null && !because.includes(what);
  if (!active || differs(asked.taxId, taxId, 'TAX_ID') || differs(asked.email, email, 'EMAIL')) return false;
  return known.trim() === name.trim() || (because.includes('TAX_ID') && because.includes('NAME'));
}

const WORDS = { TAX_ID: 'the same tax id', EMAIL: 'the same e-mail' } as const;

function toProblem(
  code: string,
  name: string,
  { id, name: known, taxId, because, active }: PartnerMatch,
  sameFirm: boolean,
): Problem {
  const sameName = known.trim() === name.trim() ? 'the same name' : 'nearly the same name';
  const why = because.map((one) => (one === 'NAME' ? sameName : WORDS[one])).join(' and ');
  const details = [`partner ${id} of the ERP`, ...(taxId === null ? [] : [`tax id ${taxId}`])];
  const next = active
    ? `pass customer: { party: "${id}" } to take it`
    : 'it is archived: bring it back in the ERP before you take it';
  const otherwise = sameFirm ? 'one tax id is one firm' : 'or createNew: true when it is another firm';
  return {
    ...{
      code,
      field: ['customer', because[0] === 'TAX_ID' ? 'taxId' : because[0] === 'EMAIL' ? 'email' : 'name'],
    },
    message: `Customer "${name}" may be "${known}" (${details.join(', ')}), which has ${why}; ${next}, ${otherwise}`,
    ...{ record: String(id), system: 'odoo' },
  };
}

function toPartner(customer: Customer, name: string, { code }: CompanySettings): PartnerInput {
  const { taxId, email, phone, street, city, zip } = customer;
  const given = Object.entries({ taxId, email, phone, street, city, zip }).filter(([, text]) => text != null);
  // A firm of another company's books stays that company's: what is made here is this company's own.
  return { name: name.trim(), role: 'CUSTOMER', company: code, ...(Object.fromEntries(given) as object) };
}

/** By the graph's id or the ERP's; the ERP is asked for one that no list of customers and vendors shows. */
async function byParty(
  { crosswalk, systems }: WriteScope,
  party: string,
  { code }: CompanySettings,
): Promise<CustomerVerdict> {
  const parties = await crosswalk.list('PARTY');
  const listed = parties.find((own) => own.company === code && [own.id, own.number].includes(party));
  if (listed) return taken(Number(listed.number));
  const elsewhere = parties.find((own) => [own.id, own.number].includes(party));
  if (elsewhere)
    return refuse(
      'CROSS_COMPANY',
      `Party "${party}" ("${elsewhere.name ?? ''}") is of company ${elsewhere.company} only, not of ${code}; take one of ${code}`,
      'party',
      party,
    );
  const id = /^\d{1,9}$/.test(party) ? Number(party) : 0;
  const [known] = id > 0 ? await systems.erp.parties([id]) : [null];
  if (known) return taken(id);
  return refuse(
    'NOT_FOUND',
    `There is no party "${party}"; give a Party.id, or describe the customer`,
    'party',
    party,
  );
}
