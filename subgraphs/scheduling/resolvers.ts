/** Relations and references only. An actor is told nothing about a job it may not see. */
import type {
  Activity,
  ActivityResolvers,
  Milestone,
  MilestoneResolvers,
  ProjectResolvers,
  Resolvers,
  Schedule,
  ScheduleProgress,
  ScheduleResolvers,
} from '../../codegen/generated/scheduling.js';
import { seesProject } from '../kit/actor.js';
import type { Aged } from '../kit/cache.js';
import { toConnection } from '../kit/connection.js';
import { publicError } from '../kit/errors.js';
import { scalars } from '../kit/scalars.js';
import type { SchedulingContext } from './context.js';
import { createEventResolvers } from './events.js';
import { findCurrent, requireListing } from './find.js';
import { spellingKey } from './loaders.js';
import { scheduleIdOf, type ActivityModel, type ScheduleModel } from './model.js';
import {
  baselineOf,
  earliest,
  finishOf,
  isCritical,
  isMilestone,
  latest,
  percentOf,
  startOf,
  toCodedActivities,
  toMilestone,
} from './progress.js';

/** A schedule on its way to the client; its activities are paged only when asked for. */
type ScheduleParent = Schedule & { readonly model: ScheduleModel };

export function createResolvers(): Resolvers {
  const Project: ProjectResolvers = {
    __resolveReference: ({ id }) => ({ id }),
    schedule: async ({ id }, _, context) => toSchedule((await findCurrent(id, context))?.current ?? null),
    milestones: ({ id }, _, context) => readMilestones(id, context),
    scheduleProgress: ({ id }, _, context) => readProgress(id, context),
  };
  const Schedule: ScheduleResolvers = {
    activities: (schedule, args) => pageActivities((schedule as ScheduleParent).model, args),
  };
  const Activity: ActivityResolvers = {
    __resolveReference: async ({ id }, context) => toActivity(await findActivity(id, context)),
  };
  const Milestone: MilestoneResolvers = {
    __resolveReference: async ({ id }, context) => toMilestone(await findActivity(id, context)),
    project: ({ id }, _, context) => findProject(id, context),
  };
  return { ...scalars, Project, Schedule, Activity, Milestone, ...createEventResolvers() };
}

function toSchedule(read: Aged<ScheduleModel> | null): ScheduleParent | null {
  if (!read) return null;
  const { value: model } = read;
  const baseline = baselineOf(model);
  return {
    model,
    name: model.name,
    dataDate: model.dataDate,
    start: earliest(model.activities.map(startOf)),
    finish: latest(model.activities.map(finishOf)),
    baselineStart: baseline.start,
    baselineFinish: baseline.finish,
    percentComplete: percentOf(model),
    source: model.source,
  };
}

function pageActivities(
  model: ScheduleModel,
  args: { first?: number | null; after?: string | null },
): { edges: { cursor: string; node: Activity }[]; nodes: Activity[]; pageInfo: object & PageInfoModel } {
  const keyOf = ({ code, id }: { code: string; id: string }): string => `${code}\u0000${id}`;
  const rows = model.activities.map(toActivity).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return toConnection(rows, args, { field: 'activities', fallback: 100, most: 500, keyOf });
}
interface PageInfoModel {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

function toActivity(activity: ActivityModel): Activity {
  const { id, code, name, status, percentComplete, totalFloatHours, wbs } = activity;
  const { plannedStart, plannedFinish, actualStart, actualFinish, baselineStart, baselineFinish } = activity;
  return {
    ...{ id, code, name, status, percentComplete, totalFloatHours, wbs },
    ...{ plannedStart, plannedFinish, actualStart, actualFinish, baselineStart, baselineFinish },
    critical: isCritical(activity),
  };
}

async function readMilestones(id: string, context: SchedulingContext): Promise<Milestone[] | null> {
  const found = await findCurrent(id, context);
  if (!found) return null;
  const milestones = found.current?.value.activities.filter(isMilestone).map(toMilestone) ?? [];
  const keyOf = ({ plannedDate, code }: Milestone): string => `${plannedDate ?? '9999'} ${code ?? ''}`;
  return milestones.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

async function readProgress(id: string, context: SchedulingContext): Promise<ScheduleProgress | null> {
  const found = await findCurrent(id, context);
  if (!found) return null;
  if (!found.current) {
    const source = await requireListing(context);
    return { dataDate: null, activities: [], workWeek: [], holidays: [], sources: [source] };
  }
  const { value: model, asOf, stale, error } = found.current;
  const costCodes = await context.loaders.costCodes();
  const codeOf = (spelling: string): string | undefined =>
    costCodes.get(spellingKey(found.project.company, spelling));
  const baseline = baselineOf(model);
  return {
    dataDate: model.dataDate,
    percentComplete: percentOf(model),
    baselineStart: baseline.start,
    baselineFinish: baseline.finish,
    activities: toCodedActivities(model, codeOf),
    workWeek: [...model.calendar.workWeek],
    holidays: [...model.calendar.holidays],
    sources: [{ system: 'scheduling', asOf, stale, error: error ?? null }],
  };
}

/** References never answer null: what is not there, or not the actor's to see, is NOT_FOUND. */
async function findActivity(id: string, context: SchedulingContext): Promise<ActivityModel> {
  const { loaders, request } = context;
  const scheduleId = scheduleIdOf(id);
  const projectId = (await loaders.jobs()).get(scheduleId);
  const project = projectId === undefined ? null : await loaders.project.load(projectId);
  if (project && seesProject(request.actor, project.company, project.number)) {
    const { value } = await loaders.schedule.load(scheduleId);
    const activity = value?.activities.find((each) => each.id === id);
    if (activity) return activity;
  }
  throw publicError('NOT_FOUND', `There is no activity "${id}"; ask for it through its project's schedule`);
}

async function findProject(id: string, { loaders }: SchedulingContext): Promise<{ id: string } | null> {
  const projectId = (await loaders.jobs()).get(scheduleIdOf(id));
  return projectId === undefined ? null : { id: projectId };
}
