import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ConfigError } from '../../gateway/config/load.js';
import { checkConfig, loadConfig } from '../../gateway/config/load.js';
import { readEnvironment } from '../../gateway/config/environment.js';

const SECRETS = {
  ODOO_API_KEY: 'odoo-key',
  TELEMATICS_PASSWORD: 'secret-one',
  FLEETIO_ACCOUNT: 'account',
  FLEETIO_TOKEN: 'token',
  P6_PASSWORD: 'secret-two',
  HEAVYBID_CLIENT_ID: 'client',
  HEAVYBID_CLIENT_SECRET: 'secret-three',
  PLUMBLINE_BI_TOKEN: 'a-token-long-enough',
};

const readFile = (path: string): string => readFileSync(path, 'utf8');

function problemsOf(load: () => unknown): readonly string[] {
  try {
    load();
  } catch (error) {
    return (error as ConfigError).problems;
  }
  return [];
}

describe('plumbline.yaml', () => {
  it('the example is valid once its secrets are set', () => {
    const config = loadConfig('plumbline.example.yaml', { env: SECRETS, readFile });
    expect(config.odoo.apiKey).toBe('odoo-key');
    expect(config.companies[0]).toMatchObject({ code: 'NB', labor: 'TIMESHEET', rentedEquipment: 'VENDOR' });
  });

  it('names every secret that is missing at once', () => {
    const problems = problemsOf(() => loadConfig('plumbline.example.yaml', { env: {}, readFile }));
    for (const name of Object.keys(SECRETS)) expect(problems.join('\n')).toContain(name);
  });

  it('reports every problem with its place and prints no secret', () => {
    const example = readFile('plumbline.example.yaml')
      .replace('currency: USD', 'currency: dollars')
      .replace('labor: TIMESHEET', 'labor: SOMETIMES')
      .replace('odooCompanyId: 1', 'odooCompanyId: one\n    colour: red');
    const problems = problemsOf(() => loadConfig('x.yaml', { env: SECRETS, readFile: () => example }));
    const text = problems.join('\n');
    expect(text).toMatch(/companies\.0\.currency: .*USD/);
    expect(text).toMatch(/companies\.0\.labor/);
    expect(text).toMatch(/companies\.0\.odooCompanyId/);
    expect(text).toMatch(/colour/);
    expect(text).not.toMatch(/secret-one|secret-two|secret-three/);
  });

  it('says where the YAML breaks', () => {
    const problems = problemsOf(() =>
      loadConfig('x.yaml', { env: {}, readFile: () => 'companies: [\n  - {' }),
    );
    expect(problems.join('\n')).toMatch(/line \d+/);
  });

  it('refuses two companies of one code, and remote subgraphs without a secret', () => {
    const config = loadConfig('plumbline.example.yaml', { env: SECRETS, readFile });
    const twice = {
      ...config,
      companies: [config.companies[0], config.companies[0]],
      subgraphs: { remote: { odoo: { url: 'http://127.0.0.1:4101/graphql' } } },
    };
    expect(problemsOf(() => checkConfig('x', twice))).toEqual([
      expect.stringContaining('code NB is used twice'),
      expect.stringContaining('subgraphs.secret'),
    ]);
  });
});

describe('the environment', () => {
  const exists = (path: string): boolean => path === 'there.yaml';

  it('has defaults that run the sandbox', () => {
    expect(readEnvironment({ env: {}, exists }, [])).toEqual({
      port: 4000,
      dataDir: '.plumbline',
      databaseUrl: null,
      configPath: null,
      sandboxScale: 1,
    });
  });

  it('reports every bad variable with its value', () => {
    const problems: string[] = [];
    const env = { PORT: 'http', SANDBOX_SCALE: '0', DATABASE_URL: 'mysql://x', CONFIG: 'gone.yaml' };
    readEnvironment({ env, exists }, problems);
    expect(problems).toHaveLength(4);
    for (const said of ['CONFIG=gone.yaml', 'PORT=http', 'SANDBOX_SCALE=0', 'DATABASE_URL']) {
      expect(problems.join('\n')).toContain(said);
    }
    expect(problems.join('\n')).not.toContain('mysql://x');
  });
});
