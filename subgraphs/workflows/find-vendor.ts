/** A vendor by the graph's Party id, or by the name as the ERP writes it where only one has it. */
import type { Problem, WriteScope } from './define-write.js';

export async function findVendor(
  { crosswalk }: WriteScope,
  vendor: string,
  company: string,
  field: readonly string[],
): Promise<{ readonly odooId: number } | Problem> {
  const parties = await crosswalk.list('PARTY');
  const found = parties.filter(
    (own) => own.company === company && [own.id, own.number, own.name].includes(vendor),
  );
  const [party] = found;
  const entries = party && (await crosswalk.entriesOf('PARTY', 'odoo', [party.id])).get(party.id);
  if (entries?.[0] && found.length === 1) return { odooId: Number(entries[0].externalId) };
  const message =
    found.length > 1
      ? `Company ${company} has several vendors "${vendor}"; give the id of the party`
      : `Company ${company} has no vendor "${vendor}"; give the id of a party, or add the vendor in the ERP`;
  const code = found.length > 1 ? 'AMBIGUOUS' : 'NOT_FOUND';
  return { code, message, field, record: vendor, system: 'odoo' };
}
