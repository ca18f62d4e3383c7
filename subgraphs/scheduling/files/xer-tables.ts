/**
 * The tables of an XER file and what is read of them. Anything else is passed over, its rows only checked for their
 * width. https://docs.oracle.com/cd/F25600_01/English/Mapping_and_Schema/xer_import_export_data_map_project/index.htm
 */
export const XER_COLUMNS = {
  PROJECT: ['proj_id', 'proj_short_name', 'last_recalc_date', 'clndr_id', 'sum_base_proj_id'],
  CALENDAR: ['clndr_id', 'clndr_name', 'clndr_data'],
  PROJWBS: ['wbs_id', 'wbs_short_name', 'wbs_name', 'proj_id', 'proj_node_flag'],
  TASK: [
    ...['task_id', 'proj_id', 'wbs_id', 'task_code', 'task_name', 'task_type', 'status_code'],
    ...['complete_pct_type', 'phys_complete_pct', 'total_float_hr_cnt', 'target_drtn_hr_cnt'],
    ...['remain_drtn_hr_cnt', 'act_work_qty', 'remain_work_qty', 'act_equip_qty', 'remain_equip_qty'],
    ...['act_start_date', 'act_end_date', 'early_start_date', 'early_end_date'],
    ...['target_start_date', 'target_end_date'],
  ],
  ACTVTYPE: ['actv_code_type_id', 'actv_code_type'],
  ACTVCODE: ['actv_code_id', 'short_name'],
  TASKACTV: ['task_id', 'actv_code_type_id', 'actv_code_id'],
  TASKRSRC: ['task_id', 'target_cost'],
  PROJCOST: ['task_id', 'target_cost'],
  UDFTYPE: ['udf_type_id', 'table_name', 'udf_type_label'],
  UDFVALUE: ['udf_type_id', 'fk_id', 'udf_text'],
} as const;
export type XerTable = keyof typeof XER_COLUMNS;

/** A row without one of these is of no use. */
export const REQUIRED: Readonly<Record<XerTable, readonly string[]>> = {
  PROJECT: ['proj_id', 'proj_short_name'],
  CALENDAR: ['clndr_id'],
  PROJWBS: ['wbs_id'],
  TASK: ['task_id', 'proj_id', 'task_code'],
  ACTVTYPE: ['actv_code_type_id', 'actv_code_type'],
  ACTVCODE: ['actv_code_id', 'short_name'],
  TASKACTV: ['task_id', 'actv_code_type_id', 'actv_code_id'],
  TASKRSRC: ['task_id'],
  PROJCOST: ['task_id'],
  UDFTYPE: ['udf_type_id'],
  UDFVALUE: ['udf_type_id', 'fk_id'],
};

/** Tables an export may hold beside the ones that are read. */
const OTHERS = `ACCOUNT APPLYACTOPTIONS ASGNMNTACAT ASGNMNTCATTYPE ASGNMNTCATVAL BUDGCHNG CBS COSTTYPE CURRTYPE
  DOCCATG DOCSTAT DOCUMENT FINDATES FINTMPL FUNDSRC ISSUHIST LOCATION MEMOTYPE NONWORK OBS PCATTYPE PCATUSER PCATVAL
  PHASE POBS PREFER PROFILE PROJEST PROJFUND PROJISSU PROJPCAT PROJRISK PROJTHRS RCATTYPE RCATVAL RISKTYPE ROLECATTYPE
  ROLECATVAL ROLERATE ROLERCAT ROLES RSRC RSRCCURV RSRCCURVDATA RSRCLEVELLIST RSRCRATE RSRCRCAT RSRCROLE SCHEDOPTIONS
  SHIFT SHIFTPER SUMTASK SUMTASKSPREAD TASKDOC TASKFDBK TASKFIN TASKMEMO TASKNOTE TASKPRED TASKPROC TASKRISK TASKSUM
  TASKSUMFIN TASKUSER TASKWKSP THRSPARM TRSRCFIN TRSRCSUM TRSRCSUMFN UDFCODE UMEASURE WBSBUDG WBSMEMO WBSRSRC WBSSTEP`;
const KNOWN = new Set([...Object.keys(XER_COLUMNS), ...OTHERS.split(/\s+/)]);

export function isKnownTable(name: string): boolean {
  return KNOWN.has(name);
}
export function isReadTable(name: string): name is XerTable {
  return name in XER_COLUMNS;
}
