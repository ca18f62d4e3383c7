/**
 * What was awarded becomes the job's baseline. It also is the claim on the estimate and on the job's number: of two
 * awards at the same moment the second is refused before it made anything anywhere.
 */
import type { Store } from '../../../store/store.js';
import type { ControlsEffects, FreezeBaselineInput } from '../connector.js';
import { own } from './own.js';
import { takeBack, toResult } from './revisions.js';

const nameOf = ({ job }: FreezeBaselineInput): string => `job ${job.number} of company ${job.company}`;

export function createFreezeBaseline({
  baselines,
}: Pick<Store, 'baselines'>): ControlsEffects['freezeBaseline'] {
  return {
    name: 'freeze-baseline',
    system: 'plumbline',
    idempotency: { kind: 'KEY' },
    async run(input, key) {
      const reason = `Award of estimate ${input.estimateNumber} revision ${input.estimateRevision}`;
      return toResult(nameOf(input), await own(() => baselines.award({ ...input, key, reason })));
    },
    async find(input, key) {
      const revision = await own(() => baselines.byKey(key));
      return revision && toResult(nameOf(input), revision);
    },
    undo: (input, _result, key, why) => takeBack(baselines, nameOf(input), input, key, why),
  };
}
