/** The sandbox firm as the ERP's records. Ids of the ledger are the ERP's own. */
import type { Firm } from '../firm/ledger.js';
import type { OdooUser } from './engine/access.js';
import type { Database } from './engine/database.js';
import { loadBooks } from './from-firm-books.js';
import { loadMaster } from './from-firm-master.js';
import { loadMilestones } from './from-firm-plan.js';
import { loadSupply } from './from-firm-supply.js';

export function loadFirm(db: Database, firm: Firm, users: readonly OdooUser[]): void {
  loadMaster(db, firm, users);
  loadSupply(db, firm);
  loadMilestones(db, firm);
  loadBooks(db, firm);
}
