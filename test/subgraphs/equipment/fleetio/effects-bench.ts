/** Fleetio's simulator, the connector over it, and the two bad days every effect must survive. */
import { expect } from '@jest/globals';
import { createFirm } from '../../../../sandbox/firm/index.js';
import { createFleetioSimulator, FLEETIO_CREDENTIALS } from '../../../../sandbox/fleetio/index.js';
import type { WireServer } from '../../../../sandbox/wire-server.js';
import type { MaintenanceConnector } from '../../../../subgraphs/equipment/connector.js';
import { createFleetioConnector } from '../../../../subgraphs/equipment/fleetio/index.js';
import { equipmentSettings, type EquipmentSettingsInput } from '../../../../subgraphs/equipment/index.js';
import type { Effect } from '../../../../subgraphs/kit/effect.js';
import { toCompanies } from '../sandbox.js';

export interface Bench {
  readonly server: WireServer;
  readonly connector: MaintenanceConnector;
  readonly firm: ReturnType<typeof createFirm>;
  /** A list or record as the platform answers it. */
  raw<T>(path: string): Promise<T>;
  /** Calls whose name begins so, as the platform counted them. */
  calls(name: string): number;
  stop(): Promise<void>;
}

const firm = createFirm({ scale: 1 });

export async function startBench(more: Partial<EquipmentSettingsInput['maintenance']> = {}): Promise<Bench> {
  const server = await createFleetioSimulator(firm);
  const { maintenance } = equipmentSettings.parse({
    maintenance: { ...FLEETIO_CREDENTIALS, url: server.url, assignmentContact: 1, timeoutMs: 2_000, ...more },
  });
  const connector = createFleetioConnector(maintenance, toCompanies(firm), undefined);
  const { token, accountToken } = FLEETIO_CREDENTIALS;
  const headers = {
    authorization: `Token ${token}`,
    'account-token': accountToken,
    'x-api-version': '2024-03-15',
  };
  return {
    server,
    connector,
    firm,
    raw: async <T>(path: string) => (await (await fetch(server.url + path, { headers })).json()) as T,
    calls: (name) =>
      [...server.calls].reduce((sum, [call, count]) => sum + (call.startsWith(name) ? count : 0), 0),
    stop: async () => {
      await connector.close();
      await server.close();
    },
  };
}

/**
 * A change that landed while its answer was lost is found; one that never arrived is not, and leaves nothing.
 * @param fault the method and path of the change, which alone is cut
 */
export async function survives<Input, Result>(
  { server }: Bench,
  effect: Effect<Input, Result>,
  inputs: { readonly lost: Input; readonly landed: Input },
  fault: { readonly method: 'POST' | 'PATCH'; readonly path: string },
): Promise<Result> {
  server.setFaults({ cut: 'before', ...fault });
  await expect(effect.run(inputs.lost, 'lost_1')).rejects.toMatchObject({
    name: 'UpstreamError',
    kind: 'NETWORK',
  });
  server.setFaults({});
  expect(await effect.find(inputs.lost, 'lost_1')).toBeNull();
  server.setFaults({ cut: 'after', ...fault });
  await expect(effect.run(inputs.landed, 'landed_1')).rejects.toMatchObject({
    name: 'UpstreamError',
    kind: 'NETWORK',
  });
  server.setFaults({});
  const found = await effect.find(inputs.landed, 'landed_1');
  expect(found).not.toBeNull();
  return found as Result;
}
