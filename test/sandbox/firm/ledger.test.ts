import { describe, expect, it } from '@jest/globals';
import { Big } from 'big.js';
import { createFirm, FIRM_TRAPS } from '../../../sandbox/firm/index.js';

const firm = createFirm();
const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total.plus(amount), new Big(0));

describe('traps', () => {
  it.each(FIRM_TRAPS.map((trap) => [trap.name, trap] as const))('%s', (_name, trap) => {
    const places = trap.where(firm);
    expect(places).not.toEqual([]);
    for (const company of trap.companies)
      expect(places).toContainEqual(expect.stringMatching(new RegExp(`^${company} `)));
  });

  it('have names of their own', () => {
    expect(new Set(FIRM_TRAPS.map(({ name }) => name)).size).toBe(FIRM_TRAPS.length);
  });
});

describe('the ledger', () => {
  it('balances every entry', () => {
    const unbalanced = firm.moves.filter(({ lines }) => !sum(lines.map(({ balance }) => balance)).eq(0));
    expect(unbalanced.map(({ number }) => number)).toEqual([]);
    expect(firm.moves.length).toBeGreaterThan(100);
  });

  it('writes cents that add up wherever a posted distribution is full', () => {
    const wrong = firm.moves
      .filter(({ state }) => state === 'posted')
      .flatMap(({ lines }) => lines)
      .filter(({ shares }) => sum(shares.map(({ percent }) => percent)).eq(100))
      .filter(({ shares, balance }) => !sum(shares.map(({ amount }) => amount ?? 'NaN')).eq(balance));
    expect(wrong).toEqual([]);
  });

  it('gives every record an id of its own, whatever the scale', () => {
    const large = createFirm({ scale: 3 });
    const ids: Record<string, readonly (number | string)[]> = {
      orders: large.orders.map(({ id }) => id),
      orderLines: large.orders.flatMap(({ lines }) => lines.map(({ id }) => id)),
      moves: large.moves.map(({ id }) => id),
      moveLines: large.moves.flatMap(({ lines }) => lines.map(({ id }) => id)),
      analytic: large.analyticAccounts.map(({ id }) => id),
      projects: large.projects.map(({ odooId }) => odooId),
      numbers: large.projects.map(({ number }) => number),
      names: large.projects.map(({ name }) => name),
      machines: large.machines.map(({ number }) => number),
      usage: large.usage.map(({ key }) => key),
      estimates: large.estimates.map(({ id }) => id),
    };
    for (const [kind, all] of Object.entries(ids))
      expect([kind, new Set(all).size]).toEqual([kind, all.length]);
  });

  it('keeps the cost code list and the companies whatever the scale', () => {
    const codes = firm.analyticAccounts.filter(({ plan }) => plan === 'COST_CODE');
    expect(codes).toHaveLength(40);
    expect(new Set(codes.map(({ code }) => code.replace('-', ''))).size).toBe(40);
    expect(createFirm({ scale: 2 }).products).toEqual(firm.products);
  });
});

describe('equipment usage', () => {
  const machines = new Map(firm.machines.map((machine) => [machine.number, machine]));

  it('is the difference of two readings while the machine was assigned to the job', () => {
    for (const { machine: number, date, hours, accountId, costCodeId } of firm.usage) {
      const machine = machines.get(number)!;
      const at = machine.hourReadings.findIndex((reading) => reading.date === date);
      const [before, after] = [machine.hourReadings[at - 1]!, machine.hourReadings[at]!];
      expect(new Big(after.hours).minus(before.hours).toString()).toBe(hours);
      const stays = firm.assignments.filter(
        (one) =>
          one.vehicleId === machine.vehicleId && one.start <= date && (one.end === null || date <= one.end),
      );
      expect(stays).toEqual([expect.objectContaining({ accountId, costCodeId })]);
    }
  });

  it('misses no day worked on a job by a machine charged at the internal rate', () => {
    const recorded = new Set(firm.usage.map(({ key }) => key));
    const missing = firm.machines
      .filter(({ ownership, company }) => ownership !== 'rented' || company === 'HB')
      .flatMap((machine) =>
        machine.hourReadings
          .filter((reading, at) => at > 0 && new Big(reading.hours).gt(machine.hourReadings[at - 1]!.hours))
          .filter(({ date }) =>
            firm.assignments.some(
              (one) =>
                one.vehicleId === machine.vehicleId &&
                one.start <= date &&
                (one.end === null || date <= one.end),
            ),
          )
          .map(({ date }) => `${machine.number}/${date}`),
      )
      .filter((key) => !recorded.has(key));
    expect(missing).toEqual([]);
  });

  it('is charged at the rate of its class, and posted at hours × rate', () => {
    const moves = new Map(firm.moves.map((move) => [move.id, move]));
    const posted = firm.usage.filter(({ postedMoveId }) => postedMoveId !== null);
    expect(posted.length).toBeGreaterThan(20);
    for (const { key, hours, rate, postedMoveId } of posted) {
      const move = moves.get(postedMoveId!)!;
      expect(move.ref).toBe(`PLB-USE ${key}`);
      expect(move.lines[0]).toMatchObject({
        balance: new Big(hours).times(rate).toFixed(2, 1),
        quantity: hours,
      });
    }
  });

  it('leaves out rented machines where the vendor bills them', () => {
    const rented = new Set(
      firm.machines.filter(({ ownership }) => ownership === 'rented').map(({ number }) => number),
    );
    const companies = firm.usage.filter(({ machine }) => rented.has(machine)).map(({ company }) => company);
    expect(new Set(companies)).toEqual(new Set(['HB']));
  });

  it('comes from machines that share an identifier with telematics', () => {
    const large = createFirm({ scale: 5 });
    const strangers = large.machines.filter(
      ({ telematics, number, serialNumber, pin }) =>
        telematics !== null &&
        telematics.equipmentId !== number &&
        (serialNumber === '' || telematics.serialNumber !== serialNumber) &&
        (pin === '' || telematics.pin !== pin),
    );
    expect(strangers).toEqual([]);
    const byNumber = large.machines.filter(({ telematics, number }) => telematics?.equipmentId === number);
    expect(byNumber.length).toBeGreaterThan(0);
  });
});
