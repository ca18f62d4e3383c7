/** NATS JetStream as the fan-out (`events.fanout` in plumbline.yaml). */
import { z } from 'zod';

const address = z
  .string()
  .regex(
    /^(nats|tls):\/\/[^\s/@]+$/,
    'must be nats://host:port or tls://host:port, without user and password',
  );

export const natsSettings = z
  .strictObject({
    kind: z.literal('NATS'),
    /** One server, or several of one cluster. */
    url: z.union([address, z.array(address).min(1)]),
    user: z.string().min(1).optional(),
    password: z.string().min(1).optional(),
    token: z.string().min(1).optional(),
    /** Content of a `.creds` file, best given as `${file:/path}`. */
    credentials: z.string().min(1).optional(),
    /** Copies of the stream in a cluster. */
    replicas: z.int().min(1).max(5).default(1),
    /** How often a process that is fed by the stream looks into the log all the same. */
    pollMs: z.int().min(50).max(600_000).default(5_000),
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    path: ['password'],
    message: 'must be given together with user',
  })
  .refine(
    ({ user, token, credentials }) =>
      [user, token, credentials].filter((given) => given !== undefined).length <= 1,
    { path: ['credentials'], message: 'give one of user and password, token, or credentials' },
  );
export type NatsSettings = z.output<typeof natsSettings>;
