/** Webhook deliveries that could not be handled: what they say, why, and another try. For the integration owner. */
import type {
  MutationResolvers,
  ParkedDelivery,
  Resolvers,
  RetryDeliveryPayload,
} from '../../codegen/generated/workflows.js';
import type { Delivery, Inbox } from '../../store/store.js';
import type { Actor } from '../kit/actor.js';
import { pageSize } from '../kit/connection.js';
import { publicError } from '../kit/errors.js';
import { toUserErrors } from './model.js';

const ROLES: readonly Actor['roles'][number][] = ['admin', 'integration'];
const LONGEST_BODY = 2_000;

/** A delivery may be about any company. */
export const maySeeDeliveries = ({ companies, roles }: Actor): boolean =>
  companies === '*' && roles.some((role) => ROLES.includes(role));

const NEEDED = `one of the roles ${ROLES.join(', ')} and the right to see every company`;

export function createDeliveryResolvers(
  inbox: Pick<Inbox, 'parked' | 'retry'>,
): Pick<Resolvers, 'Query' | 'Mutation'> {
  return {
    Query: {
      parkedDeliveries: async (_root, { first }, { request }) => {
        if (!maySeeDeliveries(request.actor))
          throw publicError('FORBIDDEN', `parkedDeliveries needs ${NEEDED}`);
        return (await inbox.parked(pageSize('parkedDeliveries', first, 50, 200))).map(toParked);
      },
    },
    Mutation: { retryDelivery: retryWith(inbox) },
  };
}

function toParked({ id, connector, receivedAt, attempt, error, rawBody }: Delivery): ParkedDelivery {
  const body = Buffer.from(rawBody).toString('utf8').slice(0, LONGEST_BODY);
  return { id, connector, receivedAt, attempts: attempt, error: error ?? 'no reason kept', body };
}

function retryWith(inbox: Pick<Inbox, 'retry'>): NonNullable<MutationResolvers['retryDelivery']> {
  return async (_root, { id }, { request }): Promise<RetryDeliveryPayload> => {
    const no = (code: string, message: string): RetryDeliveryPayload => ({
      retried: false,
      userErrors: toUserErrors([{ code, message, field: ['id'] }]),
    });
    if (!maySeeDeliveries(request.actor)) return no('FORBIDDEN', `retryDelivery needs ${NEEDED}`);
    // Ids are whole numbers; the database would refuse anything else in its own words.
    if (/^\d{1,18}$/.test(id) && (await inbox.retry(id))) return { retried: true, userErrors: [] };
    return no(
      'NOT_FOUND',
      `No delivery "${id.slice(0, 40)}" is set aside; parkedDeliveries lists those that are`,
    );
  };
}
