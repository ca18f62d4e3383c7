/** What is to be told of a breakdown, from what was told of it before and what it is now. Pure. */
import { createHash } from 'node:crypto';
import type { NewEvent } from '../../../store/store.js';
import { assignmentsOn, type MachineView } from '../fleet-view.js';
import type { Severity } from '../model.js';
import { MAINTENANCE, providerOf, TELEMATICS } from '../mirror-keys.js';
import type { BreakdownSettings } from '../settings.js';
import { compareSeverity } from '../severity.js';
import { breakdownId, type KeptEntry, type Told } from './kept.js';
import { alertSeverity } from './rating.js';

export interface Surroundings {
  readonly settings: BreakdownSettings;
  /** The canonical machine of a source's machine; null while it is not matched. */
  readonly machineOf: (source: string, machine: string) => MachineView | null;
  /** A breakdown of another provider on the same machine that tells of the same fault. */
  readonly twinOf: (entry: KeptEntry, machine: MachineView) => KeptEntry | undefined;
  /** Version of the mirror that holds what the events tell of. */
  readonly revision: number;
  readonly asOf: Date;
}

export interface Decision {
  readonly told: Told;
  readonly events: readonly NewEvent[];
}

/** A payload is at most 2,000 bytes; no real provider comes near this. */
const LONGEST_ID = 1_500;
const WAITING: Told = { state: 'WAITING', severity: null, times: 0 };

export function decide(entry: KeptEntry, around: Surroundings): Decision {
  const told = entry.body.told ?? WAITING;
  const machine = around.machineOf(entry.source, entry.body.machine);
  if (!machine || told.partOf !== undefined) return { told, events: [] };
  const { severity, mild } = rated(entry, machine, around);
  const rose = compareSeverity(severity, told.severity) < 0;
  const open = entry.body.clearedAt === null;
  const raise = (): Decision => raised(entry, { machine, severity, times: told.times + 1 }, around);
  switch (told.state) {
    case 'WAITING': {
      if (mild) return { told: { ...told, state: 'IGNORED', severity }, events: [] };
      const twin = around.twinOf(entry, machine);
      return twin ? { told: joined(twin, severity), events: [] } : raise();
    }
    case 'IGNORED':
      return open && rose && !mild ? raise() : { told, events: [] };
    case 'HISTORY':
    case 'RAISED': {
      if (!open) return cleared(entry, { machine, severity, told }, around);
      // Null: nobody looked at it yet, so it did not become worse.
      if (told.severity === null) return { told: { ...told, severity }, events: [] };
      return rose && !mild ? raise() : { told, events: [] };
    }
    case 'CLEARED':
      return open ? raise() : { told, events: [] };
  }
}

/** History that was cleared already is no news. */
export function asHistory({ body }: KeptEntry): Told {
  return { state: body.clearedAt === null ? 'HISTORY' : 'CLEARED', severity: null, times: 0 };
}

function joined(twin: KeptEntry, severity: Severity | null): Told {
  const { partOf = breakdownId(twin), state = 'HISTORY' } = twin.body.told ?? {};
  return { state, severity, times: 0, partOf };
}

function rated(entry: KeptEntry, machine: MachineView, { settings }: Surroundings) {
  const { source, body } = entry;
  const provider = source === MAINTENANCE ? MAINTENANCE : providerOf(source);
  const make = machine.record?.make ?? null;
  const { code, severity } = body;
  const alert = alertSeverity(settings, { provider, company: machine.company, make, code, severity });
  return { severity: alert ?? severity, mild: alert === null };
}

interface Facts {
  readonly machine: MachineView;
  readonly severity: Severity | null;
}

function raised(entry: KeptEntry, facts: Facts & { times: number }, around: Surroundings): Decision {
  const { severity, times } = facts;
  const at = entry.body.occurredAt ?? around.asOf.toISOString();
  const event = toEvent('BREAKDOWN_RAISED', entry, { ...facts, at, times }, around);
  const told: Told = { state: 'RAISED', severity, times };
  if (entry.body.clearedAt === null) return { told, events: [event] };
  // Both happened since it was looked at last: each is told.
  const over = cleared(entry, { ...facts, told }, around);
  return { told: over.told, events: [event, ...over.events] };
}

function cleared(entry: KeptEntry, facts: Facts & { told: Told }, around: Surroundings): Decision {
  const { told } = facts;
  const at = entry.body.clearedAt ?? around.asOf.toISOString();
  const event = toEvent('BREAKDOWN_CLEARED', entry, { ...facts, at, times: told.times }, around);
  return { told: { ...told, state: 'CLEARED' }, events: [event] };
}

function toEvent(
  type: 'BREAKDOWN_RAISED' | 'BREAKDOWN_CLEARED',
  entry: KeptEntry,
  { machine, severity, at, times }: Facts & { at: string; times: number },
  { settings, revision }: Surroundings,
): NewEvent {
  const id = breakdownId(entry);
  const day = (entry.body.occurredAt ?? at).slice(0, 10);
  return {
    type,
    company: machine.company,
    project: assignmentsOn(machine, day)[0]?.projectId ?? null,
    equipment: machine.id,
    severity: severity ?? settings.unknownSeverity,
    occurredAt: new Date(at),
    source: {
      system: entry.source === MAINTENANCE ? MAINTENANCE : TELEMATICS,
      record: id.slice(0, 300),
    },
    // Ids hold whatever a provider calls a machine or a code; a key has at most 200 characters.
    dedupeKey: `${type}/${createHash('sha256').update(id).digest('hex')}/${times}`,
    payload: { breakdown: Buffer.byteLength(id) <= LONGEST_ID ? id : null, revision },
  };
}
