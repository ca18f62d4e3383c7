/**
 * The platform's webhooks: `{id, event, timestamp, triggered_by, payload}`, unsigned. What was made is told at once;
 * changes of one record wait a little (a minute in the product, less here) and are told as one, with the record as it is
 * then. Source: developer.fleetio.com/docs/overview/webhooks.
 */
import { createWebhookSender, type WebhookSender } from '../webhooks.js';
import type { FleetioRecord, StoreWatcher } from './store.js';

const NAMES: Readonly<Record<string, string>> = {
  '/v2/issues': 'issue',
  '/v2/work_orders': 'work_order',
  '/v1/vehicles': 'vehicle',
};
const GATHER_MS = 150;

export interface FleetioWebhooks extends Pick<WebhookSender, 'set' | 'close'> {
  readonly changed: StoreWatcher;
}

export function createFleetioWebhooks(): FleetioWebhooks {
  const sender = createWebhookSender();
  const gathering = new Map<FleetioRecord, NodeJS.Timeout>();
  let last = 0;
  const tell = (event: string, record: FleetioRecord): void => {
    last += 1;
    const timestamp = new Date().toISOString();
    sender.send({ id: last, event, timestamp, triggered_by: null, payload: structuredClone(record) });
  };
  return {
    set: (body) => sender.set(body),
    changed(path, record, made) {
      const name = NAMES[path];
      if (name === undefined) return;
      if (made) {
        // Whoever makes a record also numbers it: told once that is over.
        queueMicrotask(() => tell(`${name}_created`, record));
        return;
      }
      if (gathering.has(record)) return;
      const timer = setTimeout(() => {
        gathering.delete(record);
        tell(`${name}_updated`, record);
      }, GATHER_MS).unref();
      gathering.set(record, timer);
    },
    close() {
      for (const timer of gathering.values()) clearTimeout(timer);
      gathering.clear();
      sender.close();
    },
  };
}
