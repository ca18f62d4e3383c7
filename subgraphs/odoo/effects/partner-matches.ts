/** Whether a firm is among the partners already: by tax id, by email, by a name that differs in spelling only. */
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readId, readLink, readText, type WireRecord } from '../erp/wire.js';
import { anyOf } from './keyed-records.js';

export interface PartnerQuery {
  readonly name: string;
  readonly taxId?: string;
  readonly email?: string;
}

export interface PartnerMatch {
  /** res.partner id. */
  readonly id: number;
  readonly name: string;
  readonly taxId: string | null;
  readonly email: string | null;
  /** False for an archived one. */
  readonly active: boolean;
  /** res.company id; null for a partner that every company may use. */
  readonly companyId: number | null;
  /** What is alike, the strongest first. */
  readonly because: readonly ('TAX_ID' | 'EMAIL' | 'NAME')[];
}

const NEEDS = { required: ['name'], optional: ['vat', 'email', 'active', 'company_id'] };

/** Words that say how a firm is incorporated, not which firm it is. */
const LEGAL_FORMS = new Set(
  'inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag kg ohg mbh bv nv sa sas sarl srl spa the and und'.split(
    ' ',
  ),
);

/** `Müller & Söhne GmbH` → `muller sohne`. Pure. */
export function plainName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !LEGAL_FORMS.has(word));
  return words.join(' ');
}

const plainTaxId = (text: string): string => text.replace(/[^a-z0-9]/gi, '').toUpperCase();

export async function partnersLike(session: Session, query: PartnerQuery): Promise<PartnerMatch[]> {
  const leaves = candidates(query);
  if (leaves.length === 0) return [];
  const fields = await session.choose('res.partner', NEEDS);
  const rows = await readFields(session, 'res.partner', anyOf(leaves), fields);
  return rows
    .map((row) => toMatch(row, query))
    .filter(({ because }) => because.length > 0)
    .sort((a, b) => rank(b) - rank(a) || a.id - b.id);
}

/** Odoo compares letters, not firms, so it is asked for more than is wanted: each part by its most telling piece. */
function candidates({ name, taxId, email }: PartnerQuery): [string, string, string][] {
  // The first letters of a word with an accent differ in spelling; the longest run of plain letters does not.
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word.length > 1);
  const telling = words
    .sort((a, b) => b.length - a.length)
    .find((word) => !LEGAL_FORMS.has(word.toLowerCase()));
  const tail = plainTaxId(taxId ?? '').slice(-3);
  return [
    ...(telling === undefined ? [] : [['name', 'ilike', telling] as [string, string, string]]),
    ...(tail === '' ? [] : [['vat', 'ilike', tail] as [string, string, string]]),
    ...(email === undefined ? [] : [['email', 'ilike', email.trim()] as [string, string, string]]),
  ];
}

function toMatch(row: WireRecord, query: PartnerQuery): PartnerMatch {
  const name = readText(row, 'name') ?? '';
  const [taxId, email] = [readText(row, 'vat'), readText(row, 'email')];
  const plain = plainName(query.name);
  return {
    id: readId(row),
    name,
    taxId,
    email,
    active: row['active'] !== false,
    companyId: 'company_id' in row ? readLink(row, 'company_id') : null,
    because: [
      ...(same(taxId, query.taxId, plainTaxId) ? (['TAX_ID'] as const) : []),
      ...(same(email, query.email, (text) => text.trim().toLowerCase()) ? (['EMAIL'] as const) : []),
      ...(plain !== '' && plainName(name) === plain ? (['NAME'] as const) : []),
    ],
  };
}

function same(own: string | null, asked: string | undefined, plain: (text: string) => string): boolean {
  return own !== null && asked !== undefined && plain(asked) !== '' && plain(own) === plain(asked);
}

function rank({ because }: PartnerMatch): number {
  const weights = { TAX_ID: 4, EMAIL: 2, NAME: 1 };
  return because.reduce((total, one) => total + weights[one], 0);
}
