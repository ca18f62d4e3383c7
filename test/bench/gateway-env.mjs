/** Imported first by gateway.mjs: graphql-js reads NODE_ENV when it is loaded, and checks less in production. */
process.env.NODE_ENV = 'production';
process.env.APOLLO_TELEMETRY_DISABLED = '1';
