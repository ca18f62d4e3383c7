/** Retention by job and party, aged, equal to the firm's own ledger; what is overdue is told. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { exceptionsOf, runToEnd } from './flows.js';
import { startScenario, type Scenario } from './plumbline.js';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario();
}, 120_000);
afterAll(() => scenario.stop());

interface Position {
  readonly side: string;
  readonly company: string;
  readonly partyName: string | null;
  readonly project: { readonly number: string } | null;
  readonly party: { readonly name: string | null } | null;
  readonly held: string;
  readonly notDue: string;
  readonly due1To30: string;
  readonly due31To60: string;
  readonly due61To90: string;
  readonly dueOver90: string;
  readonly oldestDue: string;
  readonly documents: readonly string[];
}
const BUCKETS = ['notDue', 'due1To30', 'due31To60', 'due61To90', 'dueOver90'] as const;

async function read(args = '', token?: string): Promise<readonly Position[]> {
  const answer = await scenario.ask(
    `{ retention${args} { side company partyName project { number } party { name } held ${BUCKETS.join(' ')}
      oldestDue documents } }`,
    {},
    token,
  );
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return (answer.data as unknown as { retention: readonly Position[] }).retention;
}
const cents = (text: string): bigint => BigInt(text.replace('.', ''));
const sum = (values: readonly string[]): bigint => values.reduce((all, own) => all + cents(own), 0n);

describe('Query.retention', () => {
  it('holds for every job what the answer key says', async () => {
    const positions = await read();
    const expected = scenario.sandbox.answerKey.projects
      .map(({ number, company, wip }) => [company, number, wip.retainage] as const)
      .filter(([, , held]) => cents(held) !== 0n);
    expect(expected.length).toBeGreaterThan(0);
    for (const [company, number, held] of expected) {
      const own = positions.filter(
        (one) => one.side === 'RECEIVABLE' && one.company === company && one.project?.number === number,
      );
      expect([number, sum(own.map((one) => one.held))]).toEqual([number, cents(held)]);
    }
  });

  it('is the answer key’s list on both sides: job, party, ages and documents', async () => {
    const seen = (await read()).map(({ project, party: _party, partyName, ...rest }) => ({
      ...rest,
      project: project?.number ?? '',
      party: partyName ?? '',
    }));
    const placeOf = (own: { side: string; company: string; project: string; party: string }): string =>
      [own.side, own.company, own.project, own.party].join('|');
    const inOrder = <T extends Parameters<typeof placeOf>[0]>(list: readonly T[]): T[] =>
      [...list].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    expect(inOrder(seen)).toEqual(inOrder(scenario.sandbox.answerKey.retention));
  });

  // Held 1,234.57 − 500.00 released, 800.01, 750.03, 640.05 − 100.00 credited, 500.00; of 333.33 three fifths.
  it('agrees with payables worked by hand: Cedar Hollow Subdivision', async () => {
    const own = (await read()).filter(
      ({ side, project }) => side === 'PAYABLE' && project?.number === 'J-102',
    );
    expect(own).toMatchObject([
      {
        ...{ partyName: 'Granite Gap Ready Mix', held: '200.00', dueOver90: '200.00', notDue: '0.00' },
        oldestDue: '2026-07-31',
      },
      {
        ...{ partyName: 'Tall Pine Paving Co.', held: '3324.66', notDue: '500.00', due1To30: '540.05' },
        ...{ due31To60: '750.03', due61To90: '800.01', dueOver90: '734.57', oldestDue: '2026-06-30' },
      },
    ]);
  });

  it('ages every position to the cent, and names its documents and party', async () => {
    for (const own of await read()) {
      expect(sum(BUCKETS.map((bucket) => own[bucket]))).toBe(cents(own.held));
      expect(own.documents.length).toBeGreaterThan(0);
      expect(own.party?.name).toBe(own.partyName);
    }
  });

  it('grows older with the day it is counted to', async () => {
    const [now, later] = [await read(), await read('(asOf: "2031-01-01")')];
    expect(sum(later.map((own) => own.held))).toBe(sum(now.map((own) => own.held)));
    expect(sum(later.map((own) => own.dueOver90))).toBe(sum(later.map((own) => own.held)));
    const early = await read('(asOf: "2001-01-01")');
    expect(sum(early.map((own) => own.notDue))).toBe(sum(early.map((own) => own.held)));
  });

  it('shows an actor its own company, and refuses another', async () => {
    const seen = await read('', SANDBOX_TOKENS.field);
    expect(new Set(seen.map(({ company }) => company))).toEqual(new Set(['NB']));
    const answer = await scenario.ask('{ retention(company: "XX") { held } }');
    expect(answer.errors?.[0]?.message).toContain('none of your companies');
  });

  it('is an exception once it is overdue', async () => {
    const asked = { clientMutationId: 'retention-run-1', flow: 'retentionAgeing' };
    const { counts } = await runToEnd(scenario, asked);
    const overdue = (await read()).reduce((all, own) => all + cents(own.dueOver90), 0n);
    const told = await exceptionsOf(scenario, 'retentionAgeing');
    expect(told.map(({ kind }) => kind)).toEqual(told.map(() => 'RETENTION_OVERDUE'));
    expect(told).toHaveLength(counts['overdue']!);
    expect(sum(told.map(({ found }) => found!))).toBe(overdue);
  });
});
