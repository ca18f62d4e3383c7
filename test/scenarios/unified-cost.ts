/** Every unified figure as a scenario asks for it; the bench and the runs without a compiler share the rest. */
import { readJobs } from './cost-figures.mjs';
import type { JobAnswer, Scenario } from './plumbline.js';

export { asKeyEntry, COST_QUERY, differences } from './cost-figures.mjs';

export function readEveryJob(scenario: Scenario): Promise<JobAnswer[]> {
  return readJobs<JobAnswer>((query, variables) => scenario.ask(query, variables));
}
