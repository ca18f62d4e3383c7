/**
 * POST makes a row for each object of the array and answers their ObjectIds; PUT changes the rows named by ObjectId. At
 * most 1,000 a call, all or none. Percent complete is written in the field of its type and read in `PercentComplete`.
 *
 * Source: docs.oracle.com/cd/G18294_01/English/Integration_Documentation/rest_api/op-activitynote-post.html ("An
 * application object will be created for each JSON object"), p6_eppm_web_services_reference/41965.htm ("up to 1000",
 * "The ObjectId must be specified"), 41816.htm ("one note on each activity for every notebook topic"),
 * rest_api/api-resourceassignment.html ("more than once, but performing in different roles").
 * The wording of refusals, and their status 400, are the simulator's own.
 */
import type { P6Row } from './records.js';

export type Tables = ReadonlyMap<string, P6Row[]>;
type Objects = readonly Readonly<Record<string, unknown>>[];

interface Model {
  readonly creates: boolean;
  readonly writable: readonly string[];
  /** Throws an Error with the refusal. */
  check(tables: Tables, row: P6Row): void;
  complete?(tables: Tables, row: P6Row): void;
}

const MOST = 1_000;
const DATES = ['PlannedStartDate', 'PlannedFinishDate', 'ActualStartDate', 'ActualFinishDate'];
const REMAINING = ['RemainingEarlyStartDate', 'RemainingEarlyFinishDate'];
const PERCENTS = ['PhysicalPercentComplete', 'DurationPercentComplete', 'UnitsPercentComplete'];
const CONSTRAINT = ['PrimaryConstraintType', 'PrimaryConstraintDate'];

const MODELS: Readonly<Record<string, Model>> = {
  activity: {
    creates: false,
    writable: [...DATES, ...REMAINING, ...PERCENTS, ...CONSTRAINT, 'Name', 'Status'],
    check: (_tables, row) => checkActivity(row),
    complete(_tables, row) {
      row['PercentComplete'] = row[`${String(row['PercentCompleteType'])}PercentComplete`];
      row['StartDate'] = row['ActualStartDate'] ?? row['PlannedStartDate'];
      row['FinishDate'] = row['ActualFinishDate'] ?? row['PlannedFinishDate'];
    },
  },
  activityCode: {
    creates: true,
    writable: ['CodeTypeObjectId', 'CodeValue', 'Description'],
    check(tables, row) {
      exists(tables, 'activityCodeType', row['CodeTypeObjectId']);
      filled(row, 'CodeValue', 60);
      alone(tables, 'activityCode', row, ['CodeTypeObjectId', 'CodeValue']);
    },
    complete(tables, row) {
      const type = exists(tables, 'activityCodeType', row['CodeTypeObjectId']);
      row['CodeTypeName'] = type['Name'];
      row['CodeTypeScope'] = type['Scope'];
    },
  },
  project: {
    creates: true,
    writable: ['Id', 'Name', 'Status', 'ParentEPSObjectId'],
    check(tables, row) {
      filled(row, 'Id', 40);
      filled(row, 'Name', 100);
      alone(tables, 'project', row, ['Id']);
    },
    complete(tables, row) {
      if (row['ParentEPSObjectId'] !== undefined)
        row['ParentEPSId'] = exists(tables, 'eps', row['ParentEPSObjectId'])['Id'];
      row['Status'] ??= 'Planned';
    },
  },
  resourceAssignment: {
    creates: true,
    writable: ['ActivityObjectId', 'ResourceObjectId', 'RoleObjectId', 'PlannedUnits', 'RemainingUnits'],
    check(tables, row) {
      const activity = exists(tables, 'activity', row['ActivityObjectId']);
      exists(tables, 'resource', row['ResourceObjectId']);
      alone(tables, 'resourceAssignment', row, ['ActivityObjectId', 'ResourceObjectId', 'RoleObjectId']);
      row['ProjectObjectId'] = activity['ProjectObjectId'];
    },
  },
  activityNote: {
    creates: true,
    writable: ['ActivityObjectId', 'NotebookTopicObjectId', 'Note'],
    check(tables, row) {
      exists(tables, 'activity', row['ActivityObjectId']);
      exists(tables, 'notebookTopic', row['NotebookTopicObjectId']);
      alone(tables, 'activityNote', row, ['ActivityObjectId', 'NotebookTopicObjectId']);
    },
  },
};

/**
 * @returns what P6 answers; undefined for a model that is not written to
 * @throws Error with the refusal, and nothing is changed
 */
export function writeRows(tables: Tables, method: string, name: string, body: string): unknown {
  const model = MODELS[name];
  const rows = tables.get(name);
  if (!model || !rows || !(method === 'PUT' || (method === 'POST' && model.creates))) return undefined;
  const objects = parseObjects(body);
  if (objects.length > MOST) throw new Error(`At most ${MOST} objects can be written in a single call`);
  let last = rows.reduce((highest, row) => Math.max(highest, Number(row['ObjectId'])), 9_000_000);
  const drafts = objects.map((object) => {
    checkFields(model, object);
    const before = method === 'PUT' ? exists(tables, name, object['ObjectId']) : undefined;
    const draft: P6Row = { ...(before ?? blankRow(model)), ...object };
    if (!before) draft['ObjectId'] = last += 1;
    draft['LastUpdateDate'] = new Date().toISOString().slice(0, 19);
    model.check(tables, draft);
    model.complete?.(tables, draft);
    return { before, draft };
  });
  for (const { before, draft } of drafts) {
    // A row is replaced and never changed: what was written down of it stays true.
    if (before) rows[rows.findIndex((row) => row['ObjectId'] === before['ObjectId'])] = draft;
    else rows.push(draft);
  }
  return method === 'PUT' ? true : drafts.map(({ draft }) => draft['ObjectId']);
}

function parseObjects(body: string): Objects {
  const objects = JSON.parse(body) as unknown;
  if (!Array.isArray(objects)) throw new Error('The request body must be a list');
  return objects as Objects;
}

function blankRow(model: Model): P6Row {
  return Object.fromEntries(model.writable.map((field) => [field, null]));
}

function checkFields(model: Model, object: Readonly<Record<string, unknown>>): void {
  for (const field of Object.keys(object))
    if (field !== 'ObjectId' && !model.writable.includes(field))
      throw new Error(`${field} is read-only or not a valid field.`);
}

function exists(tables: Tables, name: string, id: unknown): P6Row {
  if (id === undefined || id === null) throw new Error(`${name} ObjectId is required`);
  const row = tables.get(name)?.find((each) => each['ObjectId'] === id);
  if (!row) throw new Error(`${name} with ObjectId ${JSON.stringify(id)} does not exist`);
  return row;
}

function alone(tables: Tables, name: string, row: P6Row, fields: readonly string[]): void {
  const same = (each: P6Row): boolean => fields.every((field) => each[field] === row[field]);
  const other = tables.get(name)?.some((each) => each['ObjectId'] !== row['ObjectId'] && same(each));
  if (other) throw new Error(`There is already a ${name} with the same ${fields.join(', ')}`);
}

function filled(row: P6Row, field: string, most: number): void {
  const value = row[field];
  if (typeof value !== 'string' || value === '') throw new Error(`${field} is required`);
  if (value.length > most) throw new Error(`${field} is longer than ${most} characters`);
}

function checkActivity(row: P6Row): void {
  const { ActualStartDate: start, ActualFinishDate: finish, Status: status } = row;
  for (const field of PERCENTS) {
    const percent = Number(row[field]);
    if (!(percent >= 0 && percent <= 1)) throw new Error(`${field} must be between 0 and 1`);
  }
  if (finish !== null && start === null)
    throw new Error('ActualFinishDate cannot be set without ActualStartDate');
  if (typeof finish === 'string' && typeof start === 'string' && finish < start)
    throw new Error('ActualFinishDate cannot be before ActualStartDate');
  if (status === 'Completed' && finish === null) throw new Error('Status Completed needs ActualFinishDate');
  if (status === 'In Progress' && start === null) throw new Error('Status In Progress needs ActualStartDate');
  if (status === 'Not Started' && start !== null)
    throw new Error('Status Not Started cannot have ActualStartDate');
  if (!['Completed', 'In Progress', 'Not Started'].includes(String(status)))
    throw new Error(`Status ${String(status)} is not a valid value`);
}
