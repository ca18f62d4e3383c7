/** The journal and the engine on both stores: one write per key, moves that leave a trace, a chain that shows tampering. */
import { afterAll, expect, it } from '@jest/globals';
import type { Engine, NewWrite, Next, Store } from '../../store/store.js';
import { forEachStore } from './stores.js';

const AT = '2026-11-20T10:00:00.000Z';
const fact = (event: string) => ({ at: AT, actor: 'anna', event });
const write = (id: string, over: Partial<NewWrite> = {}): NewWrite => ({
  id,
  kind: 'recordEquipmentUsage',
  company: 'NB',
  project: 'J-101',
  subject: 'equipment/EX-204',
  summary: '7.5 h of EX-204 on J-101',
  actor: 'anna',
  key: id,
  input: { hours: '7.5' },
  inputHash: 'h1',
  facts: {},
  reverses: null,
  steps: [
    { name: 'meter', system: 'maintenance' },
    { name: 'charge', system: 'odoo' },
  ],
  ...over,
});

forEachStore('journal', (opened) => {
  const journal = () => opened().store.journal;

  it('keeps one write per actor and key', async () => {
    const first = await journal().receive(write('w1'));
    const again = await journal().receive(write('w1-other', { key: 'w1', inputHash: 'h2' }));
    expect([first.created, again.created]).toEqual([true, false]);
    expect(again.write).toMatchObject({
      id: 'w1',
      inputHash: 'h1',
      status: 'RECEIVED',
      input: { hours: '7.5' },
    });
    expect((await journal().receive(write('w2', { key: 'w1', actor: 'ben' }))).created).toBe(true);
  });

  it('moves only from where it may, and leaves a trace of each move', async () => {
    await journal().receive(write('w3'));
    expect(await journal().move('w3', ['RECEIVED'], { to: 'QUEUED', audit: fact('QUEUED') })).toBe(true);
    expect(await journal().move('w3', ['RECEIVED'], { to: 'CANCELLED', audit: fact('CANCELLED') })).toBe(
      false,
    );
    expect((await journal().audit('w3')).map(({ event }) => event)).toEqual(['RECEIVED', 'QUEUED']);
  });

  const queued = (id: string) => journal().move(id, ['RECEIVED'], { to: 'QUEUED', audit: fact('QUEUED') });
  const begin = (id: string) => journal().begin(id, fact('STARTED'));

  it('begins the older of two writes to a record first, and the later one not before it rests', async () => {
    for (const id of ['w4', 'w5']) await journal().receive(write(id, { subject: 'work-order/9' }));
    await queued('w5');
    await queued('w4');
    expect(await begin('w5')).toBe('WAIT');
    expect(await begin('w4')).toBe('BEGUN');
    expect(await begin('w4')).toBe('GONE');
    expect(await begin('w5')).toBe('WAIT');
    await journal().move('w4', ['RUNNING'], { to: 'DEAD', audit: fact('DEAD') });
    expect(await begin('w5')).toBe('CHECK');
    const checked = { facts: { checkedAt: new Date(Date.now() + 60_000).toISOString() } };
    const steps = [{ name: 'meter', system: 'maintenance' }];
    expect(await journal().refresh('w5', { ...checked, steps, audit: fact('CHECKED_AGAIN') })).toBe(true);
    expect(await begin('w5')).toBe('BEGUN');
    expect((await journal().steps('w5')).map(({ name }) => name)).toEqual(['meter']);
    expect(await journal().refresh('w5', { ...checked, steps, audit: fact('CHECKED_AGAIN') })).toBe(false);
    expect((await journal().audit('w5')).map(({ event }) => event)).toEqual([
      'RECEIVED',
      'QUEUED',
      'CHECKED_AGAIN',
      'STARTED',
    ]);
  });

  it('lets an older write that was agreed to late wait for the younger one that runs', async () => {
    for (const id of ['w40', 'w41']) await journal().receive(write(id, { subject: 'work-order/10' }));
    await queued('w41');
    expect(await begin('w41')).toBe('BEGUN');
    await queued('w40');
    expect(await begin('w40')).toBe('WAIT');
  });

  it('begins one of two at the same moment, whoever asks', async () => {
    const ids = Array.from({ length: 6 }, (_, i) => `w5${i}`);
    for (const id of ids) await journal().receive(write(id, { subject: 'work-order/11' }));
    await Promise.all(ids.map(queued));
    const begun = await Promise.all([...ids, ...ids].map(begin));
    expect(begun.filter((one) => one === 'BEGUN')).toHaveLength(1);
    expect((await journal().write('w50'))?.status).toBe('RUNNING');
  });

  it('does not check a write again of which something was sent', async () => {
    for (const id of ['w60', 'w61']) await journal().receive(write(id, { subject: 'work-order/12' }));
    await queued('w61');
    await journal().startAttempt('w61', 0);
    await journal().move('w60', ['RECEIVED'], { to: 'DEAD', audit: fact('DEAD') });
    expect(await begin('w61')).toBe('BEGUN');
  });

  it('knows an attempt that never ended, and looks it up first in a replay', async () => {
    await journal().receive(write('w6', { subject: 'x' }));
    await journal().startAttempt('w6', 0);
    expect(await journal().openAttempt('w6', 0)).toMatchObject({ endedAt: null });
    const step = { status: 'UNKNOWN', lookFirst: false, notBefore: null, result: null } as const;
    await journal().endAttempt('w6', 0, { outcome: 'TIMEOUT', answer: 'slow', step, audit: fact('ATTEMPT') });
    expect(await journal().openAttempt('w6', 0)).toBeNull();
    await journal().move('w6', ['RECEIVED'], { to: 'UNKNOWN', audit: fact('UNKNOWN') });
    const again = { input: { hours: '8' }, inputHash: 'h9', facts: { a: 1 } };
    await journal().move('w6', ['UNKNOWN'], { to: 'QUEUED', audit: fact('REPLAYED'), again });
    expect(await journal().write('w6')).toMatchObject({ run: 2, input: { hours: '8' }, facts: { a: 1 } });
    const [first, second] = await journal().steps('w6');
    expect(first).toMatchObject({ status: 'PENDING', attempts: 0, lookFirst: true });
    expect(second).toMatchObject({ status: 'PENDING', lookFirst: false });
  });

  it('takes one decision about an approval', async () => {
    await journal().receive(write('w7', { subject: 'y' }));
    await journal().askApproval(
      'w7',
      'over 10,000',
      new Date('2026-12-01T00:00:00Z'),
      fact('APPROVAL_ASKED'),
    );
    expect((await journal().write('w7'))?.status).toBe('PENDING_APPROVAL');
    const agreed = { facts: { rate: '5' }, steps: [{ name: 'later', system: 'odoo' }] };
    const yes = { decision: 'APPROVED', by: 'ben', reason: 'fine', agreed } as const;
    expect(await journal().decide('w7', yes)).toBe(true);
    const no = { decision: 'REJECTED', by: 'cleo', reason: null, agreed: null } as const;
    expect(await journal().decide('w7', no)).toBe(false);
    // Decided and moved on with what was found out today, in one go.
    expect(await journal().write('w7')).toMatchObject({ status: 'QUEUED', facts: { rate: '5' } });
    expect(await journal().steps('w7')).toMatchObject([{ name: 'later', position: 0, attempts: 0 }]);
    expect(await journal().approval('w7')).toMatchObject({ decision: 'APPROVED', decidedBy: 'ben' });
  });

  it('pages by company, newest first', async () => {
    await journal().receive(write('w8', { company: 'HB' }));
    const { writes } = await journal().page({ companies: ['HB'], first: 10 });
    expect(writes.map(({ id }) => id)).toEqual(['w8']);
    const page = await journal().page({ companies: '*', first: 2 });
    expect(page).toMatchObject({ hasNext: true });
    expect(page.writes[0]?.id).toBe('w8');
  });

  it('has a whole chain', async () => {
    expect(await opened().store.verifyAudit()).toMatchObject({ broken: null });
  });
});

forEachStore('engine', (opened) => {
  let engine: Engine | undefined;
  afterAll(() => engine?.stop());

  it('advances runs to their end, each once, and attempts in turn', async () => {
    const seen: string[] = [];
    const attempts = new Map<string, number>();
    const next = (runId: string): Promise<Next> => {
      const done = attempts.get(runId) ?? 0;
      if (done === 0) return Promise.resolve({ kind: 'ATTEMPT', queue: 'odoo' });
      if (done === 1) {
        attempts.set(runId, 2);
        return Promise.resolve({ kind: 'WAIT', ms: 20 });
      }
      seen.push(runId);
      return Promise.resolve({ kind: 'END' });
    };
    const attempt = (runId: string): Promise<void> => {
      attempts.set(runId, (attempts.get(runId) ?? 0) + 1);
      return Promise.resolve();
    };
    const store: Store = opened().store;
    engine = await store.openEngine({
      handler: { next, attempt },
      queues: { odoo: { concurrency: 2, perSecond: 100 } },
      log: (line) => console.error(line),
    });
    const ids = ['r1', 'r2', 'r3'];
    await Promise.all([...ids, ...ids].map((id) => engine!.submit(id)));
    for (let i = 0; i < 400 && seen.length < 3; i += 1) await new Promise((done) => setTimeout(done, 25));
    expect(seen.sort()).toEqual(ids);
    expect([...attempts.values()]).toEqual([2, 2, 2]);
  }, 60_000);
});
