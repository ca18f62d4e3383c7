/** Who may come in: configured API tokens, and JSON Web Tokens of the firm's own identity provider. */
import { z } from 'zod';
import { isOwnName } from '../../subgraphs/kit/actor.js';

const actor = z.strictObject({
  id: z
    .string()
    .min(1)
    .refine((id) => !isOwnName(id), 'is a name that Plumbline itself works under; give another id'),
  roles: z.array(z.enum(['analyst', 'field', 'admin', 'integration'])),
  companies: z.union([z.literal('*'), z.array(z.string())]),
  projects: z.union([z.literal('*'), z.array(z.string())]),
});

const jwt = z
  .strictObject({
    /** Address of the provider's key set (RFC 7517). */
    jwksUrl: z.url().optional(),
    /** A public key (PEM), or a shared secret for HS256. */
    key: z.string().min(32).optional(),
    issuer: z.string().optional(),
    audience: z.string().optional(),
    /** Names of the claims that hold roles, company codes and project numbers. */
    claims: z
      .strictObject({
        roles: z.string().default('roles'),
        companies: z.string().default('companies'),
        projects: z.string().default('projects'),
      })
      .prefault({}),
  })
  .refine(({ jwksUrl, key }) => (jwksUrl === undefined) !== (key === undefined), {
    message: 'give either jwksUrl or key',
  });

export const authSettings = z.strictObject({
  jwt: jwt.optional(),
  tokens: z
    .array(
      z.strictObject({
        token: z.string().min(16, 'a token must have at least 16 characters'),
        actor,
      }),
    )
    .default([]),
});
export type AuthSettings = z.infer<typeof authSettings>;
export type JwtSettings = NonNullable<AuthSettings['jwt']>;
