/** The fleet: machines, where they were sent, their hour readings and what went wrong with them. */
import { Big } from 'big.js';
import { addDays, eachDay, isWeekday } from '../calendar.js';
import { times } from '../money.js';
import { costCodeIdOf } from '../reference.js';
import type { Day, FirmAssignment, FirmCompany, FirmMachine } from '../ledger.js';
import { MACHINE_CODES } from './add-estimates.js';
import type { Job, Workshop } from './workshop.js';

export const MACHINES_PER_UNIT = 60;
const READING_DAYS = 120;

const MODELS: readonly (readonly [machineClass: string, prefix: string, make: string, model: string])[] = [
  ['Excavator', 'EX', 'Takeda', 'TX220'],
  ['Dozer', 'DZ', 'Norrland', 'D65'],
  ['Loader', 'LD', 'Norrland', 'L90'],
  ['Crane', 'CR', 'Hebemann', 'HK70'],
  ['Dump truck', 'DT', 'Carrow', 'C30'],
  ['Roller', 'RL', 'Takeda', 'R12'],
  ['Generator', 'GN', 'Voltara', 'G60'],
  ['Pickup', 'PU', 'Carrow', 'P150'],
];
const OWNERSHIPS: readonly FirmMachine['ownership'][] = [
  'owned',
  'leased',
  'owned',
  'owned',
  'owned',
  'owned',
  'rented',
];

type Identity = Pick<FirmMachine, 'number' | 'serialNumber' | 'pin'>;

/** What the maintenance platform has on file: some serial numbers and some PINs are missing. */
function onFile(index: number, number: string, plate: Identity): Identity {
  return {
    number,
    serialNumber: index % 11 === 5 ? '' : plate.serialNumber,
    pin: index % 13 === 6 ? '' : plate.pin,
  };
}

/**
 * Four of five machines report; some without PIN or serial number. Whatever is missing on either side, one identifier
 * is left in common, at the least the number as equipment id.
 */
function telematicsOf(index: number, plate: Identity, filed: Identity): FirmMachine['telematics'] {
  if (index % 5 === 4) return null;
  const serialNumber = index % 7 === 3 ? null : plate.serialNumber;
  const pin = index % 3 === 0 ? null : plate.pin;
  const known = (serialNumber !== null && filed.serialNumber !== '') || (pin !== null && filed.pin !== '');
  return {
    equipmentId: known ? `UNIT-${index + 1}` : filed.number,
    serialNumber,
    pin,
    format: index % 2 === 0 ? 'XML' : 'JSON',
  };
}

/** Cumulative hours: weekdays add up to ten hours with one or two decimals, some days nothing. */
function readings(shop: Workshop): FirmMachine['hourReadings'] {
  const { random, firm } = shop;
  let total = new Big(random.int(400, 9000));
  return eachDay(addDays(firm.today, -READING_DAYS), firm.today).map((date) => {
    const idle = !isWeekday(date) || random.chance(0.15);
    const worked = idle ? '0' : (random.int(20, 1000) / 100).toFixed(random.int(1, 2));
    total = total.plus(worked);
    return { date, hours: total.toString() };
  });
}

function toMachine(shop: Workshop, index: number, company: FirmCompany): FirmMachine {
  const [machineClass, prefix, make, model] = MODELS[index % MODELS.length] ?? [
    'Pickup',
    'PU',
    'Carrow',
    'P150',
  ];
  const number = `${prefix}-${101 + index}`;
  const plate = {
    number,
    serialNumber: `SN${String(500_000 + index * 37)}`,
    pin: `PLB${prefix}${String(10_000_000 + index * 7919)}`,
  };
  const filed = onFile(index, number, plate);
  const within = index % MACHINES_PER_UNIT;
  const quiet = within % 20 === 19;
  return {
    vehicleId: 6001 + index,
    number,
    company: company.code,
    name: `${machineClass} ${make} ${model} #${101 + index}`,
    class: machineClass,
    make,
    model,
    serialNumber: filed.serialNumber,
    pin: filed.pin,
    ownership: within === 39 ? 'customer' : (OWNERSHIPS[within % OWNERSHIPS.length] ?? 'owned'),
    status: within % 17 === 9 ? 'In Shop' : within === 58 ? 'Out of Service' : 'Active',
    telematics: telematicsOf(index, plate, filed),
    latitude: 44 + shop.random.int(0, 9999) / 10_000,
    longitude: -93 + shop.random.int(0, 9999) / 10_000,
    hourReadings: quiet ? [] : readings(shop),
  };
}

/** Consecutive stays on one to three jobs over the last half year, with idle days between. */
function assign(shop: Workshop, machine: FirmMachine, jobs: readonly Job[], index: number): void {
  const { random, firm } = shop;
  let start: Day = addDays(firm.today, -180 + random.int(0, 40));
  const stays = 1 + (index % 3);
  for (let stay = 0; stay < stays; stay += 1) {
    const last = stay === stays - 1;
    const end: Day | null = last && index % 4 !== 3 ? null : addDays(start, random.int(30, 50));
    const code = random.pick(MACHINE_CODES);
    const job = random.pick(jobs);
    firm.assignments.push({
      id: shop.id('assignment'),
      vehicleId: machine.vehicleId,
      accountId: job.project.accountId,
      job: job.project.spelling.maintenance ?? job.project.number,
      costCodeId: costCodeIdOf(code),
      costCodeSpelling: stay % 2 === 0 ? code : code.replace('-', ''),
      start,
      end,
    });
    if (end === null) return;
    start = addDays(end, random.int(2, 6));
  }
}

/** A rented machine is charged by its vendor's bill where the company says so, and then has no usage. */
function chargedInternally(machine: FirmMachine, company: FirmCompany): boolean {
  return machine.ownership !== 'rented' || company.rentedEquipment === 'INTERNAL';
}

/** Usage: what the readings say a machine worked on the days it was assigned. */
function recordUsage(
  shop: Workshop,
  machine: FirmMachine,
  company: FirmCompany,
  assignments: readonly FirmAssignment[],
): void {
  const rate = company.equipmentRates[machine.class] ?? '0';
  machine.hourReadings.forEach((reading, index) => {
    const before = machine.hourReadings[index - 1];
    const assignment = assignments.find(
      ({ start, end }) => start <= reading.date && (end === null || reading.date <= end),
    );
    if (before === undefined || assignment === undefined) return;
    const hours = new Big(reading.hours).minus(before.hours);
    if (hours.lte(0)) return;
    shop.firm.usage.push({
      key: `${machine.number}/${reading.date}`,
      company: company.code,
      machine: machine.number,
      date: reading.date,
      hours: hours.toString(),
      rate,
      accountId: assignment.accountId,
      costCodeId: assignment.costCodeId,
      postedMoveId: null,
      reversed: false,
    });
  });
}

/** Fuel, and for every fourth machine a breakdown: the machine's cost pool, never the job's cost. */
function maintain(shop: Workshop, { vehicleId }: FirmMachine, within: number): void {
  const day = addDays(shop.firm.today, -shop.random.int(1, 90));
  const gallons = shop.random.amount(20, 90);
  shop.firm.fuel.push({
    id: shop.id('record'),
    vehicleId,
    date: `${day}T16:00:00Z`,
    gallons,
    cost: times(gallons, '4.19'),
  });
  if (within % 4 === 0) breakDown(shop, vehicleId, within, day);
}

const SEVERITIES = ['High', 'Low', '85', '20'];

/** A fault code, the issue that was reported for it and its work order; every other one is mended. */
function breakDown(shop: Workshop, vehicleId: number, within: number, day: Day): void {
  const { firm, random } = shop;
  const mendedAt = within % 8 === 0 ? `${day}T15:30:00Z` : null;
  firm.faults.push({
    vehicleId,
    code: `${100 + within}-3`,
    description: 'Hydraulic oil pressure low',
    severity: SEVERITIES[(within / 4) % SEVERITIES.length] ?? 'High',
    at: `${day}T08:15:00Z`,
  });
  firm.issues.push({
    id: shop.id('record'),
    vehicleId,
    name: 'Hydraulic leak',
    description: 'Reported by the operator',
    state: mendedAt === null ? 'open' : 'resolved',
    reportedAt: `${day}T09:00:00Z`,
    resolvedAt: mendedAt,
    priority: within % 12 === 0 ? 'critical' : 'medium',
  });
  const number = shop.id('record');
  firm.workOrders.push({
    id: number,
    number,
    vehicleId,
    status: mendedAt === null ? 'Open' : 'Completed',
    description: 'Repair hydraulic leak',
    issuedAt: `${day}T10:00:00Z`,
    completedAt: mendedAt,
    laborCost: random.amount(100, 900),
    partsCost: random.amount(50, 1200),
  });
}

/** Adds one unit's machines: two thirds with the first company, the rest with the second. */
export function addMachines(shop: Workshop, unit: number, jobs: readonly Job[]): void {
  for (let within = 0; within < MACHINES_PER_UNIT; within += 1) {
    const index = unit * MACHINES_PER_UNIT + within;
    const company = shop.firm.companies[within % 3 === 2 ? 1 : 0];
    if (company === undefined) continue;
    const machine = toMachine(shop, index, company);
    shop.firm.machines.push(machine);
    const own = jobs.filter((job) => job.company.code === company.code);
    if (machine.ownership !== 'customer' && within % 10 !== 8) assign(shop, machine, own, within);
    const assignments = shop.firm.assignments.filter(({ vehicleId }) => vehicleId === machine.vehicleId);
    if (chargedInternally(machine, company)) recordUsage(shop, machine, company, assignments);
    maintain(shop, machine, within);
  }
}
