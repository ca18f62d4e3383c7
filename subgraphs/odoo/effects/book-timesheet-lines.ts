/**
 * Books hours of people on jobs: analytic lines with a project, loaded together, each with an external id of its own
 * (recorded exchanges `load_timesheet`, `load_timesheet_repeat`). A load is all or nothing; where Odoo refuses one, the
 * lines are loaded one by one, so that a bad one is named and the others are booked. Odoo prices hours by the
 * employee's hourly cost; a cost of 0 is accepted there and would leave the job without its labour, so it is refused.
 */
import { centsText, toCents, type Cents } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import type { Effect } from '../../kit/effect.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readCents, readId, type WireRecord } from '../erp/wire.js';
import { findKeyed } from './keyed-records.js';
import { externalId, loadRecords } from './load.js';
import { companyOf, inCompany, refusal, type EffectScope } from './scope.js';
import {
  checkTimesheetLine,
  timesheetReversal,
  toTimesheetLoading,
  unlikeness,
  type TimesheetLine,
  type TimesheetLinesInput,
  type TimesheetLinesResult,
} from './timesheet-line.js';
import { lineRefusals } from './timesheet-books.js';

export type BookTimesheetLines = Effect<TimesheetLinesInput, TimesheetLinesResult>;

const MODEL = 'account.analytic.line';
const NEEDS = [
  'account_id',
  'amount',
  'company_id',
  'date',
  'employee_id',
  'name',
  'project_id',
  'unit_amount',
];

export function createBookTimesheetLines(scope: EffectScope): BookTimesheetLines {
  return {
    name: 'book-timesheet-lines',
    system: 'odoo',
    idempotency: { kind: 'KEY' },
    async run(input, key) {
      input.lines.forEach(checkTimesheetLine);
      return scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        return toResult(desk, await book(desk));
      });
    },
    find: (input, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        const found = await findLines(desk);
        return input.lines.every((line) => isWhole(desk, line, found)) ? toResult(desk, found) : null;
      }),
    undo: (input, result, key, why) =>
      scope.use(async (session) => {
        const costs = await standingCosts(open(scope, session, input, key), result);
        const lines = input.lines
          .filter(({ at }) => costs.has(at))
          .map((line) => timesheetReversal(line, why));
        if (lines.length > 0) await takeBack(open(scope, session, { ...input, lines }, key, '_rev'), costs);
      }),
  };
}

/** @param part tells the lines of a reversal from those they take back */
function open(
  scope: EffectScope,
  session: Session,
  input: TimesheetLinesInput,
  key: string,
  part = '',
): Desk {
  const company = companyOf(scope, input.company);
  const own = ({ at }: TimesheetLine): string => externalId(key, `_l${at}${part}`);
  return { scope, session: inCompany(session, company), company, input, own };
}

interface Desk {
  readonly scope: EffectScope;
  /** In the company's view. */
  readonly session: Session;
  readonly company: CompanySettings;
  readonly input: TimesheetLinesInput;
  /** External id of a line. */
  readonly own: (line: TimesheetLine) => string;
}
/** Odoo's lines by external id. */
type Found = ReadonlyMap<string, WireRecord>;

function toResult({ input, own }: Desk, found: Found): TimesheetLinesResult {
  return {
    lines: input.lines.flatMap((line) => {
      const row = found.get(own(line));
      return row ? [{ at: line.at, id: readId(row), cost: centsText(-readCents(row, 'amount')) }] : [];
    }),
  };
}

/** A reversal gets its amount from what it reverses, so it may come without one. */
const isPriced = (line: TimesheetLine, row: WireRecord): boolean =>
  readCents(row, 'amount') !== 0n || toCents(line.hours) < 0n;

function isWhole({ own }: Desk, line: TimesheetLine, found: Found): boolean {
  const row = found.get(own(line));
  return row !== undefined && isPriced(line, row);
}

/** Loads the lines that are not there, and reads all back. Those that cannot be booked are told when the others are. */
async function book(desk: Desk): Promise<Found> {
  const { input } = desk;
  const earlier = await findLines(desk);
  const missing = input.lines.filter((line) => !isWhole(desk, line, earlier));
  const refused = new Map(await lineRefusals(desk, missing));
  const good = missing.filter((line) => !refused.has(line));
  for (const [line, reason] of await loadLines(desk, good)) refused.set(line, reason);
  const found = missing.length > 0 ? await findLines(desk) : earlier;
  for (const line of input.lines.filter((one) => !refused.has(one))) {
    const row = found.get(desk.own(line));
    const problem = row
      ? await wrongWith(desk, line, row)
      : `odoo does not show ${what(line)} it just made; check its companies`;
    if (problem !== null) refused.set(line, problem);
  }
  if (refused.size > 0) throw refusal(tell(input, refused));
  return found;
}

const what = ({ name, at }: TimesheetLine): string => `timesheet line ${at} "${name}"`;

function tell({ lines }: TimesheetLinesInput, refused: ReadonlyMap<TimesheetLine, string>): string {
  const reasons = lines.flatMap((line) => refused.get(line) ?? []);
  const booked = lines.length - refused.size;
  const rest = booked > 0 ? `; the other ${booked} are booked` : '';
  return `${reasons.join('; ')}${rest}`;
}

/** Null for a line that is in the books as it was sent. */
async function wrongWith(
  { session, company, input }: Desk,
  line: TimesheetLine,
  row: WireRecord,
): Promise<string | null> {
  if (!isPriced(line, row)) {
    // Our own line of a moment ago, in no ledger: a refusal leaves nothing behind.
    const { rpc, context } = session;
    await rpc.call(MODEL, 'unlink', {}, { ids: [readId(row)], context, writes: true });
    return `${what(line)}: ${line.hours} h of employee ${line.employeeId} would cost 0.00; set the hourly cost in odoo, then try again`;
  }
  const unlike = unlikeness(row, line, { company, costTypeId: input.costTypeId }, session);
  if (unlike.length === 0) return null;
  return `odoo holds timesheet line ${readId(row)} with ${unlike.join(', ')}; compare it there`;
}

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** @returns the lines that Odoo refused, with its reason; all others are there */
async function loadLines(
  desk: Desk,
  lines: readonly TimesheetLine[],
): Promise<(readonly [TimesheetLine, string])[]> {
  if (lines.length === 0) return [];
  const loading = toTimesheetLoading(lines, desk.input.costTypeId, desk.own, desk.session);
  const loaded = await loadRecords(desk.session, loading);
  if (loaded.kind === 'LOADED') return [];
  const [only] = lines;
  if (only && lines.length === 1)
    return [
      [
        only,
        `odoo refused ${what(only)} of employee ${only.employeeId} (${inOneLine(loaded.reason)}); correct it and try again`,
      ],
    ];
  const refused: (readonly [TimesheetLine, string])[] = [];
  for (const line of lines) refused.push(...(await loadLines(desk, [line])));
  return refused;
}

/**
 * Looked up by people, jobs and texts, then told apart by the keys. Any day: a reversal tried again may name a later
 * one.
 */
async function findLines({ session, input, own }: Desk): Promise<Found> {
  const among = <T>(of: (line: TimesheetLine) => T): T[] => [...new Set(input.lines.map(of))];
  const plans = [session.costCode, session.costType].flatMap((plan) => (plan ? [plan.column] : []));
  const domain = [
    ['employee_id', 'in', among(({ employeeId }) => employeeId)],
    ['project_id', 'in', among(({ projectId }) => projectId)],
    ['name', 'in', among(({ name }) => name)],
  ] as const;
  return findKeyed(session, MODEL, { domain, fields: [...NEEDS, ...plans] }, input.lines.map(own));
}

/** What the lines cost now, by place; one that a person deleted leaves nothing to take back. */
async function standingCosts(
  { session }: Desk,
  { lines }: TimesheetLinesResult,
): Promise<ReadonlyMap<number, Cents>> {
  const ids = lines.map(({ id }) => id);
  const rows = await readFields(session, MODEL, [['id', 'in', ids]], ['amount']);
  const standing = new Map(rows.map((row) => [readId(row), -readCents(row, 'amount')]));
  return new Map(
    lines.flatMap(({ at, id }) => {
      const cost = standing.get(id);
      return cost === undefined ? [] : [[at, cost] as const];
    }),
  );
}

/** Negative hours at the cost they were booked for, also when the hourly cost changed meanwhile. */
async function takeBack(desk: Desk, costs: ReadonlyMap<number, Cents>): Promise<void> {
  const there = await findLines(desk);
  const { input, own } = desk;
  const found = input.lines.every((line) => there.has(own(line))) ? there : await book(desk);
  const { rpc, context } = desk.session;
  for (const line of input.lines) {
    const row = found.get(own(line));
    const amount = costs.get(line.at);
    if (!row || amount === undefined || readCents(row, 'amount') === amount) continue;
    // Odoo prices a line only when its hours, person or account are written; an amount alone stays as it is written
    // (odoo/odoo, `hr_timesheet/models/hr_timesheet.py`, `_timesheet_postprocess_values`).
    const vals = { amount: Number(centsText(amount)) };
    await rpc.call(MODEL, 'write', { vals }, { ids: [readId(row)], context, writes: true });
  }
}
