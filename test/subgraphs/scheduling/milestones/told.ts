/** What was told of milestones, as one line each. */
import type { EventRecord, Store } from '../../../../store/store.js';

export async function eventsOf(store: Store, project: string): Promise<readonly EventRecord[]> {
  const { events } = await store.events.read({
    after: null,
    companies: '*',
    projects: [project],
    limit: 1_000,
  });
  return events;
}

/** `FORECAST_CHANGED M10 2026-06-10 → 2026-06-20`. */
export async function toldOf(store: Store, project: string): Promise<readonly string[]> {
  return (await eventsOf(store, project)).map(({ type, payload }) => {
    const of = (side: string) => payload[`${side}.actual`] ?? payload[`${side}.forecast`] ?? '-';
    return `${type.replace('MILESTONE_', '')} ${payload['code']} ${of('before')} → ${of('after')}`;
  });
}
