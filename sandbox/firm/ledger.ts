/**
 * The sandbox firm's raw ledger: what the make-believe contractor really did, as its own systems would hold it.
 * Simulators serve it in their vendors' wire; the answer key adds it up by plain sums. It imports nothing of the
 * product, so that a mistake in a connector or in the cost engine cannot cancel out.
 *
 * Amounts are decimal text. Dates are YYYY-MM-DD, moments ISO 8601 UTC.
 */
export type * from './ledger/basics.js';
export type * from './ledger/reference.js';
export type * from './ledger/documents.js';
export type * from './ledger/planning.js';
export type * from './ledger/equipment.js';
export type * from './ledger/controls.js';
export type * from './ledger/firm.js';
