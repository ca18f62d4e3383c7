import { describe, expect, it } from '@jest/globals';
import { toMilestone } from '../../../../subgraphs/scheduling/progress.js';
import { milestonesOf, readShared, shared } from './read.js';

const onShared = shared ? describe : describe.skip;

onShared('job 54069, a baseline and two updates', () => {
  const files = ['BL-54069-B2-20250902', 'UP-54069-20251121', 'UP-54069-20251204'];

  it.each([
    [files[0], 47, 8],
    [files[1], 50, 10],
    [files[2], 49, 10],
  ])('%s has %i activities, %i of them milestones', async (file, activities, milestones) => {
    const { schedules, report } = await readShared(`xer/${file}.xer`);
    expect(report.problems).toEqual([]);
    expect(schedules).toHaveLength(1);
    expect(schedules[0]!.label).toBe(file);
    expect(schedules[0]!.activities).toHaveLength(activities);
    expect(milestonesOf(schedules[0]!)).toHaveLength(milestones);
  });

  it('moves milestones as the record of the job says', async () => {
    const forecasts: Map<string, string>[] = [];
    for (const file of files) {
      const { schedules } = await readShared(`xer/${file}.xer`);
      const milestones = milestonesOf(schedules[0]!).map(toMilestone);
      forecasts.push(new Map(milestones.map((each) => [each.code ?? '', each.forecastDate ?? ''])));
    }
    const of = (code: string): (string | undefined)[] => forecasts.map((dates) => dates.get(code));
    expect(of('MILE-140')).toEqual(['2026-01-09', '2026-02-17', '2026-02-20']);
    expect(of('PCS-150')).toEqual(['2026-01-09', '2026-02-17', '2026-02-20']);
    expect(of('MILE-130')).toEqual(['2025-12-03', '2026-01-12', '2026-01-15']);
    expect(of('PCO-130')).toEqual(['2025-12-03', '2026-01-12', '2026-01-15']);
    for (const code of ['IPP-SAFE-20', 'IPP-SAFE-30'])
      expect(of(code).map((date) => date !== undefined)).toEqual([false, true, true]);
    for (const code of ['MILE-100', 'MILE-110', 'MILE-120']) {
      const [first, ...later] = of(code);
      expect(first).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(later).toEqual([first, first]);
    }
  });

  it('has the calendar of the update: five days, with holidays', async () => {
    const { schedules } = await readShared('xer/UP-54069-20251121.xer');
    expect(schedules[0]!.dataDate).toBe('2025-11-21');
    expect(schedules[0]!.calendar.workWeek).toEqual([1, 2, 3, 4, 5]);
    expect(schedules[0]!.calendar.holidays.length).toBeGreaterThan(20);
  });

  it('takes a cost code from a UDF when it is told to', async () => {
    const { schedules } = await readShared('xer/UP-54069-20251121.xer', { costCodeType: '#User-Text_13' });
    const activity = schedules[0]!.activities.find(({ code }) => code === 'C-MOB-100');
    expect(activity?.costCodeSpelling).toBe('MOB-100');
  });
});

onShared('other real files', () => {
  it('reads umlauts, level of effort and 12 milestones', async () => {
    const { schedules } = await readShared('xer/ashspace_sample.xer');
    const [schedule] = schedules;
    expect(schedule!.activities).toHaveLength(52);
    expect(milestonesOf(schedule!)).toHaveLength(12);
    expect(schedule!.activities.some(({ kind }) => kind === 'LEVEL_OF_EFFORT')).toBe(true);
    const names = schedule!.activities.map(({ name }) => name ?? '').join(' ');
    expect(names).toMatch(/[äöüÄÖÜß]/);
    expect(names).not.toMatch(/Ã|\ufffd/);
  });

  it('reads 198 activities and 301 relations, with a baseline that is not in the file', async () => {
    const { schedules, report } = await readShared('xer/constology_wk2.xer', {
      costCodeType: '03 div of work',
    });
    const [schedule] = schedules;
    expect(schedule!.activities).toHaveLength(198);
    expect(report.rows['TASKPRED']).toBe(301);
    expect(schedule!.activities.every(({ baselineStart }) => baselineStart === null)).toBe(true);
    const coded = schedule!.activities.filter(({ costCodeSpelling }) => costCodeSpelling !== null);
    expect(coded.length).toBeGreaterThan(50);
  });

  // The names state the percent and its type: "Units 25%".
  it.each(['xer/mpxj_percent_complete.xer', 'pmxml/percent-complete-8.4.pmxml'])(
    'computes the percent of each type in %s',
    async (file) => {
      const { schedules } = await readShared(file);
      expect(schedules).toHaveLength(1);
      const { activities, calendar } = schedules[0]!;
      expect(activities).toHaveLength(12);
      for (const { name, percentComplete } of activities)
        expect(`${name} ${Number(percentComplete) * 100}`).toMatch(/ (\d+)% \1$/);
      expect(calendar.workWeek).toEqual([1, 2, 3, 4, 5]);
      expect(calendar.holidays).toContain('2013-11-28');
    },
  );

  it('reads MS Project tasks and durations', async () => {
    const { schedules, report } = await readShared('mspdi/mpxj_sample1.xml');
    expect(schedules[0]!.label).toBe('MPXJ Sample');
    expect(milestonesOf(schedules[0]!)).toHaveLength(1);
    expect(report.rows['Task']).toBe(23);
  });

  it('does not take baseline 1 to 10 for the baseline', async () => {
    const { schedules } = await readShared('mspdi/baselines.xml');
    const [task] = schedules[0]!.activities;
    expect(task).toMatchObject({
      code: '1',
      plannedStart: '2008-01-30',
      plannedFinish: '2008-01-31',
      plannedHours: '7.5',
      baselineStart: null,
    });
  });
});

onShared('broken real files', () => {
  it('reports every bad row of malformed.xer with its line and reason', async () => {
    const { schedules, report } = await readShared('broken/malformed.xer');
    expect(schedules).toEqual([]);
    const told = report.problems.map(({ line, table, reason }) => `${line} ${table}: ${reason}`);
    expect(told).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^10 TASK: long row: 6 values for 4 columns/),
        expect.stringMatching(/^11 TASK: short row: 1 values for 4 columns/),
        expect.stringMatching(/^9 TASK: the columns proj_id, task_code are missing/),
        expect.stringMatching(/TABLE_WITHOUT_FIELDS: a row before the names of its columns/),
        expect.stringMatching(/DUPLICATE_FIELDS: the column field1 is named twice/),
      ]),
    );
  });

  it('keeps the tasks of a file with a cut header, and says so', async () => {
    const { schedules, report } = await readShared('broken/nmoghimi_short_header.xer');
    expect(schedules[0]!.activities.map(({ code }) => code)).toEqual(['A1000', 'A2000', 'A3000']);
    expect(report.problems[0]).toMatchObject({ line: 1, table: 'ERMHDR' });
    // "31-JAN-24" is no date of an XER file.
    expect(report.problems.map(({ reason }) => reason).join('\n')).toMatch(/"31-JAN-24" is no date/);
  });

  it('keeps the tasks of a file with an unreadable calendar', async () => {
    const { schedules } = await readShared('broken/mpxj_invalid_calendar.xer');
    expect(schedules[0]!.activities.length).toBeGreaterThan(0);
    expect(schedules[0]!.calendar.workWeek).toEqual([1, 2, 3, 4, 5]);
  });
});
