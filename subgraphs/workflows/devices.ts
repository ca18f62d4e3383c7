/**
 * How far each person's device has read: the app says so once it has kept what it received, and asks when it was
 * installed anew. A device belongs to whoever asks; the same name of another person is another device.
 */
import type { Resolvers } from '../../codegen/generated/workflows.js';
import type { Devices } from '../../store/store.js';
import { publicError } from '../kit/errors.js';

export function createDeviceResolvers(devices: Devices): Pick<Resolvers, 'Query' | 'Mutation'> {
  return {
    Query: {
      deviceCursor: (_root, { device }, { request }) =>
        refused(async () => devices.cursor(request.actor.id, checkedName(device))),
    },
    Mutation: {
      ackEvents: (_root, { device, cursor }, { request }) =>
        refused(() => devices.ack(request.actor.id, checkedName(device), cursor)),
    },
  };
}

const LONGEST_NAME = 200;

function checkedName(device: string): string {
  if (device.length > 0 && device.length <= LONGEST_NAME) return device;
  throw publicError(
    'BAD_USER_INPUT',
    `device has ${device.length} characters; give a name of 1 to ${LONGEST_NAME} that the app keeps over a reinstall`,
  );
}

/** A cursor that is none of this log's is the client's to mend. */
async function refused<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    if (code === 'CURSOR_INVALID' || code === 'CURSOR_EXPIRED') throw publicError(code, String(message));
    throw error;
  }
}
