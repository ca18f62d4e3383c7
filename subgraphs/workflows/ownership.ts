/**
 * Which system has the last word about what. A write may change a field only in the system that owns it: two systems
 * that both take the truth from people never agree again. docs/ownership.md is this table for people.
 */
import type { SystemName } from '../kit/errors.js';
import type { WriteDefinition } from './define-write.js';

/** `plumbline`: kept in our own store. */
export const OWNERS = ['odoo', 'maintenance', 'telematics', 'scheduling', 'estimating', 'plumbline'] as const;
export type Owner = (typeof OWNERS)[number];

/** Object → owner of its fields; `Object.field` where one field has another owner. */
export const OWNERSHIP = {
  Company: 'odoo',
  FiscalLock: 'odoo',
  Party: 'odoo',
  Project: 'odoo',
  CostCode: 'odoo',
  Commitment: 'odoo',
  Bill: 'odoo',
  Invoice: 'odoo',
  Retention: 'odoo',
  ActualCost: 'odoo',
  Timesheet: 'odoo',
  InventoryIssue: 'odoo',
  Task: 'odoo',
  // The milestone the ERP bills by; the schedule's own is Milestone.
  BillingMilestone: 'odoo',
  Estimate: 'estimating',
  BidItem: 'estimating',
  Activity: 'scheduling',
  Milestone: 'scheduling',
  Relationship: 'scheduling',
  Baseline: 'scheduling',
  ResourceAssignment: 'scheduling',
  Equipment: 'maintenance',
  'Equipment.location': 'telematics',
  'Equipment.fuelLevel': 'telematics',
  MeterReading: 'maintenance',
  FuelEntry: 'maintenance',
  FaultCode: 'telematics',
  Breakdown: 'maintenance',
  'Breakdown.acknowledgement': 'plumbline',
  WorkOrder: 'maintenance',
  Inspection: 'maintenance',
  EquipmentAssignment: 'maintenance',
  Rental: 'maintenance',
  Budget: 'plumbline',
  ChangeOrder: 'plumbline',
  Accrual: 'plumbline',
  EstimateToComplete: 'plumbline',
  CostFact: 'plumbline',
  Write: 'plumbline',
  Approval: 'plumbline',
  AuditEntry: 'plumbline',
  CrosswalkEntry: 'plumbline',
  // Copies of what the ERP owns, kept in line with it and never read back.
  VendorCopy: 'maintenance',
  ItemCopy: 'maintenance',
  CostCodeCopy: 'scheduling',
  ScheduleShell: 'scheduling',
} as const satisfies Readonly<Record<string, Owner>>;

type Objects<Key> = Key extends `${string}.${string}` ? never : Key;
export type OwnedObject = Objects<keyof typeof OWNERSHIP>;

/** What a step changes, and where. */
export interface Change {
  readonly object: OwnedObject;
  readonly fields: readonly string[];
  readonly system: SystemName;
}

export type Ownership = Readonly<Record<string, Owner>>;

/** The table with what a firm does otherwise (`workflows.ownership`). */
export function ownershipOf(overrides: Ownership): Ownership {
  return { ...OWNERSHIP, ...overrides };
}

/** An object, or one field of an object, of the table. */
export function isOwnable(name: string): boolean {
  const [object = '', field, ...more] = name.split('.');
  return Object.hasOwn(OWNERSHIP, object) && field !== '' && more.length === 0;
}

/** @throws Error with one line per step that says nothing, and per field that would change where it is not owned */
export function checkOwnership(definitions: Iterable<WriteDefinition>, ownership: Ownership): void {
  const problems = [...definitions].flatMap((definition) => problemsOf(definition, ownership));
  if (problems.length === 0) return;
  throw new Error(['writes that must not start:', ...problems.map((line) => `  - ${line}`)].join('\n'));
}

function problemsOf(definition: WriteDefinition, ownership: Ownership): string[] {
  // A reversal changes what the write it takes back was allowed to change.
  if (definition.reversal) return [];
  const write = `write ${definition.kind}`;
  if (typeof definition.steps === 'function') return judge(write, definition.changes, ownership);
  return definition.steps.flatMap(({ name, changes }) =>
    judge(`${write}, step "${name}"`, changes, ownership),
  );
}

/** @param said names who changes */
function judge(said: string, changes: readonly Change[] | undefined, ownership: Ownership): string[] {
  if (changes === undefined || changes.length === 0)
    return [
      `${said} does not say what it changes; add changes: [{ object, fields, system }] (docs/ownership.md)`,
    ];
  return changes.flatMap((change) => trespasses(said, change, ownership));
}

function trespasses(said: string, { object, fields, system }: Change, ownership: Ownership): string[] {
  return fields.flatMap((field) => {
    const owner = ownership[`${object}.${field}`] ?? ownership[object];
    if (owner === system) return [];
    return [
      `${said} would change ${object}.${field} in ${system}, but ${owner ?? 'nobody'} owns it; ` +
        `change it there, or name ${system} for it under workflows.ownership`,
    ];
  });
}
