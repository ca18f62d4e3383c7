/** Every trap of the firm. A test holds that each really occurs, in each company it names. */
import { COST_TRAPS } from './cost-traps.js';
import { ORDER_TRAPS } from './order-traps.js';
import { PLANNING_TRAPS } from './planning-traps.js';
import { POSTING_TRAPS } from './posting-traps.js';
import type { FirmTrap } from './trap.js';

export type { FirmTrap } from './trap.js';

export const FIRM_TRAPS: readonly FirmTrap[] = [
  ...ORDER_TRAPS,
  ...POSTING_TRAPS,
  ...COST_TRAPS,
  ...PLANNING_TRAPS,
];
