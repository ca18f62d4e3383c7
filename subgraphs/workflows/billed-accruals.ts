/**
 * The vendor's bill takes the place of an accrual: what a write accrued on an order line is reversed as soon as a bill
 * of the line is posted that was not there then. The reversal is a write like any other, asked for by Plumbline itself,
 * with the bill named, audited, once. What the bill leaves out is accrued again by whoever knows of it.
 */
import type { LiveRental, WriteRecord } from '../../store/store.js';
import { OWN_NAME, type Actor } from '../kit/actor.js';
import { decimal, sum } from '../kit/decimal.js';
import { isUpstreamError } from '../kit/errors.js';
import type { BackgroundSync } from '../kit/subgraph.js';
import type { BillOnLine } from '../odoo/connector.js';
import type { WriteSystems } from './define-write.js';
import type { Answer, Office } from './office.js';
import { submit } from './submit.js';

/** Who asks for what nobody asked for. */
export const PLUMBLINE: Actor = {
  ...{ id: OWN_NAME, roles: ['admin', 'integration'] },
  ...{ companies: '*', projects: '*' },
};

export interface BilledAccrual {
  /** The write that accrued. */
  readonly write: string;
  /** Number of the bill. */
  readonly bill: string;
  /** The write that takes it back; null when it was refused, came to nothing or was only looked at. */
  readonly reversal: string | null;
}
export interface BilledAccruals {
  readonly found: readonly BilledAccrual[];
  /** A line for each company that could not be looked at and each reversal that was refused or came to nothing. */
  readonly problems: readonly string[];
  /** What a look without change would take back, a line each. */
  readonly plan: readonly string[];
}

/**
 * Safe to repeat, also in several processes at once: the reversal's key is the accrual and the bill.
 * @param dry only looks: reversals are checked, and none is asked for
 */
export async function reverseBilledAccruals(
  office: Office,
  systems: WriteSystems,
  dry = false,
): Promise<BilledAccruals> {
  const live = await systems.controls.checks.liveRentals();
  const companies = [...new Set(live.map(({ company }) => company))];
  const found: BilledAccrual[] = [];
  const problems: string[] = [];
  const plan: string[] = [];
  for (const company of companies) {
    const own = live.filter((one) => one.company === company);
    try {
      for (const [write, bill] of billedWrites(own, await billsOf(systems, company, own))) {
        const { reversal, refused, planned } = await reverse(office, write, bill, dry);
        found.push({ write, bill: bill.number, reversal });
        problems.push(...refused);
        plan.push(...planned);
      }
    } catch (error) {
      // The ERP is away, or the company is configured no longer: the others are looked at all the same.
      if (!isUpstreamError(error)) throw error;
      problems.push(`accruals of company ${company} were not compared with its bills: ${error.message}`);
    }
  }
  return { found, problems, plan };
}

function billsOf(
  { erp }: WriteSystems,
  company: string,
  live: readonly LiveRental[],
): Promise<readonly BillOnLine[]> {
  const ids = live.map(({ accrual }) => Number(accrual.orderLineId));
  return erp.checks.documents.billsOnLines(company, ids);
}

/** By the write that accrued: the first bill that came since. */
function billedWrites(
  live: readonly LiveRental[],
  bills: readonly BillOnLine[],
): ReadonlyMap<string, BillOnLine> {
  const found = new Map<string, BillOnLine>();
  for (const { accrual } of live) {
    const bill = billSince(accrual, bills);
    if (bill && accrual.rental) found.set(writeOf(accrual.rental.madeBy), bill);
  }
  return found;
}

/** A key is the write's id and the place of its step. */
const writeOf = (key: string): string => key.slice(0, key.lastIndexOf('_'));

/** None while credit notes outweigh what came since: the line is billed no more than when it was accrued. */
function billSince(
  { orderLineId, rental }: LiveRental['accrual'],
  bills: readonly BillOnLine[],
): BillOnLine | undefined {
  const since = bills.filter(
    (bill) => String(bill.orderLineId) === orderLineId && !rental?.knownBills.includes(bill.documentId),
  );
  const amount = sum(since.map((bill) => decimal(bill.amount)));
  return amount.gt(0) ? since.find((bill) => decimal(bill.amount).gt(0)) : undefined;
}

interface Reversed {
  readonly reversal: string | null;
  readonly refused: readonly string[];
  readonly planned: readonly string[];
}

async function reverse(office: Office, write: string, bill: BillOnLine, dry: boolean): Promise<Reversed> {
  const definition = office.definitions.get('reverseWrite');
  if (!definition) throw new Error('there is no write that takes others back');
  const key = `billed:${write}:${bill.documentId}`;
  const input = { write, date: bill.date, reason: `billed by ${bill.number}` };
  // A look tells what a run would: what was asked for already is not planned again.
  const earlier = dry ? await office.journal.byKey(PLUMBLINE.id, key) : null;
  const answer: Answer = earlier
    ? { write: earlier, userErrors: [] }
    : await submit(office, PLUMBLINE, definition, { clientMutationId: key, validateOnly: dry, ...input });
  const { write: reversal, userErrors, plan = [] } = answer;
  const refused = userErrors.map(({ message }) => message);
  const lost = reversal !== null && GIVEN_UP.has(reversal.status);
  return {
    reversal: lost ? null : (reversal?.id ?? null),
    refused: lost ? [...refused, givenUp(reversal, write, bill)] : refused,
    planned: plan.map(({ title }) => `${title}; billed by ${bill.number}`),
  };
}

/** It rests and took nothing back; the key is spent, so nobody asks again by itself. */
const GIVEN_UP: ReadonlySet<WriteRecord['status']> = new Set(['DEAD', 'UNKNOWN', 'REJECTED', 'CANCELLED']);

const givenUp = ({ id, status }: WriteRecord, write: string, { number }: BillOnLine): string =>
  `The reversal ${id} of the accrual ${write}, billed by ${number}, is ${status}; ${
    status === 'DEAD' || status === 'UNKNOWN' ? `replay it` : `take the accrual back with reverseWrite`
  }, until then reads leave the accrual out`;

/** Looks by itself, so that an accrual stands no longer beside its bill than this; reads leave it out at once. */
export function createBilledAccrualsSync(
  office: Office,
  systems: WriteSystems,
  intervalMs: number,
): BackgroundSync {
  return {
    name: 'workflows.billed-accruals',
    intervalMs,
    async run() {
      const { found, problems } = await reverseBilledAccruals(office, systems);
      return { records: found.length, problems };
    },
  };
}
