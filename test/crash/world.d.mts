import type { Sandbox } from '../../sandbox/index.js';

export interface World extends Pick<Sandbox, 'firm' | 'upstreams'> {
  readonly directory: string;
  readonly today: string;
  readonly costCode: Sandbox['firm']['analyticAccounts'][number];
  erp(model: string, method: string, body: object): Promise<unknown>;
  platform(place: string, body?: object): Promise<unknown>;
  stop(): Promise<void>;
}
export declare function createWorld(): Promise<World>;
export declare function addDays(day: string, days: number): string;
