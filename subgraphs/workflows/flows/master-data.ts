/**
 * Master data of the ERP to the other systems: vendors and stocked items to maintenance, cost codes and empty schedules
 * of running jobs to scheduling. Each difference asks for one ordinary write `publishMasterData` under a key made of the
 * record, what it is to be called and the state of its copy, so no run sends anything twice. Estimating takes none:
 * HeavyBid's API only reads.
 */
import { createHash } from 'node:crypto';
import type { FoundException } from '../../../store/store.js';
import type { Problem } from '../define-write.js';
import type { Answer } from '../office.js';
import { exception, type FlowDefinition, type FlowScope } from './define-flow.js';
import { codeDifferences, missingSchedules } from './master-of-planners.js';
import { itemDifferences, vendorDifferences } from './master-of-workshop.js';

export type MasterObject = 'PROJECT' | 'COST_CODE' | 'VENDOR' | 'ITEM';

/** A copy that is missing or called otherwise. */
export interface Difference {
  readonly object: MasterObject;
  /** What `publishMasterData` is asked for. */
  readonly record: string;
  readonly company: string;
  /** What it is called in the ERP. */
  readonly called: string;
  /** The copy's id in the other system; null for one that is missing. */
  readonly as: string | null;
  /** What the copy is and when it was changed last. */
  readonly state: string;
}
export interface Compared {
  /** Records of the ERP that were looked at. */
  readonly records: number;
  readonly differences: readonly Difference[];
  readonly found: readonly FoundException[];
}

type Comparison = (scope: FlowScope) => Promise<Compared>;
const COMPARISONS: Readonly<Record<MasterObject, Comparison>> = {
  VENDOR: vendorDifferences,
  ITEM: itemDifferences,
  COST_CODE: codeDifferences,
  PROJECT: missingSchedules,
};
const NAMES = { VENDOR: 'vendors', ITEM: 'items', COST_CODE: 'cost codes', PROJECT: 'running jobs' } as const;

export const masterData: FlowDefinition<'masterData'> = {
  name: 'masterData',
  async run(window, scope, { objects }) {
    const counts: Record<string, number> = { writes: 0, waitingForApproval: 0, notPublished: 0 };
    const found: FoundException[] = [];
    const plan: string[] = [];
    for (const object of objects) {
      const compared = await COMPARISONS[object](scope);
      counts[NAMES[object]] = compared.records;
      found.push(...compared.found);
      for (const difference of compared.differences) {
        const answer = await scope.submit('publishMasterData', keyOf(difference), inputOf(difference));
        plan.push(...(answer.plan ?? []).map(({ title }) => title));
        const told = toldOf(difference, answer, scope);
        found.push(...told.found);
        if (told.counts) counts[told.counts] = (counts[told.counts] ?? 0) + 1;
      }
    }
    return { counts, found, plan, coverage: { companies: scope.companyCodes, ...window } };
  },
};

function inputOf({ object, record, company, as }: Difference): Readonly<Record<string, unknown>> {
  return { object, record, company, ...(as !== null && { as }) };
}

/** The same change of the same copy is one write; a copy that somebody changed since is another one. */
function keyOf({ object, record, company, called, as, state }: Difference): string {
  const content = JSON.stringify([called, as, state]);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
  // Names are of any script; a key is not.
  const plain = record.replace(/[^\x21-\x7e]/g, '_').slice(0, 120);
  return `masterData:${object}:${company}/${plain}:${digest}`;
}

interface Told {
  readonly counts: 'writes' | 'waitingForApproval' | 'notPublished' | null;
  readonly found: readonly FoundException[];
}

function toldOf(difference: Difference, { write, userErrors }: Answer, { dry }: FlowScope): Told {
  // Somebody was faster.
  const problems = userErrors.filter(({ code }) => code !== 'UP_TO_DATE');
  const found = problems.map((problem) => refused(difference, problem));
  if (write === null) {
    const planned = dry && problems.length === 0;
    const counts = planned ? 'writes' : problems.length > 0 ? 'notPublished' : null;
    return { counts, found };
  }
  if (write.status === 'PENDING_APPROVAL') return { counts: 'waitingForApproval', found };
  // It was done, or turned down, before this run, and what it was to mend is there again.
  const isOver = ['SUCCEEDED', 'REJECTED', 'CANCELLED'].includes(write.status);
  return isOver
    ? { counts: 'notPublished', found: [takenBack(difference, write.id, write.status)] }
    : { counts: 'writes', found };
}

export function notPublished(
  reason: string,
  { object, record, company }: Pick<Difference, 'object' | 'record' | 'company'>,
  message: string,
  more: Partial<FoundException> = {},
): FoundException {
  const key = `${object}/${company}/${record}/${reason}`;
  const project = object === 'PROJECT' ? record : null;
  return exception('NOT_PUBLISHED', reason, key, message, { company, project, ...more });
}

function refused(difference: Difference, { code, message, record, system }: Problem): FoundException {
  const { object } = difference;
  const records =
    record === undefined ? [] : [{ system: system ?? 'odoo', kind: object, id: record, label: null }];
  return notPublished(code, difference, message, { records });
}

function takenBack(difference: Difference, id: string, status: string): FoundException {
  const { called, object } = difference;
  const message = `${called} was to be published by write ${id} (${status}), and is not there as the ERP has it: somebody turned that write down, took it back or removed the copy; ask for publishMasterData with a key of your own, or leave it`;
  const records = [{ system: 'plumbline', kind: 'write', id, label: `${object} ${called}` }];
  return notPublished('TAKEN_BACK', difference, message, { records });
}
