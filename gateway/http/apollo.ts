/** Apollo Server set up for the front door: nothing is reported to anyone, errors show no internals. */
import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { createFederatedGateway, GatewayContext } from '../federated-gateway.js';
import { internalError } from '../fold-errors.js';
import { limitRule, type Limits } from '../limits.js';
import type { Log } from '../log.js';

export interface ApolloOptions {
  readonly gateway: ReturnType<typeof createFederatedGateway>;
  readonly limits: Limits;
  readonly log: Log;
  readonly landingPage: ApolloServerPlugin<GatewayContext>;
}

export function createApollo(options: ApolloOptions): ApolloServer<GatewayContext> {
  const { gateway, limits, log } = options;
  const debug = (): void => undefined;
  return new ApolloServer<GatewayContext>({
    gateway,
    logger: {
      debug,
      info: debug,
      warn: (text) => log.warn(String(text)),
      error: (text) => log.error(String(text)),
    },
    // Behaviour does not depend on NODE_ENV or an Apollo key in the environment.
    nodeEnv: 'production',
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: limits.tokens },
    validationRules: [limitRule(limits)],
    formatError: (formatted, error) => formatError(formatted, error, limits, log),
    plugins: [
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      options.landingPage,
    ],
  });
}

function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  limits: Limits,
  log: Log,
): GraphQLFormattedError {
  if (formatted.message.includes('Parsing aborted')) {
    return {
      message: `The document has more than ${limits.tokens} tokens; at most ${limits.tokens} are allowed. Split it up.`,
      extensions: { code: 'LIMIT_EXCEEDED', limit: 'tokens', most: limits.tokens },
    };
  }
  // Apollo Server gives every validation error one code; a limit keeps its own.
  if (formatted.extensions?.['limit'] !== undefined)
    return { ...formatted, extensions: { ...formatted.extensions, code: 'LIMIT_EXCEEDED' } };
  const own = formatted.extensions?.['requestId'] !== undefined;
  if (own || formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return formatted;
  if (error instanceof GraphQLError && !error.originalError && error.nodes) return formatted;
  const incident = randomUUID();
  log.error(`incident ${incident}: ${formatted.message}`);
  return internalError(incident).toJSON();
}
