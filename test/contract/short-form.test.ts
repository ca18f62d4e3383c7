/** The committed short form is what the script makes of the recordings; without them this is skipped. */
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const recordings = '../shared/contracts/odoo-19';
const committed = 'test/contract/odoo-19';

(existsSync(recordings) ? describe : describe.skip)('short form of the recordings', () => {
  it('is committed as the script makes it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'short-form-'));
    const made = spawnSync(process.execPath, ['test/contract/shorten.mjs', recordings, folder]);
    expect(made.stderr.toString()).toBe('');
    for (const file of ['cases.json', 'not-covered.md'])
      expect(readFileSync(join(folder, file), 'utf8')).toBe(readFileSync(join(committed, file), 'utf8'));
  });
});

describe('short form', () => {
  it('carries no help texts, labels or tracebacks of the vendor', () => {
    const text = readFileSync(join(committed, 'cases.json'), 'utf8');
    for (const word of ['Traceback', '"help"', '"string":', 'administrator', '"debug"'])
      expect(text).not.toContain(word);
  });
});
