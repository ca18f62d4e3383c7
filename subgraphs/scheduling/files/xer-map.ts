/** XER tables to our model. Pure. */
import { decimal, sum, type DecimalString } from '../../kit/decimal.js';
import { activityId, FIVE_DAY_WEEK } from '../model.js';
import type { ActivityKind, ActivityModel, ScheduleModel, WorkCalendar } from '../model.js';
import { withBaseline } from './baseline.js';
import { parseCalendarData } from './calendar-data.js';
import type { ReadContext } from './read-schedule.js';
import { createValueReader, fraction, toBig, type ValueReader } from './values.js';
import type { XerFile, XerRow } from './xer.js';
import type { XerTable } from './xer-tables.js';

const KINDS: Readonly<Record<string, ActivityKind>> = {
  TT_Task: 'TASK',
  TT_Rsrc: 'TASK',
  TT_Mile: 'START_MILESTONE',
  TT_FinMile: 'FINISH_MILESTONE',
  TT_LOE: 'LEVEL_OF_EFFORT',
  TT_WBS: 'WBS_SUMMARY',
};
const STATUSES = { TK_NotStart: 'NOT_STARTED', TK_Active: 'IN_PROGRESS', TK_Complete: 'COMPLETED' } as const;

/** One schedule per project of the file; a project that is another's baseline gives that one its baseline dates. */
export function toSchedules(file: XerFile, context: ReadContext): ScheduleModel[] {
  const projects = rowsOf(file, 'PROJECT');
  const tasks = groupBy(rowsOf(file, 'TASK'), 'proj_id');
  const toActivity = createActivityMapper(file, context);
  const values = createValueReader('PROJECT', file.report);
  const schedules = new Map(
    projects.map((row) => {
      const { proj_id: id = '', proj_short_name: label = '', clndr_id: calendar } = row.values;
      const scheduleId = `file:${context.file}#${id}`;
      const schedule: ScheduleModel = {
        ...{ id: scheduleId, label, name: projectName(file, id) ?? label, company: context.company },
        source: context.file,
        dataDate: values.day(row.line, 'last_recalc_date', row.values['last_recalc_date']),
        ...{ percentComplete: null, baselineStart: null, baselineFinish: null },
        calendar: toCalendar(file, calendar),
        activities: (tasks.get(id) ?? []).map((task) => toActivity(scheduleId, task)),
      };
      return [id, schedule] as const;
    }),
  );
  const baselineIds = new Map(
    projects.map(({ values: v }) => [v['proj_id'] ?? '', v['sum_base_proj_id'] ?? '']),
  );
  const used = new Set([...baselineIds].flatMap(([id, base]) => (base !== id ? [base] : [])));
  return [...schedules].flatMap(([id, schedule]) =>
    used.has(id) ? [] : [withBaseline(schedule, schedules.get(baselineIds.get(id) ?? ''))],
  );
}

function rowsOf(file: XerFile, table: XerTable): readonly XerRow[] {
  return file.tables.get(table) ?? [];
}

function groupBy(rows: readonly XerRow[], column: string): ReadonlyMap<string, readonly XerRow[]> {
  const groups = new Map<string, XerRow[]>();
  for (const row of rows) {
    const key = row.values[column] ?? '';
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** The project's name is that of its top WBS element. */
function projectName(file: XerFile, projectId: string): string | undefined {
  const top = rowsOf(file, 'PROJWBS').find(
    ({ values }) => values['proj_id'] === projectId && values['proj_node_flag'] === 'Y',
  );
  return top?.values['wbs_name'];
}

function toCalendar(file: XerFile, id: string | undefined): WorkCalendar {
  const row = rowsOf(file, 'CALENDAR').find(({ values }) => values['clndr_id'] === id);
  if (!row) return FIVE_DAY_WEEK;
  try {
    return parseCalendarData(row.values['clndr_data'] ?? '');
  } catch (error) {
    file.report.bad(row.line, 'CALENDAR', `${(error as Error).message}; Monday to Friday is taken`);
    return FIVE_DAY_WEEK;
  }
}

function createActivityMapper(
  file: XerFile,
  context: ReadContext,
): (scheduleId: string, row: XerRow) => ActivityModel {
  const values = createValueReader('TASK', file.report);
  const wbs = new Map(rowsOf(file, 'PROJWBS').map(({ values: v }) => [v['wbs_id'], v['wbs_short_name']]));
  const costCodes = readCostCodes(file, context.costCodeType);
  const costs = readCosts(file);
  return (scheduleId, row) => {
    const { line, values: v } = row;
    const { task_id: id = '', status_code: status = '' } = v;
    return {
      id: activityId(scheduleId, id),
      code: v['task_code'] ?? '',
      name: v['task_name'] ?? null,
      kind: KINDS[v['task_type'] ?? ''] ?? 'TASK',
      status: status in STATUSES ? STATUSES[status as keyof typeof STATUSES] : null,
      plannedStart: values.day(line, 'target_start_date', v['target_start_date']),
      plannedFinish: values.day(line, 'target_end_date', v['target_end_date']),
      actualStart: values.day(line, 'act_start_date', v['act_start_date']),
      actualFinish: values.day(line, 'act_end_date', v['act_end_date']),
      earlyStart: values.day(line, 'early_start_date', v['early_start_date']),
      earlyFinish: values.day(line, 'early_end_date', v['early_end_date']),
      ...{ baselineStart: null, baselineFinish: null },
      percentComplete: percentOf(row, values),
      totalFloatHours: values.number(line, 'total_float_hr_cnt', v['total_float_hr_cnt']),
      plannedCost: costs.get(id) ?? null,
      plannedHours: values.number(line, 'target_drtn_hr_cnt', v['target_drtn_hr_cnt']),
      costCodeSpelling: costCodes.get(id) ?? null,
      wbs: wbs.get(v['wbs_id']) ?? null,
    };
  };
}

/** P6's percent by the activity's own type: of duration, physical (stated in percent), or of units. */
function percentOf({ line, values: v }: XerRow, values: ValueReader): DecimalString {
  if (v['status_code'] === 'TK_Complete') return '1';
  const number = (field: string) => toBig(values.number(line, field, v[field]));
  switch (v['complete_pct_type']) {
    case 'CP_Phys':
      return fraction(number('phys_complete_pct'), decimal(100));
    case 'CP_Units': {
      const actual = number('act_work_qty').plus(number('act_equip_qty'));
      return fraction(actual, actual.plus(number('remain_work_qty')).plus(number('remain_equip_qty')));
    }
    default: {
      if (v['status_code'] === 'TK_NotStart') return '0';
      const target = number('target_drtn_hr_cnt');
      return fraction(target.minus(number('remain_drtn_hr_cnt')), target);
    }
  }
}

/** Cost code by task: the value of the activity code type, else of the task UDF, with the configured name. */
function readCostCodes(file: XerFile, typeName: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const udf = rowsOf(file, 'UDFTYPE').find(
    ({ values: v }) => v['table_name'] === 'TASK' && v['udf_type_label'] === typeName,
  )?.values['udf_type_id'];
  for (const { values: v } of rowsOf(file, 'UDFVALUE'))
    if (udf !== undefined && v['udf_type_id'] === udf && v['udf_text'])
      found.set(v['fk_id'] ?? '', v['udf_text']);
  const types = new Set(
    rowsOf(file, 'ACTVTYPE')
      .filter(({ values: v }) => v['actv_code_type'] === typeName)
      .map(({ values: v }) => v['actv_code_type_id']),
  );
  const codes = new Map(
    rowsOf(file, 'ACTVCODE').map(({ values: v }) => [v['actv_code_id'], v['short_name']]),
  );
  for (const { values: v } of rowsOf(file, 'TASKACTV')) {
    const code = codes.get(v['actv_code_id']);
    if (types.has(v['actv_code_type_id']) && code !== undefined) found.set(v['task_id'] ?? '', code);
  }
  return found;
}

/** Planned cost by task: its resources and its expenses. */
function readCosts(file: XerFile): ReadonlyMap<string, DecimalString> {
  const costs = new Map<string, DecimalString>();
  for (const table of ['TASKRSRC', 'PROJCOST'] as const) {
    const values = createValueReader(table, file.report);
    for (const { line, values: v } of rowsOf(file, table)) {
      const cost = toBig(values.number(line, 'target_cost', v['target_cost']));
      const id = v['task_id'] ?? '';
      costs.set(id, sum([toBig(costs.get(id) ?? null), cost]).toFixed());
    }
  }
  return costs;
}
