/** The sandbox firm: its ledger's types and its generator. */
export type * from './ledger.js';
export { createFirm, type FirmOptions } from './create-firm.js';
export { FIRM_TRAPS, type FirmTrap } from './traps/index.js';
