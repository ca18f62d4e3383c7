import { expect, it } from '@jest/globals';
import { forEachStore } from './stores.js';

const configured = { NB: { scheduling: { PROJECT: { RVB: 'J-101' } } } };

forEachStore(
  'crosswalk',
  (opened, kind) => {
    it('publishes one record for several companies and gives every process the same ids', async () => {
      const { crosswalk } = opened().store;
      const shared = { externalId: '9', label: 'Yard', number: 'J-900', name: 'Yard' };
      await crosswalk.publish('PROJECT', 'odoo', [
        { externalId: '7', label: 'J-101', company: 'NB', number: 'J-101', name: 'Riverside Bridge' },
        { externalId: '8', label: 'J-102', company: 'NB', number: 'J-102', name: null },
        { ...shared, company: 'NB' },
        { ...shared, company: 'SC' },
      ]);
      const records = await crosswalk.list('PROJECT');
      expect(records.map((r) => `${r.company} ${r.number}`)).toEqual([
        'NB J-101',
        'NB J-102',
        'NB J-900',
        'SC J-900',
      ]);
      expect(records[0]!.id).toMatch(/^prj_[0-9a-f]{20}$/);
      const byIds = await crosswalk.byIds('PROJECT', [records[0]!.id, 'prj_unknown']);
      expect([...byIds.values()]).toEqual([records[0]]);
      const entries = await crosswalk.entriesOf('PROJECT', 'odoo', [records[3]!.id]);
      expect(entries.get(records[3]!.id)).toMatchObject([
        { externalId: '9', company: 'SC', rule: 'SYSTEM_OF_RECORD' },
      ]);
    });

    it('matches another system and says what could not be matched', async () => {
      const { crosswalk } = opened().store;
      const problems = await crosswalk.match('PROJECT', 'scheduling', [
        { externalId: '1', label: 'RVB', company: 'NB' },
        {
          externalId: '2',
          label: 'j102',
          company: 'NB',
          url: 'https://p6.test/2',
          attributes: { data: '1' },
        },
        { externalId: '3', label: 'J-900', company: null },
        { externalId: '4', label: 'Harbour', company: 'NB' },
      ]);
      expect(problems).toHaveLength(2);
      expect(problems[0]).toMatch(/J-900.*several records \(NB J-900, SC J-900\)/);
      expect(problems[1]).toMatch(
        /"Harbour" \(4\).*companies\[NB\]\.crosswalk\.scheduling\.PROJECT in plumbline\.yaml/,
      );
      const entries = await crosswalk.entries('PROJECT', 'scheduling');
      const seen = new Map(entries.map((e) => [e.externalId, [e.canonicalNumber, e.rule, e.matchedBy]]));
      expect(seen.get('1')).toEqual(['J-101', 'CONFIGURED', 'RULE']);
      expect(seen.get('2')).toEqual(['J-102', 'NORMALISED', 'RULE']);
      expect(seen.get('4')).toEqual([null, null, null]);
      expect(entries.find((e) => e.externalId === '2')).toMatchObject({
        url: 'https://p6.test/2',
        attributes: { data: '1' },
      });
    });

    it('keeps the moment of a match that did not change, and records that are gone', async () => {
      const { crosswalk } = opened().store;
      const before = await crosswalk.entries('PROJECT', 'scheduling');
      await crosswalk.match('PROJECT', 'scheduling', [{ externalId: '2', label: 'J-102', company: 'NB' }]);
      await crosswalk.match('PROJECT', 'scheduling', [{ externalId: '1', label: 'RVB', company: 'NB' }]);
      const after = await crosswalk.entries('PROJECT', 'scheduling');
      expect(after).toHaveLength(before.length);
      expect(after.find((e) => e.externalId === '1')).toEqual(before.find((e) => e.externalId === '1'));
      expect(after.find((e) => e.externalId === '2')).toMatchObject({ rule: 'EXACT', label: 'J-102' });
      await crosswalk.publish('PROJECT', 'odoo', []);
      expect(await crosswalk.list('PROJECT')).toHaveLength(4);
    });

    it('shows two records of one number, and one without company, as problems', async () => {
      const { crosswalk } = opened().store;
      await crosswalk.publish('COST_CODE', 'odoo', [
        { externalId: '1', label: '03-100', company: 'NB' },
        { externalId: '2', label: '03-100', company: 'NB' },
        { externalId: '3', label: '05-200', company: null },
      ]);
      const entries = await crosswalk.entries('COST_CODE', 'odoo');
      const problem = (id: string) => entries.find((e) => e.externalId === id)!;
      expect(problem('1').problem).toMatch(/"03-100" is used by several records of company NB \(1, 2\)/);
      expect(problem('2').canonicalId).toBe(problem('1').canonicalId);
      expect(problem('3')).toMatchObject({ canonicalId: null, matchedBy: null });
      expect(problem('3').problem).toMatch(/no company/);
    });

    it('pages by entry id, filters, and counts before paging', async () => {
      const { crosswalk } = opened().store;
      const seen: string[] = [];
      let after: string | undefined;
      for (;;) {
        const page = await crosswalk.page({
          companies: '*',
          first: 3,
          ...(after !== undefined && { after }),
        });
        expect(page.total).toBe(11);
        seen.push(...page.entries.map((e) => e.id));
        after = seen.at(-1);
        if (!page.hasNext) break;
      }
      expect(seen).toHaveLength(11);
      expect(seen).toEqual([...new Set(seen)].sort());
      const unmatched = await crosswalk.page({
        companies: '*',
        first: 50,
        unmatchedOnly: true,
        system: 'scheduling',
      });
      expect(unmatched.entries.map((e) => e.externalId).sort()).toEqual(['3', '4']);
      const own = await crosswalk.page({ companies: ['SC'], first: 50 });
      expect(own.entries.map((e) => e.company)).toEqual(['SC']);
      expect(await crosswalk.page({ companies: [], first: 50 })).toEqual({
        entries: [],
        total: 0,
        hasNext: false,
      });
    });

    it('takes 10,000 records', async () => {
      const { crosswalk } = opened().store;
      const numbers = Array.from({ length: 10_000 }, (_, i) => `M-${String(i).padStart(5, '0')}`);
      await crosswalk.publish(
        'PARTY',
        'odoo',
        numbers.map((label, i) => ({ externalId: `${i}`, label, company: 'NB' })),
      );
      const others = numbers.map((number, i) => ({
        externalId: `x${i}`,
        label: number.toLowerCase(),
        company: 'NB',
      }));
      expect(await crosswalk.match('PARTY', 'maintenance', others)).toEqual([]);
      expect(await crosswalk.match('PARTY', 'maintenance', others)).toEqual([]);
      expect(await crosswalk.list('PARTY')).toHaveLength(10_000);
      const entries = await crosswalk.entries('PARTY', 'maintenance');
      expect(entries.every((e) => e.rule === 'NORMALISED' && e.canonicalNumber !== null)).toBe(true);
    });

    (kind === 'postgres' ? it : it.skip)(
      'sees what another process published, within five seconds',
      async () => {
        let clock = 1_000_000;
        const reader = await opened().open({ now: () => clock });
        const count = (await reader.crosswalk.list('EQUIPMENT')).length;
        await opened().store.crosswalk.publish('EQUIPMENT', 'maintenance', [
          { externalId: 'e1', label: 'EX-1', company: 'NB' },
        ]);
        clock += 5_001;
        expect(await reader.crosswalk.list('EQUIPMENT')).toHaveLength(count + 1);
        await reader.close();
      },
    );
  },
  { configured },
);
