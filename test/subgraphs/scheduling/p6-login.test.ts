import { describe, expect, it } from '@jest/globals';
import { startBench } from './bench.js';

describe('a login that P6 refuses', () => {
  it.each([
    ['password', { password: 'wrong' }, /refused our login; check the configured user and password/],
    ['database', { database: 'OTHER' }, /refused our login; check the configured database/],
  ] as const)('names the %s and is tried once, since tries lock the account', async (_, p6, message) => {
    const refused = await startBench({ p6: { ...p6, attempts: 3 } });
    try {
      expect((await refused.sync()).join()).toMatch(message);
      expect(await refused.sync()).not.toEqual([]);
      expect(refused.p6.calls.get('POST /p6ws/restapi/login')).toBe(1);
    } finally {
      await refused.stop();
    }
  });
});
