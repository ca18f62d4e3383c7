/** Rented machines of the firm, their orders and bills in the ERP, and what the graph says of a job's rentals. */
import { expect } from '@jest/globals';
import { UOM } from '../../sandbox/odoo/ids.js';
import { erpAdmin } from './erp-admin.js';
import { fleetio } from './platforms.js';
import type { Scenario } from './plumbline.js';
import { settled, type PayloadAnswer, type WriteAnswer } from './writes.js';

const FIGURES = [
  'openCommitment',
  'actualCost',
  'otherAccruedCost',
  'costToDate',
  'estimateAtCompletion',
] as const;
/** In cents. */
export type Figures = Record<(typeof FIGURES)[number], number>;
export interface RentalFigures {
  /** Of the whole job J-101. */
  readonly job: Figures;
  /** Of the line that rentals are coded to. */
  readonly line: Figures;
  readonly accruals: readonly Record<string, unknown>[];
}

export interface Rentals {
  readonly today: string;
  readonly costCode: { readonly id: number; readonly code: string };
  readonly jobs: Readonly<Record<'J-101' | 'J-102', { readonly accountId: number }>>;
  /** Rented by NB and on no job of the firm's own making. */
  readonly machines: readonly { readonly number: string; readonly vehicleId: number }[];
  /** The day so many days ago. */
  back(days: number): string;
  /** Puts a machine on a job from a day on, whatever it did before. */
  assign(vehicleId: number, job: string, start: string, end: string | null): Promise<void>;
  /** A confirmed order over days of a machine, coded to J-101. @returns the id of its line */
  order(over?: Record<string, unknown>, confirm?: boolean): Promise<number>;
  /** The vendor's bill of a line, posted. @returns its number */
  bill(orderLineId: number, amount: string): Promise<string>;
  figures(): Promise<RentalFigures>;
}

export function openRentals(scenario: Scenario): Rentals {
  const { firm } = scenario.sandbox;
  const { today } = firm;
  const costCode = firm.analyticAccounts.find(({ plan, code }) => plan === 'COST_CODE' && code === '06-100')!;
  const job = (number: string) => firm.projects.find((own) => own.number === number)!;
  return {
    ...{ today, costCode, jobs: { 'J-101': job('J-101'), 'J-102': job('J-102') } },
    machines: firm.machines.filter(({ company, ownership }) => company === 'NB' && ownership === 'rented'),
    back: (days) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10),
    assign: async (vehicleId, own, start, end) => {
      const path = `/v1/vehicle_assignments?per_page=100&filter[vehicle_id][eq]=${vehicleId}`;
      const { records } = (await fleetio(scenario, path)) as {
        records: { id: number; started_at: string }[];
      };
      for (const { id, started_at: from } of records)
        await fleetio(
          scenario,
          `/v1/vehicle_assignments/${id}`,
          { started_at: from, ended_at: from },
          'PATCH',
        );
      await fleetio(scenario, '/v1/vehicle_assignments', {
        ...{ vehicle_id: vehicleId, contact_id: 1, started_at: start, ended_at: end },
        custom_fields: { job: own, cost_code: costCode.code },
      });
    },
    ...papersOf(scenario, { costCodeId: costCode.id, accountId: job('J-101').accountId, today }),
    figures: () => readFigures(scenario, costCode.code),
  };
}

function papersOf(
  scenario: Scenario,
  coded: { readonly costCodeId: number; readonly accountId: number; readonly today: string },
): Pick<Rentals, 'order' | 'bill'> {
  const erp = erpAdmin(scenario);
  const { costCodeId, accountId, today } = coded;
  const vendorId = scenario.sandbox.firm.parties.find(({ name }) => name === 'Iron Fork Rentals')!.id;
  return {
    order: async (over = {}, confirm = true) => {
      const [type] = await erp.rows('account.analytic.account', [['code', '=', 'EQUIPMENT']], ['code']);
      const line = {
        ...{ name: 'Rental', product_id: 6, product_uom_id: UOM.DAYS, product_qty: 30, price_unit: 185.55 },
        analytic_distribution: { [`${accountId},${costCodeId},${type?.id ?? 0}`]: 100 },
        ...over,
      };
      const head = { partner_id: vendorId, company_id: 1, order_line: [[0, 0, line]] };
      const [id] = (await erp.ask('purchase.order', 'create', { vals_list: [head] })) as number[];
      if (confirm) await erp.ask('purchase.order', 'button_confirm', { ids: [id] });
      return (await erp.rows('purchase.order.line', [['order_id', '=', id]], ['name']))[0]!.id;
    },
    bill: async (orderLineId, amount) => {
      const own = [['id', '=', orderLineId]];
      const [line] = await erp.rows('purchase.order.line', own, ['analytic_distribution']);
      const [account] = await erp.rows('account.account', [['code', '=', '500300']], ['code']);
      const item = {
        ...{ name: 'Rent', account_id: account!.id, quantity: 1, price_unit: Number(amount) },
        ...{ purchase_line_id: orderLineId, analytic_distribution: line!['analytic_distribution'] },
      };
      const head = {
        ...{ move_type: 'in_invoice', partner_id: vendorId, company_id: 1 },
        ...{ invoice_date: today, date: today, ref: `RENT-${orderLineId}`, invoice_line_ids: [[0, 0, item]] },
      };
      const [id] = (await erp.ask('account.move', 'create', { vals_list: [head] })) as number[];
      await erp.ask('account.move', 'action_post', { ids: [id] });
      return (await erp.rows('account.move', [['id', '=', id]], ['name']))[0]!['name'] as string;
    },
  };
}

type Answer = Record<(typeof FIGURES)[number], string>;
interface JobAnswer {
  readonly accruals: readonly Record<string, unknown>[];
  readonly cost: Answer & {
    readonly lines: readonly (Answer & { costCode: { code: string }; costType: string })[];
  };
}

async function readFigures(scenario: Scenario, costCode: string): Promise<RentalFigures> {
  const query = `{ project(number: "J-101") {
    accruals { id equipment from to amount orderLine reversedOn reversedBy }
    cost(eac: COMMITMENT) { ${FIGURES.join(' ')} lines { costCode { code } costType ${FIGURES.join(' ')} } } } }`;
  const { data, errors } = await scenario.ask(query);
  expect(errors).toBeUndefined();
  const { cost, accruals } = (data as unknown as { project: JobAnswer }).project;
  const own = cost.lines.find((line) => line.costCode.code === costCode && line.costType === 'EQUIPMENT');
  return { job: centsOf(cost), line: centsOf(own), accruals };
}

const centsOf = (from: Answer | undefined): Figures =>
  Object.fromEntries(FIGURES.map((name) => [name, Math.round(Number(from?.[name] ?? '0') * 100)])) as Figures;

/** What changed, without what did not. */
export const change = (before: Figures, after: Figures): Partial<Figures> =>
  Object.fromEntries(
    FIGURES.map((name) => [name, after[name] - before[name]] as const).filter(([, cents]) => cents !== 0),
  );

/** A write that was asked for and succeeded. */
export async function done(scenario: Scenario, asked: Promise<PayloadAnswer>): Promise<WriteAnswer> {
  const { write, userErrors } = await asked;
  expect(userErrors).toEqual([]);
  const settledWrite = await settled(scenario, write!.id);
  expect(settledWrite).toMatchObject({ status: 'SUCCEEDED', failure: null });
  return settledWrite;
}
