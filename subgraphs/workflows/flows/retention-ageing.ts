/** Retention that should have been released or paid by now, by document. The ageing itself is `Query.retention`. */
import type { FoundException } from '../../../store/store.js';
import { centsText, sumTexts } from '../../kit/cents.js';
import { byKey } from '../../kit/group.js';
import type { OpenRetention } from '../../odoo/connector.js';
import { addDays, exception, jobAccounts, type FlowDefinition, type FlowScope } from './define-flow.js';

export const retentionAgeing: FlowDefinition<'retentionAgeing'> = {
  name: 'retentionAgeing',
  async run(window, scope, { overdueDays }) {
    const counts = { documents: 0, overdue: 0 };
    const found: FoundException[] = [];
    // Due before this day is overdue.
    const limit = addDays(window.lastDay, 1 - overdueDays);
    for (const company of scope.companyCodes) {
      const { open, numbers } = await readOpen(company, scope);
      for (const lines of byKey(open, ({ side, documentId }) => `${side}/${documentId}`).values()) {
        counts.documents += 1;
        if ((lines[0]?.due ?? '') >= limit) continue;
        counts.overdue += 1;
        found.push(overdue(company, lines, numbers, scope));
      }
    }
    return {
      counts,
      found,
      coverage: { companies: scope.companyCodes, firstDay: '0001-01-01', lastDay: window.lastDay },
    };
  },
};

async function readOpen(company: string, scope: FlowScope) {
  const jobs = (await scope.crosswalk.list('PROJECT')).filter((own) => own.company === company);
  const accounts = await jobAccounts(jobs, scope);
  const open = await scope.systems.erp.reviews.retention(company, [...accounts.values()]);
  const numbers = new Map(jobs.map(({ id, number }) => [accounts.get(id) ?? 0, number]));
  return { open, numbers };
}

function overdue(
  company: string,
  lines: readonly OpenRetention[],
  numbers: ReadonlyMap<number, string>,
  { companies }: FlowScope,
): FoundException {
  const [first] = lines as [OpenRetention, ...OpenRetention[]];
  const { side, documentId, number, partner, partnerId, due } = first;
  const jobs = [...new Set(lines.flatMap((own) => numbers.get(own.projectAccountId ?? 0) ?? []))];
  const amount = centsText(sumTexts(lines.map(({ open }) => open)));
  const next =
    side === 'RECEIVABLE'
      ? 'release it with releaseRetention once the work is accepted'
      : 'release it with releaseRetention (side PAYABLE) once the waiver of lien is there, or say why it stays held';
  const message = `Retention ${side === 'RECEIVABLE' ? 'receivable from' : 'payable to'} ${partner ?? 'nobody'} on ${number ?? documentId} (${jobs.join(', ') || 'no job'}) is due since ${due}: ${amount}; ${next}`;
  return exception('RETENTION_OVERDUE', side, `${company}/${side}/${documentId}`, message, {
    ...{
      company,
      project: jobs[0] ?? null,
      found: amount,
      currency: companies.get(company)?.currency ?? null,
    },
    records: [
      { system: 'odoo', kind: 'account.move', id: String(documentId), label: number },
      ...(partnerId === null
        ? []
        : [{ system: 'odoo', kind: 'res.partner', id: String(partnerId), label: partner }]),
    ],
  });
}
