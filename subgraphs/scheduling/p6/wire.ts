/**
 * P6 EPPM REST, parsed at the border. Field names follow Oracle's reference of Activity, Project, Calendar and
 * ActivityCodeAssignment fields; dates are local `YYYY-MM-DDTHH:MM:SS`, durations and float hours, percentages 0 to 1.
 * https://docs.oracle.com/cd/F37125_01/English/Integration_Documentation/rest_api/rest-endpoints.html
 *
 * The calendar's work week and exceptions are taken in the shape of Oracle's XML schema (PMXML) written as JSON:
 * the REST reference names the two fields but does not show their members.
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

export const wireCodeAssignment = z.object({
  ActivityObjectId: z.int(),
  ProjectObjectId: z.int(),
  ActivityCodeValue: z.string(),
});
export type WireCodeAssignment = z.infer<typeof wireCodeAssignment>;

const workTime = z.array(z.object({ Start: z.string(), Finish: z.string() })).nullish();
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
