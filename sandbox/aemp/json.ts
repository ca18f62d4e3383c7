/** A page as JSON; numbers are JSON numbers, moments `datetime` or `@dateTime`, distances in miles for some machines. */
import { toDuration, type MachineRow, type SnapshotPage } from './documents.js';

export function toJson(page: SnapshotPage): string {
  const { links, moment } = page;
  if (page.kind === 'FLEET') {
    const fleet = {
      version: '1',
      snapshotTime: moment,
      Links: links,
      Equipment: page.machines.map(toEquipment),
    };
    return JSON.stringify({ Fleet: fleet });
  }
  if (page.kind === 'HOURS') {
    const readings = page.readings.map(({ at, hours }, i) => toHours(at, hours, i));
    return JSON.stringify({ Links: links, CumulativeOperatingHours: readings });
  }
  const faults = page.faults.map(({ code, description, severity, at }) => ({
    CodeIdentifier: code,
    CodeDescription: description,
    CodeSeverity: severity,
    CodeSource: 'J1939',
    datetime: at,
  }));
  return JSON.stringify({ Links: links, FaultCode: faults });
}

function toHours(at: string, hours: string, quirk: number): object {
  const value = quirk % 5 === 4 ? toDuration(hours) : Number(hours);
  return quirk % 2 === 0 ? { Hour: value, datetime: at } : { '@dateTime': at, Hour: value };
}

function toEquipment({ machine, latest, quirk }: MachineRow): object {
  const { telematics, make, model, latitude, longitude } = machine;
  const header = {
    OEMName: make,
    Model: model,
    EquipmentID: telematics?.equipmentId,
    SerialNumber: telematics?.serialNumber ?? '',
    PIN: telematics?.pin ?? null,
  };
  if (latest === null) return { EquipmentHeader: header };
  const { at, hours } = latest;
  return {
    EquipmentHeader: header,
    Location: { Latitude: latitude, Longitude: longitude, datetime: at },
    CumulativeOperatingHours: toHours(at, hours, quirk),
    Distance: { Odometer: quirk * 10, OdometerUnits: quirk % 2 === 0 ? 'mile' : 'kilometre', datetime: at },
    FuelRemaining: { Percent: 20 + (quirk % 70), datetime: at },
    ...(quirk % 2 === 0 && { DEFRemaining: { Percent: 64, datetime: at } }),
  };
}
