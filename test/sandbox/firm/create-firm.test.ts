import { describe, expect, it } from '@jest/globals';
import { createFirm } from '../../../sandbox/firm/index.js';

describe('createFirm', () => {
  it('gives the same firm for the same seed and another for another', () => {
    const once = JSON.stringify(createFirm({ seed: 'a' }));
    expect(JSON.stringify(createFirm({ seed: 'a' }))).toBe(once);
    expect(JSON.stringify(createFirm({ seed: 'b' }))).not.toBe(once);
  });

  it('refuses a scale that is not a whole number from 1', () => {
    expect(() => createFirm({ scale: 0 })).toThrow('scale is 0');
    expect(() => createFirm({ scale: 1.5 })).toThrow(RangeError);
  });

  it('grows by fourteen jobs and sixty machines a unit', () => {
    const started = performance.now();
    const firm = createFirm({ scale: 10 });
    const size = Object.entries(firm).flatMap(([name, rows]) =>
      Array.isArray(rows) ? [`${name} ${rows.length}`] : [],
    );
    process.stdout.write(
      `scale 10 built in ${Math.round(performance.now() - started)} ms: ${size.join(', ')}\n`,
    );
    expect(firm.projects).toHaveLength(140);
    expect(firm.machines).toHaveLength(600);
    expect(firm.companies).toHaveLength(2);
  });
});
