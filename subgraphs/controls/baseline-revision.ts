/** A revision of a job's baselines as the graph answers it. Pure. */
import type { BaselineRevision } from '../../codegen/generated/controls.js';
import type { BaselineRevision as Revision } from '../../store/store.js';
import type { CostType } from '../kit/company.js';
import type { ProjectModel } from './model.js';

export function toBaselineRevision(revision: Revision, { company }: ProjectModel): BaselineRevision {
  const { key, lines, projectId: _id, ...same } = revision;
  return {
    ...same,
    // The key names the write and its step; that of a reversal that of what it takes back.
    write: key.slice(0, key.indexOf('_')),
    lines: lines.map(({ costCode, costType, ...step }) => ({
      ...step,
      costCode: { code: costCode, scheme: company.costCodeScheme, name: null },
      costType: costType as CostType,
    })),
  };
}
