/** Who may hear of an event: asked for each one, so that it holds for the rights of this moment. */
import type { EventRecord, Store } from '../../store/store.js';
import { seesCompany, seesProject, type Actor } from '../../subgraphs/kit/actor.js';

/** An event about no job is heard by whoever is not limited to jobs. */
export function createHearing({
  crosswalk,
}: Pick<Store, 'crosswalk'>): (actor: Actor, event: EventRecord) => Promise<boolean> {
  return async (actor, { company, project }) => {
    if (!seesCompany(actor, company)) return false;
    if (actor.projects === '*') return true;
    const known = project === null ? undefined : (await crosswalk.byIds('PROJECT', [project])).get(project);
    return known !== undefined && seesProject(actor, known.company, known.number);
  };
}
