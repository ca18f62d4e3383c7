/** The whole way, over the wire: every job of the sandbox firm against its answer key, on both protocols. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAnswerKey, type AnswerKeyProject } from '../../../sandbox/answer-key/index.js';
import { createFirm } from '../../../sandbox/firm/create-firm.js';
import { createOdooSimulator, ODOO_API_KEY, ODOO_DATABASE } from '../../../sandbox/odoo/simulator.js';
import type { WireServer } from '../../../sandbox/wire-server.js';
import { openCommitment, ownShares } from '../../../subgraphs/controls/cost/open-commitment.js';
import type { CompanySettings } from '../../../subgraphs/kit/company.js';
import { centsText, toCents } from '../../../subgraphs/kit/cents.js';
import { decimal, moneyText, sum, ZERO, type Big } from '../../../subgraphs/kit/decimal.js';
import { createOdooConnector } from '../../../subgraphs/odoo/erp/index.js';
import { odooSettings, type ErpConnector } from '../../../subgraphs/odoo/index.js';
import type { BooksModel, ProjectRef } from '../../../subgraphs/odoo/model.js';
import type { AccrualRecord, OrderLineBook } from '../../../store/store.js';
import { NB } from './firm.js';

const firm = createFirm();
const answerKey = createAnswerKey(firm);
const companies = firm.companies.map((company): CompanySettings => ({
  ...NB,
  code: company.code,
  currency: company.currency,
  odooCompanyId: company.odooId,
  labor: company.labor,
  payrollAccounts: firm.payrollAccounts,
  retentionAccounts: firm.retentionAccounts,
  costTypeByAccount: firm.costTypeByAccount,
  costTypeByCategory: firm.costTypeByCategory,
}));

/** What Plumbline's own people decided about order lines; an order line is one company's. */
function orderLineBook(): OrderLineBook {
  const accruals = new Map<string, AccrualRecord[]>();
  for (const accrual of firm.accruals) {
    const line = String(accrual.orderLineId);
    const record = { ...accrual, projectId: '', costCode: '', orderLineId: line };
    accruals.set(line, [...(accruals.get(line) ?? []), record]);
  }
  return { accruals, closed: new Set(firm.closedOrderLineIds.map(String)) };
}

const orderLines = orderLineBook();

type Figure = 'committedCost' | 'openCommitment' | 'actualCost';
type Lines = Record<string, Record<Figure, string>>;

function figuresOf({ ledger }: BooksModel): Lines {
  const lines = new Map<string, Record<Figure, Big>>();
  const add = (row: { costCode: string; costType: string }, figure: Figure, amount: Big): void => {
    const key = `${row.costCode} ${row.costType}`;
    const line = lines.get(key) ?? { committedCost: ZERO, openCommitment: ZERO, actualCost: ZERO };
    lines.set(key, { ...line, [figure]: line[figure].plus(amount) });
  };
  for (const row of ledger.actuals ?? []) add(row, 'actualCost', decimal(row.amount));
  for (const line of ledger.orderLines ?? []) {
    const supply = {
      ...line,
      shares: line.shares.map((share) => ({ ...share, costCodeName: share.costCodeName ?? null })),
    };
    const split = (figure: Figure, amount: bigint): void =>
      ownShares(supply, amount).forEach(({ share, amount: part }) =>
        add(share, figure, decimal(centsText(part))),
      );
    split('committedCost', toCents(line.subtotal));
    split('openCommitment', openCommitment(supply, orderLines));
  }
  return nonZero(
    [...lines].map(([key, line]) => [key, line.committedCost, line.openCommitment, line.actualCost]),
  );
}

function expectedFigures(project: AnswerKeyProject): Lines {
  return nonZero(
    project.lines.map((line) => [
      `${line.costCode} ${line.costType}`,
      decimal(line.committedCost),
      decimal(line.openCommitment),
      decimal(line.actualCost),
    ]),
  );
}

function nonZero(rows: readonly (readonly [string, Big, Big, Big])[]): Lines {
  const kept = rows.filter(([, ...amounts]) => amounts.some((amount) => !amount.eq(0)));
  return Object.fromEntries(
    kept.map(([key, committed, open, actual]) => [
      key,
      {
        committedCost: moneyText(committed),
        openCommitment: moneyText(open),
        actualCost: moneyText(actual),
      },
    ]),
  );
}

async function refsOf(connector: ErpConnector): Promise<ProjectRef[]> {
  const { projects, problems } = await connector.directory();
  expect(problems).toEqual([]);
  return projects.flatMap(({ companies: codes, number, externalId, attributes }) =>
    codes.map((company) => ({
      id: `${company} ${number}`,
      company,
      number,
      odooId: Number(externalId),
      accountId: Number(attributes['accountId']),
    })),
  );
}

describe.each(['auto', 'jsonrpc'] as const)('the sandbox firm over %s', (protocol) => {
  let server: WireServer;
  let connector: ErpConnector;
  let books: Map<string, { ref: ProjectRef; book: BooksModel }>;
  beforeAll(async () => {
    server = await createOdooSimulator(firm);
    const settings = {
      url: server.url,
      database: ODOO_DATABASE,
      apiKey: ODOO_API_KEY,
      login: 'gateway',
      protocol,
    };
    connector = createOdooConnector({ settings: odooSettings.parse(settings), companies, now: () => 0 });
    const refs = await refsOf(connector);
    const loaded = await connector.books(refs);
    books = new Map(refs.map((ref, i) => [ref.id, { ref, book: loaded[i]! }]));
  });
  afterAll(async () => {
    await connector.close();
    await server.close();
  });

  it.each(answerKey.projects.map((project) => [`${project.company} ${project.number}`, project] as const))(
    '%s equals the answer key to the cent',
    (id, project) => {
      const { ref, book } = books.get(id)!;
      expect(figuresOf(book)).toEqual(expectedFigures(project));
      expect(book.ledger.billed).toBe(project.wip.billed);
      expect(book.ledger.retainage).toBe(project.wip.retainage);
      expect(moneyText(sum((book.ledger.actualsByDay?.amounts ?? []).map(decimal)))).toBe(
        project.cost.actualCost,
      );
      const posted = firm.usage.filter(
        (usage) =>
          usage.company === ref.company &&
          usage.accountId === ref.accountId &&
          usage.postedMoveId !== null &&
          !usage.reversed,
      );
      expect(book.ledger.postedUsage).toEqual(posted.map((usage) => usage.key).sort());
    },
  );

  it('reads job headers', async () => {
    const headers = await connector.headers(firm.projects.map((project) => project.odooId));
    expect(headers).toEqual(
      firm.projects.map(({ name, stage, customerId }) => ({ name, status: stage, customerId })),
    );
  });
});
