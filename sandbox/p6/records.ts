/** The firm's schedules as P6's objects, by REST model name. Numbers are as P6 serves them: JSON doubles. */
import type { Firm, FirmActivity, FirmMachine, FirmSchedule } from '../firm/ledger.js';

export type P6Row = Record<string, unknown>;

const TYPES = {
  TASK: 'Task Dependent',
  START_MILESTONE: 'Start Milestone',
  FINISH_MILESTONE: 'Finish Milestone',
  LEVEL_OF_EFFORT: 'Level of Effort',
  WBS_SUMMARY: 'WBS Summary',
} as const;
const STATUSES = { NOT_STARTED: 'Not Started', IN_PROGRESS: 'In Progress', COMPLETED: 'Completed' } as const;
const PERCENT_TYPES = { PHYSICAL: 'Physical', DURATION: 'Duration', UNITS: 'Units' } as const;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const CODE_TYPE = { ActivityCodeTypeObjectId: 1, ActivityCodeTypeName: 'Cost Code' } as const;
const HOURS_PER_DAY = 8;

/** A table without rows still has its fields. */
export const FIELDS: Readonly<Record<string, readonly string[]>> = {
  resourceAssignment: [
    ...['ObjectId', 'ActivityObjectId', 'ProjectObjectId', 'ResourceObjectId', 'RoleObjectId'],
    ...['PlannedUnits', 'RemainingUnits', 'LastUpdateDate'],
  ],
  activityCode: [
    ...['ObjectId', 'CodeTypeObjectId', 'CodeTypeName', 'CodeTypeScope', 'CodeValue', 'Description'],
    'LastUpdateDate',
  ],
  activityNote: ['ObjectId', 'ActivityObjectId', 'NotebookTopicObjectId', 'Note', 'LastUpdateDate'],
};

export function toTables(firm: Firm): ReadonlyMap<string, P6Row[]> {
  const units = new Map(firm.companies.map(({ code, estimatingUnit }) => [code, estimatingUnit]));
  const { schedules } = firm;
  return new Map([
    ['project', schedules.map((schedule) => toProject(schedule, units.get(schedule.company) ?? ''))],
    [
      'activity',
      schedules.flatMap((schedule) => schedule.activities.map((each) => toActivity(schedule, each))),
    ],
    [
      'activityCodeType',
      [{ ObjectId: CODE_TYPE.ActivityCodeTypeObjectId, Name: 'Cost Code', Scope: 'Global' }],
    ],
    ['activityCode', toCodes(firm)],
    ['activityCodeAssignment', schedules.flatMap(toCodeAssignments)],
    ['eps', firm.companies.map(({ estimatingUnit }, at) => ({ ObjectId: at + 1, Id: estimatingUnit }))],
    ['calendar', schedules.map(toCalendar)],
    ['resource', firm.machines.map(toResource)],
    ['resourceAssignment', []],
    ['notebookTopic', [{ ObjectId: 1, Name: 'Notes', AvailableForActivity: true }]],
    ['activityNote', []],
  ]);
}

/** Every schedule has its own calendar, under the schedule's own id. */
function calendarId(schedule: FirmSchedule): number {
  return schedule.objectId;
}

function toProject(schedule: FirmSchedule, eps: string): P6Row {
  return {
    ObjectId: schedule.objectId,
    Id: schedule.spelling,
    Name: schedule.name,
    ParentEPSId: eps,
    Status: 'Active',
    DataDate: at(schedule.dataDate, '17:00:00'),
    SummaryDurationPercentComplete: Number(schedule.percentComplete),
    SummaryBaselineStartDate: at(schedule.baselineStart, '08:00:00'),
    SummaryBaselineFinishDate: at(schedule.baselineFinish, '17:00:00'),
    ActivityDefaultCalendarObjectId: calendarId(schedule),
    LastUpdateDate: at(schedule.dataDate, '06:00:00'),
  };
}

function toActivity(schedule: FirmSchedule, activity: FirmActivity): P6Row {
  const percent = Number(activity.percentComplete);
  const percentOf = (type: FirmActivity['percentType']): number =>
    activity.percentType === type ? percent : 0;
  return {
    ObjectId: activity.objectId,
    ProjectObjectId: schedule.objectId,
    Id: activity.code,
    Name: activity.name,
    Type: TYPES[activity.type],
    Status: STATUSES[activity.status],
    CalendarObjectId: calendarId(schedule),
    PercentCompleteType: PERCENT_TYPES[activity.percentType],
    PercentComplete: percent,
    PhysicalPercentComplete: percentOf('PHYSICAL'),
    DurationPercentComplete: percentOf('DURATION'),
    UnitsPercentComplete: percentOf('UNITS'),
    ...toDates(activity),
    TotalFloat: activity.actualFinish === null ? Number(activity.totalFloatHours) : null,
    PlannedDuration: toHours(activity),
    PlannedTotalCost: Number(activity.plannedCost),
    WBSCode: schedule.spelling,
    PrimaryConstraintType: null,
    PrimaryConstraintDate: null,
    LastUpdateDate: at(schedule.dataDate, '06:00:00'),
  };
}

function toDates(activity: FirmActivity): P6Row {
  const { plannedStart, plannedFinish, actualStart, actualFinish } = activity;
  return {
    PlannedStartDate: at(plannedStart, '08:00:00'),
    PlannedFinishDate: at(plannedFinish, '17:00:00'),
    StartDate: at(actualStart ?? plannedStart, '08:00:00'),
    FinishDate: at(actualFinish ?? plannedFinish, '17:00:00'),
    ActualStartDate: actualStart === null ? null : at(actualStart, '08:00:00'),
    ActualFinishDate: actualFinish === null ? null : at(actualFinish, '17:00:00'),
    RemainingEarlyStartDate: actualFinish === null ? at(plannedStart, '08:00:00') : null,
    RemainingEarlyFinishDate: actualFinish === null ? at(plannedFinish, '17:00:00') : null,
    BaselineStartDate: at(activity.baselineStart, '08:00:00'),
    BaselineFinishDate: at(activity.baselineFinish, '17:00:00'),
  };
}

function toHours(activity: FirmActivity): number {
  if (activity.type.endsWith('MILESTONE')) return 0;
  const days = (Date.parse(activity.plannedFinish) - Date.parse(activity.plannedStart)) / 86_400_000 + 1;
  return Math.round((days * 5) / 7) * HOURS_PER_DAY;
}

function toCodeAssignments(schedule: FirmSchedule): P6Row[] {
  return schedule.activities.flatMap((activity) =>
    activity.costCodeSpelling === null
      ? []
      : [
          {
            ...CODE_TYPE,
            ActivityObjectId: activity.objectId,
            ActivityId: activity.code,
            ProjectObjectId: schedule.objectId,
            ActivityCodeObjectId: activity.costCodeId,
            ActivityCodeValue: activity.costCodeSpelling,
          },
        ],
  );
}

/** The values that planners use, each in its own spelling and without a description. */
function toCodes({ schedules, today }: Firm): P6Row[] {
  const spelled = schedules.flatMap(({ activities }) =>
    activities.flatMap((own) => own.costCodeSpelling ?? []),
  );
  return [...new Set(spelled)].sort().map((CodeValue, index) => ({
    ...{ ObjectId: index + 1, CodeTypeObjectId: CODE_TYPE.ActivityCodeTypeObjectId, CodeValue },
    ...{ CodeTypeName: CODE_TYPE.ActivityCodeTypeName, CodeTypeScope: 'Global' },
    ...{ Description: null, LastUpdateDate: at(today, '06:00:00') },
  }));
}

function toCalendar(schedule: FirmSchedule): P6Row {
  const hours = [
    { Start: '08:00:00', Finish: '11:59:00' },
    { Start: '13:00:00', Finish: '16:59:00' },
  ];
  return {
    ObjectId: calendarId(schedule),
    Name: `${schedule.spelling} calendar`,
    Type: 'Project',
    HoursPerDay: HOURS_PER_DAY,
    StandardWorkWeek: {
      StandardWorkHours: WEEKDAYS.map((DayOfWeek, day) => ({
        DayOfWeek,
        WorkTime: day === 0 || day === 6 ? null : hours,
      })),
    },
    HolidayOrExceptions: {
      HolidayOrException: schedule.holidays.map((day) => ({ Date: at(day, '00:00:00'), WorkTime: null })),
    },
  };
}

/** Planners know a machine by its number. */
function toResource({ vehicleId, number, name, company }: FirmMachine): P6Row {
  return { ObjectId: vehicleId, Id: number, Name: name, ParentId: company, ResourceType: 'Nonlabor' };
}

function at(day: string, time: string): string {
  return `${day}T${time}`;
}
