/**
 * A breakdown somebody reported. The key stands at the end of the description: the record's `external_id` belongs to
 * the platform's own integrations and is not among the fields that can be written.
 *
 * Source: developer.fleetio.com/docs/api/v-2-issues-create.
 */
import type { Effect } from '../../../kit/effect.js';
import type { Issue, IssueInput } from '../../effects.js';
import { wireIssue } from '../wire.js';
import { toIssueState } from './map.js';
import { addOne, choiceId, firstOf, lookUp, readOne, tag, type Platform } from './platform.js';

const ISSUES = '/v2/issues';
const READER = { shape: wireIssue, toModel: toIssueState };

export function createIssueEffect(platform: Platform): Effect<IssueInput, Issue> {
  return {
    name: 'create-issue',
    system: 'maintenance',
    idempotency: lookUp(platform.settings),
    async run(input, key) {
      const { machine, summary, description, reportedAt, severity } = input;
      const priority =
        severity === null ? undefined : await choiceId(platform, '/v1/issue_priorities', severity);
      const body = {
        asset_type: 'Vehicle',
        asset_id: Number(machine),
        summary,
        description: [description, tag(key)].filter(Boolean).join('\n'),
        reported_at: reportedAt,
        issue_priority_id: priority,
      };
      return addOne(platform, ISSUES, body, READER, subject(input));
    },
    async find({ machine }, key) {
      const filter = { 'filter[vehicle_id][eq]': machine };
      const found = await firstOf(
        platform,
        ISSUES,
        filter,
        wireIssue,
        ({ description }) => description?.includes(tag(key)) === true,
      );
      return found && toIssueState(found);
    },
    async undo(input, { key: id }, _key, { date, reason }) {
      // Closed already, or mended meanwhile: there is nothing left to take back.
      const issue = await readOne(platform, `${ISSUES}/${id}`, READER, subject(input));
      if (issue.state !== 'OPEN') return;
      const note = `Reported in error, taken back ${date}: ${reason}`;
      await platform.client.send('PATCH', `${ISSUES}/${id}/close`, { note }, subject(input));
    },
  };
}

function subject({ machine, summary, reportedAt }: IssueInput) {
  return {
    what: `the issue "${summary}" of machine ${machine}, reported ${reportedAt}`,
    mend: 'check the machine and the moment it was reported',
  };
}
