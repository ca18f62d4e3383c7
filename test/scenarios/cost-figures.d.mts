import type { AnswerKey } from '../../sandbox/index.js';

type Entry = AnswerKey['projects'][number];

export declare const COST_QUERY: string;
export declare function readJobs<Job>(
  ask: (query: string, variables: object) => Promise<unknown>,
): Promise<Job[]>;
export declare function asKeyEntry(node: unknown): Entry;
export declare function differences(graph: unknown, key: unknown, place: string): string[];
export declare function allDifferences(nodes: readonly unknown[], key: AnswerKey): string[];
