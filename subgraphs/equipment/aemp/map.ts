/** ISO 15143-3 elements → model. Pure; a bad row becomes a problem line with its place and reason, the rest is kept. */
import type {
  BreakdownModel,
  MeterModel,
  MeterType,
  ReadingModel,
  ReadResult,
  TelematicsMachineModel,
} from '../model.js';
import { toSeverity } from '../severity.js';
import type { Big } from '../../kit/decimal.js';
import { childOf, descendants, hoursOf, momentOf, numberOf, textOf, toBase } from './values.js';
import type { WireElement } from './wire.js';

export function toMachines(root: WireElement): ReadResult<TelematicsMachineModel> {
  const rows = descendants(root, (element) => element.name === 'equipment' && hasHeader(element));
  return readRows(rows, toMachine);
}

function hasHeader(element: WireElement): boolean {
  return childOf(element, 'equipmentheader') !== undefined || childOf(element, 'equipmentid') !== undefined;
}

/** Applies `read` to each row; what throws or reports is listed with the row's place. */
function readRows<T>(
  rows: readonly WireElement[],
  read: (row: WireElement, report: (problem: string) => void) => T,
): ReadResult<T> {
  const records: T[] = [];
  const problems: string[] = [];
  for (const row of rows) {
    try {
      records.push(read(row, (problem) => problems.push(`${row.at}: ${problem}`)));
    } catch (error) {
      problems.push(`${row.at}: ${(error as Error).message}; the row is left out`);
    }
  }
  return { records, problems };
}

function toMachine(row: WireElement, report: (problem: string) => void): TelematicsMachineModel {
  const header = childOf(row, 'equipmentheader') ?? row;
  const equipmentId = textOf(header, 'equipmentid');
  const serialNumber = textOf(header, 'serialnumber');
  const pin = textOf(header, 'pin');
  const key = pin ?? serialNumber ?? equipmentId;
  if (key === null) throw new Error('the machine has neither PIN, serial number nor equipment id');
  return {
    key,
    equipmentId,
    pin,
    serialNumber,
    make: textOf(header, 'oemname'),
    model: textOf(header, 'model'),
    location: attempt(report, 'Location', () => toLocation(row)),
    meters: METERS.flatMap(
      (meter) => attempt(report, meter.element, () => toMeter(row, meter, report)) ?? [],
    ),
  };
}

function attempt<T>(report: (problem: string) => void, what: string, read: () => T | null): T | null {
  try {
    return read();
  } catch (error) {
    report(`${what}: ${(error as Error).message}; the value is left out`);
    return null;
  }
}

/** Degrees are measurements, not money: a float is right for them. */
function toLocation(row: WireElement): TelematicsMachineModel['location'] {
  const block = childOf(row, 'location');
  const latitude = numberOf(block, 'latitude')?.toNumber();
  const longitude = numberOf(block, 'longitude')?.toNumber();
  if (latitude === undefined || longitude === undefined) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    throw new RangeError(`${latitude}, ${longitude} is not on Earth`);
  return { latitude, longitude, at: momentOf(block) };
}

interface MeterRule {
  readonly type: MeterType;
  readonly element: string;
  readonly unit: MeterModel['unit'];
  readonly read: (block: WireElement) => Big | null;
}
const METERS: readonly MeterRule[] = [
  {
    type: 'OPERATING_HOURS',
    element: 'cumulativeoperatinghours',
    unit: 'h',
    read: (block) => hoursOf(block),
  },
  { type: 'IDLE_HOURS', element: 'cumulativeidlehours', unit: 'h', read: (block) => hoursOf(block) },
  { type: 'DISTANCE', element: 'distance', unit: 'km', read: toDistance },
  { type: 'FUEL_USED', element: 'fuelused', unit: 'l', read: toVolume },
  {
    type: 'FUEL_REMAINING',
    element: 'fuelremaining',
    unit: '%',
    read: (block) => numberOf(block, 'percent'),
  },
  { type: 'DEF_REMAINING', element: 'defremaining', unit: '%', read: (block) => numberOf(block, 'percent') },
];

function toDistance(block: WireElement): Big | null {
  const value = numberOf(block, 'odometer') ?? numberOf(block, 'distance');
  return value && toBase(value, textOf(block, 'odometerunits') ?? textOf(block, 'distanceunits'), 'km');
}

function toVolume(block: WireElement): Big | null {
  const value = numberOf(block, 'fuelconsumed');
  return value && toBase(value, textOf(block, 'fuelunits'), 'l');
}

function toMeter(row: WireElement, rule: MeterRule, report: (problem: string) => void): MeterModel | null {
  const block = childOf(row, rule.element);
  const value = block && rule.read(block);
  if (!block || !value) return null;
  const at = momentOf(block);
  if (at === null) {
    report(`${rule.element}: the reading has no date and time; it is left out`);
    return null;
  }
  return { type: rule.type, value: value.toFixed(), unit: rule.unit, at };
}

/** Cumulative operating hours of one machine, in the order sent. */
export function toReadings(root: WireElement, machine: string): ReadResult<ReadingModel> {
  const rows = descendants(
    root,
    (element) => element.name === 'cumulativeoperatinghours' && childOf(element, 'hour') !== undefined,
  );
  return readRows(rows, (row) => {
    const at = momentOf(row);
    const hours = hoursOf(row);
    if (at === null) throw new Error('the reading has no date and time');
    if (hours === null) throw new Error('the reading has no hours');
    return { machine, at, hours: hours.toFixed() };
  });
}

/** Faults of one machine. The standard sends no "cleared", so `clearedAt` is null. */
export function toFaults(root: WireElement, machine: string): ReadResult<BreakdownModel> {
  const rows = descendants(root, (element) => childOf(element, 'codeidentifier') !== undefined);
  return readRows(rows, (row) => {
    const code = textOf(row, 'codeidentifier');
    const occurredAt = momentOf(row);
    if (code === null) throw new Error('the fault has no code');
    if (occurredAt === null) throw new Error(`fault ${code} has no date and time`);
    return {
      key: `${machine}/${code}/${occurredAt}`,
      machine,
      severity: toSeverity(textOf(row, 'codeseverity')),
      code,
      description: textOf(row, 'codedescription'),
      occurredAt,
      clearedAt: null,
    };
  });
}

/** Address of the next page, as the provider states it; null when there is none. */
export function toNextLink(root: WireElement): string | null {
  const links = descendants(
    root,
    (element) => textOf(element, 'rel') !== null && textOf(element, 'href') !== null,
  );
  const next = links.find((link) => textOf(link, 'rel')?.toLowerCase() === 'next');
  return next ? textOf(next, 'href') : null;
}

/** True when the answer carries links at all; providers without them are paged until a page is not full. */
export function hasLinks(root: WireElement): boolean {
  return descendants(root, (element) => textOf(element, 'rel') !== null).length > 0;
}
