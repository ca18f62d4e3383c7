/** Who may import whom, read from the import statements themselves. See docs/architecture.md. */
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const ROOT = path.resolve('.');
const ROOMS = ['gateway', 'client', 'subgraphs', 'store', 'sandbox', 'codegen'];

/** First match wins: who imports → what it may import (`$1`, `$2` from the importer's match). */
const RULES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^subgraphs\/kit\//, ['^subgraphs/kit/']],
  [
    /^subgraphs\/(\w+)\/(resolvers|loaders)\.ts$/,
    [
      '^subgraphs/kit/',
      '^subgraphs/$1/[\\w-]+\\.ts$',
      '^subgraphs/$1/cost/',
      '^codegen/generated/$1\\.ts$',
      '^store/store\\.ts$',
    ],
  ],
  [
    // Writes know what can be changed in the systems, as types only; the composition root hands the instances over.
    /^subgraphs\/(workflows)\//,
    [
      '^subgraphs/kit/',
      '^subgraphs/$1/',
      '^codegen/generated/$1\\.ts$',
      '^store/store\\.ts$',
      '^subgraphs/\\w+/(connector|effects|model)\\.ts$',
    ],
  ],
  [
    /^subgraphs\/(\w+)\//,
    ['^subgraphs/kit/', '^subgraphs/$1/', '^codegen/generated/$1\\.ts$', '^store/store\\.ts$'],
  ],
  [/^codegen\/generated\/(\w+)\.ts$/, ['^subgraphs/$1/', '^subgraphs/kit/']],
  [/^store\//, ['^store/', '^subgraphs/kit/']],
  [/^sandbox\//, ['^sandbox/']],
  // What app developers take along must bring nothing of the server with it.
  [/^client\//, ['^client/']],
  [
    // The composition root and the sandbox's own configuration know the make-believe firm; nothing else does.
    /^gateway\/(main|start|sandbox-\w+)\.ts$/,
    ['^gateway/', '^sandbox/index\\.ts$', '^store/', '^subgraphs/\\w+/index\\.ts$', '^subgraphs/kit/'],
  ],
  [/^gateway\//, ['^gateway/', '^store/', '^subgraphs/\\w+/index\\.ts$', '^subgraphs/kit/']],
];

function sources(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(path.join(ROOT, file), 'utf8'), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) =>
      path.relative(ROOT, path.resolve(path.dirname(path.join(ROOT, file)), name)).replace(/\.js$/, '.ts'),
    );
}

/** What one import breaks; undefined when it is allowed. */
export function violation(from: string, to: string): string | undefined {
  for (const [importer, allowed] of RULES) {
    const match = importer.exec(from);
    if (!match) continue;
    const ok = allowed.some((rule) =>
      new RegExp(rule.replace(/\$(\d)/g, (_all, i: string) => match[Number(i)] ?? '')).test(to),
    );
    return ok ? undefined : `${from} must not import ${to}`;
  }
  return `${from} is in no room`;
}

const files = ROOMS.filter((room) => existsSync(path.join(ROOT, room))).flatMap((room) =>
  sources(path.join(ROOT, room)),
);

describe('who may import whom', () => {
  it('holds for every import of every file', () => {
    const broken = files
      .flatMap((from) => importsOf(from).map((to) => violation(from, to)))
      .filter((line) => line !== undefined);
    expect(files.length).toBeGreaterThan(50);
    expect(broken).toEqual([]);
  });

  it('lets workflows see the systems as types only', () => {
    const values = files
      .filter((file) => file.startsWith('subgraphs/workflows/'))
      .flatMap((file) => {
        const text = readFileSync(path.join(ROOT, file), 'utf8');
        const imports = text.match(/^import (?!type\b)[^;]*from '[^']*';/gms) ?? [];
        const others = imports.filter((line) =>
          /\/(odoo|equipment|scheduling|estimating|controls)\//.test(line),
        );
        return others.map((line) => `${file}: ${line}`);
      });
    expect(values).toEqual([]);
  });

  it('keeps map.ts free of I/O', () => {
    const maps = files.filter((file) => file.endsWith('/map.ts'));
    const io = /from '(node:(fs|http|https|net|dns)[^']*|undici|pg)'/;
    expect(maps.length).toBeGreaterThan(3);
    expect(maps.filter((file) => io.test(readFileSync(path.join(ROOT, file), 'utf8')))).toEqual([]);
  });

  it('reads the environment where a process starts, and nowhere else', () => {
    const readers = files.filter((file) =>
      readFileSync(path.join(ROOT, file), 'utf8').includes('process.env'),
    );
    expect(readers.filter((file) => !/^gateway\/(main|subgraph-main|audit-main)\.ts$/.test(file))).toEqual(
      [],
    );
  });

  it('would catch a subgraph that reaches for another, and a resolver that reaches for a vendor', () => {
    expect(violation('subgraphs/odoo/index.ts', 'subgraphs/equipment/index.ts')).toBeDefined();
    expect(violation('subgraphs/equipment/resolvers.ts', 'subgraphs/equipment/fleetio/map.ts')).toBeDefined();
    expect(violation('sandbox/odoo/index.ts', 'subgraphs/odoo/erp/map.ts')).toBeDefined();
    expect(violation('subgraphs/odoo/loaders.ts', 'subgraphs/odoo/connector.ts')).toBeUndefined();
  });
});
