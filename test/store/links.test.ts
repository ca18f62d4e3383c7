/** A write says which records are a job's: known at once, kept by every sync, and no record is taken from another job. */
import { expect, it } from '@jest/globals';
import type { RecordLink } from '../../store/store.js';
import { forEachStore } from './stores.js';

const origin = { by: 'anna', write: 'w1' };
const of = (number: string) => ({ company: 'NB', number, name: 'Sewer' });
const job = (number: string, externalId: string): RecordLink => ({
  ...{ kind: 'PROJECT', system: 'odoo', externalId, label: number, company: 'NB' },
  ...{ attributes: { accountId: '77' }, of: of(number), ofRecord: true },
});
const schedule = (number: string): RecordLink => ({
  ...{ kind: 'PROJECT', system: 'scheduling', externalId: 'p6:9', label: 'LANE', company: null },
  ...{ of: of(number), ofRecord: false },
});
const listed = { externalId: 'p6:9', label: 'LANE', company: null, attributes: { objectId: '9' } };

forEachStore('links made by a write', (opened) => {
  it('makes the record known with its entries, and a later sync leaves them to the write', async () => {
    const { crosswalk } = opened().store;
    await crosswalk.match('PROJECT', 'scheduling', [listed]);
    const outcome = await crosswalk.link([job('J-900', '31'), schedule('J-900')], origin);
    expect(outcome).toMatchObject({ linked: true, entries: [{ system: 'odoo' }, { system: 'scheduling' }] });
    expect(await crosswalk.link([job('J-900', '31'), schedule('J-900')], origin)).toEqual(outcome);
    const record = (await crosswalk.list('PROJECT')).find(({ number }) => number === 'J-900')!;
    expect(record).toMatchObject({ company: 'NB', name: 'Sewer' });
    await crosswalk.publish('PROJECT', 'odoo', [
      {
        externalId: '31',
        label: 'J-900',
        company: 'NB',
        name: 'Sewer',
        url: 'u',
        attributes: { accountId: '77' },
      },
    ]);
    await crosswalk.match('PROJECT', 'scheduling', [listed]);
    const entries = (await crosswalk.entriesOf('PROJECT', null, [record.id])).get(record.id)!;
    expect([...entries].sort((a, b) => (a.system < b.system ? -1 : 1))).toMatchObject([
      {
        system: 'odoo',
        matchedBy: 'WRITE',
        rule: 'SYSTEM_OF_RECORD',
        url: 'u',
        attributes: { accountId: '77' },
      },
      { system: 'scheduling', matchedBy: 'WRITE', rule: 'w1', attributes: { objectId: '9' }, problem: null },
    ]);
    const odoo = entries.find(({ system }) => system === 'odoo')!;
    const match = { entryId: odoo.id, canonicalId: null, by: 'anna', reason: 'x', problem: null };
    expect(await crosswalk.assign(match)).toBeNull();
  });

  it('takes nothing from another job, and makes nothing when one record is taken', async () => {
    const { crosswalk } = opened().store;
    const outcome = await crosswalk.link([job('J-901', '32'), schedule('J-901')], origin);
    expect(outcome).toMatchObject({ linked: false, entry: { canonicalNumber: 'J-900' } });
    expect((await crosswalk.list('PROJECT')).map(({ number }) => number)).not.toContain('J-901');
  });

  it('leaves a record to the rules again when it is taken back; that of the system of record stays', async () => {
    const { crosswalk } = opened().store;
    await crosswalk.unlink([job('J-900', '31'), schedule('J-900')], origin);
    expect(await crosswalk.entries('PROJECT', 'scheduling')).toMatchObject([
      { canonicalId: null, matchedBy: null, problem: expect.stringContaining('taken back') },
    ]);
    expect(await crosswalk.entries('PROJECT', 'odoo')).toMatchObject([{ canonicalNumber: 'J-900' }]);
    expect(await crosswalk.link([job('J-901', '32'), schedule('J-901')], origin)).toMatchObject({
      linked: true,
    });
  });
});
