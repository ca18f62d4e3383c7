/** A page as XML, in the shape and with the habits of the 2019 schema's providers. */
import { toDuration, type MachineRow, type SnapshotPage } from './documents.js';

/** Two namespaces are in use for the same elements; pages alternate. */
const NAMESPACES = [
  'http://www.jcmanet.or.jp/english2017/ISO/15143/-3/20190501',
  'http://standards.iso.org/iso/15143/-3',
] as const;

/** Starts with a byte order mark, as files written by some servers do. */
export function toXml(page: SnapshotPage): string {
  const namespace = NAMESPACES[page.links.length % 2] ?? NAMESPACES[0];
  const links = page.links.map(({ rel, href }) =>
    element('Links', element('rel', rel) + element('href', escape(href))),
  );
  const body = [
    ...page.machines.map(toEquipment),
    ...page.readings.map(({ at, hours }, i) => toHours(at, hours, i)),
    ...page.faults.map(
      ({ code, description, severity, at }) =>
        `<FaultCode dateTime="${at}">${element('CodeIdentifier', escape(code))}${element('CodeDescription', escape(description))}${element('CodeSeverity', escape(severity))}${element('CodeSource', 'J1939')}</FaultCode>`,
    ),
  ];
  return `\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<Fleet xmlns="${namespace}" version="20190501" snapshotTime="${page.moment}">\n${[...links, ...body].join('\n')}\n</Fleet>\n`;
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** The moment is an attribute in either spelling or a child element; hours are a number or a duration. */
function toHours(at: string, hours: string, quirk: number): string {
  const value = element('Hour', quirk % 4 === 3 ? toDuration(hours) : hours);
  if (quirk % 3 === 0)
    return `<CumulativeOperatingHours datetime="${at}">${value}</CumulativeOperatingHours>`;
  if (quirk % 3 === 1)
    return `<CumulativeOperatingHours dateTime="${at}">${value}</CumulativeOperatingHours>`;
  return element('CumulativeOperatingHours', value + element('datetime', at));
}

function toEquipment({ machine, latest, quirk }: MachineRow): string {
  const { telematics, make, model } = machine;
  const header =
    element('UnitInstallDateTime', '0001-01-01T00:00:00Z') +
    element('OEMName', escape(make)) +
    element('Model', escape(model)) +
    element('EquipmentID', escape(telematics?.equipmentId ?? '')) +
    element('SerialNumber', escape(telematics?.serialNumber ?? 'missing')) +
    (telematics?.pin == null ? element('PIN', 'N/A') : element('PIN', escape(telematics.pin)));
  const blocks = latest === null ? [] : toBlocks(machine, latest, quirk);
  return element('Equipment', [element('EquipmentHeader', header), ...blocks].join(''));
}

/** One machine in five sends no location and one in three measures fuel in gallons. */
function toBlocks(
  { latitude, longitude }: MachineRow['machine'],
  { at, hours }: { at: string; hours: string },
  quirk: number,
): string[] {
  const location = `<Location datetime="${at}">${element('Latitude', String(latitude))}${element('Longitude', String(longitude))}${element('Altitude', 'N/A')}</Location>`;
  const units = quirk % 3 === 0 ? 'gallon' : 'litre';
  const fuel = `<FuelUsed datetime="${at}">${element('FuelUnits', units)}${element('FuelConsumed', String(quirk * 25))}</FuelUsed>`;
  const idle = `<CumulativeIdleHours datetime="0001-01-01T00:00:00Z">${element('Hour', 'N/A')}</CumulativeIdleHours>`;
  const tank = `<FuelRemaining datetime="${at}">${element('Percent', String(20 + (quirk % 70)))}</FuelRemaining>`;
  return [...(quirk % 5 === 4 ? [] : [location]), toHours(at, hours, quirk), idle, fuel, tank];
}
