/**
 * Schedules from P6 EPPM. A batch of schedules takes one call each of project, activity and activityCodeAssignment,
 * then one of calendar (paging aside), whatever the number of jobs. Baseline dates come with the activities
 * (`BaselineStartDate`, `BaselineFinishDate` of the project baseline), so baseline projects are not read.
 */
import type { CallObserver } from '../../kit/upstream.js';
import type { SchedulingConnector } from '../connector.js';
import type { ScheduleModel } from '../model.js';
import type { P6Settings } from '../settings.js';
import { createP6Client, type P6Client } from './client.js';
import { createChecks, createEffects } from './effects/index.js';
import { createP6Feed } from './feed.js';
import { scheduleId, toCostCodes, toHeader, toSchedule } from './map.js';
import { wireActivity, wireCalendar, wireCodeAssignment, wireProject } from './wire.js';
import type { WireActivity, WireCalendar, WireCodeAssignment, WireProject } from './wire.js';

export function createP6Connector(
  settings: P6Settings,
  observe?: CallObserver,
  now: () => number = () => Date.now(),
): SchedulingConnector {
  const client = createP6Client(settings, observe);
  // A connection of its own: looks that fail must not hold up those who ask the graph.
  const polling = createP6Client({ ...settings, attempts: 1 }, observe);
  const platform = { client, settings };
  const schedule = async (id: string): Promise<ScheduleModel | null> =>
    (await readSchedules(client, settings, [id]))[0] ?? null;
  return {
    name: 'p6',
    async list() {
      const [projects, codes] = await Promise.all([readProjects(client), readCodes(client, settings)]);
      return {
        headers: projects.map((project) => toHeader(project, settings.companies)),
        costCodes: codes.map((code) => ({
          scheduleId: scheduleId(code.ProjectObjectId),
          spelling: code.ActivityCodeValue,
        })),
        problems: [],
      };
    },
    schedules: (ids) => readSchedules(client, settings, ids),
    feed: createP6Feed(polling, settings, now),
    changes: { effects: createEffects(platform), checks: createChecks(platform, schedule) },
    close: async () => {
      await Promise.all([client.close(), polling.close()]);
    },
  };
}

async function readSchedules(
  client: P6Client,
  settings: P6Settings,
  ids: readonly string[],
): Promise<(ScheduleModel | null)[]> {
  const objectIds = ids.map((id) => Number(id.slice('p6:'.length))).filter(Number.isSafeInteger);
  const [projects, activities, codes] = await Promise.all([
    readProjects(client, objectIds),
    readActivities(client, objectIds),
    readCodes(client, settings, objectIds),
  ]);
  const calendars = await readCalendars(client, projects);
  const byProject = groupByProject(activities);
  const costCodes = toCostCodes(codes);
  const schedules = new Map(
    projects.map((project) => [
      scheduleId(project.ObjectId),
      toSchedule(
        project,
        byProject.get(project.ObjectId) ?? [],
        costCodes,
        calendars.get(project.ActivityDefaultCalendarObjectId ?? 0),
        settings.companies,
      ),
    ]),
  );
  return ids.map((id) => schedules.get(id) ?? null);
}

function groupByProject(activities: readonly WireActivity[]): ReadonlyMap<number, readonly WireActivity[]> {
  const groups = new Map<number, WireActivity[]>();
  for (const activity of activities) {
    const group = groups.get(activity.ProjectObjectId);
    if (group) group.push(activity);
    else groups.set(activity.ProjectObjectId, [activity]);
  }
  return groups;
}

function readProjects(client: P6Client, ids?: readonly number[]): Promise<WireProject[]> {
  return client.read({
    model: 'project',
    schema: wireProject,
    key: 'ObjectId',
    ...(ids && { among: { field: 'ObjectId', ids } }),
  });
}

function readActivities(client: P6Client, ids: readonly number[]): Promise<WireActivity[]> {
  return client.read({
    model: 'activity',
    schema: wireActivity,
    key: 'ObjectId',
    among: { field: 'ProjectObjectId', ids },
  });
}

/** An activity has at most one value of a code type, so its id orders the assignments of one type. */
function readCodes(
  client: P6Client,
  settings: P6Settings,
  ids?: readonly number[],
): Promise<WireCodeAssignment[]> {
  return client.read({
    model: 'activityCodeAssignment',
    schema: wireCodeAssignment,
    key: 'ActivityObjectId',
    filter: `ActivityCodeTypeName:eq:'${settings.costCodeType.replaceAll("'", "''")}'`,
    ...(ids && { among: { field: 'ProjectObjectId', ids } }),
  });
}

async function readCalendars(
  client: P6Client,
  projects: readonly WireProject[],
): Promise<ReadonlyMap<number, WireCalendar>> {
  const ids = [...new Set(projects.flatMap((project) => project.ActivityDefaultCalendarObjectId ?? []))];
  const calendars = await client.read({
    model: 'calendar',
    schema: wireCalendar,
    key: 'ObjectId',
    among: { field: 'ObjectId', ids },
  });
  return new Map(calendars.map((calendar) => [calendar.ObjectId, calendar]));
}
