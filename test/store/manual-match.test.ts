/** What a person said about a record stays, whatever the rules find later, and leaves a trace. */
import { expect, it } from '@jest/globals';
import { forEachStore } from './stores.js';

const AT = Date.parse('2026-11-20T10:00:00Z');

forEachStore(
  'manual match',
  (opened) => {
    const crosswalk = () => opened().store.crosswalk;
    const sync = (label = 'Harbour') =>
      crosswalk().match('PROJECT', 'scheduling', [{ externalId: '4', label, company: 'NB' }]);
    const entry = async () => (await crosswalk().entries('PROJECT', 'scheduling'))[0]!;
    const said = { by: 'anna', reason: 'the planner told me', problem: null };

    it('survives the next sync, also when a rule finds another record', async () => {
      await crosswalk().publish('PROJECT', 'odoo', [
        { externalId: '7', label: 'J-101', company: 'NB', number: 'J-101', name: null },
        { externalId: '8', label: 'J-102', company: 'NB', number: 'J-102', name: null },
      ]);
      await sync();
      const [record] = await crosswalk().list('PROJECT');
      const { id } = await entry();
      const matched = { canonicalNumber: 'J-101', matchedBy: 'MANUAL', rule: 'anna', problem: null };
      expect(await crosswalk().assign({ entryId: id, canonicalId: record!.id, ...said })).toMatchObject(
        matched,
      );
      expect(await entry()).toMatchObject({ ...matched, matchedAt: new Date(AT) });
      expect(await sync('J-102')).toEqual([]);
      expect(await entry()).toMatchObject({ ...matched, label: 'J-102' });
    });

    it('can be taken away, and no sync brings it back', async () => {
      const { id } = await entry();
      const problem = 'anna took its match away';
      const taken = { canonicalId: null, matchedBy: 'MANUAL', rule: 'anna', problem };
      expect(await crosswalk().assign({ entryId: id, canonicalId: null, ...said, problem })).toMatchObject(
        taken,
      );
      await sync('J-102');
      expect(await entry()).toMatchObject(taken);
      const { entries } = await crosswalk().page({ companies: '*', unmatchedOnly: true, first: 10 });
      expect(entries.map((one) => one.id)).toEqual([id]);
    });

    it('leaves an audit entry each time', async () => {
      const { id } = await entry();
      const trail = await opened().store.journal.audit(id);
      expect(trail.map(({ event, actor }) => [event, actor])).toEqual([
        ['MATCHED', 'anna'],
        ['UNMATCHED', 'anna'],
      ]);
      expect(trail[1]).toMatchObject({
        before: { canonicalNumber: 'J-101', matchedBy: 'MANUAL' },
        after: { canonicalNumber: null, reason: 'the planner told me' },
      });
      expect(await opened().store.verifyAudit()).toEqual({ entries: 2, broken: null });
    });

    it('is refused for what does not exist, and for the record itself', async () => {
      const [own] = await crosswalk().entries('PROJECT', 'odoo');
      for (const entryId of ['cwe_unknown', own!.id])
        expect(await crosswalk().assign({ entryId, canonicalId: null, ...said })).toBeNull();
      expect((await crosswalk().entries('PROJECT', 'odoo'))[0]).toEqual(own);
    });
  },
  { now: () => AT },
);
