import type DataLoader from 'dataloader';
import type { BaselineRevision, ControlsBook, CrosswalkEntry, OrderLineBook } from '../../store/store.js';
import type { CompanySettings } from '../kit/company.js';
import type { GatewayRequest } from '../kit/subgraph.js';
import type { ProjectModel } from './model.js';

/** What the resolvers of one request share. */
export interface ControlsContext {
  readonly request: GatewayRequest;
  /** The companies the caller may see. */
  readonly companies: readonly CompanySettings[];
  readonly now: () => Date;
  /** Every job the caller may see, by company and number. */
  readonly projects: () => Promise<readonly ProjectModel[]>;
  /** A job by id; null when there is none the caller may see. */
  readonly project: DataLoader<string, ProjectModel | null>;
  readonly book: DataLoader<string, ControlsBook>;
  /** What the books of the job's company say about the order lines supplied with it. */
  readonly orderLines: DataLoader<ProjectModel, OrderLineBook>;
  /** Every revision of a job's baselines, lowest first. */
  readonly revisions: DataLoader<string, readonly BaselineRevision[]>;
  readonly externalIds: DataLoader<string, readonly CrosswalkEntry[]>;
}
