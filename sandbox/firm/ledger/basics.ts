/** Basic notations of the ledger. Amounts are decimal text, dates YYYY-MM-DD, moments ISO 8601 UTC. */

export type Day = string;

export type Dec = string;

export type LedgerCostType = 'LABOR' | 'EQUIPMENT' | 'MATERIAL' | 'SUBCONTRACT' | 'OTHER';
