import { describe, expect, it } from '@jest/globals';
import { toSchedule } from '../../../subgraphs/scheduling/p6/map.js';
import { wireCalendar, wireProject } from '../../../subgraphs/scheduling/p6/wire.js';

/** The days worked and off of a P6 calendar answer. */
function calendarOf(answer: object): { workWeek: readonly number[]; holidays: readonly string[] } {
  const project = wireProject.parse({ ObjectId: 1, Id: 'P' });
  const calendar = wireCalendar.parse({ ObjectId: 2, ...answer });
  return toSchedule(project, [], new Map(), calendar, {}).calendar;
}

const shift = [{ Start: '08:00:00', Finish: '16:59:00' }];

describe('a P6 calendar', () => {
  it.each([
    ['absent', undefined],
    ['null', null],
    ['empty', []],
    ['a list of nothing', [null]],
    ['a hollow shift', [{}]],
    ['a shift of nulls', [{ Start: null, Finish: null }]],
  ])('takes a day whose work time is %s as a day off', (_, off) => {
    const calendar = calendarOf({
      StandardWorkWeek: {
        StandardWorkHours: [
          { DayOfWeek: 'Sunday', WorkTime: off },
          { DayOfWeek: 'Monday', WorkTime: shift },
        ],
      },
      HolidayOrExceptions: {
        HolidayOrException: [
          { Date: '2026-12-25T00:00:00', WorkTime: off },
          { Date: '2026-12-26T00:00:00', WorkTime: shift },
        ],
      },
    });
    expect(calendar).toEqual({ workWeek: [1], holidays: ['2026-12-25'] });
  });

  it('without a week is Monday to Friday', () => {
    expect(calendarOf({})).toEqual({ workWeek: [1, 2, 3, 4, 5], holidays: [] });
  });
});
