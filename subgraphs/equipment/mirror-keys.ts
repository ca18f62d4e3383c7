/** Names under which the equipment syncs keep their records in the mirror and in the crosswalk. */
import type { ExternalRecord } from '../../store/store.js';
import type { TelematicsMachineModel } from './model.js';

/** Source names and document kinds of the mirror. */
export const MAINTENANCE = 'maintenance';
export const TELEMATICS = 'telematics';
export const telematicsSource = (provider: string): string => `${TELEMATICS}:${provider}`;
export const KINDS = {
  machine: 'equipment.machine',
  assignment: 'equipment.assignment',
  workOrder: 'equipment.workOrder',
  breakdown: 'equipment.breakdown',
  fuel: 'equipment.fuel',
  unit: 'equipment.telematicsUnit',
  told: 'equipment.told',
} as const;
/** Source of what Plumbline itself keeps in the mirror. */
export const OWN = 'plumbline';
/** Name of the mirror's revisions, and of the watermark that counts them. */
export const EQUIPMENT = 'equipment';
export const REVISION = 'revision';
export const HOURS = 'OPERATING_HOURS';

export function providerOf(source: string): string {
  return source.slice(TELEMATICS.length + 1);
}

/** The crosswalk's id of a spelling: the same words may mean another job in another company. */
export function spellingId(company: string | null, spelling: string): string {
  return company === null ? spelling : `${company}/${spelling}`;
}

/** A telematics machine as the crosswalk matches it: PIN, then serial number, then equipment id. */
export function toUnitRecord(provider: string, unit: TelematicsMachineModel): ExternalRecord {
  const { key, equipmentId, pin, serialNumber } = unit;
  return {
    externalId: unitId(provider, key),
    label: equipmentId ?? key,
    company: null,
    attributes: {
      ...(pin !== null && { pin }),
      ...(serialNumber !== null && { serialNumber }),
      ...(equipmentId !== null && { equipmentId }),
    },
  };
}

/** A telematics machine's id in the crosswalk: unique over all providers. */
export function unitId(provider: string, key: string): string {
  return `${provider}/${key}`;
}
