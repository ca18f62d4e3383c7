/** What the switches of several simulators read from their bodies. Each throws an Error that says what would do. */
import type { Firm, FirmMachine } from './firm/ledger.js';

type Body = Readonly<Record<string, unknown>>;

export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const;
export type SwitchSeverity = (typeof SEVERITIES)[number];

export interface BreakdownSwitch {
  readonly machine: FirmMachine;
  readonly code: string;
  readonly severity: SwitchSeverity;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
}

/** `{equipmentNumber, code, severity, occurredAt}`; severity HIGH and now where they are left out. */
export function readBreakdown({ machines }: Firm, body: Body): BreakdownSwitch {
  const { severity = 'HIGH' } = body;
  if (!SEVERITIES.includes(severity as SwitchSeverity))
    throw new Error(`severity ${JSON.stringify(severity)} is none of ${SEVERITIES.join(', ')}`);
  return {
    machine: machineOf(machines, body['equipmentNumber']),
    code: readText(body, 'code'),
    severity: severity as SwitchSeverity,
    occurredAt: readMoment(body, 'occurredAt'),
  };
}

function machineOf(machines: readonly FirmMachine[], number: unknown): FirmMachine {
  const found = machines.find((machine) => machine.number === number);
  if (found) return found;
  const some = machines.slice(0, 3).map((machine) => machine.number);
  throw new Error(
    `equipmentNumber ${JSON.stringify(number)} is no machine of the firm; there are ${some.join(', ')} and others`,
  );
}

export function readText(body: Body, field: string): string {
  const value = body[field];
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new Error(`${field} ${JSON.stringify(value ?? null)} must be a text that is not empty`);
}

function readMoment(body: Body, field: string): string {
  const value = body[field] ?? new Date().toISOString();
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time))
    throw new Error(`${field} ${JSON.stringify(value)} must be a moment like 2026-10-31T14:05:00Z`);
  return new Date(time).toISOString();
}

/** YYYY-MM-DD. */
export function readDay(body: Body, field: string): string {
  const value = body[field];
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)))
    return value;
  throw new Error(`${field} ${JSON.stringify(value ?? null)} must be a day like 2026-10-31`);
}
