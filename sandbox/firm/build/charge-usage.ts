/** Equipment charges: some usage records are posted, some of those reversed, some still wait in draft. */
import { Big } from 'big.js';
import { negate, times } from '../money.js';
import { costTypeIdOf } from '../reference.js';
import type { FirmMove, FirmShare, FirmUsage } from '../ledger.js';
import { postEntry } from './post-move.js';
import type { Job, Workshop } from './workshop.js';

/** Records up to this day of every fourth machine number are charged. */
const CHARGED_UNTIL = '2026-07-31';

/** Reference by which a charge is found again. */
export function chargeRef(usage: FirmUsage): string {
  return `PLB-USE ${usage.key}`;
}

/** Debits the job, hours as quantity; credits recovered cost without distribution. `sign` −1 is the counter-entry. */
function charge(
  shop: Workshop,
  usage: FirmUsage,
  sign: 1 | -1,
  state: FirmMove['state'] = 'posted',
): FirmMove {
  const company = shop.firm.companies.find(({ code }) => code === usage.company);
  if (company === undefined) throw new RangeError(`usage ${usage.key} has no company`);
  const shares: FirmShare[] = [
    {
      accountId: usage.accountId,
      costCodeId: usage.costCodeId,
      costTypeId: costTypeIdOf('EQUIPMENT'),
      percent: '100',
    },
  ];
  const amount = times(times(usage.rate, usage.hours), sign);
  return postEntry(shop, {
    company,
    journal: 'EQUIP',
    date: sign === 1 ? usage.date : '2026-08-31',
    ref: chargeRef(usage),
    state,
    lines: [
      {
        account: '500300',
        name: `${usage.machine} on the job`,
        amount,
        quantity: new Big(usage.hours).times(sign).toString(),
        shares,
      },
      { account: '610100', name: 'Recovered', amount: negate(amount) },
    ],
  });
}

/** Charges this unit's jobs; per company the first charge is reversed and the first open record waits in draft. */
export function chargeUsage(shop: Workshop, jobs: readonly Job[]): void {
  const { usage } = shop.firm;
  const accounts = new Set(jobs.map(({ project }) => project.accountId));
  const reversed = new Set<string>();
  const drafted = new Set<string>();
  usage.forEach((record, index) => {
    if (!accounts.has(record.accountId)) return;
    if (record.date > CHARGED_UNTIL) {
      if (!drafted.has(record.company)) charge(shop, record, 1, 'draft');
      drafted.add(record.company);
      return;
    }
    if (Number(record.machine.slice(3)) % 4 !== 0 && reversed.has(record.company)) return;
    const { id } = charge(shop, record, 1);
    const undo = !reversed.has(record.company);
    if (undo) charge(shop, record, -1);
    reversed.add(record.company);
    usage[index] = { ...record, postedMoveId: id, reversed: undo };
  });
}
