/** Every subscription there is, wherever its subgraph runs. A new one is its entry in a subgraph's events.ts. */
import type { Topic } from '../../subgraphs/kit/topic.js';
import { WORKFLOWS_TOPICS } from '../../subgraphs/workflows/index.js';

export const TOPICS: ReadonlyMap<string, Topic> = new Map(
  WORKFLOWS_TOPICS.map((topic) => [topic.field, topic]),
);
