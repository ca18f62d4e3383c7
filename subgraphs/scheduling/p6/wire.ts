/**
 * P6 EPPM REST, parsed at the border: bare arrays of objects with the asked fields. Dates are local
 * `YYYY-MM-DDTHH:MM:SS`, durations and float hours, percentages 0 to 1 (public clients of P6 servers multiply by 100,
 * though the field reference writes its formulas as percent).
 *
 * Source: Oracle's field reference, https://docs.oracle.com/cd/F51301_01/English/Integration_Documentation/
 * p6_eppm_web_services_reference/ 42344.htm (Activity), 42399.htm (Project), 42339.htm (ActivityCodeAssignment: all
 * filterable and orderable); and Oracle's OpenAPI description of the REST API, version 2022.12.12, as kept in
 * github.com/everettVT/primavera-p6-clients (the calendar's members, the list as answer).
 *
 * Unverified: what the REST server writes into the `WorkTime` of a day off; absent, empty and hollow are all taken.
 */
import { z } from 'zod';

const text = z.string().nullish();
const number = z.number().nullish();
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .nullish();

export const wireProject = z.object({
  ObjectId: z.int(),
  Id: z.string(),
  Name: text,
  ParentEPSId: text,
  DataDate: moment,
  SummaryDurationPercentComplete: number,
  SummaryBaselineStartDate: moment,
  SummaryBaselineFinishDate: moment,
  ActivityDefaultCalendarObjectId: number,
});
export type WireProject = z.infer<typeof wireProject>;

export const wireActivity = z.object({
  ObjectId: z.int(),
  ProjectObjectId: z.int(),
  Id: z.string(),
  Name: text,
  Type: z.string(),
  Status: z.string(),
  PlannedStartDate: moment,
  PlannedFinishDate: moment,
  ActualStartDate: moment,
  ActualFinishDate: moment,
  RemainingEarlyStartDate: moment,
  RemainingEarlyFinishDate: moment,
  BaselineStartDate: moment,
  BaselineFinishDate: moment,
  PercentComplete: number,
  TotalFloat: number,
  PlannedDuration: number,
  PlannedTotalCost: number,
  WBSCode: text,
});
export type WireActivity = z.infer<typeof wireActivity>;

/** What tells that a milestone or a project changed. */
export const wireChangedActivity = wireActivity
  .pick({ ObjectId: true, ProjectObjectId: true, Id: true, Type: true, Status: true })
  .extend({
    ...{ PlannedStartDate: moment, PlannedFinishDate: moment, ActualStartDate: moment },
    ...{ ActualFinishDate: moment, RemainingEarlyStartDate: moment, RemainingEarlyFinishDate: moment },
    ...{ BaselineStartDate: moment, BaselineFinishDate: moment, TotalFloat: number },
    LastUpdateDate: moment,
  });
export const wireChangedProject = wireProject.extend({ LastUpdateDate: moment });

/** Read before and after a change. */
export const wireActivityState = wireActivity.extend({
  PercentCompleteType: z.string(),
  PrimaryConstraintType: text,
  PrimaryConstraintDate: moment,
  LastUpdateDate: moment,
});
export type WireActivityState = z.infer<typeof wireActivityState>;

/** A value of an activity code, its code, and a node of the enterprise project structure. */
export const wireCode = z.object({
  ObjectId: z.int(),
  CodeValue: z.string(),
  Description: text,
  LastUpdateDate: moment,
});
export type WireCode = z.infer<typeof wireCode>;
export const wireCodeType = z.object({ ObjectId: z.int(), Name: z.string(), Scope: text });
export const wireEps = z.object({ ObjectId: z.int(), Id: z.string() });

export const wireResource = z.object({ ObjectId: z.int(), Id: z.string() });
export const wireResourceAssignment = z.object({
  ObjectId: z.int(),
  ActivityObjectId: z.int(),
  ResourceObjectId: number,
  RoleObjectId: number,
  PlannedUnits: number,
});
export type WireResourceAssignment = z.infer<typeof wireResourceAssignment>;
export const wireTopic = z.object({ ObjectId: z.int(), Name: z.string() });
export const wireNote = z.object({
  ObjectId: z.int(),
  ActivityObjectId: z.int(),
  NotebookTopicObjectId: z.int(),
  Note: text,
});
export type WireNote = z.infer<typeof wireNote>;

export const wireCodeAssignment = z.object({
  ActivityObjectId: z.int(),
  ProjectObjectId: z.int(),
  ActivityCodeValue: z.string(),
});
export type WireCodeAssignment = z.infer<typeof wireCodeAssignment>;

const workTime = z.array(z.object({ Start: text, Finish: text }).nullish()).nullish();
export type WireWorkTime = z.infer<typeof workTime>;
export const wireCalendar = z.object({
  ObjectId: z.int(),
  StandardWorkWeek: z
    .object({ StandardWorkHours: z.array(z.object({ DayOfWeek: z.string(), WorkTime: workTime })) })
    .nullish(),
  HolidayOrExceptions: z
    .object({ HolidayOrException: z.array(z.object({ Date: z.string(), WorkTime: workTime })) })
    .nullish(),
});
export type WireCalendar = z.infer<typeof wireCalendar>;
