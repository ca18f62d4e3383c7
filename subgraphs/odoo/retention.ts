/** Open retention by job and party, aged by when it was to be paid. */
import type { Store } from '../../store/store.js';
import type { RetentionPosition } from '../../codegen/generated/odoo.js';
import { seesCompany, seesProject, type Actor } from '../kit/actor.js';
import { centsText, sumTexts } from '../kit/cents.js';
import type { CompanySettings } from '../kit/company.js';
import { isUpstreamError, publicError, unavailable } from '../kit/errors.js';
import { byKey } from '../kit/group.js';
import type { ErpConnector, OpenRetention } from './connector.js';

export type RetentionModel = Omit<RetentionPosition, '__typename' | 'project' | 'party'> & {
  /** Canonical. */
  readonly projectId: string | null;
  readonly partnerId: number | null;
};

export interface RetentionReader {
  /** Of the companies and jobs the actor may see; by side, company, job and party. */
  positions(
    actor: Actor,
    args: { readonly company?: string | null; readonly asOf?: string | null },
  ): Promise<RetentionModel[]>;
}

export interface RetentionOptions {
  readonly companies: readonly CompanySettings[];
  readonly store: Pick<Store, 'crosswalk'>;
  /** Absent for an ERP that tells no retention. */
  readonly erp?: Pick<ErpConnector, 'reviews'> | undefined;
  readonly today: () => string;
}

/** A job of a company, by its analytic account. */
interface Job {
  readonly id: string;
  readonly number: string;
}

export function createRetentionReader({ companies, store, erp, today }: RetentionOptions): RetentionReader {
  return {
    async positions(actor, { company, asOf }) {
      const seen = companies.filter(({ code }) => seesCompany(actor, code));
      const asked = company == null ? seen : seen.filter(({ code }) => code === company);
      if (asked.length === 0)
        throw publicError(
          'BAD_USER_INPUT',
          `retention(company: "${company ?? ''}") is none of your companies: ${seen.map(({ code }) => code).join(', ')}`,
        );
      if (!erp) return [];
      const jobs = await jobsOf(store);
      const day = asOf ?? today();
      const found = await Promise.all(
        asked.map(async (own) => {
          const byAccount = jobs.get(own.code) ?? new Map<number, Job>();
          const open = await read(erp, own.code, [...byAccount.keys()]);
          return toPositions(open, { company: own, byAccount, day }).filter(({ number }) =>
            number === null ? actor.projects === '*' : seesProject(actor, own.code, number),
          );
        }),
      );
      return found.flat().map(({ number: _number, ...position }) => position);
    },
  };
}

async function read(
  { reviews }: Pick<ErpConnector, 'reviews'>,
  company: string,
  accountIds: readonly number[],
): Promise<readonly OpenRetention[]> {
  try {
    return await reviews.retention(company, accountIds);
  } catch (error) {
    throw isUpstreamError(error) ? unavailable(error) : error;
  }
}

/** By company code and analytic account. */
async function jobsOf({ crosswalk }: Pick<Store, 'crosswalk'>): Promise<Map<string, Map<number, Job>>> {
  const entries = await crosswalk.entries('PROJECT', 'odoo');
  const found = new Map<string, Map<number, Job>>();
  for (const { company, canonicalId, canonicalNumber, attributes } of entries) {
    if (company === null || canonicalId === null) continue;
    const jobs = found.get(company) ?? new Map<number, Job>();
    jobs.set(Number(attributes['accountId']), { id: canonicalId, number: canonicalNumber ?? '' });
    found.set(company, jobs);
  }
  return found;
}

interface View {
  readonly company: CompanySettings;
  readonly byAccount: ReadonlyMap<number, Job>;
  readonly day: string;
}

export function toPositions(
  open: readonly OpenRetention[],
  view: View,
): (RetentionModel & { readonly number: string | null })[] {
  const keyOf = ({ side, projectAccountId, partnerId }: OpenRetention): string =>
    `${side}|${view.byAccount.get(projectAccountId ?? 0)?.number ?? '~'}|${partnerId ?? 0}`;
  return [...byKey(open, keyOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, lines]) => toPosition(lines as [OpenRetention, ...OpenRetention[]], view));
}

function toPosition(
  lines: readonly [OpenRetention, ...OpenRetention[]],
  { company, byAccount, day }: View,
): RetentionModel & { readonly number: string | null } {
  const [{ side, projectAccountId, partnerId, partner }] = lines;
  const job = byAccount.get(projectAccountId ?? 0);
  const held = (from: number, to: number): string =>
    centsText(
      sumTexts(
        lines.filter(({ due }) => age(due, day) >= from && age(due, day) <= to).map(({ open }) => open),
      ),
    );
  return {
    ...{ side, company: company.code, currency: company.currency, partnerId, partyName: partner },
    ...{ projectId: job?.id ?? null, number: job?.number ?? null },
    held: held(-Infinity, Infinity),
    notDue: held(-Infinity, 0),
    due1To30: held(1, 30),
    due31To60: held(31, 60),
    due61To90: held(61, 90),
    dueOver90: held(91, Infinity),
    oldestDue: lines.map(({ due }) => due).sort()[0] ?? '',
    documents: [...new Set(lines.map(({ number, documentId }) => number ?? String(documentId)))].sort(),
  };
}

/** Days since it was to be paid. */
const age = (due: string, day: string): number => (Date.parse(day) - Date.parse(due)) / 86_400_000;
