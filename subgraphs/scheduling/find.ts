/** The current schedule of a job, for whoever may see the job. */
import type { SourceStatus } from '../../codegen/generated/scheduling.js';
import type { CanonicalRecord } from '../../store/store.js';
import { seesProject } from '../kit/actor.js';
import type { Aged } from '../kit/cache.js';
import { unavailable, UpstreamError } from '../kit/errors.js';
import type { SchedulingContext } from './context.js';
import type { ScheduleModel } from './model.js';

export interface Found {
  readonly project: CanonicalRecord;
  /** null when every source was listed and none knows the job. */
  readonly current: Aged<ScheduleModel> | null;
}

/** null when the job is not the actor's to see. */
export async function findCurrent(id: string, context: SchedulingContext): Promise<Found | null> {
  const { loaders, request } = context;
  const [project, current] = await Promise.all([loaders.project.load(id), loaders.current.load(id)]);
  if (!project || !seesProject(request.actor, project.company, project.number)) return null;
  if (current === null) await requireListing(context);
  return { project, current };
}

/** "The job has no schedule" is only as good as the last complete list of schedules. */
export async function requireListing({ loaders }: SchedulingContext): Promise<SourceStatus> {
  const { asOf, error } = await loaders.listing();
  if (asOf) return { system: 'scheduling', asOf, stale: error !== null, error };
  const message = error ?? 'scheduling has not been read yet; it is listed in the background';
  throw unavailable(new UpstreamError('scheduling', 'NETWORK', message));
}
