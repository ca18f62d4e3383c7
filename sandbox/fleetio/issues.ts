/**
 * Issues: reported, changed, and moved between open, resolved and closed by an endpoint for each transition, as public
 * clients of the platform do. The names of the transitions' fields are not verified.
 */
import type { WireAnswer } from '../wire-server.js';
import { json } from './page.js';
import { badDates, blank, missing, pick, type Body, type Resource } from './rules.js';
import type { FleetioRecord, FleetioStore } from './store.js';

export const ISSUES = '/v2/issues';
const PRIORITIES = '/v1/issue_priorities';
const WRITABLE = ['summary', 'description', 'reported_at', 'fault_id', 'custom_fields', 'due_date'];
const OPEN = {
  state: 'open',
  resolved_at: null,
  closed_at: null,
  closed_note: null,
  resolvable_type: null,
  resolvable_id: null,
};

export const issues: Resource = {
  creates: true,
  errors: (store, body, before) => ({
    ...(before ? {} : blank(body, ['asset_id', 'asset_type', 'summary', 'reported_at'])),
    ...missing(store, '/v1/vehicles', body['asset_id'], 'asset'),
    ...missing(store, PRIORITIES, body['issue_priority_id'], 'issue_priority'),
    ...badDates(body, ['reported_at']),
  }),
  write(store, body, before) {
    const priority = store.get(PRIORITIES, body['issue_priority_id']);
    const fields = { ...pick(body, WRITABLE), ...(priority && { priority }) };
    if (before) return store.change(before, fields);
    const { asset_id: assetId, asset_type: assetType, summary } = body;
    const issue = store.add(ISSUES, {
      ...OPEN,
      ...{ priority: null, fault_id: null, description: null },
      ...fields,
      ...{ asset_type: assetType, asset_id: assetId, vehicle: { id: assetId }, name: summary },
    });
    return store.change(issue, { number: String(issue.id) });
  },
};

/** Asking for the state it is in changes nothing. */
export function changeState(
  store: FleetioStore,
  action: string,
  issue: FleetioRecord,
  body: Body,
): WireAnswer | undefined {
  const now = new Date().toISOString();
  const note = body['note'] ?? null;
  const states: Readonly<Record<string, Record<string, unknown>>> = {
    resolve: { state: 'resolved', resolved_at: body['resolved_at'] ?? now, resolved_note: note },
    close: { state: 'closed', closed_at: now, closed_note: note },
    reopen: OPEN,
  };
  const next = states[action];
  if (!next) return undefined;
  return json(200, issue['state'] === next['state'] ? issue : store.change(issue, next));
}
