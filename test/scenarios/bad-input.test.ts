/** What a caller gets wrong is answered with the thing, the value and the next step; nothing of the inside shows. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { startScenario, type Scenario } from './plumbline.js';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario();
});
afterAll(() => scenario.stop());

const INSIDE = /node_modules|\.ts:|\.js:|at async|stacktrace|Traceback/;

async function refusal(query: string, token: string | null = SANDBOX_TOKENS.admin) {
  const answer = await scenario.ask(query, {}, token);
  expect(JSON.stringify(answer)).not.toMatch(INSIDE);
  const [first] = answer.errors ?? [];
  return { code: first?.extensions['code'], message: first?.message ?? '' };
}

describe('bad input', () => {
  it.each([
    ['unknown project', '{ project(number: "J-999") { id } }', 'NOT_FOUND', /J-999/],
    ['bad cursor', '{ projects(after: "zzz") { nodes { id } } }', 'BAD_USER_INPUT', /zzz/],
    ['too large a page', '{ projects(first: 100000) { nodes { id } } }', 'BAD_USER_INPUT', /100000.*200/],
    ['a page of none', '{ projects(first: 0) { nodes { id } } }', 'BAD_USER_INPUT', /between 1 and 200/],
    ['malformed query', '{ projects { nodes { id }', 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
    ['unknown field', '{ projects { nodes { prise } } }', 'GRAPHQL_VALIDATION_FAILED', /prise/],
    [
      'a field hidden from clients',
      '{ projects { nodes { ledger { billed } } } }',
      'GRAPHQL_VALIDATION_FAILED',
      /ledger/,
    ],
    ['no token', '{ projects { nodes { id } } }', 'UNAUTHENTICATED', /token/i],
    ['wrong token', '{ projects { nodes { id } } }', 'UNAUTHENTICATED', /token/i],
  ])('%s', async (name, query, code, message) => {
    const token = name === 'no token' ? null : name === 'wrong token' ? 'not-a-token' : SANDBOX_TOKENS.admin;
    const answer = await refusal(query, token);
    expect(answer.code).toBe(code);
    expect(answer.message).toMatch(message);
  });

  it('answers nothing across companies', async () => {
    const other = scenario.sandbox.answerKey.projects.find(({ company }) => company === 'HB');
    const answer = await refusal(
      `{ project(number: "${other?.number ?? ''}", company: "HB") { id name } }`,
      SANDBOX_TOKENS.field,
    );
    expect(answer.code).toBe('NOT_FOUND');
    const list = await scenario.ask(
      '{ projects(first: 200) { nodes { company { code } } } fleet(first: 200) { nodes { company { code } } } }',
      {},
      SANDBOX_TOKENS.field,
    );
    const codes = [...list.data.projects.nodes, ...(list.data.fleet?.nodes ?? [])].map(
      (row) => row.company.code,
    );
    expect(new Set(codes)).toEqual(new Set(['NB']));
  });

  it('survives bodies that are no GraphQL request', async () => {
    for (const body of ['', '{', '[]', 'null', '{"query": 5}', '\u0000']) {
      const answer = await scenario.post(body, { authorization: `Bearer ${SANDBOX_TOKENS.admin}` });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(await answer.text()).not.toMatch(INSIDE);
    }
    expect((await scenario.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  it('is ready, healthy and measured', async () => {
    expect((await fetch(`${scenario.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${scenario.url}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${scenario.url}/metrics`)).text()).toContain('plumbline_upstream_calls_total');
  });

  it('keeps the contract of the sandbox', async () => {
    const sandbox = (await (await fetch(`${scenario.url}/sandbox`)).json()) as {
      tokens: object;
      upstreams: object;
      answerKey: string;
    };
    expect(Object.keys(sandbox.tokens)).toEqual(['analyst', 'field', 'admin']);
    expect(Object.keys(sandbox.upstreams)).toEqual([
      'odoo',
      'telematics',
      'maintenance',
      'scheduling',
      'estimating',
    ]);
    const key = (await (await fetch(sandbox.answerKey)).json()) as { projects: unknown[] };
    expect(key.projects).toHaveLength(scenario.sandbox.answerKey.projects.length);
  });
});
