/** What must be there before a subcontractor is paid: the waiver of lien for this payment, and insurance that lasts. */
import type { Problem } from '../define-write.js';

interface Papers {
  readonly date: string;
  readonly subcontract: boolean;
  readonly lienWaiver?: boolean | null | undefined;
  readonly insuranceUntil?: string | null | undefined;
}

/** @param bill as the message calls it, for example the vendor's number */
export function paperProblems(
  { date, subcontract, lienWaiver, insuranceUntil }: Papers,
  bill: string,
): Problem[] {
  const wrong = (code: string, message: string, field: string): Problem => ({
    ...{ code, message, field: [field], record: bill, system: 'odoo' },
  });
  const waiver = `No waiver of lien is there for bill ${bill}; get it from the subcontractor before the bill is posted`;
  const noProof = `Bill ${bill} is a subcontractor's; give insuranceUntil, the last day of their insurance`;
  const lapsed = `The subcontractor's insurance ends on ${insuranceUntil ?? ''}, before ${date}; get a new certificate`;
  return [
    ...(lienWaiver === false || (subcontract && lienWaiver == null)
      ? [wrong('NO_LIEN_WAIVER', waiver, 'lienWaiver')]
      : []),
    ...(subcontract && insuranceUntil == null ? [wrong('NO_INSURANCE', noProof, 'insuranceUntil')] : []),
    ...(insuranceUntil != null && insuranceUntil < date
      ? [wrong('INSURANCE_ENDED', lapsed, 'insuranceUntil')]
      : []),
  ];
}
