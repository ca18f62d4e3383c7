/** What subscriptions are narrowed to: the jobs, machines and companies that people name, as canonical ids. */
import { seesCompany, seesProject, type Actor } from './actor.js';
import { publicError } from './errors.js';
import type { TopicFilter } from './topic.js';

interface Place {
  readonly id: string;
  /** Company code. */
  readonly company: string;
  readonly number: string;
}
export interface Places {
  list(kind: 'PROJECT' | 'EQUIPMENT'): Promise<readonly Place[]>;
}

type Args = Readonly<Record<string, unknown>>;

/**
 * Reads the arguments `companies`, `projects` and `equipment`. What is not the actor's is as unknown as what is not
 * there. @throws a public error for a name that nothing of theirs has, and for an empty list
 */
export async function narrowPlaces(crosswalk: Places, args: Args, actor: Actor): Promise<TopicFilter> {
  const [companies, projects, equipment] = ['companies', 'projects', 'equipment'].map((name) =>
    listOf(args, name),
  );
  const within = ({ company }: { readonly company: string }): boolean =>
    seesCompany(actor, company) && (!companies || companies.includes(company));
  const machines = (companies ?? equipment) ? await crosswalk.list('EQUIPMENT') : [];
  const jobs = (companies ?? projects) ? await crosswalk.list('PROJECT') : [];
  for (const code of companies ?? [])
    if (![...machines, ...jobs].some((own) => own.company === code && seesCompany(actor, code)))
      throw unknown('Company', code, 'you may not see it');
  const theirs = jobs.filter((own) => within(own) && seesProject(actor, own.company, own.number));
  const elsewhere = 'belongs to a company you may not see';
  return {
    ...(companies && { companies }),
    ...(projects && { projects: idsOf('Project', projects, theirs, elsewhere) }),
    ...(equipment && { equipment: idsOf('Equipment', equipment, machines.filter(within), elsewhere) }),
  };
}

function listOf(args: Args, name: string): readonly string[] | undefined {
  const list = args[name];
  if (!Array.isArray(list)) return undefined;
  if (list.length > 0) return list as string[];
  throw publicError(
    'BAD_USER_INPUT',
    `${name} is an empty list, which nothing fits; name some, or leave it out`,
  );
}

function idsOf(
  kind: string,
  numbers: readonly string[],
  records: readonly Place[],
  elsewhere: string,
): string[] {
  return numbers.flatMap((number) => {
    const found = records.filter((own) => own.number === number);
    if (found.length === 0) throw unknown(kind, number, elsewhere);
    return found.map(({ id }) => id);
  });
}

const unknown = (kind: string, name: string, elsewhere: string): Error =>
  publicError('NOT_FOUND', `${kind} ${name} is not known, or ${elsewhere}`);
