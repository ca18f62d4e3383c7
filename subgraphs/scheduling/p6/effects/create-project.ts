/**
 * An empty schedule for a job: a P6 project under the EPS of the company, for planners to fill. P6 keeps project ids
 * unique, so the id tells whether it is there. Undo makes it inactive: a project is never deleted.
 *
 * Source: docs.oracle.com/cd/F51301_01/English/Integration_Documentation/p6_eppm_web_services_reference/42399.htm (Id,
 * Name, ParentEPSObjectId, Status). Unverified: which further fields a server demands of a new project.
 */
import type { Effect } from '../../../kit/effect.js';
import type { CreateScheduleInput, ScheduleName } from '../../effects.js';
import { toHeader } from '../map.js';
import { wireEps, wireProject } from '../wire.js';
import { lookUp, madeId, quoted, refused, type Platform } from './platform.js';

const MODEL = 'project';

export function createProjectEffect(platform: Platform): Effect<CreateScheduleInput, ScheduleName> {
  const { client, settings } = platform;
  return {
    name: 'create-project',
    system: 'scheduling',
    idempotency: lookUp(settings),
    async run(input) {
      const { number, name } = input;
      const row = { Id: number, Name: name, ParentEPSObjectId: await epsId(platform, input) };
      madeId(await client.write('POST', MODEL, row, subject(input)), subject(input));
      const [made] = await readProjects(platform, number);
      if (made) return made;
      throw refused(`scheduling does not show ${subject(input).what}, which it said it made; check it in P6`);
    },
    async find({ number, company }) {
      const [there] = await readProjects(platform, number);
      return there?.company === company ? there : null;
    },
    async undo(input, { schedule }) {
      const row = { ObjectId: Number(schedule.slice('p6:'.length)), Status: 'Inactive' };
      await client.write('PUT', MODEL, row, subject(input));
    },
  };
}

/** Every project, or those with exactly that id. */
export async function readProjects({ client, settings }: Platform, number?: string): Promise<ScheduleName[]> {
  const rows = await client.read({
    model: MODEL,
    schema: wireProject,
    key: 'ObjectId',
    ...(number !== undefined && { filter: `Id:eq:${quoted(number)}` }),
  });
  return rows.map((row) => {
    const { id: schedule, label: number, name, company } = toHeader(row, settings.companies);
    return { schedule, number, name, company };
  });
}

/** The EPS of a company by the settings; null where none or several are the company's. */
export function epsOf({ settings }: Platform, company: string): string | null {
  const own = Object.entries(settings.companies).filter(([, of]) => of === company);
  return own.length === 1 ? (own[0]?.[0] ?? null) : null;
}

async function epsId(platform: Platform, { company }: CreateScheduleInput): Promise<number> {
  const eps = epsOf(platform, company);
  const nodes = await platform.client.read({ model: 'eps', schema: wireEps, key: 'ObjectId' });
  const found = nodes.find(({ Id }) => Id === eps);
  if (found) return found.ObjectId;
  throw refused(
    `scheduling has no EPS "${eps ?? ''}" for company ${company}; add it in P6 or correct companies in the P6 settings`,
  );
}

function subject({ number, company }: CreateScheduleInput) {
  return {
    what: `project "${number}" of company ${company}`,
    mend: 'check whether P6 has a project of that id already',
  };
}
