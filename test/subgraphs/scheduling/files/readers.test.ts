import { describe, expect, it } from '@jest/globals';
import { parseCalendarData } from '../../../../subgraphs/scheduling/files/calendar-data.js';
import { readSchedules } from '../../../../subgraphs/scheduling/files/read-schedule.js';
import { percentOf, toMilestone } from '../../../../subgraphs/scheduling/progress.js';
import { CONTEXT, read, xer } from './read.js';

const PROJECT = [
  ['proj_id', 'proj_short_name', 'last_recalc_date', 'clndr_id', 'sum_base_proj_id'],
  ['1', 'J-101', '2026-05-29 17:00', '7', '2'],
  ['2', 'J-101 - B1', '2026-03-01 08:00', '7', ''],
];
const TASK_COLUMNS = [
  ...['task_id', 'proj_id', 'task_code', 'task_name', 'task_type', 'status_code', 'complete_pct_type'],
  ...['phys_complete_pct', 'target_drtn_hr_cnt', 'remain_drtn_hr_cnt', 'total_float_hr_cnt'],
  ...['target_start_date', 'target_end_date', 'act_start_date', 'act_end_date'],
  ...['early_start_date', 'early_end_date'],
];
const PIPE = [
  ...['10', '1', 'A10', 'Lay pipe', 'TT_Task', 'TK_Active', 'CP_Drtn', '0', '80', '60', '-8'],
  ...['2026-05-04 08:00', '2026-05-15 17:00', '2026-05-05 08:00', '', '', '2026-06-10 17:00'],
];
const DONE = [
  ...['11', '1', 'M10', 'Dry', 'TT_FinMile', 'TK_NotStart', 'CP_Drtn', '0', '0', '0', '0'],
  ...['2026-05-15 17:00', '2026-05-15 17:00', '', '', '', '2026-06-10 17:00'],
];
const PIPE_BASELINE = ['20', '2', ...PIPE.slice(2, 13), '', '', '', '2026-05-15 17:00'];
const DONE_BASELINE = ['21', '2', ...DONE.slice(2, 16), '2026-05-15 17:00'];
const JOB = { PROJECT, TASK: [TASK_COLUMNS, PIPE, DONE, PIPE_BASELINE, DONE_BASELINE] };

describe('XER', () => {
  it.each(['\r\n', '\n'])('reads a job and its baseline project, lines ending in %j', async (end) => {
    const { schedules, report } = await read(xer(JOB, end));
    expect(report.problems).toEqual([]);
    expect(schedules.map(({ label }) => label)).toEqual(['J-101']);
    const [schedule] = schedules;
    expect(schedule).toMatchObject({ id: 'file:job.xer#1', company: 'NB', dataDate: '2026-05-29' });
    expect(schedule!.activities[0]).toMatchObject({
      id: 'file:job.xer#1/10',
      code: 'A10',
      kind: 'TASK',
      status: 'IN_PROGRESS',
      percentComplete: '0.25',
      totalFloatHours: '-8',
      actualStart: '2026-05-05',
      baselineStart: '2026-05-04',
      baselineFinish: '2026-05-15',
    });
    expect(toMilestone(schedule!.activities[1]!)).toMatchObject({
      plannedDate: '2026-05-15',
      forecastDate: '2026-06-10',
      actualDate: null,
      varianceDays: 26,
      critical: true,
    });
    expect(percentOf(schedule!)).toBe('0.250000');
  });

  it('reads cost codes from the configured activity code type, and planned cost from resources', async () => {
    const { schedules } = await read(
      xer({
        ...JOB,
        ACTVTYPE: [
          ['actv_code_type_id', 'actv_code_type'],
          ['5', 'Cost Code'],
          ['6', 'Area'],
        ],
        ACTVCODE: [
          ['actv_code_id', 'short_name'],
          ['50', '02-200'],
          ['60', 'NORTH'],
        ],
        TASKACTV: [
          ['task_id', 'actv_code_type_id', 'actv_code_id'],
          ['10', '6', '60'],
          ['10', '5', '50'],
        ],
        TASKRSRC: [
          ['task_id', 'target_cost'],
          ['10', '1000.10'],
          ['10', '0.20'],
        ],
      }),
    );
    expect(schedules[0]!.activities[0]).toMatchObject({ costCodeSpelling: '02-200', plannedCost: '1000.3' });
    expect(schedules[0]!.activities[1]).toMatchObject({ costCodeSpelling: null, plannedCost: null });
  });

  it('is Windows-1252 unless told or marked, and takes 0x7F for a line break', async () => {
    const named = xer({
      PROJECT: [
        ['proj_id', 'proj_short_name'],
        ['1', 'Brücke\x7fNord'],
      ],
    });
    const label = 'Brücke\nNord';
    const euro = Buffer.from(
      xer({
        PROJECT: [
          ['proj_id', 'proj_short_name'],
          ['1', '\x80 \x93ok\x94'],
        ],
      }),
      'latin1',
    );
    expect((await read(euro)).schedules[0]!.label).toBe('€ “ok”');
    const ansi = Buffer.from(named, 'latin1');
    expect((await read(ansi)).schedules[0]!.label).toBe(label);
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(named)]);
    expect((await read(marked)).schedules[0]!.label).toBe(label);
    expect((await read(named, { encoding: 'utf-8' })).schedules[0]!.label).toBe(label);
    const wrong = await read(named);
    expect(wrong.report.problems[0]?.reason).toMatch(/do not look like windows-1252; set files\.encoding/);
    await expect(read(named, { encoding: 'klingon' })).rejects.toThrow(/"klingon" is no character set/);
  });

  it('keeps the good rows and reports each bad one', async () => {
    const bad = PIPE.with(0, '12').with(11, '2026-02-30 08:00').with(10, 'many');
    const file = xer({
      PROJECT,
      TASK: [TASK_COLUMNS, PIPE, PIPE.slice(0, 5), bad, PIPE.with(2, ''), [...PIPE, 'x']],
    });
    const { schedules, report } = await read(file.replace('%E', 'what\r\n%T\tNOSUCH'));
    expect(schedules[0]!.activities.map(({ id }) => id.split('/')[1])).toEqual(['10', '12']);
    expect(schedules[0]!.activities[1]).toMatchObject({ plannedStart: null, totalFloatHours: null });
    expect(report.problems.map(({ line, table, reason }) => `${line} ${table}: ${reason}`).sort()).toEqual(
      [
        '9 TASK: short row: 5 values for 17 columns',
        '10 TASK: target_start_date "2026-02-30 08:00" is no date; it is left out',
        '10 TASK: total_float_hr_cnt "many" is no number; it is left out',
        '11 TASK: task_code is empty',
        '12 TASK: long row: 18 values for 17 columns',
        '13 TASK: the line begins with "what" instead of %T, %F, %R or %E',
        '14 NOSUCH: unknown table; its rows are passed over',
        '14 %E: the file ends without %E; it may have been cut off',
      ].sort(),
    );
  });

  it('refuses what is no XER, a line over 1 MB and a file over the limit', async () => {
    await expect(read('PK\x03\x04')).rejects.toThrow(/does not begin with ERMHDR/);
    await expect(read('')).rejects.toThrow(/empty/);
    await expect(read(xer(JOB), { maxBytes: 100 })).rejects.toThrow(/larger than 100 bytes/);
    const long = Buffer.concat([Buffer.from(xer({})), Buffer.alloc(1_200_000, 'a')]);
    const whole = (async function* () {
      await Promise.resolve();
      yield long;
    })();
    await expect(readSchedules(whole, CONTEXT)).rejects.toThrow(/longer than 1000000 bytes/);
  });

  it('reads 50 MB in bounded memory', async () => {
    const row = (i: number): string => `%R\t${PIPE.with(0, String(i)).with(2, `A${i}`).join('\t')}\r\n`;
    const memo = `%R\t1\t${'Lorem ipsum '.repeat(80)}\r\n`;
    let bytes = 0;
    let peak = 0;
    async function* big(): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      yield Buffer.from(xer({ PROJECT, TASK: [TASK_COLUMNS] }).replace('%E\r\n', ''));
      for (let i = 0; i < 5_000; i += 1) yield Buffer.from(row(i));
      yield Buffer.from('%T\tTASKMEMO\r\n%F\tmemo_id\ttask_memo\r\n');
      while (bytes < 50_000_000) {
        const chunk = Buffer.from(memo.repeat(64));
        bytes += chunk.length;
        peak = Math.max(peak, process.memoryUsage().rss);
        yield chunk;
      }
      yield Buffer.from('%E\r\n');
    }
    const before = process.memoryUsage().rss;
    const { schedules, report } = await readSchedules(big(), CONTEXT);
    expect(schedules[0]!.activities).toHaveLength(5_000);
    expect(report.problemCount).toBe(0);
    const grown = (peak - before) / 1_000_000;
    process.stderr.write(`50 MB XER: resident memory grew by ${grown.toFixed(0)} MB\n`);
    expect(grown).toBeLessThan(200);
  });
});

describe('calendar text', () => {
  const day = (n: number, worked: boolean): string =>
    `(0||${n}()(${worked ? '(0||0(s|08:00|f|17:00)())' : ''}))`;
  const week = `(0||DaysOfWeek()(${[1, 2, 3, 4, 5, 6, 7].map((n) => day(n, n > 1 && n < 7)).join(' ')}))`;

  it('gives the work week and the holidays on its days', () => {
    // 46167 is Monday 2026-05-25; 46165 the Saturday before; 46168 a Tuesday with work times.
    const off = '(0||0(d|46167)())(0||1(d|46165)())(0||2(d|46168)((0||0(s|08:00|f|12:00)())))';
    expect(parseCalendarData(`(0||CalendarData()(${week}(0||Exceptions()(${off}))))`)).toEqual({
      workWeek: [1, 2, 3, 4, 5],
      holidays: ['2026-05-25'],
    });
  });

  it.each(['', '(0||CalendarData()(', `(0||CalendarData()(${'(0||a()('.repeat(40)}`, '(0||x()())'])(
    'is refused when it is %j',
    (text) => {
      expect(() => parseCalendarData(text)).toThrow(RangeError);
    },
  );
});

const PMXML = `<?xml version="1.0" encoding="UTF-8"?>
<APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V23/API/BusinessObjects">
  <ActivityCodeType><ObjectId>5</ObjectId><Name>Cost Code</Name></ActivityCodeType>
  <ActivityCode><ObjectId>50</ObjectId><CodeTypeObjectId>5</CodeTypeObjectId><CodeValue>02-200</CodeValue></ActivityCode>
  <Project>
    <ObjectId>1</ObjectId><Id>J-101</Id><Name>Brücke &amp; Weg</Name><DataDate>2026-05-29T17:00:00</DataDate>
    <CurrentBaselineProjectObjectId>2</CurrentBaselineProjectObjectId>
    <Activity><ObjectId>10</ObjectId><Id>A10</Id><Type>Task Dependent</Type><Status>In Progress</Status>
      <PercentComplete>0.4</PercentComplete><PlannedDuration>80</PlannedDuration>
      <PlannedStartDate>2026-05-06T08:00:00</PlannedStartDate><PlannedFinishDate>2026-05-18T17:00:00</PlannedFinishDate>
      <PlannedLaborCost>100.10</PlannedLaborCost><PlannedMaterialCost>0.20</PlannedMaterialCost>
      <Code><TypeObjectId>5</TypeObjectId><ValueObjectId>50</ValueObjectId></Code></Activity>
    <Activity><ObjectId>11</ObjectId><Name>no id</Name></Activity>
  </Project>
  <BaselineProject>
    <ObjectId>2</ObjectId><Id>J-101 - B1</Id>
    <Activity><ObjectId>20</ObjectId><Id>A10</Id>
      <PlannedStartDate>2026-05-04T08:00:00</PlannedStartDate><PlannedFinishDate>2026-05-15T17:00:00</PlannedFinishDate>
    </Activity>
  </BaselineProject>
</APIBusinessObjects>`;

describe('P6 XML', () => {
  it('reads activities with their baseline, code and cost, and reports the unusable one', async () => {
    const { schedules, report } = await read(PMXML, { file: 'job.xml' });
    expect(schedules).toHaveLength(1);
    expect(schedules[0]).toMatchObject({
      ...{ id: 'file:job.xml#1', label: 'J-101', name: 'Brücke & Weg', dataDate: '2026-05-29' },
      ...{ baselineStart: '2026-05-04', baselineFinish: '2026-05-15' },
    });
    expect(schedules[0]!.activities).toHaveLength(1);
    expect(schedules[0]!.activities[0]).toMatchObject({
      ...{ code: 'A10', percentComplete: '0.4', plannedCost: '100.3', costCodeSpelling: '02-200' },
      ...{ plannedStart: '2026-05-06', baselineStart: '2026-05-04', baselineFinish: '2026-05-15' },
    });
    expect(report.problems).toMatchObject([{ table: 'Activity', reason: 'Id is missing' }]);
  });
});

const MSPDI = `<?xml version="1.0"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>J-101.mpp</Name><Title>Northgate</Title>
<StatusDate>2026-05-29T17:00:00</StatusDate><CalendarUID>1</CalendarUID>
<Calendars><Calendar><UID>1</UID><WeekDays>
${[1, 2, 3, 4, 5, 6, 7].map((n) => `<WeekDay><DayType>${n}</DayType><DayWorking>${n === 1 ? 0 : 1}</DayWorking></WeekDay>`).join('')}
</WeekDays><Exceptions><Exception><TimePeriod><FromDate>2026-12-24T00:00:00</FromDate><ToDate>2026-12-27T23:59:00</ToDate></TimePeriod><DayWorking>0</DayWorking></Exception></Exceptions></Calendar></Calendars>
<Tasks><Task><UID>0</UID><Summary>1</Summary><PercentComplete>37</PercentComplete></Task>
<Task><UID>1</UID><WBS>1</WBS><Name>Start</Name><Milestone>1</Milestone><Start>2026-05-04T08:00:00</Start><Finish>2026-05-04T08:00:00</Finish>
<ActualStart>2026-05-05T08:00:00</ActualStart><ActualFinish>2026-05-05T08:00:00</ActualFinish><PercentComplete>100</PercentComplete></Task>
<Task><UID>2</UID><WBS>2</WBS><Duration>PT80H0M0S</Duration><TotalSlack>4800</TotalSlack><PercentComplete>40</PercentComplete>
<Start>2026-05-06T08:00:00</Start><Finish>2026-05-18T17:00:00</Finish><PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink>
<Baseline><Number>1</Number><Start>2020-01-01T08:00:00</Start></Baseline>
<Baseline><Number>0</Number><Start>2026-05-04T08:00:00</Start><Finish>2026-05-15T17:00:00</Finish></Baseline></Task>
<Task><UID>3</UID><WBS>3</WBS><Duration>soon</Duration><Start>yesterday</Start></Task></Tasks></Project>`;

describe('MS Project XML', () => {
  it('reads baseline 0, the calendar, slack and the stated percent', async () => {
    const { schedules, report } = await read(MSPDI, { file: 'job.xml' });
    expect(schedules[0]).toMatchObject({
      ...{ label: 'J-101.mpp', name: 'Northgate', dataDate: '2026-05-29', percentComplete: '0.37' },
      calendar: {
        workWeek: [1, 2, 3, 4, 5, 6],
        holidays: ['2026-12-24', '2026-12-25', '2026-12-26'],
      },
    });
    const [start, task] = schedules[0]!.activities;
    expect(start).toMatchObject({ kind: 'START_MILESTONE', status: 'COMPLETED', actualFinish: '2026-05-05' });
    expect(task).toMatchObject({
      ...{ kind: 'TASK', percentComplete: '0.4', plannedHours: '80', totalFloatHours: '8' },
      ...{ baselineStart: '2026-05-04', baselineFinish: '2026-05-15' },
    });
    expect(report.problems.map(({ reason }) => reason).sort()).toEqual([
      'Duration "soon" is no duration; it is left out',
      'Start "yesterday" is no date; it is left out',
    ]);
  });
});

describe('XML that is not safe or not what it says', () => {
  it.each([
    [
      'entities that grow',
      '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><Project><Name>&c;</Name></Project>',
      /declares a document type/,
    ],
    ['an outside file', '<!DOCTYPE a SYSTEM "file:///etc/hostname"><Project/>', /declares a document type/],
    ['an undeclared entity', '<Project><Name>&c;</Name></Project>', /cannot be read/],
    ['a cut document', MSPDI.slice(0, 900), /cannot be read/],
    ['an unknown root', '<rss/>', /begins with <rss>/],
    ['an unknown character set', '<?xml version="1.0" encoding="klingon"?><Project/>', /"klingon"/],
    ['deep nesting', '<a>'.repeat(100), /nested too deeply/],
    ['one endless record', `<Project><Tasks><Task>${'<b/>'.repeat(100_001)}`, /too large/],
  ])('is refused: %s', async (_, xml, reason) => {
    await expect(read(xml)).rejects.toThrow(reason);
  });

  it('is refused when its bytes are not in the set it declares', async () => {
    const ansi = Buffer.from(PMXML, 'latin1');
    await expect(read(ansi)).rejects.toThrow(/are not utf-8, which the file says/);
    const told = Buffer.from(PMXML.replace('UTF-8', 'ISO-8859-1'), 'latin1');
    expect((await read(told)).schedules[0]!.name).toBe('Brücke & Weg');
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(PMXML, 'utf16le')]);
    expect((await read(wide)).schedules[0]!.name).toBe('Brücke & Weg');
  });
});
