/** Runs one of the programs under `test/` and gives what it said. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Said {
  readonly lines: readonly string[];
  readonly code: number | null;
}

/** @param program path below the project */
export function runProgram(
  program: string,
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Said> {
  const { NODE_OPTIONS: _own, ...rest } = process.env;
  const child = spawn(process.execPath, [program, ...argv], { cwd: ROOT, env: { ...rest, ...env } });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((done) => {
    child.on('close', (code) => done({ lines: text.trimEnd().split('\n'), code }));
  });
}
