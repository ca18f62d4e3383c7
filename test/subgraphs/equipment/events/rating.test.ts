import { describe, expect, it } from '@jest/globals';
import { alertSeverity, rate } from '../../../../subgraphs/equipment/events/rating.js';
import { equipmentSettings } from '../../../../subgraphs/equipment/settings.js';

const MAINTENANCE = { url: 'http://127.0.0.1:1', accountToken: 'a', token: 't' };
const settingsOf = (breakdowns: object) =>
  equipmentSettings.parse({ maintenance: MAINTENANCE, breakdowns }).breakdowns;
const FACTS = { provider: 'yard', company: 'NB', make: 'Volvo', code: '100-1', severity: 'LOW' } as const;

describe('rules of a fleet', () => {
  const settings = settingsOf({
    minSeverity: 'MEDIUM',
    rules: [
      { provider: 'yard', company: 'HB', severity: 'IGNORE' },
      { code: '100-*', make: 'volvo', severity: 'CRITICAL' },
      { code: '1.0', severity: 'HIGH' },
    ],
  });
  it('lets the first rule that fits decide', () => {
    expect(rate(settings, FACTS)).toBe('CRITICAL');
    expect(rate(settings, { ...FACTS, company: 'HB' })).toBe('IGNORE');
    expect(rate(settings, { ...FACTS, make: null })).toBe('LOW');
  });
  it('takes a pattern literally but for its stars, and fits no breakdown without a code', () => {
    expect(rate(settings, { ...FACTS, make: null, code: '1x0' })).toBe('LOW');
    expect(rate(settings, { ...FACTS, make: null, code: '1.0' })).toBe('HIGH');
    expect(rate(settings, { ...FACTS, code: null })).toBe('LOW');
  });
  it('tells nobody of what is ignored or too mild, and rates what nobody rated', () => {
    expect(alertSeverity(settings, { ...FACTS, company: 'HB' })).toBeNull();
    expect(alertSeverity(settings, { ...FACTS, code: '7' })).toBeNull();
    expect(alertSeverity(settings, { ...FACTS, code: '7', severity: null })).toBe('MEDIUM');
    expect(alertSeverity(settings, FACTS)).toBe('CRITICAL');
  });
  it('refuses a severity that is none', () => {
    expect(() => settingsOf({ rules: [{ severity: 'BAD' }] })).toThrow();
  });
});
