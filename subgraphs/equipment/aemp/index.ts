/** Telematics by ISO/TS 15143-3 (AEMP 2.0), XML or JSON; one connector per configured provider. */
import type { CallObserver } from '../../kit/upstream.js';
import type { TelematicsConnector } from '../connector.js';
import type { ReadResult, TelematicsMachineModel } from '../model.js';
import type { TelematicsSettings } from '../settings.js';
import { createAempClient } from './client.js';
import { toFaults, toMachines, toReadings } from './map.js';
import type { WireElement } from './wire.js';

export function createAempConnector(
  settings: TelematicsSettings,
  observe: CallObserver | undefined,
  now: () => number,
): TelematicsConnector {
  const client = createAempClient(settings, observe, now);

  async function readAll<T>(
    path: string,
    toRecords: (page: WireElement) => ReadResult<T>,
  ): Promise<ReadResult<T>> {
    const pages = await client.pages(path, (page) => toRecords(page).records.length);
    const results = pages.map(toRecords);
    const problems = results.flatMap((result, i) =>
      result.problems.map((problem) => `${settings.name} ${path} page ${i + 1}, ${problem}`),
    );
    return { records: results.flatMap((result) => result.records), problems };
  }

  return {
    provider: settings.name,
    vendor: 'ISO 15143-3',
    checkedAgainst: ['ISO/TS 15143-3:2020', 'version 20190501'],
    fleet: () => readAll('/Fleet', toMachines),
    hours: (machine, from, to) =>
      readAll(seriesPath(machine, 'CumulativeOperatingHours', from, to), (page) =>
        toReadings(page, machine.key),
      ),
    faults: (machine, from, to) =>
      readAll(seriesPath(machine, 'Faults', from, to), (page) => toFaults(page, machine.key)),
    close: () => client.close(),
  };
}

/** `/Fleet/Equipment/ID/{pin}/…`, or make, model and serial number for a machine without a PIN. */
function seriesPath(machine: TelematicsMachineModel, series: string, from: Date, to: Date): string {
  const period = [from, to].map((moment) => encodeURIComponent(moment.toISOString().replace(/\.\d+Z$/, 'Z')));
  return `/Fleet/Equipment/${machinePath(machine)}/${series}/${period.join('/')}`;
}

function machinePath({ pin, make, model, serialNumber, equipmentId, key }: TelematicsMachineModel): string {
  if (pin === null && make !== null && model !== null && serialNumber !== null) {
    return `MakeModelSerial/${[make, model, serialNumber].map(encodeURIComponent).join('/')}`;
  }
  return `ID/${encodeURIComponent(pin ?? equipmentId ?? key)}`;
}
