/** The one place that reads the environment. Every problem is reported at once, naming the variable. */

export interface Environment {
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Path of plumbline.yaml; null runs the sandbox. */
  readonly configPath: string | null;
  readonly sandboxScale: number;
}

export interface EnvironmentSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
}

export const CONFIG_FILE = 'plumbline.yaml';

export function readEnvironment({ env, exists }: EnvironmentSources, problems: string[]): Environment {
  const configured = env['CONFIG'] ?? (exists(CONFIG_FILE) ? CONFIG_FILE : null);
  if (env['CONFIG'] !== undefined && !exists(env['CONFIG'])) {
    problems.push(`CONFIG=${env['CONFIG']}: there is no such file; give the path of your plumbline.yaml`);
  }
  return {
    port: integer(env, 'PORT', 4000, 0, 65_535, problems),
    dataDir: env['DATA_DIR'] ?? '.plumbline',
    databaseUrl: databaseUrl(env['DATABASE_URL'], problems),
    configPath: configured,
    sandboxScale: integer(env, 'SANDBOX_SCALE', 1, 1, 100, problems),
  };
}

function integer(
  env: EnvironmentSources['env'],
  name: string,
  fallback: number,
  least: number,
  most: number,
  problems: string[],
): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  problems.push(`${name}=${text} must be a whole number from ${least} to ${most}`);
  return fallback;
}

function databaseUrl(text: string | undefined, problems: string[]): string | null {
  if (text === undefined || text === '') return null;
  if (!/^postgres(ql)?:\/\//.test(text))
    problems.push('DATABASE_URL must start with postgres:// or postgresql://');
  return text;
}
