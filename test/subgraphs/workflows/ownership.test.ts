/** A write changes a field only in the system that owns it, or nothing starts. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Store } from '../../../store/store.js';
import type { WriteDefinition, WriteSystems } from '../../../subgraphs/workflows/define-write.js';
import { createWorkflowsSubgraph, workflowsSettings } from '../../../subgraphs/workflows/index.js';
import {
  checkOwnership,
  OWNERSHIP,
  ownershipOf,
  type Change,
} from '../../../subgraphs/workflows/ownership.js';
import { definitionsFor } from '../../../subgraphs/workflows/writes/index.js';

const definitions = definitionsFor({} as Store['journal']);

function writeWith(changes: readonly Change[] | undefined): WriteDefinition {
  const step = {
    name: 'only',
    title: () => '',
    changes,
    effect: () => undefined as never,
    arguments: () => 0,
  };
  return { kind: 'makeUp', roles: [], validate: () => undefined as never, steps: [step] };
}
const check = (definition: WriteDefinition, overrides = {}) =>
  checkOwnership([definition], ownershipOf(overrides));

describe('ownership', () => {
  it('holds for every write there is', () => {
    expect(definitions.size).toBeGreaterThan(2);
    expect(() => checkOwnership(definitions.values(), OWNERSHIP)).not.toThrow();
  });

  it('is declared for the system that the effect goes to', () => {
    const door = (system: string) => ({ effects: new Proxy({}, { get: () => ({ system }) }) });
    const systems = new Proxy(
      {
        ...{ erp: door('odoo'), maintenance: door('maintenance') },
        ...{ controls: door('plumbline'), breakdowns: door('plumbline') },
      },
      { get: (known, name) => (Reflect.get(known, name) as unknown) ?? door('scheduling') },
    ) as unknown as WriteSystems;
    const wrong = [...definitions.values()].flatMap(({ kind, steps }) =>
      typeof steps === 'function'
        ? []
        : steps.flatMap((own) => {
            const { name, changes = [] } = own;
            const { system } = own.effect(systems);
            return changes.filter((change) => change.system !== system).map(() => `${kind}, ${name}`);
          }),
    );
    expect(wrong).toEqual([]);
  });

  it('names write, step, field, owner and target of a trespass', () => {
    const elsewhere: Change = { object: 'WorkOrder', fields: ['lines'], system: 'odoo' };
    expect(() => check(writeWith([elsewhere]))).toThrow(
      'write makeUp, step "only" would change WorkOrder.lines in odoo, but maintenance owns it',
    );
  });

  it('knows a single field with an owner of its own', () => {
    const machine = (field: string): Change => ({
      object: 'Equipment',
      fields: [field],
      system: 'maintenance',
    });
    expect(() => check(writeWith([machine('availability')]))).not.toThrow();
    expect(() => check(writeWith([machine('location')]))).toThrow('telematics owns it');
  });

  it('refuses a step that says nothing; steps that follow from facts are declared together', () => {
    expect(() => check(writeWith(undefined))).toThrow('step "only" does not say what it changes');
    expect(() => check(writeWith([]))).toThrow('step "only" does not say what it changes');
    const dynamic = { ...writeWith([]), steps: () => [] };
    expect(() => check(dynamic)).toThrow('write makeUp does not say what it changes');
    const hours: Change = { object: 'Timesheet', fields: ['hours'], system: 'odoo' };
    expect(() => check({ ...dynamic, changes: [hours] })).not.toThrow();
    expect(() => check({ ...writeWith([]), steps: () => [], reversal: true })).not.toThrow();
  });

  it('can be done otherwise by a firm, and a name nobody knows is told', () => {
    const rental: Change = { object: 'Rental', fields: ['rate'], system: 'odoo' };
    expect(() => check(writeWith([rental]), { 'Rental.rate': 'odoo' })).not.toThrow();
    expect(() => check(writeWith([rental]), { 'Rental.days': 'odoo' })).toThrow('Rental.rate');
    expect(() => workflowsSettings.parse({ ownership: { Rentals: 'odoo' } })).toThrow();
    expect(() => workflowsSettings.parse({ ownership: { 'Rental.': 'odoo' } })).toThrow();
  });

  it('keeps the subgraph from starting', () => {
    const settings = workflowsSettings.parse({ ownership: { 'MeterReading.hours': 'telematics' } });
    const start = () =>
      createWorkflowsSubgraph({
        ...{ settings, companies: [], now: () => new Date(0), today: () => '2026-10-05' },
        ...{ store: { kind: 'pglite' } as Store, systems: {} as WriteSystems, log: () => undefined },
      });
    expect(start).toThrow('write recordEquipmentUsage, step "meter" would change MeterReading.hours');
  });

  it('is the table of docs/ownership.md', () => {
    const rows = readFileSync('docs/ownership.md', 'utf8').matchAll(/^\| `([\w.]+)` +\| (\w+) +\|$/gm);
    expect(Object.fromEntries([...rows].map(([, what, owner]) => [what, owner]))).toEqual(OWNERSHIP);
  });
});
