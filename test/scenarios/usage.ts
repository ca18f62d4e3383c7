/** A machine of the firm that people read and the firm charges by rate, and days on which nothing is charged yet. */
import type { Sandbox } from '../../sandbox/index.js';
import { startScenario, type Scenario, type ScenarioOptions } from './plumbline.js';

const DAY_MS = 86_400_000;

/** A firm that wants agreement to a long day of a machine. */
export function startUsageScenario(more: ScenarioOptions = {}): Promise<Scenario> {
  const approvals = [{ name: 'a long day', write: 'recordEquipmentUsage', from: '2000.00' }];
  return startScenario({
    ...more,
    adjust: (config) => ({ ...(more.adjust?.(config) ?? config), workflows: { approvals } }),
  });
}

export function usageOf({ firm }: Sandbox) {
  const company = firm.companies[0]!;
  const machine = firm.machines.find(
    (one) =>
      one.company === company.code &&
      one.ownership === 'owned' &&
      one.telematics === null &&
      company.equipmentRates[one.class] !== undefined,
  )!;
  const posted = new Set(firm.usage.flatMap((one) => (one.postedMoveId === null ? [] : [one.key])));
  const past = Array.from({ length: 90 }, (_, i) =>
    new Date(Date.parse(firm.today) - (i + 1) * DAY_MS).toISOString().slice(0, 10),
  );
  const costCode = firm.analyticAccounts.find(({ plan }) => plan === 'COST_CODE')!.code;
  return {
    input: { equipment: machine.number, project: 'J-101', costCode },
    /** Newest first. */
    freeDays: past.filter((day) => !posted.has(`${machine.number}/${day}`)),
  };
}
