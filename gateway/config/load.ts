/** Reads plumbline.yaml and reports every problem at once, each with its place; secrets are never printed. */
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { configSchema, type Config } from './schema.js';
import { resolveSecrets, type SecretSources } from './secrets.js';

/** Configuration that cannot be used. `problems` is one line per problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(
    readonly source: string,
    readonly problems: readonly string[],
  ) {
    super(
      `${source} has ${problems.length} problem(s):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  }
}

/** @throws ConfigError */
export function loadConfig(path: string, sources: SecretSources): Config {
  const document = parseDocument(sources.readFile(path), { prettyErrors: true });
  if (document.errors.length > 0) {
    throw new ConfigError(
      path,
      document.errors.map((error) => error.message.split('\n')[0] ?? 'not YAML'),
    );
  }
  const problems: string[] = [];
  const value = resolveSecrets(document.toJS(), sources, problems);
  return checkConfig(path, value, problems);
}

/** @throws ConfigError */
export function checkConfig(source: string, value: unknown, problems: string[] = []): Config {
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) problems.push(...parsed.error.issues.map(describe));
  else problems.push(...contradictions(parsed.data));
  if (problems.length > 0 || !parsed.success) throw new ConfigError(source, problems);
  return parsed.data;
}

function describe(issue: z.core.$ZodIssue): string {
  const place = issue.path.map(String).join('.') || 'the file';
  return `${place}: ${issue.message}`;
}

function contradictions(config: Config): string[] {
  const problems: string[] = [];
  const codes = config.companies.map(({ code }) => code);
  const twice = codes.filter((code, i) => codes.indexOf(code) !== i);
  for (const code of new Set(twice)) problems.push(`companies: code ${code} is used twice`);
  const names = config.equipment.telematics.map(({ name }) => name);
  for (const name of new Set(names.filter((own, i) => names.indexOf(own) !== i)))
    problems.push(`equipment.telematics: name ${name} is used twice`);
  if (Object.keys(config.subgraphs.remote).length > 0 && config.subgraphs.secret === undefined) {
    problems.push('subgraphs.secret: needed as soon as a subgraph is remote, the same on both sides');
  }
  return problems;
}
