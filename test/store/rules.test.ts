import { describe, expect, it } from '@jest/globals';
import { canonicalId } from '../../store/crosswalk/ids.js';
import { createMatcher, type Candidate } from '../../store/crosswalk/rules.js';
import { compact, leadingParts, normalise } from '../../store/crosswalk/spelling.js';
import type { ConfiguredMatches, CrosswalkKind, ExternalRecord } from '../../store/store.js';

function candidate(
  number: string,
  name: string | null = null,
  company = 'NB',
  attributes: Record<string, string> = {},
  kind: CrosswalkKind = 'PROJECT',
): Candidate {
  return {
    record: { id: canonicalId(kind, company, number), kind, company, number, name },
    attributes: [attributes],
  };
}
const of = (label: string, more: Partial<ExternalRecord> = {}): ExternalRecord => ({
  externalId: '1',
  label,
  company: 'NB',
  ...more,
});

/** `number by RULE`, or the problem. */
function outcome(
  candidates: readonly Candidate[],
  record: ExternalRecord,
  configured: ConfiguredMatches = {},
  kind: CrosswalkKind = 'PROJECT',
): string {
  const match = createMatcher(kind, 'estimating', candidates, configured)(record);
  return match.found ? `${match.record.company} ${match.record.number} by ${match.rule}` : match.problem;
}

describe('spelling', () => {
  it.each([
    ['j-0101', 'J101'],
    ['J 101', 'J101'],
    ['03-100', '3100'],
    ['100', '100'],
    ['0', '0'],
    ['000', '0'],
    ['a00b007', 'A0B7'],
    ['Straße 7', 'STRASSE7'],
    ['Ｊ－１０１', 'J101'],
    ['工地 01', '工地1'],
    ['--', ''],
  ])('normalises %s to %s', (text, expected) => expect(normalise(text)).toBe(expected));

  it('keeps zeros where they tell machines apart', () => expect(compact('cat-0123')).toBe('CAT0123'));
  it('offers beginnings, longest first', () =>
    expect(leadingParts('J 101: River')).toEqual(['J 101:', 'J 101', 'J']));
});

describe('rules, in their order', () => {
  const jobs = [
    candidate('J-101', 'Riverside Bridge'),
    candidate('J-102', 'J-101'),
    candidate('J-103', 'Yard'),
    candidate('J-104', 'Yard'),
    candidate('J-101', 'Southern Depot', 'SC'),
  ];

  it.each([
    ['J-101', 'NB J-101 by EXACT'],
    ['Riverside Bridge', 'NB J-101 by EXACT'],
    ['riverside bridge', 'NB J-101 by NORMALISED'],
    ['j101', 'NB J-101 by NORMALISED'],
    ['J-0101', 'NB J-101 by NORMALISED'],
    ['J-101 - Riverside Bridge', 'NB J-101 by NORMALISED'],
    ['J-101 Riverside', 'NB J-101 by NORMALISED'],
    ['J 101: whatever', 'NB J-101 by NORMALISED'],
  ])('reads "%s" as %s', (label, expected) => expect(outcome(jobs, of(label))).toBe(expected));

  it.each(['J-1010', 'J-10', 'J', '---', 'J-101-2', 'constructor'])('does not guess "%s"', (label) =>
    expect(outcome(jobs, of(label))).toMatch(
      /nothing in company NB .* companies\[NB\]\.crosswalk\.estimating/,
    ),
  );

  it('does not read one cost code as the beginning of another', () => {
    expect(outcome([candidate('03'), candidate('03-100')], of('03-100.20'))).toMatch(/nothing in company NB/);
    expect(outcome([candidate('03'), candidate('03-100')], of('03-100 Footings'))).toBe(
      'NB 03-100 by NORMALISED',
    );
  });

  it('names the candidates instead of choosing one', () =>
    expect(outcome(jobs, of('Yard'))).toMatch(/EXACT fits several records \(NB J-103, NB J-104\)/));

  it('needs one company when the system names none', () => {
    expect(outcome(jobs, of('J-101', { company: null }))).toMatch(/several records \(NB J-101, SC J-101\)/);
    expect(outcome(jobs, of('J-104', { company: null }))).toBe('NB J-104 by EXACT');
    expect(outcome(jobs, of('J-104', { company: 'SC' }))).toMatch(/nothing in company SC/);
  });
});

describe('CONFIGURED', () => {
  const jobs = [candidate('J-101', 'Bridge'), candidate('J-102'), candidate('J-102', null, 'SC')];
  const map = (company: string, entries: Record<string, string>): ConfiguredMatches => ({
    [company]: { estimating: { PROJECT: entries } },
  });

  it('overrules every other rule, by external id before spelling', () => {
    const configured = map('NB', { '1': 'J-102', 'J-101': 'J-101' });
    expect(outcome(jobs, of('J-101'), configured)).toBe('NB J-102 by CONFIGURED');
    expect(outcome(jobs, of('J-101', { externalId: '2' }), configured)).toBe('NB J-101 by CONFIGURED');
  });
  it('says so when the target does not exist, and tries nothing else', () =>
    expect(outcome(jobs, of('J-101'), map('NB', { '1': 'J-999' }))).toMatch(
      /maps it to "J-999", which company NB does not have/,
    ));
  it('belongs to one company and one system', () => {
    expect(outcome(jobs, of('RVB'), map('SC', { RVB: 'J-102' }))).toMatch(/nothing in company NB/);
    expect(outcome(jobs, of('RVB', { company: null }), map('SC', { RVB: 'J-102' }))).toBe(
      'SC J-102 by CONFIGURED',
    );
    expect(outcome(jobs, of('RVB'), { NB: { scheduling: { PROJECT: { RVB: 'J-101' } } } })).toMatch(
      /nothing in/,
    );
  });
});

describe('equipment identifiers', () => {
  const fleet = [
    candidate('EX-01', 'Excavator', 'NB', { pin: 'CAT0320DTEST1', serialNumber: 'S1' }, 'EQUIPMENT'),
    candidate('EX-02', null, 'NB', { pin: 'CAT0320DTEST2', serialNumber: 'S2' }, 'EQUIPMENT'),
    candidate('EX-03', null, 'NB', { serialNumber: 'S2' }, 'EQUIPMENT'),
  ];
  const find = (label: string, attributes: Record<string, string>) =>
    outcome(fleet, of(label, { attributes }), {}, 'EQUIPMENT');

  it('tries pin, serial number, equipment id, then the label', () => {
    expect(find('EX-02', { pin: 'cat 0320d test1' })).toBe('NB EX-01 by PIN');
    expect(find('EX-02', { pin: 'unknown', serialNumber: 's1' })).toBe('NB EX-01 by SERIAL_NUMBER');
    expect(find('Excavator 9', { equipmentId: 'ex-01' })).toBe('NB EX-01 by EQUIPMENT_ID');
    expect(find('EX-02', { pin: '' })).toBe('NB EX-02 by EXACT');
  });
  it('does not choose between two machines of one serial number', () =>
    expect(find('EX-02', { serialNumber: 'S2' })).toMatch(
      /SERIAL_NUMBER fits several records \(NB EX-02, NB EX-03\)/,
    ));
  it('is for equipment only', () =>
    expect(outcome(fleet, of('x', { attributes: { pin: 'CAT0320DTEST1' } }), {}, 'PARTY')).toMatch(
      /nothing in/,
    ));
});
