/** The work of the job as the ERP lists it: milestones and tasks. */
import type { EstimateToAward } from '../../estimating/connector.js';
import { decimal } from '../../kit/decimal.js';
import type { CompanySettings } from '../../kit/company.js';
import type { ProjectInput } from '../../odoo/connector.js';
import type { InputOf, Problem } from '../define-write.js';

type Input = InputOf<'awardEstimate'>;

const MOST = { milestones: 200, tasks: 500, packages: 50, newCostCodes: 100 } as const;
const MOST_LINES = 200;
const NUMBER = /^\S(.{0,38}\S)?$/;

const bad = (message: string, ...field: string[]): Problem => ({ code: 'BAD_INPUT', message, field });

/** What the input alone says. */
export function workProblems(input: Input): Problem[] {
  const { project, name, start, finish } = input;
  const long = (['milestones', 'tasks', 'packages', 'newCostCodes'] as const).flatMap((list) => {
    const count = input[list]?.length ?? 0;
    return count > MOST[list]
      ? [bad(`An award has at most ${MOST[list]} ${list}, this one ${count}`, list)]
      : [];
  });
  return [
    ...long,
    ...(NUMBER.test(project)
      ? []
      : [
          bad(
            `project "${project}" must be 1 to 40 characters without blanks around it; correct it`,
            'project',
          ),
        ]),
    ...(name?.trim() === '' ? [bad('name is blank; give the job a name, or leave it out', 'name')] : []),
    ...(start != null && finish != null && finish < start
      ? [bad(`finish ${finish} is before start ${start}; correct one of them`, 'finish')]
      : []),
    ...milestoneProblems(input),
    ...taskProblems(input),
    ...packageProblems(input),
  ];
}

function milestoneProblems({ milestones }: Input): Problem[] {
  const names = (milestones ?? []).map(({ name }) => name.trim());
  return names.flatMap((name, at) => {
    const field = ['milestones', String(at), 'name'];
    if (name === '') return [bad(`Milestone ${at + 1} has no name; give it one`, ...field)];
    return names.indexOf(name) < at
      ? [bad(`Milestone "${name}" is there twice; name it once`, ...field)]
      : [];
  });
}

function taskProblems({ tasks, milestones }: Input): Problem[] {
  return (tasks ?? []).flatMap(({ name, allocatedHours: hours, milestone }, at) => [
    ...(name.trim() === ''
      ? [bad(`Task ${at + 1} has no name; give it one`, 'tasks', String(at), 'name')]
      : []),
    ...(hours != null && decimal(hours).lt(0)
      ? [
          bad(
            `allocatedHours "${hours}" must not be negative; correct it`,
            'tasks',
            String(at),
            'allocatedHours',
          ),
        ]
      : []),
    ...(milestone != null && !milestones?.some((own) => own.name === milestone)
      ? [
          bad(
            `Task "${name}" is under milestone "${milestone}", which is not among the milestones; add it there`,
            ...['tasks', String(at), 'milestone'],
          ),
        ]
      : []),
  ]);
}

function packageProblems({ packages }: Input): Problem[] {
  return (packages ?? []).flatMap(({ name, lines }, at) => [
    ...(name.trim() === ''
      ? [bad(`Package ${at + 1} has no name; give it one`, 'packages', String(at), 'name')]
      : []),
    ...(lines.length === 0 || lines.length > MOST_LINES
      ? [
          bad(
            `Package "${name}" has ${lines.length} lines; give it 1 to ${MOST_LINES}`,
            ...['packages', String(at), 'lines'],
          ),
        ]
      : []),
  ]);
}

/** One task for each bid item unless the input lists them. */
export function toProject(
  input: Input,
  { code: company }: CompanySettings,
  name: string,
  { items }: EstimateToAward,
): Omit<ProjectInput, 'customerId'> {
  const milestones = (input.milestones ?? []).map((own) => ({
    name: own.name.trim(),
    ...(own.deadline != null && { deadline: own.deadline }),
  }));
  const given = input.tasks?.map((task) => ({
    name: task.name.trim(),
    ...(task.allocatedHours != null && { allocatedHours: task.allocatedHours }),
    ...(task.milestone != null && {
      milestone: milestones.findIndex((own) => own.name === task.milestone?.trim()),
    }),
  }));
  const tasks = given ?? items.slice(0, MOST.tasks).map((item) => ({ name: itemName(item) }));
  return {
    ...{ company, number: input.project, name, status: 'ACTIVE', milestones, tasks },
    ...(input.start != null && { start: input.start }),
    ...(input.finish != null && { finish: input.finish }),
  };
}

const itemName = ({ number, description }: EstimateToAward['items'][number]): string =>
  description === null ? number : `${number} ${description}`;
