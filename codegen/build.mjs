/** Compiles to `dist/` when a source is newer than the last build, and copies what tsc does not: SDL and workers. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['gateway', 'client', 'subgraphs', 'store', 'sandbox', 'codegen'];
const stamp = path.join(root, 'dist', '.built');
const files = rooms.flatMap((room) =>
  readdirSync(path.join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name)),
);
const newest = Math.max(
  ...files
    .concat(['tsconfig.build.json', 'package-lock.json'].map((f) => path.join(root, f)))
    .map((f) => statSync(f).mtimeMs),
);
if (!existsSync(stamp) || statSync(stamp).mtimeMs < newest) {
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const result = spawnSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.build.json')], {
    stdio: 'inherit',
    cwd: root,
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
  for (const file of files.filter((f) => !f.endsWith('.ts')))
    cpSync(file, path.join(root, 'dist', path.relative(root, file)));
  writeFileSync(stamp, '');
}
