/** The event log on both stores: each change once, in order, from any place, as long as it is kept. */
import { expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor } from '../../store/events/cursor.js';
import { createFits } from '../../store/events/filter.js';
import type { EventFilter } from '../../store/store.js';
import { all, append, event, keysOf } from './events.js';
import { forEachEventLog } from './stores.js';

forEachEventLog('event log', (opened) => {
  const log = () => opened().store.events;

  it('appends a change once, however it is repeated, and tells which were new', async () => {
    const first = await append(log(), [event('a'), event('b'), event('a', { severity: 'LOW' })]);
    expect(first.map(({ isNew }) => isNew)).toEqual([true, true, false]);
    const later = event('b', { occurredAt: new Date('2026-11-19T00:00:00Z') });
    const again = await append(log(), [event('c'), later]);
    expect(again).toEqual([
      { dedupeKey: 'c', isNew: true },
      { dedupeKey: 'b', isNew: false },
    ]);
    expect(await append(log(), [])).toEqual([]);
    const { events, hasMore } = await log().read(all);
    expect(keysOf(events)).toEqual(['a', 'b', 'c']);
    expect(hasMore).toBe(false);
    const { id, recordedAt, cursor, ...rest } = events[0]!;
    expect(rest).toEqual(event('a'));
    expect(id).toMatch(/^\d+$/);
    expect(recordedAt).toBeInstanceOf(Date);
    expect(cursor).toMatch(/^[\w-]+$/);
  });

  it('appends a change once when two report it at the same moment', async () => {
    const keys = Array.from({ length: 20 }, (_, i) => `twice-${i}`);
    const both = await Promise.all(
      [keys, [...keys].reverse()].map((list) =>
        append(
          log(),
          list.map((key) => event(key)),
        ),
      ),
    );
    const fresh = both.flat().filter(({ isNew }) => isNew);
    expect(fresh).toHaveLength(20);
    const { events } = await log().read({ ...all, types: ['BREAKDOWN_RAISED'] });
    expect(
      keysOf(events)
        .filter((key) => key.startsWith('twice'))
        .sort(),
    ).toEqual([...keys].sort());
  });

  it('goes on after any event, in pages of any size', async () => {
    const head = await log().head();
    const keys = Array.from({ length: 25 }, (_, i) => `page-${i}`);
    for (let at = 0; at < 25; at += 5)
      await append(
        log(),
        keys.slice(at, at + 5).map((key) => event(key)),
      );
    const seen: string[] = [];
    for (let after = head, more = true; more;) {
      const page = await log().read({ ...all, after, limit: 7 });
      seen.push(...keysOf(page.events));
      after = page.cursor;
      more = page.hasMore;
    }
    expect(seen).toEqual(keys);
    const { events } = await log().read({ ...all, after: head });
    for (const [at, { cursor }] of events.entries())
      expect(keysOf((await log().read({ ...all, after: cursor, limit: 1 })).events)).toEqual(
        keys.slice(at + 1, at + 2),
      );
    const end = await log().head();
    expect(end).toBe(events.at(-1)!.cursor);
    expect(await log().read({ ...all, after: end })).toEqual({
      events: [],
      cursor: end,
      hasMore: false,
      held: false,
    });
  });

  it('filters by what an event is about, in the database as in memory', async () => {
    const head = await log().head();
    const some = [
      event('f1'),
      event('f2', { company: 'SC', type: 'WORK_ORDER_CHANGED', severity: null }),
      event('f3', { project: null, equipment: 'eqp_2', severity: 'CRITICAL' }),
      event('f4', { project: 'prj_2', equipment: null, type: 'MILESTONE_FORECAST_CHANGED', severity: null }),
    ];
    await append(log(), some);
    const filters: readonly (readonly [EventFilter, string[]])[] = [
      [{ companies: '*' }, ['f1', 'f2', 'f3', 'f4']],
      [{ companies: ['NB'] }, ['f1', 'f3', 'f4']],
      [{ companies: [] }, []],
      [
        { companies: '*', projects: '*', types: ['BREAKDOWN_RAISED', 'WORK_ORDER_CHANGED'] },
        ['f1', 'f2', 'f3'],
      ],
      [{ companies: '*', projects: ['prj_1', ''] }, ['f1', 'f2']],
      [{ companies: '*', equipment: ['eqp_2', 'eqp_9'] }, ['f3']],
      [{ companies: ['NB', 'SC'], severities: ['HIGH', 'CRITICAL'] }, ['f1', 'f3']],
      [{ companies: ['NB'], projects: ['prj_2'], types: ['BREAKDOWN_RAISED'] }, []],
    ];
    const { events: every } = await log().read({ ...all, after: head });
    const end = await log().head();
    for (const [filter, keys] of filters) {
      const page = await log().read({ ...filter, after: head, limit: 100 });
      expect(keysOf(page.events)).toEqual(keys);
      expect(keysOf(every.filter(createFits(filter)))).toEqual(keys);
      // What did not fit need not be looked at again.
      expect(page.cursor).toBe(end);
    }
  });

  it('refuses what is no event, naming it and the next step', async () => {
    const refusals = [
      [
        event('x', { payload: { text: 'é'.repeat(1_200) } }),
        /faults\/x: its payload has 2411 bytes of at most 2000/,
      ],
      [event(''), /BREAKDOWN_RAISED of telematics faults\/: its dedupe key has 0 characters/],
      [event('k'.repeat(201)), /has 201 characters; give one of 1 to 200/],
      [event('t', { occurredAt: new Date('yesterday') }), /occurredAt is no moment; give the time/],
    ] as const;
    for (const [wrong, message] of refusals)
      await expect(append(log(), [event('fine'), wrong])).rejects.toMatchObject({
        code: 'EVENT_INVALID',
        message: expect.stringMatching(message),
      });
    expect(keysOf((await log().read(all)).events)).not.toContain('fine');
  });

  it('refuses cursors of garbage, naming the value and the next step', async () => {
    const head = await log().head();
    const { lineage, position } = decodeCursor(head);
    const huge = { xid: '18446744073709551616', id: '1' };
    const garbage = [
      '',
      'nonsense',
      '☃',
      `${head}=`,
      ` ${head}`,
      head.slice(0, -1),
      `${head}AA`,
      Buffer.from('1.0123456789ab.-1.2').toString('base64url'),
      Buffer.from("1.0123456789ab.1.2'; drop table x").toString('base64url'),
      encodeCursor(lineage, huge),
      encodeCursor(lineage, { ...position, id: '9223372036854775808' }),
      'A'.repeat(100_000),
    ];
    for (const after of garbage)
      await expect(log().read({ ...all, after })).rejects.toMatchObject({
        code: 'CURSOR_INVALID',
        message: expect.stringContaining(`events: "${after.slice(0, 60)}`),
      });
    await expect(log().read({ ...all, after: 'A'.repeat(100_000) })).rejects.toThrow(
      /^.{0,100}\(100000 characters\)" is no cursor of this event log; send the cursor of the last event/,
    );
    for (const limit of [0, 1_001, 1.5, NaN])
      await expect(log().read({ ...all, limit })).rejects.toThrow(`limit ${limit} must be a whole number`);
  });

  it('refuses cursors of another log and of one that went on after a copy was made', async () => {
    const { lineage } = decodeCursor(await log().head());
    const other = encodeCursor('0123456789ab', { xid: '1', id: '1' });
    await expect(log().read({ ...all, after: other })).rejects.toMatchObject({
      code: 'CURSOR_EXPIRED',
      message: expect.stringMatching(/another event log .*; query the present state instead/),
    });
    const ahead = encodeCursor(lineage, { xid: '999999999999', id: '1' });
    await expect(log().read({ ...all, after: ahead })).rejects.toMatchObject({
      code: 'CURSOR_EXPIRED',
      message: expect.stringMatching(/ahead of this event log/),
    });
  });

  it('keeps how far a device has read, and never goes back', async () => {
    const { devices } = log();
    expect(await devices.cursor('anna', 'phone')).toBeNull();
    const early = await log().head();
    await append(log(), [event('d1')]);
    const late = await log().head();
    expect(await devices.ack('anna', 'phone', early)).toBe(early);
    const acks = await Promise.all([early, late, early, late].map((c) => devices.ack('anna', 'phone', c)));
    expect(acks).toContain(late);
    expect(await devices.ack('anna', 'phone', early)).toBe(late);
    expect(await devices.cursor('anna', 'phone')).toBe(late);
    expect(await devices.cursor('anna', 'tablet')).toBeNull();
    expect(await devices.cursor('ben', 'phone')).toBeNull();
    await expect(devices.ack('anna', 'phone', 'x')).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    const { lineage } = decodeCursor(late);
    const ahead = encodeCursor(lineage, { xid: '999999999999', id: '1' });
    await expect(devices.ack('anna', 'phone', ahead)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    const other = encodeCursor('0123456789ab', { xid: '1', id: '1' });
    await expect(devices.ack('anna', 'new', other)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    await expect(devices.ack('anna', '', late)).rejects.toThrow(/device name of 0 characters/);
    expect(await devices.cursor('anna', 'phone')).toBe(late);
    expect(await devices.cursor('anna', 'new')).toBeNull();
  });
});
