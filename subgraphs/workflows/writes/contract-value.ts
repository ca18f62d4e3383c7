/** What a job may be billed: the awarded price and the approved changes of it, as `project.cost.wip.contractValue` says. */
import { centsText, sumTexts, toCents, type Cents } from '../../kit/cents.js';
import type { Problem, WriteScope } from '../define-write.js';
import type { ProjectTarget } from '../find-project.js';

/** @returns null when the job was awarded neither here nor in the estimating system, or in another currency */
export async function contractValueOf(
  { systems, companies }: WriteScope,
  { id, company }: ProjectTarget,
): Promise<Cents | null> {
  const { baseline, changeOrders } = await systems.controls.checks.book(id);
  const awarded = baseline ?? (await systems.estimates.awarded(id));
  if (!awarded) return null;
  const foreign = 'currency' in awarded && awarded.currency !== null;
  if (foreign && awarded.currency !== companies.get(company)?.currency) return null;
  const approved = changeOrders.filter(({ status }) => status === 'APPROVED');
  return toCents(awarded.price) + sumTexts(approved.map(({ price }) => price));
}

export interface Contract {
  readonly number: string;
  /** Null when nobody knows it but who asks. */
  readonly known: Cents | null;
  /** As who asks states it. */
  readonly stated: string | null;
  readonly billed: string;
}

/** Why the amount cannot be billed within the contract. */
export function contractProblems({ number, known, stated, billed }: Contract, total: Cents): Problem[] {
  const about = (code: string, message: string, field: string): Problem[] => [
    { code, message, field: [field], record: number },
  ];
  if (known !== null && stated !== null && toCents(stated) !== known)
    return about(
      'CONTRACT_VALUE_DIFFERS',
      `The contract of ${number} is ${centsText(known)} by its award and approved change orders, not ${stated}; leave contractValue out, or have a change order approved`,
      'contractValue',
    );
  const value = known ?? (stated === null ? null : toCents(stated));
  if (value === null)
    return about(
      'CONTRACT_VALUE_NEEDED',
      `No award of ${number} is known, so give its contractValue, that it is not billed beyond; or allowOverbilling`,
      'contractValue',
    );
  const after = toCents(billed) + total;
  if (after <= value) return [];
  return about(
    'OVERBILLED',
    `Project ${number} is billed ${billed} already, with this ${centsText(after)} of a contract of ${centsText(value)}; lower the lines, have a change order approved, or allowOverbilling`,
    'lines',
  );
}
