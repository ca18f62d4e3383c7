/**
 * Do the systems still say the same? Records that were matched and are gone, machine days that were charged more than
 * once, and analytic lines against the ledger by account and month. Differences are for a person: nothing is corrected.
 */
import type { CrosswalkEntry, CrosswalkKind, ExceptionRecord, FoundException } from '../../../store/store.js';
import type { LedgerDifference } from '../../odoo/connector.js';
import { exception, type FlowDefinition, type FlowScope, type Window } from './define-flow.js';

export const reconciliation: FlowDefinition<'reconciliation'> = {
  name: 'reconciliation',
  async run(window, scope) {
    // Whole months: a difference must not come and go with the first day of the window.
    const months = { firstDay: `${window.firstDay.slice(0, 7)}-01`, lastDay: window.lastDay };
    const records = await compareRecords(scope);
    const ledger = await compareLedger(months, scope);
    return {
      counts: { ...records.counts, ...ledger.counts },
      found: [...records.found, ...ledger.found, ...(await compareCharges(months, scope))],
      coverage: { companies: scope.companyCodes, ...months },
    };
  },
};

interface Compared {
  readonly counts: Record<string, number>;
  readonly found: FoundException[];
}

/** What each system lists now, by kind of record. */
async function listed({ systems }: FlowScope): Promise<[CrosswalkKind, string, ReadonlySet<string>][]> {
  const [{ projects, costCodes, parties }, machines] = await Promise.all([
    systems.erp.directory(),
    systems.usage.machines(),
  ]);
  const ids = (records: readonly { readonly externalId: string }[]): Set<string> =>
    new Set(records.map(({ externalId }) => externalId));
  return [
    ['PROJECT', 'odoo', ids(projects)],
    ['COST_CODE', 'odoo', ids(costCodes)],
    ['PARTY', 'odoo', ids(parties)],
    ['EQUIPMENT', 'maintenance', new Set(machines)],
  ];
}

/** Matched records that their system no longer lists, and records that match nothing. */
async function compareRecords(scope: FlowScope): Promise<Compared> {
  const counts: Record<string, number> = {};
  const found: FoundException[] = [];
  const current = await listed(scope);
  for (const kind of ['PROJECT', 'COST_CODE', 'PARTY', 'EQUIPMENT'] as const)
    for (const system of ['odoo', 'maintenance', 'scheduling', 'estimating', 'telematics']) {
      const entries = (await scope.crosswalk.entries(kind, system)).filter((own) => isOurs(own, scope));
      if (entries.length === 0) continue;
      const name = `${system} ${kind}`;
      counts[name] = entries.length;
      counts[`${name} unmatched`] = entries.filter((own) => own.canonicalId === null).length;
      const known = current.find(([ofKind, of]) => ofKind === kind && of === system)?.[2];
      const gone = known ? entries.filter((own) => !known.has(own.externalId)) : [];
      counts[`${name} gone`] = gone.length;
      found.push(...gone.map(vanished));
    }
  return { counts: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)), found };
}

const isOurs = ({ company }: CrosswalkEntry, { companyCodes }: FlowScope): boolean =>
  company === null || companyCodes.includes(company);

function vanished(entry: CrosswalkEntry): FoundException {
  const { kind, system, externalId, label, company, canonicalNumber } = entry;
  const message = `${system} no longer lists ${kind} "${label}" (${externalId}), which stands for ${canonicalNumber ?? 'nothing of ours'}; restore it there, or match what replaced it with matchExternalId`;
  return exception(
    'RECONCILIATION_DIFFERENCE',
    'RECORD_GONE',
    `gone/${kind}/${system}/${company ?? ''}/${externalId}`,
    message,
    {
      company,
      project: kind === 'PROJECT' ? canonicalNumber : null,
      records: [{ system, kind, id: externalId, label }],
    },
  );
}

/** Two charges that are asked for at the same moment are both checked before either is posted. */
async function compareCharges({ firstDay, lastDay }: Window, scope: FlowScope): Promise<FoundException[]> {
  const found: FoundException[] = [];
  for (const company of scope.companyCodes)
    for (const { key, amount, entries } of await scope.systems.erp.reviews.chargedTwice(company, firstDay)) {
      const day = key.slice(-10);
      if (day < firstDay || day > lastDay) continue;
      const names = entries.map(({ id, label }) => label ?? String(id)).join(', ');
      const message = `${key} is charged more than once (${names}), ${amount} in all; reverse the charges that are too many`;
      found.push(
        exception('RECONCILIATION_DIFFERENCE', 'CHARGED_TWICE', `twice/${company}/${key}`, message, {
          ...{ company, day, found: amount, currency: scope.companies.get(company)?.currency ?? null },
          records: entries.map(({ id, label }) => ({
            ...{ system: 'odoo', kind: 'account.move', id: String(id), label },
          })),
        }),
      );
    }
  return found;
}

async function compareLedger({ firstDay, lastDay }: Window, scope: FlowScope): Promise<Compared> {
  const counts = { 'accounts and months compared': 0, 'accounts and months that differ': 0 };
  const found: FoundException[] = [];
  for (const company of scope.companyCodes) {
    const { compared, differences } = await scope.systems.erp.reviews.ledgerTotals(
      company,
      firstDay,
      lastDay,
    );
    counts['accounts and months compared'] += compared;
    counts['accounts and months that differ'] += differences.length;
    const currency = scope.companies.get(company)?.currency ?? null;
    found.push(...differences.map((own) => differs(company, currency, own)));
  }
  return { counts, found };
}

function differs(company: string, currency: string | null, difference: LedgerDifference): FoundException {
  const { account, month, ledger, analytic, records } = difference;
  const [first] = records;
  const where = first
    ? `, first in ${first.label ?? first.id} (${first.ledger} against ${first.analytic})`
    : '';
  const message = `Account ${account} of ${company} in ${month}: the entries distribute ${ledger}, the analytic lines hold ${analytic}${where}; somebody changed, moved or deleted analytic lines of posted entries: correct them in odoo`;
  return exception(
    'RECONCILIATION_DIFFERENCE',
    'LEDGER_DIFFERS',
    `ledger/${company}/${account}/${month}`,
    message,
    {
      ...{ company, currency, expected: ledger, found: analytic, day: `${month}-01` },
      records: records.map((own): ExceptionRecord => ({
        ...{ system: 'odoo', kind: own.kind, id: String(own.id) },
        label: `${own.label ?? 'no entry'}: ${own.ledger} against ${own.analytic}`,
      })),
    },
  );
}
