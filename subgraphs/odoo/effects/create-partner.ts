/** Makes a vendor or customer: `load` with an external id. Whether the firm has it already is a check of its own. */
import type { Effect } from '../../kit/effect.js';
import type { Session } from '../erp/session.js';
import { readId, readText } from '../erp/wire.js';
import { anyOf, archive, findKeyed, flatLoading, loadAll } from './keyed-records.js';
import { externalId } from './load.js';
import { companyOf, refusal, type EffectScope } from './scope.js';

export interface PartnerInput {
  readonly name: string;
  readonly role: 'VENDOR' | 'CUSTOMER';
  readonly taxId?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly street?: string;
  readonly city?: string;
  readonly zip?: string;
  /** Company code; left out, every company may use the partner. */
  readonly company?: string;
}

export interface PartnerResult {
  /** res.partner id. */
  readonly id: number;
  readonly name: string;
}

export type CreatePartner = Effect<PartnerInput, PartnerResult>;

const MODEL = 'res.partner';

export function createCreatePartner(scope: EffectScope): CreatePartner {
  return {
    name: 'create-partner',
    system: 'odoo',
    idempotency: { kind: 'KEY' },
    run: (input, key) =>
      scope.use(async (session) => {
        if (input.name.trim() === '') throw refusal('a partner needs a name; give the firm its legal name');
        const earlier = await find(session, input, key);
        if (earlier) return earlier;
        const loading = flatLoading(MODEL, [toColumns(scope, input, key)]);
        await loadAll(session, loading, `partner "${input.name}"`);
        const made = await find(session, input, key);
        if (made) return made;
        throw refusal(
          `odoo made partner "${input.name}", but does not show it to the configured key; give it access`,
        );
      }),
    find: (input, key) => scope.use((session) => find(session, input, key)),
    undo: (_input, result) => scope.use((session) => archive(session, MODEL, [result.id])),
  };
}

function toColumns(scope: EffectScope, input: PartnerInput, key: string): Record<string, string> {
  return {
    id: externalId(key),
    name: input.name,
    is_company: 'True',
    vat: input.taxId ?? '',
    email: input.email ?? '',
    phone: input.phone ?? '',
    street: input.street ?? '',
    city: input.city ?? '',
    zip: input.zip ?? '',
    // The ranks are what puts a partner on Odoo's lists of vendors and customers.
    [input.role === 'VENDOR' ? 'supplier_rank' : 'customer_rank']: '1',
    'company_id/.id':
      input.company === undefined ? '' : String(companyOf(scope, input.company).odooCompanyId),
  };
}

async function find(session: Session, input: PartnerInput, key: string): Promise<PartnerResult | null> {
  const { name, taxId, email } = input;
  const domain = anyOf([
    ['name', '=', name],
    ...(taxId === undefined ? [] : [['vat', '=', taxId] as const]),
    ...(email === undefined ? [] : [['email', '=', email] as const]),
  ]);
  const external = externalId(key);
  const found = await findKeyed(session, MODEL, { domain, fields: ['name'] }, [external]);
  const row = found.get(external);
  return row ? { id: readId(row), name: readText(row, 'name') ?? '' } : null;
}
