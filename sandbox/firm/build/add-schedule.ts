/** Schedules: activities with and without a cost code, milestones, progress as of the data date. */
import { addDays, weekdayFrom } from '../calendar.js';
import { costCodeIdOf } from '../reference.js';
import type { Day, FirmActivity } from '../ledger.js';
import type { BudgetLine } from './add-estimates.js';
import type { Job, Workshop } from './workshop.js';

export interface ScheduleInput {
  readonly dataDate: Day;
  /** Progress of the whole job, 0 to 1. */
  readonly percent: string;
  /** True when activities carry the cost codes of the budget. */
  readonly coded: boolean;
  /** Days between the starts of two cost codes. */
  readonly pace: number;
}

const HOLIDAYS: Readonly<Record<string, readonly Day[]>> = {
  NB: ['2026-05-25', '2026-07-03', '2026-09-07', '2026-11-26'],
  HB: ['2026-05-01', '2026-05-14', '2026-05-25', '2026-10-03', '2026-12-25'],
};
const BASELINE_START = '2026-03-02';

interface Bar {
  readonly start: Day;
  readonly finish: Day;
}

/** Where an activity stands at the data date, with a slip of some days against its baseline. */
function progressOf(
  bar: Bar,
  slip: number,
  dataDate: Day,
): Partial<FirmActivity> & Pick<FirmActivity, 'status'> {
  const start = weekdayFrom(addDays(bar.start, slip));
  const finish = weekdayFrom(addDays(bar.finish, slip));
  if (finish <= dataDate)
    return { status: 'COMPLETED', percentComplete: '1', actualStart: start, actualFinish: finish };
  if (start <= dataDate) {
    const done = (Date.parse(dataDate) - Date.parse(start)) / (Date.parse(finish) - Date.parse(start));
    return { status: 'IN_PROGRESS', percentComplete: done.toFixed(2), actualStart: start };
  }
  return { status: 'NOT_STARTED' };
}

const PERCENT_TYPES = ['PHYSICAL', 'DURATION', 'UNITS'] as const;

function toActivity(
  shop: Workshop,
  input: ScheduleInput,
  index: number,
  bar: Bar,
  rest: Partial<FirmActivity>,
): FirmActivity {
  const slip = shop.random.int(0, 9);
  return {
    objectId: shop.id('activity'),
    code: `A${(index + 1) * 10}`,
    name: `Activity ${index + 1}`,
    type: 'TASK',
    percentType: PERCENT_TYPES[index % PERCENT_TYPES.length] ?? 'PHYSICAL',
    percentComplete: '0',
    plannedStart: weekdayFrom(addDays(bar.start, slip)),
    plannedFinish: weekdayFrom(addDays(bar.finish, slip)),
    actualStart: null,
    actualFinish: null,
    baselineStart: bar.start,
    baselineFinish: bar.finish,
    totalFloatHours: index % 4 === 0 ? '0' : String(index * 8),
    plannedCost: '0',
    costCodeSpelling: null,
    costCodeId: null,
    predecessors: [],
    ...progressOf(bar, slip, input.dataDate),
    ...rest,
  };
}

/** Two activities per cost code, so that weights matter; codes after the ninth stay without any. */
function codedTasks(shop: Workshop, input: ScheduleInput, budget: readonly BudgetLine[]): FirmActivity[] {
  const codes = [...new Set(budget.map(({ code }) => code))].slice(0, 9);
  return codes.flatMap((code, index) =>
    [0, 1].map((half) => {
      const start = weekdayFrom(addDays(BASELINE_START, index * input.pace + half * 12));
      const bar = { start, finish: weekdayFrom(addDays(start, 25)) };
      return toActivity(shop, input, index * 2 + half, bar, {
        name: `${half === 0 ? 'Start' : 'Complete'} work under ${code}`,
        plannedCost: shop.random.amount(5_000, 90_000),
        ...(input.coded
          ? {
              costCodeSpelling: half === 0 ? code : code.replace('-', '.'),
              costCodeId: costCodeIdOf(code),
            }
          : {}),
      });
    }),
  );
}

/** Milestones and a level of effort; the latter carries a code but no weight in earned value. */
function frame(
  shop: Workshop,
  input: ScheduleInput,
  first: number,
  bar: Bar,
  budget: readonly BudgetLine[],
): FirmActivity[] {
  const code = budget[0]?.code ?? '01-100';
  const point = (day: Day): Bar => ({ start: day, finish: day });
  return [
    toActivity(shop, input, first, point(bar.start), { name: 'Notice to proceed', type: 'START_MILESTONE' }),
    toActivity(shop, input, first + 1, point('2026-09-15'), {
      name: 'Midpoint inspection',
      type: 'FINISH_MILESTONE',
    }),
    toActivity(shop, input, first + 2, point(bar.finish), {
      name: 'Substantial completion',
      type: 'FINISH_MILESTONE',
    }),
    toActivity(shop, input, first + 3, bar, {
      name: 'Supervision',
      type: 'LEVEL_OF_EFFORT',
      percentType: 'DURATION',
      ...(input.coded ? { costCodeSpelling: code, costCodeId: costCodeIdOf(code) } : {}),
    }),
  ];
}

/** Adds a job's schedule; a job the scheduling system does not know gets none. */
export function addSchedule(
  shop: Workshop,
  job: Job,
  budget: readonly BudgetLine[],
  input: ScheduleInput,
): void {
  const spelling = job.project.spelling.scheduling;
  if (spelling === undefined) return;
  const tasks = codedTasks(shop, input, budget);
  const baselineFinish = tasks.reduce(
    (latest, task) => (task.baselineFinish > latest ? task.baselineFinish : latest),
    BASELINE_START,
  );
  const linked = tasks.map((task, index) => {
    const before = tasks[index - 1];
    return before === undefined ? task : { ...task, predecessors: [before.objectId] };
  });
  const bar = { start: BASELINE_START, finish: baselineFinish };
  shop.firm.schedules.push({
    objectId: shop.id('schedule'),
    spelling,
    name: `${job.project.name} schedule`,
    company: job.company.code,
    dataDate: input.dataDate,
    percentComplete: input.percent,
    baselineStart: bar.start,
    baselineFinish: bar.finish,
    holidays: HOLIDAYS[job.company.code] ?? [],
    activities: [...linked, ...frame(shop, input, linked.length, bar, budget)],
  });
}
