/** Composes the subgraphs' SDL into `codegen/generated/supergraph.graphql`; prints what does not fit together. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const root = new URL('..', import.meta.url);
const names = readdirSync(new URL('subgraphs/', root)).filter((name) =>
  existsSync(new URL(`subgraphs/${name}/schema.graphql`, root)),
);
const services = names.map((name) => ({
  name,
  url: `http://${name}.internal/graphql`,
  typeDefs: parse(readFileSync(new URL(`subgraphs/${name}/schema.graphql`, root), 'utf8')),
}));
const composed = composeServices(services);
if (composed.errors?.length) {
  for (const error of composed.errors) console.error(error.message);
  process.exit(1);
}
mkdirSync(new URL('codegen/generated/', root), { recursive: true });
writeFileSync(new URL('codegen/generated/supergraph.graphql', root), composed.supergraphSdl);
console.log(`composed ${names.join(', ')}`);
