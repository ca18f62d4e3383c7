import type { GatewayRequest } from '../kit/subgraph.js';
import type { CompanySettings } from '../kit/company.js';
import type { EquipmentLoaders } from './loaders.js';
import type { Fleet } from './mirror-reader.js';

/** What the resolvers of one request share. */
export interface EquipmentContext {
  readonly request: GatewayRequest;
  /**
   * The fleet as mirrored when the request first asked; the same for the whole request, unless an event needs a newer
   * one.
   */
  fleet(revision?: number): Promise<Fleet>;
  readonly loaders: EquipmentLoaders;
  /** By company code. */
  readonly companies: ReadonlyMap<string, CompanySettings>;
  /** The firm's current day, YYYY-MM-DD. */
  readonly today: string;
}
