/** A machine by the number people say, among those the actor may see, with its id on the maintenance platform. */
import { seesCompany } from '../kit/actor.js';
import type { Problem, WriteScope } from './define-write.js';

export interface MachineRef {
  /** Canonical id. */
  readonly id: string;
  readonly number: string;
  readonly company: string;
  /** The maintenance platform's id. */
  readonly key: string;
}

export async function findMachine(
  { crosswalk, actor }: WriteScope,
  number: string,
  field: readonly string[],
): Promise<MachineRef | Problem> {
  const machines = await crosswalk.list('EQUIPMENT');
  const found = machines.filter((own) => own.number === number && seesCompany(actor, own.company));
  const [machine] = found;
  if (!machine || found.length > 1) {
    const message =
      found.length > 1
        ? `Equipment "${number}" exists in several companies; give the machines numbers of their own`
        : `There is no equipment "${number}" among the machines you may see; list them with fleet { nodes { number } }`;
    return { code: found.length > 1 ? 'AMBIGUOUS' : 'NOT_FOUND', message, field, record: number };
  }
  const entries = await crosswalk.entriesOf('EQUIPMENT', 'maintenance', [machine.id]);
  const key = entries.get(machine.id)?.[0]?.externalId;
  if (key !== undefined) return { id: machine.id, number, company: machine.company, key };
  const message = `Equipment "${number}" is not matched to a machine of the maintenance platform; match it in the crosswalk`;
  return { code: 'UNMATCHED', message, field, record: number, system: 'maintenance' };
}

/** A look-up answers the record, or why there is none. */
export const isProblem = (value: object): value is Problem => 'message' in value && 'code' in value;
