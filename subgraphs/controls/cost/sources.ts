/** Which systems a job's cost came from, how fresh each was, and what a person should look at. */
import type { CompanySettings } from '../../kit/company.js';
import type { Supplies } from '../model.js';

export interface Source {
  readonly system: string;
  readonly asOf: string | null;
  readonly stale: boolean;
  readonly error: string | null;
}
export interface Exception {
  readonly code: string;
  readonly message: string;
  readonly system: string | null;
  readonly recordId: string | null;
  readonly amount: string | null;
}

const SUPPLIERS = [
  ['ledger', 'odoo'],
  ['awardedBudget', 'estimating'],
  ['scheduleProgress', 'scheduling'],
  ['equipmentUsage', 'equipment'],
] as const;

/** One entry per system, the worst status first heard of wins; Plumbline's own records come last. */
export function sourcesOf(supplies: Supplies, now: Date): Source[] {
  const bySystem = new Map<string, Source>();
  for (const [supply, system] of SUPPLIERS) {
    const statuses = supplies[supply]?.sources ?? [missing(system)];
    for (const { system: name, asOf, stale, error } of statuses) {
      const known = bySystem.get(name);
      if (!known || (error != null && known.error === null)) {
        bySystem.set(name, { system: name, asOf: asOf ?? null, stale, error: error ?? null });
      }
    }
  }
  return [...bySystem.values(), { system: 'plumbline', asOf: now.toISOString(), stale: false, error: null }];
}

function missing(system: string): { system: string; asOf: null; stale: boolean; error: string } {
  return {
    system,
    asOf: null,
    stale: false,
    error: 'UPSTREAM_UNAVAILABLE: its figures are missing here; see errors',
  };
}

export function exceptionsOf(supplies: Supplies, company: CompanySettings): Exception[] {
  const supplied = [supplies.ledger, supplies.awardedBudget, supplies.equipmentUsage].flatMap(
    (supply) => supply?.exceptions ?? [],
  );
  return [...supplied.map(toException), ...currencyMismatch(supplies, company)];
}

function toException(from: {
  code: string;
  message: string;
  system?: string | null;
  recordId?: string | null;
  amount?: string | null;
}): Exception {
  const { code, message, system = null, recordId = null, amount = null } = from;
  return { code, message, system, recordId, amount };
}

/** Currencies are never mixed: an estimate in another currency gives no budget until someone converts it. */
function currencyMismatch({ awardedBudget }: Supplies, company: CompanySettings): Exception[] {
  if (!foreignBudget(awardedBudget, company)) return [];
  const number = awardedBudget?.estimateNumber ?? '';
  return [
    {
      code: 'CURRENCY_MISMATCH',
      message: `Estimate ${number} is in ${awardedBudget?.currency ?? '?'}, company ${company.code} keeps its books in ${company.currency}; re-issue the estimate in ${company.currency}`,
      system: 'estimating',
      recordId: number,
      amount: null,
    },
  ];
}

export function foreignBudget(budget: Supplies['awardedBudget'], company: CompanySettings): boolean {
  return budget?.currency != null && budget.currency !== company.currency;
}
