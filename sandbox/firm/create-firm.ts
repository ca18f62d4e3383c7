/** Builds the make-believe contractor. The same scale and seed give the same firm, byte for byte. */
import type { Firm } from './ledger.js';
import { addMachines } from './build/add-machines.js';
import { addOpenBids } from './build/open-bids.js';
import { addHeldBack } from './build/held-back.js';
import { addProjects, type JobRole } from './build/add-projects.js';
import { writeJob } from './build/write-job.js';
import { chargeUsage } from './build/charge-usage.js';
import { addTraps } from './build/traps.js';
import { createWorkshop } from './build/workshop.js';

export interface FirmOptions {
  /** Each unit adds fourteen jobs and sixty machines; whole number from 1. */
  readonly scale?: number;
  readonly seed?: string;
}

/** Jobs that have machines on site. */
const WITH_MACHINES: ReadonlySet<JobRole> = new Set<JobRole>([
  'RICH',
  'RUNNING',
  'OVERRUN',
  'FINISHED',
  'SHARED',
]);

/** Throws a RangeError when the scale is not a whole number from 1. */
export function createFirm({ scale = 1, seed = 'northbank' }: FirmOptions = {}): Firm {
  if (!Number.isInteger(scale) || scale < 1)
    throw new RangeError(`scale is ${scale}; give a whole number from 1`);
  const shop = createWorkshop(scale, seed);
  for (let unit = 0; unit < scale; unit += 1) {
    const jobs = addProjects(shop, unit);
    addMachines(
      shop,
      unit,
      jobs.filter(({ role }) => WITH_MACHINES.has(role)),
    );
    jobs.forEach((job, index) => writeJob(shop, job, job.role, unit * jobs.length + index));
    addTraps(shop, jobs);
    chargeUsage(shop, jobs);
    addHeldBack(shop, jobs);
  }
  addOpenBids(shop);
  return shop.firm;
}
