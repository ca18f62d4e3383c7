/**
 * Reader of MS Project's XML (MSPDI). Baseline 0 is the baseline; percentages are 0 to 100; durations are ISO 8601
 * (`PT7H30M0S`), slack is tenths of a minute; days of the week are 1 = Sunday. Milestones are tasks that say so: one
 * that has successors but no predecessors begins work, every other one ends it.
 * https://learn.microsoft.com/en-us/office-project/xml-data-interchange/introduction-to-project-xml-data
 */
import { decimal, type DecimalString } from '../../kit/decimal.js';
import { activityId, FIVE_DAY_WEEK } from '../model.js';
import type { ActivityKind, ActivityModel, Day, ScheduleModel, WorkCalendar } from '../model.js';
import type { ReadContext } from './read-schedule.js';
import type { ReportBuilder } from './report.js';
import { createValueReader, fraction, toBig } from './values.js';
import { child, children, textOf, type XmlNode } from './xml-records.js';

const DAY_MS = 86_400_000;
/** No holiday list is longer: a range beyond it is reported and cut. */
const MOST_HOLIDAY_DAYS = 3_660;

export interface MspdiReader {
  take(record: XmlNode, container: XmlNode): void;
  schedule(root: XmlNode): ScheduleModel;
}

export function createMspdiReader(context: ReadContext, report: ReportBuilder): MspdiReader {
  const tasks: XmlNode[] = [];
  const calendars = new Map<string, XmlNode>();
  let costCodeField: string | undefined;
  return {
    take(record, container) {
      if (record.name === 'Task' && container.name === 'Tasks') {
        report.count('Task');
        if (textOf(record, 'UID') === undefined) report.bad(record.line, 'Task', 'UID is missing');
        else tasks.push(record);
      } else if (record.name === 'Calendar' && container.name === 'Calendars') {
        calendars.set(textOf(record, 'UID') ?? '', record);
      } else if (record.name === 'ExtendedAttribute' && container.name === 'ExtendedAttributes') {
        const names = [textOf(record, 'Alias'), textOf(record, 'FieldName')];
        if (names.includes(context.costCodeType)) costCodeField = textOf(record, 'FieldID');
      }
    },
    schedule: (root) => toSchedule(root, { tasks, calendars, costCodeField }, context, report),
  };
}

interface Found {
  readonly tasks: readonly XmlNode[];
  readonly calendars: ReadonlyMap<string, XmlNode>;
  readonly costCodeField: string | undefined;
}

function toSchedule(
  root: XmlNode,
  { tasks, calendars, costCodeField }: Found,
  context: ReadContext,
  report: ReportBuilder,
): ScheduleModel {
  const values = createValueReader('Project', report);
  const id = `file:${context.file}#0`;
  const summary = tasks.find((task) => textOf(task, 'UID') === '0');
  const real = tasks.filter((task) => task !== summary && textOf(task, 'IsNull') !== '1');
  const successors = new Set(
    real.flatMap((task) => children(task, 'PredecessorLink').map((link) => textOf(link, 'PredecessorUID'))),
  );
  const calendar = calendars.get(textOf(root, 'CalendarUID') ?? '');
  const label = textOf(root, 'Name') ?? context.file;
  const dataDate = textOf(root, 'StatusDate') ?? textOf(root, 'CurrentDate');
  const percent =
    summary && values.number(summary.line, 'PercentComplete', textOf(summary, 'PercentComplete'));
  return {
    ...{ id, label, name: textOf(root, 'Title') ?? label, company: context.company, source: context.file },
    dataDate: values.day(root.line, 'StatusDate', dataDate),
    percentComplete: percent == null ? null : fraction(toBig(percent), decimal(100)),
    ...{ baselineStart: null, baselineFinish: null },
    calendar: calendar ? toCalendar(calendar, report) : FIVE_DAY_WEEK,
    codesMove: true,
    activities: real.map((task) => toActivity(task, id, kindOf(task, successors), costCodeField, report)),
  };
}

function kindOf(task: XmlNode, successors: ReadonlySet<string | undefined>): ActivityKind {
  if (textOf(task, 'Summary') === '1') return 'WBS_SUMMARY';
  if (textOf(task, 'Milestone') !== '1') return 'TASK';
  const begins = children(task, 'PredecessorLink').length === 0 && successors.has(textOf(task, 'UID'));
  return begins ? 'START_MILESTONE' : 'FINISH_MILESTONE';
}

function toActivity(
  task: XmlNode,
  schedule: string,
  kind: ActivityKind,
  costCodeField: string | undefined,
  report: ReportBuilder,
): ActivityModel {
  const values = createValueReader('Task', report);
  const day = (node: XmlNode | undefined, name: string): Day | null =>
    node ? values.day(node.line, name, textOf(node, name)) : null;
  const number = (name: string) => values.number(task.line, name, textOf(task, name));
  const percent = toBig(number('PercentComplete'));
  const baseline = children(task, 'Baseline').find((each) => textOf(each, 'Number') === '0');
  const slack = number('TotalSlack');
  const uid = textOf(task, 'UID') ?? '';
  const code = children(task, 'ExtendedAttribute').find((each) => textOf(each, 'FieldID') === costCodeField);
  const done = percent.gte(100);
  return {
    id: activityId(schedule, uid),
    code: textOf(task, 'WBS') ?? uid,
    name: textOf(task, 'Name') ?? null,
    kind,
    status: done ? 'COMPLETED' : percent.gt(0) ? 'IN_PROGRESS' : 'NOT_STARTED',
    plannedStart: day(task, 'Start'),
    plannedFinish: day(task, 'Finish'),
    actualStart: day(task, 'ActualStart'),
    actualFinish: day(task, 'ActualFinish'),
    earlyStart: done ? null : day(task, 'EarlyStart'),
    earlyFinish: done ? null : day(task, 'EarlyFinish'),
    baselineStart: day(baseline, 'Start'),
    baselineFinish: day(baseline, 'Finish'),
    percentComplete: fraction(percent, decimal(100)),
    totalFloatHours: slack === null ? null : decimal(toBig(slack).div(600).toFixed(2)).toFixed(),
    plannedCost: number('Cost'),
    plannedHours: toHours(textOf(task, 'Duration'), task.line, report),
    costCodeSpelling: costCodeField === undefined ? null : (textOf(code, 'Value') ?? null),
    wbs: textOf(task, 'OutlineNumber') ?? null,
  };
}

function toHours(duration: string | undefined, line: number, report: ReportBuilder): DecimalString | null {
  if (duration === undefined) return null;
  const [, hours, minutes, seconds] = /^PT(\d+)H(\d+)M(\d+)(?:\.\d+)?S$/.exec(duration) ?? [];
  if (hours === undefined || minutes === undefined || seconds === undefined) {
    report.bad(line, 'Task', `Duration "${duration.slice(0, 40)}" is no duration; it is left out`);
    return null;
  }
  const exact = decimal(hours).plus(decimal(minutes).div(60)).plus(decimal(seconds).div(3600));
  return decimal(exact.toFixed(4)).toFixed();
}

/** Days off are weekdays of type 0 with a time period (up to Project 2003), or exceptions (since 2007). */
function toCalendar(node: XmlNode, report: ReportBuilder): WorkCalendar {
  const days = children(child(node, 'WeekDays'), 'WeekDay');
  const workWeek = days
    .filter((day) => textOf(day, 'DayWorking') === '1' && textOf(day, 'DayType') !== '0')
    .map((day) => Number(textOf(day, 'DayType')) - 1)
    .filter((day) => day >= 0 && day <= 6)
    .sort();
  if (workWeek.length === 0) return FIVE_DAY_WEEK;
  const off = [
    ...days.filter((day) => textOf(day, 'DayType') === '0'),
    ...children(child(node, 'Exceptions'), 'Exception'),
  ].filter((exception) => textOf(exception, 'DayWorking') === '0');
  const holidays = off.flatMap((exception) => daysOf(exception, report));
  const worked = holidays.filter((day) => workWeek.includes(new Date(day).getUTCDay()));
  return { workWeek, holidays: [...new Set(worked)].sort() };
}

function daysOf(exception: XmlNode, report: ReportBuilder): Day[] {
  const values = createValueReader('Calendar', report);
  const period = child(exception, 'TimePeriod');
  const from = period && values.day(period.line, 'FromDate', textOf(period, 'FromDate'));
  const to = period && values.day(period.line, 'ToDate', textOf(period, 'ToDate'));
  if (!from || !to) return [];
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  if (count > MOST_HOLIDAY_DAYS)
    report.bad(
      exception.line,
      'Calendar',
      `${count} days off in one exception; the first ten years are taken`,
    );
  return Array.from({ length: Math.max(0, Math.min(count, MOST_HOLIDAY_DAYS)) }, (_, i) =>
    new Date(Date.parse(from) + i * DAY_MS).toISOString().slice(0, 10),
  );
}
