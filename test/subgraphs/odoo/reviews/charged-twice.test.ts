import { describe, expect, it } from '@jest/globals';
import { chargedTwice } from '../../../../subgraphs/odoo/reviews/charged-twice.js';

const JOB = { '58,51,53': 100 };
const line = (
  move: number,
  balance: number,
  name: string,
  ref: string,
  distribution: object | false = JOB,
) => ({
  ...{ id: move * 10, move_id: [move, `EQUIP/${move}`], balance, name, ref },
  analytic_distribution: distribution,
});
const own = (move: number, balance: number) => line(move, balance, 'EX-1 8 h', 'PLB-USE EX-1/2026-10-05');
const ofDay = (move: number, balance: number) =>
  line(move, balance, 'PLB-USE EX-1/2026-10-05: 8 h @ 145.00', 'PLB-DAY J-101/2026-10-05');

describe('a machine day', () => {
  it('that an entry of its own and the entry of the day charge is charged twice', () => {
    expect(
      chargedTwice([own(1, 1160), ofDay(2, 1160), line(2, -1160, 'EX-1 recovered', 'x', false)]),
    ).toEqual([
      {
        key: 'EX-1/2026-10-05',
        amount: '2320.00',
        entries: [
          { id: 1, label: 'EQUIP/1' },
          { id: 2, label: 'EQUIP/2' },
        ],
      },
    ]);
  });

  it('that was charged, reversed and charged again is charged once', () => {
    const reversal = line(2, -1160, 'EX-1 8 h (reversal: late)', 'PLB-USE EX-1/2026-10-05 reversal');
    expect(chargedTwice([own(1, 1160), reversal, own(3, 870)])).toEqual([]);
  });

  it('with several lines in one entry is charged once, and other days are others', () => {
    const next = line(4, 145, 'EX-1 1 h', 'PLB-USE EX-1/2026-10-06');
    expect(chargedTwice([own(1, 580), own(1, 580), next])).toEqual([]);
  });
});
