/**
 * Webhooks of the equipment systems. Each only says where to look: the record, or the machine's faults, is read again
 * from its source and goes the way a poll's answer goes. So a change that both tell of is one change.
 */
import type { Store } from '../../store/store.js';
import { HopelessHint, valueAt, type Hint, type Intake, type IntakeDoor } from '../kit/intake.js';
import type { MaintenanceConnector, MaintenanceHint, TelematicsConnector } from './connector.js';
import type { KeepSome } from './events/keep-some.js';
import { KINDS, MAINTENANCE, telematicsSource } from './mirror-keys.js';
import type { TelematicsMachineModel } from './model.js';
import type { EquipmentSettings, TelematicsSettings } from './settings.js';

const telematicsDoor = (name: string): string => `telematics-${name}`;

/** Whoever sends says when it happened: Fleetio beside the record, others where the settings say. */
export function equipmentDoors({ maintenance, telematics }: EquipmentSettings): IntakeDoor[] {
  const own: IntakeDoor[] = maintenance.webhook
    ? [
        {
          connector: MAINTENANCE,
          proof: maintenance.webhook.proof,
          stamped: (body) => typeof valueAt(body, 'timestamp') === 'string',
        },
      ]
    : [];
  const providers = telematics.flatMap(({ name, webhook }) =>
    webhook
      ? [
          {
            connector: telematicsDoor(name),
            proof: webhook.proof,
            stamped: (body: unknown) => typeof valueAt(body, webhook.occurredAt) === 'string',
          },
        ]
      : [],
  );
  return [...own, ...providers];
}

const KIND: Readonly<Record<MaintenanceHint['kind'], string>> = {
  ...{ MACHINE: KINDS.machine, WORK_ORDER: KINDS.workOrder, ISSUE: KINDS.breakdown },
};

interface IntakeParts {
  readonly store: Pick<Store, 'mirror'>;
  /** Brings records into the mirror, and what changed by them into the event log before. */
  readonly keep: KeepSome;
  readonly now: () => Date;
}

export interface MaintenanceIntakeParts extends IntakeParts {
  readonly connector: Pick<MaintenanceConnector, 'hint' | 'reread'>;
}

export function createMaintenanceIntake(parts: MaintenanceIntakeParts): Intake {
  return {
    connector: MAINTENANCE,
    about(body) {
      const hint = parts.connector.hint(body);
      return hint && `${hint.kind} ${hint.key}`;
    },
    async handle(about) {
      const [kind, key] = about.split(' ') as [MaintenanceHint['kind'], string];
      const asOf = parts.now();
      const record = await parts.connector.reread({ kind, key });
      // One that is gone leaves the mirror with the next whole round, which alone knows all that are left.
      if (record) await parts.keep(MAINTENANCE, KIND[kind], [record], asOf);
    },
  };
}

export interface TelematicsIntakeParts extends IntakeParts {
  readonly connector: Pick<TelematicsConnector, 'provider' | 'faults'>;
  readonly settings: TelematicsSettings & {
    readonly webhook: NonNullable<TelematicsSettings['webhook']>;
  };
}

const HOUR_MS = 3_600_000;

export function createTelematicsIntake(parts: TelematicsIntakeParts): Intake {
  const { machineAt } = parts.settings.webhook;
  return {
    connector: telematicsDoor(parts.connector.provider),
    about(body) {
      const machine = valueAt(body, machineAt);
      if (typeof machine === 'string' && machine.trim() !== '') return machine.trim();
      throw new HopelessHint(
        `the body names no machine at ${machineAt}; correct webhook.machineAt of ${parts.connector.provider}`,
      );
    },
    handle: (machine, hints) => readFaults(parts, machine, hints),
  };
}

async function readFaults(
  parts: TelematicsIntakeParts,
  machine: string,
  hints: readonly Hint[],
): Promise<void> {
  const { connector, settings, keep, now } = parts;
  const asOf = now();
  const source = telematicsSource(connector.provider);
  const unit = (await unitsOf(parts, source)).find(({ key, pin, serialNumber, equipmentId }) =>
    [key, pin, serialNumber, equipmentId].includes(machine),
  );
  if (!unit) throw new Error(`${connector.provider} lists no machine "${machine}"`);
  const moments = hints.flatMap((hint) => momentOf(parts, hint));
  const oldest = Math.min(...moments, asOf.getTime());
  const newest = Math.max(...moments, asOf.getTime());
  const from = new Date(oldest - settings.overlapHours * HOUR_MS);
  // Providers are asked in whole seconds: one that occurred within the last would be left out.
  const { records } = await connector.faults(unit, from, new Date(newest + 1_000));
  if (records.length > 0) await keep(source, KINDS.breakdown, records, asOf);
  // The series may lag behind the webhook: what is not listed yet is asked for again.
  const listed = records.map(({ occurredAt }) => Date.parse(occurredAt ?? ''));
  const late = moments.find((at) => !listed.some((own) => Math.abs(own - at) < 1_000));
  if (late !== undefined)
    throw new Error(
      `${connector.provider} lists no fault of ${machine} at ${new Date(late).toISOString()} yet`,
    );
}

/** Machines that the provider lists, as of the last round. */
async function unitsOf({ store }: IntakeParts, source: string): Promise<TelematicsMachineModel[]> {
  const units = await store.mirror.documents(KINDS.unit);
  return units.flatMap((own) => (own.source === source ? [own.body as TelematicsMachineModel] : []));
}

function momentOf(parts: TelematicsIntakeParts, { body }: Hint): number[] {
  const stated = valueAt(body, parts.settings.webhook.occurredAt);
  const at = typeof stated === 'string' ? Date.parse(stated) : Number.NaN;
  return Number.isNaN(at) ? [] : [at];
}
