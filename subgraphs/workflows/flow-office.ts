/** What the parts of the flow side share. */
import type { FlowRunRecord, Store } from '../../store/store.js';
import type { Actor } from '../kit/actor.js';
import { reverseBilledAccruals } from './billed-accruals.js';
import type { Office } from './office.js';
import { submit } from './submit.js';
import {
  addDays,
  type FlowDefinition,
  type FlowOutcome,
  type FlowScope,
  type Window,
} from './flows/define-flow.js';
import type { FlowName, FlowSchedule, FlowsSettings } from './flows/settings.js';

export interface FlowOffice {
  readonly office: Office;
  readonly book: Store['flows'];
  readonly crosswalk: Store['crosswalk'];
  readonly definitions: ReadonlyMap<string, FlowDefinition>;
  readonly settings: FlowsSettings;
}

/** Flows write under a name of their own, so that anybody may decide about what they ask for. */
export const actorOf = (flow: string): Actor => ({
  id: `flow:${flow}`,
  roles: ['integration'],
  companies: '*',
  projects: '*',
});

export const scheduleOf = ({ settings }: FlowOffice, name: string): FlowSchedule =>
  settings[name as FlowName];

/** Runs of the engine that are runs of flows. */
export const isFlowRun = (runId: string): boolean => runId.startsWith('flow/');

export function runFlow(
  flows: FlowOffice,
  definition: FlowDefinition,
  window: Window,
  dry: boolean,
): Promise<FlowOutcome> {
  const schedule = scheduleOf(flows, definition.name);
  return definition.run(window, scopeOf(flows, definition, schedule, dry), schedule);
}

function scopeOf(
  { office, crosswalk }: FlowOffice,
  { name }: FlowDefinition,
  { companies }: FlowSchedule,
  dry: boolean,
): FlowScope {
  const actor = actorOf(name);
  const own = office.scopeFor(actor);
  return {
    ...own,
    crosswalk,
    journal: office.journal,
    writes: office.definitions,
    companyCodes: companies ?? [...own.companies.keys()],
    dry,
    reverseBilledAccruals: () => reverseBilledAccruals(office, own.systems, dry),
    submit: (kind, key, input) => {
      const definition = office.definitions.get(kind);
      if (!definition) throw new Error(`flow ${name} asks for ${kind}, which is no write`);
      return submit(office, actor, definition, { ...input, clientMutationId: key, validateOnly: dry });
    },
  };
}

/**
 * The days of an occurrence, up to the day before it.
 * @param daysOff by how much the firm's calendar is off the clock: 0 but for the make-believe firm
 */
export function windowOf(occurrence: Date, days: number, daysOff: number): Window {
  const own = addDays(occurrence.toISOString().slice(0, 10), daysOff);
  return { firstDay: addDays(own, -days), lastDay: addDays(own, -1) };
}

export const windowOfRun = ({ firstDay, lastDay }: FlowRunRecord): Window => ({ firstDay, lastDay });
