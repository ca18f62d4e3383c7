/** What the connector returns: the SDL types less their relations. Amounts are decimal text, company currency. */
import type {
  Commitment,
  CommitmentLine,
  Party,
  Project,
  ProjectLedger,
} from '../../codegen/generated/odoo.js';

/** Which job, as Odoo knows it: one canonical project is one analytic account in one company. */
export interface ProjectRef {
  /** Canonical id. */
  readonly id: string;
  /** Company code. */
  readonly company: string;
  /** Job number. */
  readonly number: string;
  /** project.project id. */
  readonly odooId: number;
  /** account.analytic.account id. */
  readonly accountId: number;
}

/** Odoo's id of a partner stands in for the party until the crosswalk names it. */
export interface PartyModel extends Pick<Party, 'name' | 'taxId' | 'email'> {
  readonly odooId: number;
}
export interface ProjectHeaderModel extends Pick<Project, 'name' | 'status'> {
  readonly customerId: number | null;
}
export type CommitmentLineModel = Omit<CommitmentLine, '__typename'>;
export interface CommitmentModel extends Omit<Commitment, '__typename' | 'vendor' | 'lines'> {
  readonly vendorId: number | null;
  readonly lines: CommitmentLineModel[];
}
export type LedgerModel = Omit<ProjectLedger, '__typename' | 'sources'>;

/** Everything one load of the books tells about a job. */
export interface BooksModel {
  readonly ledger: LedgerModel;
  /** Newest last; worked out when first asked for. */
  readonly commitments: () => readonly CommitmentModel[];
}

/** A record of the ERP for the crosswalk. `companies` are the codes it is published for. */
export interface DirectoryRecord {
  readonly externalId: string;
  readonly number: string;
  readonly name: string | null;
  readonly companies: readonly string[];
  readonly url: string;
  readonly attributes: Readonly<Record<string, string>>;
}
export interface DirectoryModel {
  readonly costCodes: readonly DirectoryRecord[];
  readonly projects: readonly DirectoryRecord[];
  readonly parties: readonly DirectoryRecord[];
  readonly problems: readonly string[];
}
