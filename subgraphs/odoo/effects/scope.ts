/** What every effect on the ERP works with: the connector's own session, the firm's companies and words. */
import type { CompanySettings } from '../../kit/company.js';
import { UpstreamError } from '../../kit/errors.js';
import type { Session } from '../erp/session.js';
import type { OdooSettings } from '../settings.js';

export interface EffectScope {
  /** Runs a task on the connector's session, so that effects share its limiter and breaker with the reads. */
  use<T>(task: (session: Session) => Promise<T>): Promise<T>;
  readonly companies: readonly CompanySettings[];
  readonly stages: OdooSettings['stages'];
}

/** One company's view of Odoo: new records belong to it, account codes are its own, other companies are not seen. */
export function inCompany(session: Session, company: CompanySettings): Session {
  return { ...session, context: { ...session.context, allowed_company_ids: [company.odooCompanyId] } };
}

/** @throws UpstreamError (BUSINESS) for a company that is not configured. */
export function companyOf(scope: Pick<EffectScope, 'companies'>, code: string): CompanySettings {
  const company = scope.companies.find((one) => one.code === code);
  if (company) return company;
  const known = scope.companies.map((one) => one.code).join(', ');
  throw refusal(`company "${code}" is not configured; the companies are ${known}`);
}

/** A business answer of ours about the ERP's books; trying again gives the same. */
export function refusal(message: string, detail?: string): UpstreamError {
  const error = new UpstreamError('odoo', 'BUSINESS', message, detail);
  refusals.add(error);
  return error;
}

const refusals = new WeakSet<object>();

/** True for a refusal of ours. It says nothing about the key's rights, so what was discovered of them stays known. */
export function isRefusal(error: object): boolean {
  return refusals.has(error);
}
