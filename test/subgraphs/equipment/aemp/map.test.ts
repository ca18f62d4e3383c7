import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { toFaults, toMachines, toNextLink, toReadings } from '../../../../subgraphs/equipment/aemp/map.js';
import { readAnswer } from '../../../../subgraphs/equipment/aemp/wire.js';

const MAX = 1_000_000;
const file = '../shared/data/telematics/aemp_takeuchi_shape_anonymised.xml';
const shared = existsSync(file);

(shared ? describe : describe.skip)('the real snapshot', () => {
  const root = shared ? readAnswer('xml', readFileSync(file, 'utf8'), MAX) : undefined;

  it('holds 27 machines, 24 of them reporting, without a bad row', () => {
    const { records, problems } = toMachines(root!);
    expect(problems).toEqual([]);
    expect(records).toHaveLength(27);
    expect(records.filter(({ location }) => location)).toHaveLength(24);
    expect(
      records.filter(({ meters }) => meters.some(({ type }) => type === 'OPERATING_HOURS')),
    ).toHaveLength(24);
    expect(records.filter(({ meters }) => meters.some(({ type }) => type === 'DEF_REMAINING'))).toHaveLength(
      8,
    );
  });

  it('keeps the values and reads "missing" as nothing', () => {
    const { records } = toMachines(root!);
    expect(records[1]).toEqual({
      key: 'PIN-00055',
      equipmentId: 'UNIT-00002',
      pin: 'PIN-00055',
      serialNumber: 'SN-00029',
      make: 'Takeuchi',
      model: 'TB290-2',
      location: { latitude: 52.323833, longitude: 10.144255, at: '2021-05-20T11:08:34.000Z' },
      meters: [
        { type: 'OPERATING_HOURS', value: '233.7', unit: 'h', at: '2021-05-20T11:08:34.000Z' },
        { type: 'FUEL_USED', value: '1560', unit: 'l', at: '2021-05-20T10:53:34.000Z' },
        { type: 'FUEL_REMAINING', value: '62.4', unit: '%', at: '2021-05-20T10:53:34.000Z' },
      ],
    });
    expect(records[3]).toMatchObject({ key: 'UNIT-00004', pin: null, serialNumber: null, model: null });
  });

  it('ends in a next link that points to itself', () => {
    expect(toNextLink(root!)).toMatch(/\/Fleet\/0$/);
  });
});

const header = '<EquipmentHeader><EquipmentID>U1</EquipmentID></EquipmentHeader>';
const machines = (xml: string) => toMachines(readAnswer('xml', xml, MAX));
const meters = (block: string) =>
  machines(`<Fleet><Equipment>${header}${block}</Equipment></Fleet>`).records[0]?.meters;
const AT = '2026-10-05T07:30:00.000Z';

describe('quirks of ISO 15143-3 providers', () => {
  it.each([
    [
      'attribute',
      '<CumulativeOperatingHours datetime="2026-10-05T07:30:00Z"><Hour>12.5</Hour></CumulativeOperatingHours>',
    ],
    [
      'other spelling',
      '<CumulativeOperatingHours dateTime="2026-10-05T07:30:00Z"><Hour>12.50</Hour></CumulativeOperatingHours>',
    ],
    [
      'child element',
      '<CumulativeOperatingHours><Hour>12.5</Hour><datetime>2026-10-05T07:30:00Z</datetime></CumulativeOperatingHours>',
    ],
    [
      'offset',
      '<CumulativeOperatingHours datetime="2026-10-05T02:30:00-05:00"><Hour>12,5</Hour></CumulativeOperatingHours>',
    ],
    [
      'no zone',
      '<CumulativeOperatingHours datetime="2026-10-05T07:30:00"><Hour>12.5</Hour></CumulativeOperatingHours>',
    ],
    [
      'duration',
      '<CumulativeOperatingHours datetime="2026-10-05T07:30:00Z"><Hour>PT12H30M</Hour></CumulativeOperatingHours>',
    ],
    [
      'prefix',
      '<n:CumulativeOperatingHours xmlns:n="urn:x" datetime="2026-10-05T07:30:00Z"><n:Hour>12.5</n:Hour></n:CumulativeOperatingHours>',
    ],
  ])('hours: %s', (_name, block) => {
    expect(meters(block)).toEqual([{ type: 'OPERATING_HOURS', value: '12.5', unit: 'h', at: AT }]);
  });

  it.each([
    [
      '<FuelUsed datetime="2026-10-05T07:30:00Z"><FuelUnits>gallon</FuelUnits><FuelConsumed>10</FuelConsumed></FuelUsed>',
      '37.854',
    ],
    [
      '<FuelUsed datetime="2026-10-05T07:30:00Z"><FuelUnits>litre</FuelUnits><FuelConsumed>10</FuelConsumed></FuelUsed>',
      '10',
    ],
    [
      '<Distance datetime="2026-10-05T07:30:00Z"><OdometerUnits>mile</OdometerUnits><Odometer>100</Odometer></Distance>',
      '160.934',
    ],
  ])('units: %s', (block, value) => {
    expect(meters(block)?.[0]?.value).toBe(value);
  });

  it('reads N/A, blank, 0001-01-01 and absent blocks as nothing', () => {
    expect(
      meters(
        '<CumulativeOperatingHours datetime="2026-10-05T07:30:00Z"><Hour>N/A</Hour></CumulativeOperatingHours><Location><Latitude/><Longitude/></Location>',
      ),
    ).toEqual([]);
    const undated = machines(
      `<Fleet><Equipment>${header}<CumulativeOperatingHours datetime="0001-01-01T00:00:00Z"><Hour>1</Hour></CumulativeOperatingHours></Equipment></Fleet>`,
    );
    expect(undated.records[0]?.meters).toEqual([]);
    expect(undated.problems[0]).toContain('no date and time');
  });

  it('reports each bad row with its line and keeps the good ones', () => {
    const { records, problems } = machines(
      `<Fleet>\n<Equipment><EquipmentHeader><PIN>missing</PIN></EquipmentHeader></Equipment>\n<Equipment>${header}<FuelUsed datetime="2026-10-05T07:30:00Z"><FuelUnits>barrel</FuelUnits><FuelConsumed>1</FuelConsumed></FuelUsed></Equipment></Fleet>`,
    );
    expect(records.map(({ key }) => key)).toEqual(['U1']);
    expect(problems).toEqual([
      expect.stringMatching(/^line 2: .*neither PIN/),
      expect.stringMatching(/^line 3: fuelused: "barrel" is not a unit/),
    ]);
  });

  it('takes a byte order mark and blank lines before the declaration', () => {
    expect(
      machines(`\uFEFF\n<?xml version="1.0"?><Fleet><Equipment>${header}</Equipment></Fleet>`).records,
    ).toHaveLength(1);
  });

  it.each([
    ['a DTD', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Fleet>&e;</Fleet>', /DTD/],
    ['an unknown entity', '<Fleet>&e;</Fleet>', /cannot be read/],
    ['half a page', '<Fleet><Equipment>', /cannot be read/],
    ['HTML', '<!DOCTYPE html><html>', /cannot be read/],
    ['too much', `<Fleet>${' '.repeat(MAX)}</Fleet>`, /more than/],
    ['deep nesting', `${'<a>'.repeat(50)}${'</a>'.repeat(50)}`, /nested deeper/],
  ])('refuses %s', (_name, xml, reason) => {
    expect(() => readAnswer('xml', xml, MAX)).toThrow(reason);
  });

  it('reads JSON like XML: attributes, arrays, numbers, Next', () => {
    const root = readAnswer(
      'json',
      JSON.stringify({
        Fleet: {
          Links: [{ rel: 'Next', href: 'https://x.invalid/Fleet/2' }],
          Equipment: [
            {
              EquipmentHeader: { EquipmentID: 7, PIN: null, SerialNumber: '' },
              CumulativeOperatingHours: { '@dateTime': '2026-10-05T07:30:00Z', Hour: 12.5 },
            },
            { EquipmentHeader: { PIN: 'missing' } },
          ],
        },
      }),
      MAX,
    );
    const { records, problems } = toMachines(root);
    expect(records).toEqual([
      expect.objectContaining({
        key: '7',
        meters: [{ type: 'OPERATING_HOURS', value: '12.5', unit: 'h', at: AT }],
      }),
    ]);
    expect(problems[0]).toMatch(/^Fleet\.Equipment\[1\]: /);
    expect(toNextLink(root)).toBe('https://x.invalid/Fleet/2');
  });

  it('reads series and faults, with every kind of severity', () => {
    const fault = (severity: string) =>
      `<FaultCode datetime="2026-10-05T07:30:00Z"><CodeIdentifier>100-1</CodeIdentifier><CodeSeverity>${severity}</CodeSeverity></FaultCode>`;
    const root = readAnswer(
      'xml',
      `<F>${['High', 'Low', '85', '20', 'Warning', 'odd'].map(fault).join('')}<FaultCode><CodeIdentifier>9</CodeIdentifier></FaultCode></F>`,
      MAX,
    );
    const { records, problems } = toFaults(root, 'U1');
    expect(records.map(({ severity }) => severity)).toEqual(['HIGH', 'LOW', 'CRITICAL', 'LOW', 'HIGH', null]);
    expect(problems).toHaveLength(1);
    const series = readAnswer(
      'json',
      '{"CumulativeOperatingHours":[{"Hour":1.1,"datetime":"2026-10-05T07:30:00Z"},{"Hour":"x","datetime":"2026-10-05T07:30:00Z"}]}',
      MAX,
    );
    expect(toReadings(series, 'U1')).toEqual({
      records: [{ machine: 'U1', at: AT, hours: '1.1' }],
      problems: [expect.stringContaining('"x" is not a decimal number')],
    });
  });
});
