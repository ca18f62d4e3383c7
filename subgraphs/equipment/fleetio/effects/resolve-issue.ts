/**
 * An open issue is resolved. A closed one stays closed: somebody decided that there is nothing to mend.
 * Public clients of the platform list an endpoint for each of close, resolve and reopen; the names of its body's fields
 * are not verified, so the state is read back and an issue that stayed open counts as refused.
 */
import type { Effect } from '../../../kit/effect.js';
import { UpstreamError } from '../../../kit/errors.js';
import type { Issue, ResolveIssueInput } from '../../effects.js';
import { wireIssue } from '../wire.js';
import { toIssueState } from './map.js';
import { readOne, STATE, type Platform } from './platform.js';

const READER = { shape: wireIssue, toModel: toIssueState };

export function createResolveIssueEffect(platform: Platform): Effect<ResolveIssueInput, Issue> {
  const read = (input: ResolveIssueInput): Promise<Issue> =>
    readOne(platform, pathOf(input), READER, subject(input));
  return {
    name: 'resolve-issue',
    system: 'maintenance',
    idempotency: STATE,
    async run(input) {
      const before = await read(input);
      if (before.state !== 'OPEN') return before;
      const body = { resolved_at: input.resolvedAt, note: input.note };
      await platform.client.send('PATCH', `${pathOf(input)}/resolve`, body, subject(input));
      const after = await read(input);
      if (after.state !== 'OPEN') return after;
      throw new UpstreamError(
        'maintenance',
        'BUSINESS',
        `maintenance left ${subject(input).what} open; resolve it there`,
      );
    },
    async find(input) {
      const issue = await read(input);
      return issue.state === 'OPEN' ? null : issue;
    },
    async undo(input) {
      if ((await read(input)).state === 'OPEN') return;
      await platform.client.send('PATCH', `${pathOf(input)}/reopen`, {}, subject(input));
    },
  };
}

function pathOf({ issue }: ResolveIssueInput): string {
  return `/v2/issues/${issue}`;
}

function subject({ issue }: ResolveIssueInput) {
  return { what: `issue ${issue}`, mend: 'check whether it was deleted' };
}
