/** A second pair of eyes in the sandbox ERP: an administrator who reads and edits it directly, past Plumbline. */
import { expect } from '@jest/globals';
import { ODOO_API_KEY } from '../../sandbox/odoo/simulator.js';
import type { Scenario } from './plumbline.js';

export type Row = Record<string, unknown> & { readonly id: number };

export interface ErpAdmin {
  ask(model: string, method: string, body: Record<string, unknown>): Promise<unknown>;
  rows(model: string, domain: readonly unknown[], fields: readonly string[]): Promise<Row[]>;
  set(model: string, id: number, vals: Record<string, unknown>): Promise<unknown>;
}

export function erpAdmin({ sandbox }: Scenario): ErpAdmin {
  const ask: ErpAdmin['ask'] = async (model, method, body) => {
    const response = await fetch(`${sandbox.upstreams.odoo.url}/json/2/${model}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `bearer ${ODOO_API_KEY}-admin` },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  };
  return {
    ask,
    rows: async (model, domain, fields) =>
      (await ask(model, 'search_read', { domain, fields, order: 'id' })) as Row[],
    set: (model, id, vals) => ask(model, 'write', { ids: [id], vals }),
  };
}

/** Cost and billing of a job as the graph tells them. */
export interface JobFigures {
  readonly actualCost: string;
  readonly costToDate: string;
  readonly wip: { readonly billed: string; readonly retainage: string; readonly contractValue: string };
}

export async function figuresOf(scenario: Scenario, number: string): Promise<JobFigures> {
  const query = `query ($number: String!) { project(number: $number) {
    cost { actualCost costToDate wip { billed retainage contractValue } } } }`;
  const { data, errors } = await scenario.ask(query, { number });
  expect(errors).toBeUndefined();
  return (data as unknown as { project: { cost: JobFigures } }).project.cost;
}

/** Nothing that changes anything was sent to any system since the calls were reset. */
export function expectNoWrites(scenario: Scenario): void {
  const calls = Object.values(scenario.calls()).flatMap((own) => Object.keys(own));
  const writes =
    /\/(load|create|write|unlink|action_\w+|button_\w+|reconcile|copy)$|^(POST|PATCH|PUT|DELETE) \/v/;
  expect(calls.filter((name) => writes.test(name))).toEqual([]);
}
