/** Vendors' numbers of their bills. Odoo only warns on its screen of one that the vendor used before. */
import type { CompanySettings } from '../../kit/company.js';
import type { Session } from '../erp/session.js';
import type { DocumentDesk } from './document-books.js';
import { findDocument, readDocuments, type Document } from './document-read.js';
import { refusal } from './scope.js';

/** Bills of a vendor with this number, drafts too; not those that were cancelled. */
function readSameNumber(
  session: Session,
  { odooCompanyId }: CompanySettings,
  vendorId: number,
  reference: string | null,
): Promise<Document[]> {
  return readDocuments(session, [
    ['move_type', '=', 'in_invoice'],
    ['partner_id', '=', vendorId],
    ['company_id', '=', odooCompanyId],
    ['ref', '=', reference],
    ['state', '!=', 'cancel'],
  ]);
}

/** As people call them: the number, or `draft <id>`. */
export async function namesOfSameNumber(
  ...asked: Parameters<typeof readSameNumber>
): Promise<readonly string[]> {
  return (await readSameNumber(...asked)).map(({ id, number }) => number ?? `draft ${id}`);
}

/** @throws UpstreamError (BUSINESS) when another bill of the vendor has the number. */
export async function refuseTwice({ session, company, draft, key, what }: DocumentDesk): Promise<void> {
  const [same, ours] = await Promise.all([
    readSameNumber(session, company, draft.partnerId, draft.ref),
    findDocument(session, draft, key),
  ]);
  const other = same.find(({ id }) => id !== ours?.id);
  if (other)
    throw refusal(
      `${what} of vendor ${draft.partnerId} is in odoo already as ${other.number ?? `draft ${other.id}`}; correct the number or use that bill`,
    );
}
