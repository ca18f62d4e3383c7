/** Every subscription there is, wherever its subgraph runs. A new one is its entry in a subgraph's events.ts. */
import type { Store } from '../../store/store.js';
import { createEquipmentTopics } from '../../subgraphs/equipment/index.js';
import type { Topic } from '../../subgraphs/kit/topic.js';
import { createSchedulingTopics } from '../../subgraphs/scheduling/index.js';
import { WORKFLOWS_TOPICS } from '../../subgraphs/workflows/index.js';

export function createTopics(store: Store): ReadonlyMap<string, Topic> {
  const topics = [...WORKFLOWS_TOPICS, ...createSchedulingTopics(store), ...createEquipmentTopics(store)];
  return new Map(topics.map((topic) => [topic.field, topic]));
}
