/** A later build of the product in a directory of its own: the same code, and one module that is another. */
import { cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param directory where it is put
 * @param module path of a compiled module below `dist`; the earlier one stays beside it as `<name>-before.js`
 * @param source the module's later text
 * @returns the program to start
 */
export function buildLater(directory, module, source) {
  const own = (...parts) => path.join(directory, ...parts);
  mkdirSync(own('test', 'crash'), { recursive: true });
  cpSync(path.join(ROOT, 'dist'), own('dist'), { recursive: true });
  cpSync(path.join(ROOT, 'test', 'crash', 'product.mjs'), own('test', 'crash', 'product.mjs'));
  cpSync(path.join(ROOT, 'package.json'), own('package.json'));
  symlinkSync(path.join(ROOT, 'node_modules'), own('node_modules'));
  renameSync(own('dist', module), own('dist', module.replace(/\.js$/, '-before.js')));
  writeFileSync(own('dist', module), source);
  return own('test', 'crash', 'product.mjs');
}
