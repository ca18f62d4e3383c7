/**
 * Reader of P6's XML export (PMXML): business objects under `APIBusinessObjects`, activities inside their `Project`,
 * the baseline as `BaselineProject` with the id that `CurrentBaselineProjectObjectId` names. Percentages are 0 to 1.
 */
import { sum } from '../../kit/decimal.js';
import { activityId, FIVE_DAY_WEEK } from '../model.js';
import type { ActivityModel, ScheduleModel, WorkCalendar } from '../model.js';
import { KINDS, STATUSES, WEEKDAYS } from '../p6/words.js';
import { withBaseline } from './baseline.js';
import type { ReadContext } from './read-schedule.js';
import type { ReportBuilder } from './report.js';
import { createValueReader, toBig } from './values.js';
import { child, children, textOf, type XmlNode } from './xml-records.js';

const COSTS = ['PlannedLaborCost', 'PlannedNonLaborCost', 'PlannedMaterialCost', 'PlannedExpenseCost'];

export interface PmxmlReader {
  take(record: XmlNode, container: XmlNode): void;
  schedules(): ScheduleModel[];
}

interface Found {
  readonly projects: XmlNode[];
  /** By the element of their project. */
  readonly activities: Map<XmlNode, XmlNode[]>;
  readonly calendars: Map<string, XmlNode>;
  readonly wbs: Map<string, string>;
  /** Object ids of the code type or UDF that carries the cost code. */
  readonly costCodeTypes: Set<string>;
  readonly codes: Map<string, string>;
}

export function createPmxmlReader(context: ReadContext, report: ReportBuilder): PmxmlReader {
  const found: Found = {
    projects: [],
    activities: new Map(),
    calendars: new Map(),
    wbs: new Map(),
    costCodeTypes: new Set(),
    codes: new Map(),
  };
  return {
    take: (record, container) => takeRecord(found, context, report, record, container),
    schedules: () => toSchedules(found, context, report),
  };
}

function takeRecord(
  found: Found,
  context: ReadContext,
  report: ReportBuilder,
  record: XmlNode,
  container: XmlNode,
): void {
  const id = textOf(record, 'ObjectId') ?? '';
  switch (record.name) {
    case 'Project':
    case 'BaselineProject':
      if (container.name === 'APIBusinessObjects') found.projects.push(record);
      return;
    case 'Activity': {
      report.count('Activity');
      const missing = ['ObjectId', 'Id'].filter((name) => textOf(record, name) === undefined);
      if (missing.length > 0) {
        report.bad(record.line, 'Activity', `${missing.join(', ')} is missing`);
        return;
      }
      const list = found.activities.get(container);
      if (list) list.push(record);
      else found.activities.set(container, [record]);
      return;
    }
    case 'Calendar':
      return void found.calendars.set(id, record);
    case 'WBS':
      return void found.wbs.set(id, textOf(record, 'Code') ?? '');
    case 'ActivityCodeType':
      if (textOf(record, 'Name') === context.costCodeType) found.costCodeTypes.add(id);
      return;
    case 'UDFType':
      if (textOf(record, 'Title') === context.costCodeType) found.costCodeTypes.add(id);
      return;
    case 'ActivityCode':
      return void found.codes.set(id, textOf(record, 'CodeValue') ?? '');
    default:
  }
}

function toSchedules(found: Found, context: ReadContext, report: ReportBuilder): ScheduleModel[] {
  const baselines = new Map<string, ScheduleModel>();
  for (const project of found.projects.filter((each) => each.name === 'BaselineProject'))
    baselines.set(textOf(project, 'ObjectId') ?? '', toSchedule(project, found, context, report));
  return found.projects
    .filter((project) => project.name === 'Project')
    .map((project) =>
      withBaseline(
        toSchedule(project, found, context, report),
        baselines.get(textOf(project, 'CurrentBaselineProjectObjectId') ?? ''),
      ),
    );
}

function toSchedule(
  project: XmlNode,
  found: Found,
  context: ReadContext,
  report: ReportBuilder,
): ScheduleModel {
  const values = createValueReader(project.name, report);
  const id = `file:${context.file}#${textOf(project, 'ObjectId') ?? ''}`;
  const calendar = found.calendars.get(textOf(project, 'ActivityDefaultCalendarObjectId') ?? '');
  return {
    id,
    label: textOf(project, 'Id') ?? context.file,
    name: textOf(project, 'Name') ?? null,
    company: context.company,
    source: context.file,
    dataDate: values.day(project.line, 'DataDate', textOf(project, 'DataDate')),
    percentComplete: values.number(
      project.line,
      'SummaryDurationPercentComplete',
      textOf(project, 'SummaryDurationPercentComplete'),
    ),
    ...{ baselineStart: null, baselineFinish: null },
    calendar: calendar ? toCalendar(calendar) : FIVE_DAY_WEEK,
    activities: (found.activities.get(project) ?? []).map((each) => toActivity(each, id, found, report)),
  };
}

function toActivity(node: XmlNode, schedule: string, found: Found, report: ReportBuilder): ActivityModel {
  const values = createValueReader('Activity', report);
  const day = (name: string) => values.day(node.line, name, textOf(node, name));
  const number = (name: string) => values.number(node.line, name, textOf(node, name));
  const status = textOf(node, 'Status') ?? '';
  const costs = COSTS.map(number).filter((cost) => cost !== null);
  return {
    id: activityId(schedule, textOf(node, 'ObjectId') ?? ''),
    code: textOf(node, 'Id') ?? '',
    name: textOf(node, 'Name') ?? null,
    kind: KINDS[textOf(node, 'Type') ?? ''] ?? 'TASK',
    status: status in STATUSES ? STATUSES[status as keyof typeof STATUSES] : null,
    plannedStart: day('PlannedStartDate'),
    plannedFinish: day('PlannedFinishDate'),
    actualStart: day('ActualStartDate'),
    actualFinish: day('ActualFinishDate'),
    earlyStart: day('RemainingEarlyStartDate'),
    earlyFinish: day('RemainingEarlyFinishDate'),
    ...{ baselineStart: null, baselineFinish: null },
    percentComplete: number('PercentComplete'),
    totalFloatHours: number('TotalFloat'),
    plannedCost: costs.length > 0 ? sum(costs.map(toBig)).toFixed() : null,
    plannedHours: number('PlannedDuration'),
    costCodeSpelling: costCodeOf(node, found),
    wbs: found.wbs.get(textOf(node, 'WBSObjectId') ?? '') ?? null,
  };
}

function costCodeOf(node: XmlNode, { costCodeTypes, codes }: Found): string | null {
  const isCostCode = (each: XmlNode): boolean => costCodeTypes.has(textOf(each, 'TypeObjectId') ?? '');
  const code = children(node, 'Code').find(isCostCode);
  if (code) return codes.get(textOf(code, 'ValueObjectId') ?? '') ?? null;
  const udf = children(node, 'UDF').find(isCostCode);
  return textOf(udf, 'TextValue') ?? null;
}

/** A day without work times is not worked. */
function toCalendar(node: XmlNode): WorkCalendar {
  const isWorked = (day: XmlNode): boolean =>
    children(day, 'WorkTime').some((time) => time.children.length > 0);
  const workWeek = children(child(node, 'StandardWorkWeek'), 'StandardWorkHours')
    .filter(isWorked)
    .map((day) => WEEKDAYS.indexOf(textOf(day, 'DayOfWeek') ?? ''))
    .filter((day) => day >= 0)
    .sort();
  if (workWeek.length === 0) return FIVE_DAY_WEEK;
  const holidays = children(child(node, 'HolidayOrExceptions'), 'HolidayOrException')
    .filter((exception) => !isWorked(exception))
    .flatMap((exception) => textOf(exception, 'Date')?.slice(0, 10) ?? [])
    .filter((day) => workWeek.includes(new Date(day).getUTCDay()));
  return { workWeek, holidays: [...new Set(holidays)].sort() };
}
