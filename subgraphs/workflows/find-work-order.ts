/** A work order by its id in the graph, with its machine among those the actor may see. */
import { seesCompany } from '../kit/actor.js';
import { isUpstreamError } from '../kit/errors.js';
import type { WorkOrderDetail } from '../equipment/effects.js';
import type { Problem, WriteScope } from './define-write.js';
import type { MachineRef } from './find-machine.js';

export interface OrderRef {
  readonly order: WorkOrderDetail;
  /** As people on the maintenance platform say it. */
  readonly number: string;
  readonly machine: MachineRef;
}

/** @param id `maintenance:<id>` as the graph has it, or the platform's id alone */
export async function findWorkOrder(
  scope: WriteScope,
  id: string,
  field: readonly string[],
): Promise<OrderRef | Problem> {
  const { crosswalk, actor, systems } = scope;
  const unknown: Problem = {
    ...{ code: 'NOT_FOUND', field, record: id, system: 'maintenance' },
    message: `There is no work order "${id}" among those you may see; take an id from fleet { nodes { openWorkOrders { id } } }`,
  };
  const key = /^(?:maintenance:)?(\d+)$/.exec(id)?.[1];
  if (key === undefined) return unknown;
  const order = await systems.maintenance.checks.workOrder(key).catch((error: unknown) => {
    if (isUpstreamError(error) && error.kind === 'BUSINESS') return null;
    throw error;
  });
  const machines = await crosswalk.entries('EQUIPMENT', 'maintenance');
  const entry = machines.find(({ externalId }) => externalId === order?.machine);
  const { canonicalId, canonicalNumber, company } = entry ?? {};
  const known = canonicalId != null && canonicalNumber != null && company != null;
  if (!order || !known || !seesCompany(actor, company)) return unknown;
  const machine = { id: canonicalId, number: canonicalNumber, company, key: order.machine };
  return { order, number: order.number, machine };
}
