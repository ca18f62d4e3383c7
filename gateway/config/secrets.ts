/** Secrets stay out of plumbline.yaml: a value written `${env:NAME}` or `${file:/path}` is read from there. */

export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads a whole text file; throws when it cannot. */
  readonly readFile: (path: string) => string;
}

const REFERENCE = /^\$\{(env|file):([^}]+)\}$/;

/** Replaces every reference in a parsed document; each one that cannot be read is reported with its place. */
export function resolveSecrets(
  value: unknown,
  sources: SecretSources,
  problems: string[],
  place = '',
): unknown {
  if (Array.isArray(value))
    return value.map((item, i) => resolveSecrets(item, sources, problems, `${place}[${i}]`));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => {
      const inner = place === '' ? key : `${place}.${key}`;
      return [key, resolveSecrets(item, sources, problems, inner)] as const;
    });
    return Object.fromEntries(entries);
  }
  if (typeof value !== 'string') return value;
  const match = REFERENCE.exec(value);
  return match ? readSecret(match[1] ?? '', match[2] ?? '', sources, problems, place) : value;
}

function readSecret(
  from: string,
  name: string,
  sources: SecretSources,
  problems: string[],
  place: string,
): string {
  if (from === 'env') {
    const found = sources.env[name];
    if (found === undefined)
      problems.push(`${place}: environment variable ${name} is not set; set it before starting`);
    return found ?? '';
  }
  try {
    return sources.readFile(name).trim();
  } catch (error) {
    problems.push(`${place}: file ${name} cannot be read (${(error as { code?: string }).code ?? 'error'})`);
    return '';
  }
}
