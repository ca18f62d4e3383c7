import type { World } from './world.mjs';

export interface ProductProcess {
  readonly url: string;
  readonly living: boolean;
  product: string;
  start(): Promise<void>;
  kill(): void;
  close(): Promise<void>;
}
export declare function createProcess(setup: {
  readonly world: World;
  readonly dataDir: string;
  readonly settings: object;
  readonly onCall: () => undefined;
}): Promise<ProductProcess>;
