/** Every batch flow there is. A new one is its file, one line here, its settings and one scenario test. */
import { changedAfterTheFact } from './changed-after-the-fact.js';
import { dailyEquipmentUsage } from './daily-equipment-usage.js';
import type { FlowDefinition } from './define-flow.js';
import { masterData } from './master-data.js';
import { reconciliation } from './reconciliation.js';
import { rentalAccruals } from './rental-accruals.js';
import { retentionAgeing } from './retention-ageing.js';

const LIST = [
  masterData,
  dailyEquipmentUsage,
  reconciliation,
  changedAfterTheFact,
  rentalAccruals,
  retentionAgeing,
] as unknown as readonly FlowDefinition[];

export const FLOWS: ReadonlyMap<string, FlowDefinition> = new Map(LIST.map((flow) => [flow.name, flow]));
